// Makes the edits that were asked for (record_edit.h), as if the source had told what they suppose.
#include <utility>

#include "base/ascii.h"
#include "model/record_builder_state.h"

namespace eligo::model {

template <class IsUnwanted>
void RecordBuilder::State::leave_out(IsUnwanted is_unwanted) {
  for (std::size_t i = record.facts.size(); i > 0; --i) {
    if (!is_unwanted(record.facts[i - 1], unsettled[i - 1].dates)) continue;
    record.facts.erase(record.facts.begin() + static_cast<std::ptrdiff_t>(i - 1));
    unsettled.erase(unsettled.begin() + static_cast<std::ptrdiff_t>(i - 1));
  }
  for (std::size_t i = 0; i < unsettled.size(); ++i) unsettled[i].fact = i;
}

void RecordBuilder::apply(const RecordEdit& edit, std::size_t number) {
  PatientRecord& record = state_->record;
  const std::string day = edit.on.empty() ? value::to_text(record.screening.first) : edit.on;
  record.supposed.push_back(edit.text);
  switch (edit.form) {
    case RecordEdit::Form::kPerson: return set(edit.name, edit.value, 0);
    case RecordEdit::Form::kMoment:
      std::erase_if(record.dates, [&](const NamedDate& date) { return base::equal_folded(date.name, edit.name); });
      std::erase_if(record.broken_dates, [&](const std::string& name) { return base::equal_folded(name, edit.name); });
      return add_date(edit.name, edit.value, 0);
    case RecordEdit::Form::kAnswer:
      std::erase_if(record.answers, [&](const Answer& answer) { return base::equal_folded(answer.name, edit.name); });
      return add_answer(edit.name, edit.value, "", day, 0);
    case RecordEdit::Form::kResult: return apply_result(edit, number, day);
    case RecordEdit::Form::kPresent:
    case RecordEdit::Form::kAbsent: return apply_presence(edit, number, day);
  }
}

// It is the latest: what the source tells of that day or later makes way, as does what tells no day or counts for ever.
// Reference limits are those of the latest result that came with some.
void RecordBuilder::apply_result(const RecordEdit& edit, std::size_t number, const std::string& day) {
  State& s = *state_;
  const value::Day on = value::parse_date(day)->first;
  std::optional<value::Number> lln, uln;
  value::Day limits_of = value::kBeginning;
  for (std::size_t i = 0; i < s.record.facts.size(); ++i) {
    const ObservedValue& observed = s.record.facts[i].value;
    const auto& given = s.unsettled[i].dates.single;
    const bool is_such = s.record.facts[i].concept_id == edit.concept_id && (observed.lln || observed.uln) && given;
    if (!is_such || given->last < limits_of) continue;
    limits_of = given->last;
    lln = observed.lln;
    uln = observed.uln;
  }
  s.leave_out([&](const Fact& fact, const GivenDates& dates) {
    if (!fact.concept_id.is_valid() || !s.vocabulary.is_a(fact.concept_id, edit.concept_id)) return false;
    return s.vocabulary[edit.concept_id].is_lasting || !dates.single || dates.single->last >= on;
  });
  begin_fact(Kind::kObservation, number, 0);
  set_fact("of", edit.name, 0);
  set_fact("value", edit.value, 0);
  if (!edit.unit.empty()) set_fact("unit", edit.unit, 0);
  set_fact("on", day, 0);
  end_fact();
  Fact& fact = s.record.facts.back();
  fact.place.is_supposed = true;
  fact.value.lln = lln;
  fact.value.uln = uln;
}

// From that day on; or not at all, and then it is listed as absent.
void RecordBuilder::apply_presence(const RecordEdit& edit, std::size_t number, const std::string& day) {
  State& s = *state_;
  const clinical::Concept& entry = s.vocabulary[edit.concept_id];
  if (edit.form == RecordEdit::Form::kAbsent) {
    s.leave_out([&](const Fact& fact, const GivenDates&) { return fact.concept_id.is_valid() && s.vocabulary.is_a(fact.concept_id, edit.concept_id); });
    s.record.absent.push_back(edit.concept_id);
    return;
  }
  std::erase_if(s.record.absent, [&](ConceptId absent) { return s.vocabulary.is_a(edit.concept_id, absent); });
  const bool is_condition = entry.kind == Kind::kCondition;
  const bool has_one_day = entry.is_acute || entry.kind == Kind::kProcedure || entry.kind == Kind::kVaccine || entry.kind == Kind::kEvent;
  begin_fact(entry.kind, number, 0);
  set_fact("of", edit.name, 0);
  set_fact(has_one_day ? "on" : is_condition ? "onset" : "start", day, 0);
  if (!has_one_day) set_fact(is_condition ? "status" : "ongoing", is_condition ? "active" : "true", 0);
  end_fact();
  s.record.facts.back().place.is_supposed = true;
}

}  // namespace eligo::model
