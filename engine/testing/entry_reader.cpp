// Keys of an entry: name, criterion, on, problems; record, without, incomplete, with, add (changes, in this order); and one
// of expect, values (with vary), cases.
#include "testing/entry_reader.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/edit_distance.h"

namespace eligo::testing {

namespace {

using Shape = RawValue::Shape;
using clinical::value_of;
using diag::Code;

constexpr std::string_view kNotRecorded = "not recorded";

const std::vector<std::string>& statuses() {
  static const std::vector<std::string> kWords = {"pass", "fail", "unknown", "not_applicable"};
  return kWords;
}
const std::vector<std::string>& verdicts() {
  static const std::vector<std::string> kWords = {"eligible", "ineligible", "undetermined"};
  return kWords;
}

bool is_among(const std::vector<std::string>& words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); }

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

Word word_of(const RawValue& value) { return {value.text, value.span}; }

}  // namespace

bool check_keys(const RawValue& map, const std::vector<std::string>& known, const Mistakes& mistakes) {
  bool are_known = true;
  for (const auto& [key, span] : map.keys) {
    if (is_among(known, key)) continue;
    const auto near = base::nearest(key, known);
    mistakes.add(Code::E0901, span, "unknown key `" + key + "`", near ? "did you mean `" + *near + "`?" : "keys here: " + listed(known));
    are_known = false;
  }
  return are_known;
}

value::TimeSpan read_day(const RawValue& text, const Mistakes& mistakes) {
  const auto day = text.shape == Shape::kText ? value::parse_date(text.text) : std::nullopt;
  if (day && day->is_day()) return *day;
  mistakes.add(Code::E0902, text.span, "the day of screening is no day", "write a day that exists, as 2026-11-22");
  return value::TimeSpan::on(0);
}

void EntryReader::read(const RawValue& entry, Surroundings around, std::size_t number) {
  static const std::vector<std::string> kKeys = {"name", "criterion", "on",   "problems", "record", "without", "incomplete",
                                                 "with", "add",       "vary", "values",   "cases",  "expect"};
  if (entry.shape != Shape::kMap) return mistakes_.add(Code::E0902, entry.span, "here stands no test", "a test is a map with `name` and `expect`");
  const bool are_known = check_keys(entry, kKeys, mistakes_);
  if (!take_settings(entry, around, number)) return;
  take_changes(entry, around.record);
  const RawValue* const expect = value_of(entry, "expect");
  const RawValue* const values = value_of(entry, "values");
  const RawValue* const cases = value_of(entry, "cases");
  if ((expect != nullptr) + (values != nullptr) + (cases != nullptr) != 1) {
    if (!are_known) return;
    return mistakes_.add(Code::E0901, entry.span, "the test `" + around.name + "` does not have one of `expect`, `values` and `cases`");
  }
  if (expect != nullptr) add_case(*expect, entry.span, around);
  else if (values != nullptr) read_table(entry, *values, around);
  else read_cases(*cases, around);
}

bool EntryReader::take_settings(const RawValue& entry, Surroundings& around, std::size_t number) const {
  const RawValue* const name = value_of(entry, "name");
  if (name == nullptr && around.name.empty()) {
    mistakes_.add(Code::E0901, entry.span, "a test without a `name`");
    return false;
  }
  const std::string own = name == nullptr ? std::to_string(number) : name->text;
  around.name += (around.name.empty() ? "" : ", ") + own;
  if (const RawValue* criterion = value_of(entry, "criterion")) around.criterion = word_of(*criterion);
  if (const RawValue* on = value_of(entry, "on")) around.on = read_day(*on, mistakes_);
  if (const RawValue* problems = value_of(entry, "problems")) {
    around.expects_problems = problems->text == "expected";
    if (!around.expects_problems) mistakes_.add(Code::E0902, problems->span, "`problems` is not `expected`", "without the key a test expects no problems");
  }
  return true;
}

void EntryReader::take_changes(const RawValue& entry, RawValue& record) const {
  if (const RawValue* whole = value_of(entry, "record")) record = *whole;
  for (const std::string_view key : {"without", "incomplete"}) take_names(entry, key, record);
  for (const std::string_view key : {"with", "add"}) {
    const RawValue* const patch = value_of(entry, key);
    if (patch == nullptr) continue;
    if (patch->shape == Shape::kMap) lay_over(record, *patch, key == "with" ? Meeting::kReplace : Meeting::kJoin, mistakes_);
    else mistakes_.add(Code::E0902, patch->span, "`" + std::string(key) + "` is no part of a record", "write a map, as {observations: [...]}");
  }
}

void EntryReader::take_names(const RawValue& entry, std::string_view key, RawValue& record) const {
  const RawValue* const names = value_of(entry, key);
  if (names == nullptr) return;
  if (names->shape != Shape::kList) return mistakes_.add(Code::E0902, names->span, "`" + std::string(key) + "` is no list");
  for (const RawValue& name : names->items) {
    const bool is_done = key == "without" ? take_away(record, name.text) : make_incomplete(record, name.text);
    if (is_done) continue;
    mistakes_.add(Code::E0905, name.span, "the record has no `" + name.text + "` to take away",
                  key == "without" ? "write a name as in `ALT`, `ALT.uln`, `sex`, `dates.consent`, `answers.I8`, `absent.pregnancy`" : "write a kind that `history.complete` lists");
  }
}

void EntryReader::read_table(const RawValue& entry, const RawValue& values, const Surroundings& around) {
  const RawValue* const vary = value_of(entry, "vary");
  if (vary == nullptr) return mistakes_.add(Code::E0901, values.span, "`values` without `vary`", "`vary: ALT` says which value changes");
  if (values.shape != Shape::kMap) return mistakes_.add(Code::E0902, values.span, "`values` is no map", "write {100: pass, 100.1: fail, not recorded: unknown}");
  const std::vector<RawValue> one = {*vary};
  for (const RawValue& path : vary->shape == Shape::kList ? vary->items : one) {
    for (std::size_t i = 0; i < values.items.size(); ++i) read_row(path, {values.keys[i].first, values.keys[i].second}, values.items[i], around);
  }
}

void EntryReader::read_row(const RawValue& path, const Word& value, const RawValue& expect, const Surroundings& around) {
  Surroundings row = around;
  row.name += ", " + path.text + ": " + value.text;
  if (value.text == kNotRecorded) {
    take_away(row.record, path.text);   // nothing there is as good
  } else if (const auto trouble = set_at(row.record, path.text, value)) {
    return mistakes_.add(Code::E0905, path.span, *trouble);
  }
  add_case(expect, value.span, row);
}

void EntryReader::read_cases(const RawValue& cases, const Surroundings& around) {
  if (cases.shape != Shape::kList) return mistakes_.add(Code::E0902, cases.span, "`cases` is no list");
  for (std::size_t i = 0; i < cases.items.size(); ++i) read(cases.items[i], around, i + 1);
}

void EntryReader::add_case(const RawValue& expect, diag::Span span, const Surroundings& around) {
  TestCase made{around.name, span, around.record, around.on, around.expects_problems, {}};
  made.record.span = {0, static_cast<std::uint32_t>(mistakes_.source->text().size())};
  if (value_of(made.record, "patient") == nullptr) {   // the only key that every record needs
    made.record.keys.insert(made.record.keys.begin(), {"patient", span});
    made.record.items.insert(made.record.items.begin(), RawValue{Shape::kText, "test", {}, {}, span});
  }
  read_expectations(expect, around.criterion, made.expected);
  const RawValue* const dates = value_of(made.record, "dates");
  if (!made.on && (dates == nullptr || value_of(*dates, "screening") == nullptr)) {
    mistakes_.add(Code::E0901, {}, "no day of screening is given", "write `on: 2026-11-22` at the top of the file, or `screening` under the record's `dates`");
  }
  cases_.push_back(std::move(made));
}

// A status alone speaks of the test's criterion, a verdict alone of the patient; a map names what each word is of.
void EntryReader::read_expectations(const RawValue& expect, const Word& criterion, std::vector<Expectation>& expected) const {
  if (expect.shape == Shape::kMap) {
    if (expect.items.empty()) mistakes_.add(Code::E0901, expect.span, "nothing is expected");
    for (std::size_t i = 0; i < expect.items.size(); ++i) {
      const Word name{expect.keys[i].first, expect.keys[i].second};
      add_expectation(name.text == "verdict" ? Word{} : name, expect.items[i], expected);
    }
    return;
  }
  const bool is_verdict = expect.shape == Shape::kText && is_among(verdicts(), expect.text);
  if (!is_verdict && criterion.text.empty()) {
    return mistakes_.add(Code::E0901, expect.span, "it is not said whose status is expected", "write `criterion: I1` beside it, or {I1: " + expect.text + "}");
  }
  add_expectation(is_verdict ? Word{} : criterion, expect, expected);
}

void EntryReader::add_expectation(Word criterion, const RawValue& status, std::vector<Expectation>& expected) const {
  if (status.shape != Shape::kMap) return add_status(std::move(criterion), {}, status, expected);
  for (std::size_t i = 0; i < status.items.size(); ++i) add_status(criterion, {status.keys[i].first, status.keys[i].second}, status.items[i], expected);
}

void EntryReader::add_status(Word criterion, Word cohort, const RawValue& status, std::vector<Expectation>& expected) const {
  const std::vector<std::string>& words = criterion.text.empty() ? verdicts() : statuses();
  if (status.shape == Shape::kText && is_among(words, status.text)) {
    expected.push_back({std::move(criterion), std::move(cohort), word_of(status)});
    return;
  }
  const auto near = base::nearest(status.text, words);
  mistakes_.add(Code::E0903, status.span, "`" + status.text + "` is no " + (criterion.text.empty() ? "verdict" : "status"),
                near ? "did you mean `" + *near + "`?" : "write one of " + listed(words));
}

}  // namespace eligo::testing
