// The patient's own keys, the record's lists, and its facts, one after another. Facts themselves are read by FactReader;
// those like one that was read before are added in one go by plain_fact.cpp.
#include "model/record_builder.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "model/fact_reader.h"
#include "model/record_builder_state.h"

namespace eligo::model {

using diag::Code;
using value::TimeSpan;

namespace {

std::string element(std::string_view list, std::size_t index) { return std::string(list) + "[" + std::to_string(index) + "]"; }

}  // namespace

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
  s.problems_before_fact = s.log.size();
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
  s.unsettled.push_back({s.record.facts.size() - 1, read.dates, s.log.next_turn()});
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

}  // namespace eligo::model
