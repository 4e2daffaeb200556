// The patient's own keys, the record's lists, and what only the whole record tells: the screening day, what is complete,
// facts against the sex. Facts themselves are read by FactReader.
#include "model/record_builder.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/ascii.h"
#include "model/fact_dates.h"
#include "model/fact_reader.h"
#include "model/problem_log.h"
#include "model/suggestion.h"

namespace eligo::model {

using diag::Code;
using value::TimeSpan;

namespace {

/// What a fact still needs when the record has been read.
struct Unsettled {
  GivenDates dates;
  Turn turn;
};

std::string element(std::string_view list, std::size_t index) { return std::string(list) + "[" + std::to_string(index) + "]"; }

}  // namespace

struct RecordBuilder::State {
  State(const clinical::Vocabulary& v, ReadOptions o) : vocabulary(v), options(std::move(o)), suggestions(v), units(v.size()), names(v) {}

  const clinical::Vocabulary& vocabulary;
  ReadOptions options;
  Suggestions suggestions;
  ProblemLog log;
  PatientRecord record;
  UnitMemory units;
  NameMemory names;
  FactDraft draft;
  std::deque<std::string> draft_texts;  // of the fact at hand, where its texts do not live long enough
  std::vector<Unsettled> unsettled;   // beside record.facts
  std::optional<TimeSpan> screening;  // as the record says
  Turn birth_turn = 0;
  std::uint32_t birth_line = 0;
  bool counts_repeats_once = false;
  std::unordered_set<std::string> told_facts;   // while repeats count once: the keys of each dated fact
  Transcript transcript;                        // where options ask for one

  void lose(Kind kind) { record.lost_complete[static_cast<std::size_t>(kind)] = true; }
  Transcript* script() { return options.transcript != nullptr ? &transcript : nullptr; }
  bool is_repeated();
  void record_fact(ConceptId concept_id);
  void set_birth_date(std::string_view text, std::uint32_t line);
  void set_sex(std::string_view text, std::uint32_t line);
  void settle_screening();
  void settle_birth();
  void settle_facts();
  void check_sex(const Fact& fact, Turn turn);
  void assume_complete();
  /// `is_unwanted` is asked of each fact and its dates as given.
  template <class IsUnwanted>
  void leave_out(IsUnwanted is_unwanted);
};

RecordBuilder::RecordBuilder(const clinical::Vocabulary& vocabulary, ReadOptions options)
    : state_(std::make_unique<State>(vocabulary, std::move(options))) {}
RecordBuilder::~RecordBuilder() = default;
RecordBuilder::RecordBuilder(RecordBuilder&&) noexcept = default;

void RecordBuilder::set(std::string_view key, std::string_view text, std::uint32_t line) {
  State& s = *state_;
  s.log.next_turn();
  if (s.script()) s.transcript.own.emplace_back(key, text);
  if (base::equal_folded(key, "patient")) {
    s.record.patient = base::trimmed(text);
  } else if (base::equal_folded(key, "birth_date")) {
    s.set_birth_date(base::trimmed(text), line);
  } else if (base::equal_folded(key, "sex")) {
    s.set_sex(base::trimmed(text), line);
  } else {
    s.log.add(Code::E0602, std::string(key), "unknown key " + quoted(key), line);
  }
}

void RecordBuilder::State::set_birth_date(std::string_view text, std::uint32_t line) {
  birth_turn = log.next_turn();
  birth_line = line;
  const auto date = value::parse_date(text);
  record.birth_date_is_broken = !date;
  record.has_birth_date = date.has_value();
  if (date) {
    record.birth = TimeSpan::between(date->first, date->last);
  } else {
    log.add(Code::E0605, "birth_date", quoted(text) + " is no date that exists", line);
  }
}

void RecordBuilder::State::set_sex(std::string_view text, std::uint32_t line) {
  static const std::vector<std::string> kWords = {"unknown", "female", "male", "other"};  // in the order of Sex
  if (const auto choice = choice_of(text, kWords)) {
    record.sex = static_cast<Sex>(*choice);
  } else {
    log.add(Code::E0610, "sex", quoted(text) + " is not " + listed(kWords), line);
  }
}

void RecordBuilder::add_date(std::string_view moment, std::string_view text, std::uint32_t line) {
  State& s = *state_;
  s.log.next_turn();
  if (s.script()) s.transcript.dates.emplace_back(moment, text);
  std::string name = base::folded(base::trimmed(moment));
  const std::string_view trimmed = base::trimmed(text);
  const auto date = value::parse_date(trimmed);
  const bool is_screening = name == "screening";
  if (!date) {
    s.log.add(Code::E0605, "dates." + std::string(moment), quoted(trimmed) + " is no date that exists", line);
    if (!is_screening) s.record.broken_dates.push_back(std::move(name));
  } else if (is_screening && !date->is_day()) {
    s.log.add(Code::E0605, "dates." + std::string(moment), quoted(trimmed) + " is no single day", line);
  } else if (is_screening) {
    s.screening = *date;
  } else {
    s.record.dates.push_back({std::move(name), *date});
  }
}

void RecordBuilder::add_complete(std::size_t index, std::string_view list_name, std::uint32_t line) {
  State& s = *state_;
  s.log.next_turn();
  if (s.script()) s.transcript.complete.emplace_back(list_name);
  const std::string_view name = base::trimmed(list_name);
  const auto kind = clinical::kind_from_list_name(name);
  if (!kind) {
    s.log.add(Code::E0614, element("history.complete", index), quoted(name) + " is no list of facts" + Suggestions::for_list(name), line);
  } else if (*kind == Kind::kObservation) {
    s.log.add(Code::E0614, element("history.complete", index), "results are never complete", line);
  } else {
    s.record.declared_complete[static_cast<std::size_t>(*kind)] = true;
  }
}

void RecordBuilder::add_absent(std::size_t index, std::string_view concept_name, std::uint32_t line) {
  State& s = *state_;
  s.log.next_turn();
  if (s.script()) s.transcript.absent.emplace_back(concept_name);
  const std::string_view name = base::trimmed(concept_name);
  const ConceptId found = s.vocabulary.find(name);
  if (found.is_valid()) {
    s.record.absent.push_back(found);
  } else {
    s.log.add(Code::E0603, element("absent", index), "unknown concept " + quoted(name) + s.suggestions.for_concept(name), line);
  }
}

void RecordBuilder::add_answer(std::string_view name, std::string_view answer, std::string_view by, std::string_view on,
                               std::uint32_t line) {
  State& s = *state_;
  s.log.next_turn();
  if (s.script()) s.transcript.answers.push_back({std::string(name), std::string(answer), std::string(by), std::string(on)});
  const std::string at = "answers." + std::string(name);
  const auto is_yes = yes_or_no(base::trimmed(answer));
  if (!is_yes) {
    s.log.add(Code::E0610, at, quoted(answer) + " is neither `yes` nor `no`", line);
    return;
  }
  Answer out{std::string(name), *is_yes, std::string(by), TimeSpan()};
  if (const auto date = value::parse_date(base::trimmed(on))) {
    out.on = *date;
  } else if (!on.empty()) {
    s.log.add(Code::E0605, at + ".on", quoted(on) + " is no date that exists", line);
  }
  s.record.answers.push_back(std::move(out));
}

FactDraft& RecordBuilder::begin_fact(Kind list, std::size_t index, std::uint32_t line, std::string_view path) {
  State& s = *state_;
  s.log.next_turn();
  s.draft.begin(list, index, line);
  if (!s.draft_texts.empty()) s.draft_texts.clear();
  if (!path.empty()) s.draft.path = keep(s.draft_texts, path);
  return s.draft;
}

void RecordBuilder::set_fact(std::string_view key, std::string_view text, std::uint32_t line, Lifetime lifetime) {
  State& s = *state_;
  if (lifetime == Lifetime::kUntilEndOfFact) return s.draft.add(key, text, line, true);
  s.draft.add(keep(s.draft_texts, key), keep(s.draft_texts, text), line, true);
}

void RecordBuilder::refuse_fact_key(std::string_view key, std::uint32_t line) { state_->draft.add(keep(state_->draft_texts, key), {}, line, false); }

void RecordBuilder::set_fact_aside(Code code, std::string text) { state_->draft.troubles.emplace_back(code, std::move(text)); }

void RecordBuilder::count_repeats_once() { state_->counts_repeats_once = true; }

// Facts without a date are never repeats: they may be of different days.
bool RecordBuilder::State::is_repeated() {
  bool is_dated = false;
  std::vector<std::string> keys;
  for (const FactKey& key : draft.keys) {
    for (const KeyName date : {KeyName::kOn, KeyName::kOnset, KeyName::kStart, KeyName::kEnd}) is_dated |= key.known == date;
    keys.push_back(base::folded(key.name) + '\0' + std::string(key.text));
  }
  if (!is_dated || !draft.troubles.empty()) return false;
  std::sort(keys.begin(), keys.end());
  std::string all(1, static_cast<char>(draft.list));
  for (const std::string& key : keys) all += key + '\0';
  return !told_facts.insert(std::move(all)).second;
}

// A code that the site maps is written as the concept that it means, so that the transcript needs no map.
void RecordBuilder::State::record_fact(ConceptId concept_id) {
  Transcript::ToldFact& told = transcript.facts.emplace_back();
  told.list = draft.list;
  told.path = draft.path;
  told.troubles = draft.troubles;
  const bool names_concept = options.site != nullptr && concept_id.is_valid() && (draft.known & FactDraft::bit(KeyName::kOf)) == 0;
  for (const FactKey& key : draft.keys) {
    const bool is_code = names_concept && key.known == KeyName::kCode;
    told.keys.push_back({std::string(is_code ? "of" : key.name), is_code ? vocabulary[concept_id].name : std::string(key.text), key.is_text});
  }
}

bool RecordBuilder::end_fact() {
  State& s = *state_;
  if (s.counts_repeats_once && s.is_repeated()) return false;
  Fact& fact = s.record.facts.emplace_back();
  const ReadFact read = FactReader(s.vocabulary, s.options, s.suggestions, s.log, s.record.texts, s.units, s.names, s.draft, fact).read();
  if (read.is_no_fact) {
    s.record.facts.pop_back();
    return false;
  }
  if (s.script()) s.record_fact(fact.concept_id);
  const bool is_forgiven = read.is_unmapped && s.options.ignore_unmapped;
  if (fact.is_broken && !is_forgiven) s.lose(s.draft.list);
  if (read.also_incomplete) s.lose(*read.also_incomplete);
  s.unsettled.push_back({read.dates, s.log.next_turn()});
  return true;
}

void RecordBuilder::add_problem(Code code, std::string at, std::string text, std::uint32_t line, std::optional<Kind> list) {
  state_->log.next_turn();
  if (state_->script()) state_->transcript.problems.push_back({{code, at, text, line}, {}});
  state_->log.add(code, std::move(at), std::move(text), line);
  if (list) lose_completeness(*list);
}

void RecordBuilder::lose_completeness(Kind list) {
  state_->lose(list);
  if (state_->script() && !state_->transcript.problems.empty()) state_->transcript.problems.back().lists.push_back(list);
}

void RecordBuilder::State::settle_screening() {
  if (options.on) {
    record.screening = *options.on;
  } else {
    record.screening = screening.value_or(TimeSpan::on(options.today));
  }
}

// Nobody is screened before birth: a birth date later than that is a slip, and a coarse one is clipped.
void RecordBuilder::State::settle_birth() {
  if (!record.has_birth_date) return;
  const value::Day today = record.screening.first;
  if (record.birth.first <= today) {
    record.birth.last = std::min(record.birth.last, today);
    return;
  }
  log.add_at(birth_turn, {Code::E0605, "birth_date", "born " + to_text(record.birth) + ", after the screening day " + value::to_text(today), birth_line});
  record.birth = TimeSpan();
  record.has_birth_date = false;
  record.birth_date_is_broken = true;
}

void RecordBuilder::State::settle_facts() {
  for (std::size_t i = 0; i < record.facts.size(); ++i) {
    settle_dates(record.facts[i], unsettled[i].dates, record.screening);
    check_sex(record.facts[i], unsettled[i].turn);
  }
}

void RecordBuilder::State::check_sex(const Fact& fact, Turn turn) {
  if (!fact.concept_id.is_valid() || fact.verification == Verification::kRefuted) return;
  const clinical::Concept& it = vocabulary[fact.concept_id];
  const bool is_against = (it.only_female && record.sex == Sex::kMale) || (it.only_male && record.sex == Sex::kFemale);
  if (!is_against) return;
  const char* who = it.only_female ? "women" : "men";
  const char* sex = it.only_female ? "male" : "female";
  log.add_at(turn, {Code::E0612, to_text(fact.place), "`" + it.name + "` is only found in " + who + ", and the sex is " + sex, fact.place.line});
}

void RecordBuilder::State::assume_complete() {
  for (const Kind kind : options.assume_complete) {
    const auto k = static_cast<std::size_t>(kind);
    if (kind == Kind::kObservation || record.declared_complete[k]) continue;
    record.declared_complete[k] = true;
    record.assumed_complete[k] = true;
  }
}

// ---- Edits

template <class IsUnwanted>
void RecordBuilder::State::leave_out(IsUnwanted is_unwanted) {
  for (std::size_t i = record.facts.size(); i > 0; --i) {
    if (!is_unwanted(record.facts[i - 1], unsettled[i - 1].dates)) continue;
    record.facts.erase(record.facts.begin() + static_cast<std::ptrdiff_t>(i - 1));
    unsettled.erase(unsettled.begin() + static_cast<std::ptrdiff_t>(i - 1));
  }
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

PatientRecord RecordBuilder::finish() {
  State& s = *state_;
  s.log.next_turn();
  if (s.record.patient.empty()) s.log.add(Code::E0619, "patient", "the record names no patient", 0);
  s.settle_screening();
  for (std::size_t i = 0; i < s.options.edits.size(); ++i) apply(s.options.edits[i], i);
  s.settle_birth();
  s.settle_facts();
  s.assume_complete();
  s.record.problems = s.log.take();
  s.unsettled.clear();
  s.screening.reset();
  s.suggestions.begin_record();
  s.counts_repeats_once = false;
  s.told_facts.clear();
  if (s.script()) *s.options.transcript = std::exchange(s.transcript, Transcript());
  return std::exchange(s.record, PatientRecord());
}

std::string& RecordBuilder::text_of_record(std::size_t size) {
  std::deque<std::string>& texts = state_->record.texts;
  if (texts.empty() || !texts.front().empty()) texts.emplace_front();
  texts.front().reserve(size);
  return texts.front();
}

void RecordBuilder::recycle(PatientRecord old) {
  PatientRecord& fresh = state_->record;
  const auto take_room = [](auto& mine, auto& from) {
    from.clear();
    if (mine.empty()) mine.swap(from);
  };
  take_room(fresh.facts, old.facts);
  take_room(fresh.dates, old.dates);
  take_room(fresh.absent, old.absent);
  take_room(fresh.answers, old.answers);
  if (old.texts.empty() || !fresh.texts.empty()) return;
  old.texts.resize(1);
  old.texts.front().clear();
  fresh.texts.swap(old.texts);
}

}  // namespace eligo::model
