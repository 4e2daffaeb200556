// Selectors: which facts match, surely or possibly, and why a match is only possible.
#include <algorithm>

#include "base/ascii.h"
#include "eval/evaluator.h"

namespace eligo::eval {

using program::Query;
using program::QueryId;

void Evaluator::want_for(Why why, std::uint32_t index) {
  if (wants_ == nullptr) return;
  const program::ConceptId id = facts_[index].concept_id;
  wants_->push_back({why, vocabulary_[id].name, id, {}, index});
}

bool Evaluator::is_listed_absent(const Fact& fact) const {
  const clinical::Concept& concept_ = vocabulary_[fact.concept_id];
  if (fact.kind == clinical::Kind::kAllergy && concept_.kind != clinical::Kind::kAllergy) return false;
  return std::any_of(record_->absent.begin(), record_->absent.end(),
                     [&](program::ConceptId absent) { return vocabulary_.is_a(fact.concept_id, absent); });
}

// A fact against what is listed as absent, or against the patient's sex: it may be there, or not.
bool Evaluator::is_contradicted(const Fact& fact) const {
  const clinical::Concept& concept_ = vocabulary_[fact.concept_id];
  if (concept_.only_female && record_->sex == clinical::Sex::kMale) return true;
  if (concept_.only_male && record_->sex == clinical::Sex::kFemale) return true;
  return is_listed_absent(fact);
}

Truth Evaluator::matches_phase(const Query& query, std::uint32_t index) {
  const Fact& fact = facts_[index];
  switch (query.phase) {
    case Query::Phase::kAny:
    case Query::Phase::kPlanned: return Truth::kTrue;
    case Query::Phase::kActive:
      for (const Day reached : {fact.start.first, fact.start.last, fact.end.first + 1, fact.end.last + 1}) may_change_on(reached);
      return value::between(fact.start.last <= screening_ && fact.end.first >= screening_,
                            fact.start.first <= screening_ && fact.end.last >= screening_);
    case Query::Phase::kPast:
      for (const Day reached : {fact.end.first + 1, fact.end.last + 1}) may_change_on(reached);
      return value::between(fact.end.last < screening_, fact.end.first < screening_);
  }
  return Truth::kTrue;
}

bool Evaluator::gives_a_moment(const Query& query, std::uint32_t index) {
  for (program::WindowId id : query.windows) {
    for (program::MomentId asked : {program_.windows[id].moment, program_.windows[id].to}) {
      if (asked.is_valid() && moment_wherever(asked).giver == index) return true;
    }
  }
  return false;
}

Truth Evaluator::matches_identity(const Query& query, std::uint32_t index, Truth slot) {
  const Fact& fact = facts_[index];
  Truth truth = slot;
  if (is_unknown(slot)) want_for(Why::kImprecise, index);
  if (fact.verification == model::Verification::kSuspected && !query.takes_suspected) {
    truth = truth & Truth::kUnknown;
    want_for(Why::kSuspected, index);
  }
  if (query.is_other) {
    if (index_.is_study_disease_marked()) {
      if (fact.is_study_disease) return Truth::kFalse;
    } else {
      for (program::ConceptId study : program_.study_disease) {
        if (vocabulary_.is_a(fact.concept_id, study)) return Truth::kFalse;
        if (vocabulary_.is_a(study, fact.concept_id)) {
          truth = truth & Truth::kUnknown;
          want_for(Why::kAttribute, index);
        }
      }
    }
  }
  if (is_contradicted(fact)) {
    truth = truth & Truth::kUnknown;
    want_for(Why::kConflict, index);
  }
  return truth;
}

Truth Evaluator::matches_time(const Query& query, std::uint32_t index, bool check_scope) {
  Truth truth = matches_phase(query, index);
  if (check_scope && !is_false(truth)) truth = truth & in_scope(query, index);
  for (program::WindowId id : query.windows) {
    if (is_false(truth)) return truth;
    truth = truth & in_window(id, index);
  }
  if (query.broken_window.is_valid() && !is_false(truth)) truth = truth & !in_window(query.broken_window, index);
  if (!is_unknown(truth) || wants_ == nullptr) return truth;
  bool blamed = false;
  for (program::WindowId id : query.windows) {
    for (program::MomentId asked : {program_.windows[id].moment, program_.windows[id].to}) {
      if (!asked.is_valid()) continue;
      const MomentState& state = moment(asked);
      if (state.is_known && state.when.is_day()) continue;
      for (const Want& want : state.wants) wants_->push_back(want);
      blamed = blamed || !state.wants.empty();
    }
    const program::DurationId duration = program_.windows[id].duration;
    if (duration.is_valid() && lacks_half_life(duration, &facts_[index])) {
      want_for(Why::kNoHalfLife, index);
      blamed = true;
    }
  }
  const Fact& fact = facts_[index];
  const bool is_precise = fact.start.is_day() && (fact.end.is_day() || fact.has_not_ended);
  if (!blamed || (!is_precise && !fact.is_dated)) want_for(fact.is_dated ? Why::kImprecise : Why::kUndated, index);
  return truth;
}

// By one exception: the fact is of its concept, its condition holds, and nothing inside it keeps the fact.
Truth Evaluator::taken_away(const Query& query, std::size_t at, std::uint32_t index) {
  const program::ConditionalException& exception = query.exceptions[at];
  if (!vocabulary_.is_a(facts_[index].concept_id, exception.concept_id)) return Truth::kFalse;
  Truth taken = exception.where.is_valid() ? where(exception.where, index) : Truth::kTrue;
  for (std::size_t i = at + 1; i <= at + exception.inner; i += 1 + query.exceptions[i].inner) taken = taken & !taken_away(query, i, index);
  return taken;
}

Truth Evaluator::spared_by_exceptions(const Query& query, std::uint32_t index) {
  if (query.exceptions.empty()) return Truth::kTrue;
  // The fact stays where some term takes it and no exception of that term, or of all, takes it away.
  const Fact& fact = facts_[index];
  Truth spared = Truth::kFalse;
  for (std::uint32_t term = 0; term < query.concepts.size(); ++term) {
    if (!query.is_allergy_to && !vocabulary_.is_a(fact.concept_id, query.concepts[term])) continue;
    Truth here = Truth::kTrue;
    for (std::size_t i = 0; i < query.exceptions.size(); i += 1 + query.exceptions[i].inner) {
      const program::ConditionalException& exception = query.exceptions[i];
      if (exception.is_of_all_terms || exception.term == term) here = here & !taken_away(query, i, index);
    }
    spared = spared | here;
  }
  return spared;
}

// `given for`, `due to`: the attribute names one of the concepts, or one below, that is not left out; above one, missing or free
// text: possible.
Truth Evaluator::concerns(const std::vector<program::ConceptId>& wanted, const std::vector<program::ConceptId>& left_out, std::uint32_t index, const char* attribute) {
  if (wanted.empty()) return Truth::kTrue;
  const model::FactAttribute* given = facts_[index].find(attribute);
  Truth truth = Truth::kFalse;
  if (given == nullptr || !given->concept_id.is_valid()) truth = Truth::kUnknown;
  else {
    const auto is_left_out = [&](program::ConceptId id) { return std::find(left_out.begin(), left_out.end(), id) != left_out.end(); };
    const bool is_taken = !is_left_out(given->concept_id);
    for (program::ConceptId id : wanted) {
      if (is_taken && vocabulary_.is_a(given->concept_id, id)) return Truth::kTrue;
      if (vocabulary_.is_a(id, given->concept_id) && !is_left_out(id)) truth = Truth::kUnknown;
    }
    const auto& below = vocabulary_[given->concept_id].descendants;
    if (!is_taken && !std::all_of(below.begin(), below.end(), is_left_out)) truth = Truth::kUnknown;   // what is left out leaves some out itself
  }
  if (is_unknown(truth) && wants_ != nullptr) {
    want_for(Why::kAttribute, index);
    wants_->back().attribute = attribute;
  }
  return truth;
}

// Some matching treatment overlaps the fact and has the fact's concept, or one below, as its indication. As everywhere,
// silence about treatments leaves it open.
Truth Evaluator::requires_treatment(const Query& query, std::uint32_t index) {
  if (!query.requiring.is_valid()) return Truth::kTrue;
  const Fact& fact = facts_[index];
  std::vector<Want>* const outer = wants_;
  wants_ = nullptr;
  const Found found = find(query.requiring);
  wants_ = outer;
  Truth truth = Truth::kFalse;
  std::optional<std::uint32_t> open_indication, open_dates;
  const auto consider = [&](std::uint32_t t, Truth match) {
    const Fact& treatment = facts_[t];
    const bool sure = treatment.start.last <= fact.end.first && fact.start.last <= treatment.end.first;
    const bool possible = treatment.start.first <= fact.end.last && fact.start.first <= treatment.end.last;
    match = match & value::between(sure, possible);
    const model::FactAttribute* indication = treatment.find("indication");
    Truth concerned = Truth::kTrue;
    if (indication == nullptr || !indication->concept_id.is_valid()) concerned = Truth::kUnknown;
    else if (!vocabulary_.is_a(indication->concept_id, fact.concept_id)) {
      concerned = vocabulary_.is_a(fact.concept_id, indication->concept_id) ? Truth::kUnknown : Truth::kFalse;
    }
    match = match & concerned;
    if (is_unknown(match) && is_unknown(concerned)) open_indication = t;
    if (is_unknown(match) && !sure) open_dates = t;
    truth = truth | match;
  };
  for (std::uint32_t t : found.sure) consider(t, Truth::kTrue);
  for (std::uint32_t t : found.possible) consider(t, Truth::kUnknown);
  if (is_true(truth)) return truth;
  if (is_unknown(truth)) {
    if (wants_ == nullptr) return truth;
    if (open_indication) {
      want_for(Why::kAttribute, *open_indication);
      wants_->back().attribute = "indication";
    } else if (open_dates) {
      for (const std::uint32_t f : {index, *open_dates}) {
        const Fact& told = facts_[f];
        if (!told.start.is_day() || !(told.end.is_day() || told.has_not_ended)) want_for(told.is_dated ? Why::kImprecise : Why::kUndated, f);
      }
    } else {
      wants_->insert(wants_->end(), found.wants.begin(), found.wants.end());
    }
    return truth;
  }
  const Query& asked = program_.queries[query.requiring];
  if (is_complete(query.requiring, 1)) return Truth::kFalse;
  if (wants_ != nullptr) {
    for (program::ConceptId id : asked.concepts) {
      if (!is_complete_on(id, asked.is_allergy_to)) wants_->push_back({Why::kSilent, vocabulary_[id].name, id, {}, {}});
    }
  }
  return Truth::kUnknown;
}

Truth Evaluator::where(NodeId condition_id, std::uint32_t index) {
  const std::optional<std::uint32_t> outer = at_hand_;
  const bool was_inside = inside_where_;
  std::vector<Want>* const outer_wants = wants_;
  wants_ = nullptr;
  at_hand_ = index;
  inside_where_ = true;
  const Truth truth = condition(condition_id);
  at_hand_ = outer;
  inside_where_ = was_inside;
  wants_ = outer_wants;
  if (is_unknown(truth) && wants_ != nullptr && recording_ != nullptr) gather_wants(last_, *wants_);
  return truth;
}

// The wants of the unknown leaves below a finding.
void Evaluator::gather_wants(FindingId id, std::vector<Want>& wants) const {
  const Finding& finding = recording_->findings[id];
  if (!is_unknown(finding.truth)) return;
  for (const Want& want : finding.wants) wants.push_back(want);
  for (FindingId child_id : finding.children) gather_wants(child_id, wants);
}

Truth Evaluator::matches_details(const Query& query, std::uint32_t index) {
  Truth truth = spared_by_exceptions(query, index);
  if (!is_false(truth)) truth = truth & concerns(query.given_for, query.not_given_for, index, "indication");
  if (!is_false(truth)) truth = truth & concerns(query.due_to, query.not_due_to, index, "cause");
  if (!is_false(truth)) truth = truth & requires_treatment(query, index);
  if (!is_false(truth) && query.where.is_valid()) truth = truth & where(query.where, index);
  if (!is_false(truth) && query.broken_where.is_valid()) truth = truth & !where(query.broken_where, index);
  return truth;
}

Truth Evaluator::matches(QueryId id, std::uint32_t index, Truth slot, bool check_scope) {
  const Query& query = program_.queries[id];
  const std::size_t wants_before = wants_ != nullptr ? wants_->size() : 0;
  const auto finish = [&](Truth truth) {
    if (wants_ != nullptr && !is_unknown(truth)) wants_->resize(wants_before);
    return truth;
  };
  if (gives_a_moment(query, index)) return Truth::kFalse;
  // What is listed as absent settles the matter even beside a fact that was set aside.
  if (facts_[index].is_broken && is_listed_absent(facts_[index])) return Truth::kFalse;
  Truth truth = matches_time(query, index, check_scope);
  if (is_false(truth)) return finish(truth);
  truth = truth & matches_identity(query, index, slot);
  if (is_false(truth)) return finish(truth);
  if (facts_[index].is_broken) {
    if (wants_ != nullptr) wants_->resize(wants_before);
    want_for(Why::kProblem, index);
    return Truth::kUnknown;
  }
  if (!plan_.queries[id.index()].has_details) return finish(truth);
  return finish(truth & matches_details(query, index));
}

void Evaluator::leave_rivals_out(const Query& query, Found& found) {
  for (program::WindowId id : query.windows) {
    for (program::MomentId asked : {program_.windows[id].moment, program_.windows[id].to}) {
      if (asked.is_valid()) leave_rivals_out(moment_wherever(asked), found);
    }
  }
}

void Evaluator::leave_rivals_out(const MomentState& given, Found& found) {
  const auto is_among = [](const FactList& facts, std::uint32_t f) { return std::find(facts.begin(), facts.end(), f) != facts.end(); };
  std::size_t sure = 0, all = 0;
  for (std::uint32_t f : given.rivals) {
    sure += is_among(found.sure, f) ? 1 : 0;
    all += is_among(found.sure, f) || is_among(found.possible, f) ? 1 : 0;
  }
  found.low_has_one_more = found.low_has_one_more || sure > 0;
  found.high_has_one_more = found.high_has_one_more || (all > 0 && all == given.rivals.size());
}

Evaluator::Found Evaluator::find(QueryId id, bool check_scope) {
  const Query& query = program_.queries[id];
  Found found;
  std::vector<Want>* const outer = wants_;
  wants_ = recording_ != nullptr ? &found.wants : nullptr;
  for (std::uint32_t i = first_of(query.slot); i != FactIndex::kNoMore; i = index_[i].next) {
    const FactIndex::Entry entry = index_[i];
    const Truth truth = matches(id, entry.fact, entry.is_sure ? Truth::kTrue : Truth::kUnknown, check_scope);
    if (is_true(truth)) found.sure.push_back(entry.fact);
    if (is_unknown(truth)) found.possible.push_back(entry.fact);
  }
  wants_ = outer;
  if (!found.sure.empty() || !found.possible.empty()) leave_rivals_out(query, found);
  return found;
}

}  // namespace eligo::eval
