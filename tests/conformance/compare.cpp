// Lists compare as sets. Places of problems may go deeper than the case says; names of what is missing compare without
// regard to case.
#include "compare.h"

#include <algorithm>
#include <set>

#include "base/ascii.h"

namespace eligo::conformance {

namespace {

using Lines = std::vector<std::string>;
using Set = std::set<std::string>;

std::string shown(const Set& set) {
  std::string out = "{";
  for (const std::string& entry : set) out += (out.size() > 1 ? ", " : "") + entry;
  return out + "}";
}

void expect_equal(const std::string& what, const std::string& wanted, const std::string& got, Lines& out) {
  if (wanted != got) out.push_back(what + ": expected " + wanted + ", got " + (got.empty() ? "nothing" : got));
}

// "pass", or "pass, fail" where the criterion differs by cohort.
std::string status_of(const explain::Report& report, const std::string& id) {
  Set statuses;
  for (const explain::CriterionReport& criterion : report.criteria) {
    if (base::equal_folded(criterion.id, id)) statuses.insert(eval::name_of(criterion.status));
  }
  std::string out;
  for (const std::string& status : statuses) out += (out.empty() ? "" : ", ") + status;
  return out;
}

Set reasons_of(const explain::Report& report, const std::string& id) {
  Set reasons;
  for (const explain::CriterionReport& criterion : report.criteria) {
    if (!base::equal_folded(criterion.id, id)) continue;
    for (const explain::Reason& reason : criterion.reasons) reasons.insert(reason.id);
  }
  return reasons;
}

Set missing_of(const explain::Report& report, const std::string& id) {
  Set missing;
  for (const explain::CriterionReport& criterion : report.criteria) {
    if (!base::equal_folded(criterion.id, id)) continue;
    for (const explain::Missing& entry : criterion.missing) missing.insert(base::folded(entry.of) + " " + eval::name_of(entry.why));
  }
  return missing;
}

std::string verdict_of(const explain::Report& report, const std::string& cohort) {
  for (const explain::CohortReport& entry : report.cohorts) {
    if (base::equal_folded(entry.id, cohort)) return eval::name_of(entry.verdict);
  }
  return "";
}

void compare_criteria(const RawValue& expect, const explain::Report& report, Lines& out) {
  Set listed;
  for (std::size_t i = 0; i < expect.keys.size(); ++i) {
    const std::string& id = expect.keys[i].first;
    listed.insert(base::folded(id));
    expect_equal(id, expect.items[i].text, status_of(report, id), out);
  }
  for (const explain::CriterionReport& criterion : report.criteria) {
    if (!listed.contains(base::folded(criterion.id))) out.push_back("criterion " + criterion.id + " is not expected");
  }
}

void compare_reasons(const RawValue& expect, const explain::Report& report, Lines& out) {
  for (std::size_t i = 0; i < expect.keys.size(); ++i) {
    const Lines wanted = texts_of(&expect.items[i]);
    expect_equal("reasons of " + expect.keys[i].first, shown(Set(wanted.begin(), wanted.end())), shown(reasons_of(report, expect.keys[i].first)), out);
  }
}

void compare_missing(const RawValue& expect, const explain::Report& report, Lines& out) {
  for (std::size_t i = 0; i < expect.keys.size(); ++i) {
    Set wanted;
    for (const RawValue& entry : expect.items[i].items) wanted.insert(base::folded(value_of(entry, "of")->text) + " " + value_of(entry, "why")->text);
    expect_equal("missing of " + expect.keys[i].first, shown(wanted), shown(missing_of(report, expect.keys[i].first)), out);
  }
}

bool covers(const std::string& wanted, const std::string& place) {
  return place.starts_with(wanted) && (place.size() == wanted.size() || place[wanted.size()] == '.' || place[wanted.size()] == '[');
}

void compare_problems(const RawValue& expect, const explain::Report& report, Lines& out) {
  const Lines wanted = texts_of(&expect);
  for (const std::string& place : wanted) {
    if (std::none_of(report.problems.begin(), report.problems.end(), [&](const auto& p) { return covers(place, p.at); })) out.push_back("no problem at " + place);
  }
  for (const explain::ProblemReport& problem : report.problems) {
    if (std::none_of(wanted.begin(), wanted.end(), [&](const auto& place) { return covers(place, problem.at); })) {
      out.push_back("problem at " + problem.at + " is not expected: " + problem.text);
    }
  }
}

void compare_cohorts(const RawValue& expect, const explain::Report& report, Lines& out) {
  for (std::size_t i = 0; i < expect.keys.size(); ++i) expect_equal("cohort " + expect.keys[i].first, expect.items[i].text, verdict_of(report, expect.keys[i].first), out);
  if (expect.keys.size() != report.cohorts.size()) out.push_back("expected " + std::to_string(expect.keys.size()) + " cohorts, got " + std::to_string(report.cohorts.size()));
}

void compare_entry(const std::string& key, const RawValue& wanted, const explain::Report& report, Lines& out) {
  if (key == "verdict") expect_equal(key, wanted.text, eval::name_of(report.verdict), out);
  else if (key == "criteria") compare_criteria(wanted, report, out);
  else if (key == "reasons") compare_reasons(wanted, report, out);
  else if (key == "missing") compare_missing(wanted, report, out);
  else if (key == "problems") compare_problems(wanted, report, out);
  else if (key == "cohorts") compare_cohorts(wanted, report, out);
  else if (key == "eligible_from") expect_equal(key, wanted.text == "null" ? "" : wanted.text, report.eligible_from, out);
  else if (key == "eligible_until") expect_equal(key, wanted.text == "null" ? "" : wanted.text, report.eligible_until, out);
  else out.push_back("`expect` has the unknown key `" + key + "`");
}

bool meets(const RawValue& wanted, const diag::Diagnostic& diagnostic) {
  const bool is_error = diagnostic.severity() == diag::Severity::kError;
  if (const RawValue* severity = value_of(wanted, "severity"); severity != nullptr && (severity->text == "error") != is_error) return false;
  if (const RawValue* line = value_of(wanted, "line")) {
    if (!diagnostic.source || std::to_string(diagnostic.source->position(diagnostic.span.begin).line) != line->text) return false;
  }
  const std::string text = base::folded(diagnostic.message + ' ' + diagnostic.help);
  const Lines mentions = texts_of(value_of(wanted, "mentions"));
  return std::all_of(mentions.begin(), mentions.end(), [&](const std::string& word) { return text.find(base::folded(word)) != std::string::npos; });
}

}  // namespace

std::vector<std::string> differences(const RawValue& expect, const explain::Report& report) {
  Lines out;
  for (std::size_t i = 0; i < expect.keys.size(); ++i) compare_entry(expect.keys[i].first, expect.items[i], report, out);
  return out;
}

std::vector<std::string> differences(const RawValue& check, const std::vector<diag::Diagnostic>& diagnostics, bool compiles) {
  Lines out;
  bool wants_error = false;
  for (const RawValue& wanted : check.items) {
    const RawValue* severity = value_of(wanted, "severity");
    wants_error = wants_error || (severity != nullptr && severity->text == "error");
    if (std::any_of(diagnostics.begin(), diagnostics.end(), [&](const auto& d) { return meets(wanted, d); })) continue;
    const RawValue* line = value_of(wanted, "line");
    std::string words;
    for (const std::string& word : texts_of(value_of(wanted, "mentions"))) words += " `" + word + "`";
    out.push_back("no " + (severity == nullptr ? "diagnostic" : severity->text) + (line == nullptr ? "" : " on line " + line->text) + (words.empty() ? "" : " that mentions" + words));
  }
  if (compiles == wants_error) out.push_back(compiles ? "the rules compile all the same" : "the rules do not compile");
  return out;
}

}  // namespace eligo::conformance
