// Names are checked against the program first; then each record is read and screened as patients are.
#include "testing/run_tests.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/edit_distance.h"
#include "eval/evaluate.h"
#include "explain/report.h"
#include "io/read.h"

namespace eligo::testing {

namespace {

using diag::Code;

bool holds(std::string_view name, std::string_view part) { return base::folded(name).find(base::folded(part)) != std::string::npos; }

diag::Span whole_line(const diag::Source& source, std::uint32_t line) {
  const std::uint32_t begin = source->line_start(line);
  return {begin, begin + static_cast<std::uint32_t>(source->line(line).size())};
}

class Run {
 public:
  Run(const TestFile& file, const program::Program& program, diag::Sink& sink) : file_(file), program_(program), mistakes_{file.source, sink} {}

  /// Whether the names that a test expects something of are names of the rules.
  bool knows(const TestCase& test) const {
    bool all = true;
    for (const Expectation& expected : test.expected) {
      if (!expected.criterion.text.empty() && !criterion(expected.criterion.text)) all = tell_unknown(expected.criterion, "criterion", criterion_names());
      if (!expected.cohort.text.empty() && !cohort(expected.cohort.text)) all = tell_unknown(expected.cohort, "cohort", cohort_names());
    }
    return all;
  }

  CaseResult run(const TestCase& test, CoverageCount& coverage) const {
    CaseResult result{test.name, file_.source->position(test.span.begin).line, {}, {}};
    model::ReadOptions options;
    options.on = test.on;
    const auto record = io::read_record(test.record, file_.source, *program_.vocabulary, options);
    if (!record) {
      result.troubles.push_back(record.error());
      return result;
    }
    tell_problems(test, *record, result);
    const eval::Outcome outcome = eval::evaluate(program_, *record, eval::Detail::kRecorded);
    coverage.add(outcome);
    for (const Expectation& expected : test.expected) result.answers.push_back(answer(expected, outcome));
    explain_misses(*record, outcome, result);
    return result;
  }

 private:
  std::optional<std::uint32_t> criterion(std::string_view id) const {
    for (std::uint32_t i = 0; i < program_.criteria.size(); ++i) {
      if (base::equal_folded(program_.criteria[i].id, id)) return i;
    }
    return std::nullopt;
  }
  std::optional<program::CohortId> cohort(std::string_view name) const {
    for (std::uint32_t c = 0; c < program_.cohorts.size(); ++c) {
      if (base::equal_folded(program_.cohorts[program::CohortId(c)].name, name)) return program::CohortId(c);
    }
    return std::nullopt;
  }
  std::vector<std::string> criterion_names() const {
    std::vector<std::string> names;
    for (const program::Criterion& each : program_.criteria) names.push_back(each.id);
    return names;
  }
  std::vector<std::string> cohort_names() const {
    std::vector<std::string> names;
    for (std::uint32_t c = 0; c < program_.cohorts.size(); ++c) names.push_back(program_.cohorts[program::CohortId(c)].name);
    return names;
  }

  bool tell_unknown(const Word& name, const char* what, const std::vector<std::string>& known) const {
    const auto near = base::nearest(name.text, known);
    mistakes_.add(Code::E0904, name.span, "the rules have no " + std::string(what) + " `" + name.text + "`", near ? "did you mean `" + *near + "`?" : "");
    return false;
  }

  void tell_problems(const TestCase& test, const model::PatientRecord& record, CaseResult& result) const {
    if (test.expects_problems && record.problems.empty()) {
      result.troubles.push_back({Code::E0907, "the record has no problem, and the test expects one", "", file_.source, test.span, {}});
    }
    if (test.expects_problems) return;
    for (const model::Problem& problem : record.problems) {
      result.troubles.push_back({problem.code, problem.at + ": " + problem.text, "where a test is about this very problem, write `problems: expected`",
                                 file_.source, whole_line(file_.source, std::max(problem.line, 1U)), {}});
    }
  }

  Answer answer(const Expectation& expected, const eval::Outcome& outcome) const {
    Answer made{expected.criterion.text.empty() ? "verdict" : expected.criterion.text, expected.status.text, {}, expected.status.span, {}};
    if (!expected.cohort.text.empty()) made.of += " for " + expected.cohort.text;
    made.got = expected.criterion.text.empty() ? verdict(expected, outcome) : status(expected, outcome);
    return made;
  }

  std::string verdict(const Expectation& expected, const eval::Outcome& outcome) const {
    if (expected.cohort.text.empty()) return name_of(outcome.verdict);
    const program::CohortId wanted = *cohort(expected.cohort.text);
    const auto found = std::find_if(outcome.cohorts.begin(), outcome.cohorts.end(), [&](const eval::CohortOutcome& each) { return each.cohort == wanted; });
    return name_of(found->verdict);
  }

  // Of the cohort asked for, or of all: one word where they agree.
  std::string status(const Expectation& expected, const eval::Outcome& outcome) const {
    const std::uint32_t index = *criterion(expected.criterion.text);
    const std::optional<program::CohortId> wanted = expected.cohort.text.empty() ? std::nullopt : cohort(expected.cohort.text);
    std::string by_cohort;
    std::vector<std::string> words;
    for (const eval::CriterionOutcome& each : outcome.criteria) {
      if (each.criterion != index) continue;
      if (wanted && each.cohort.is_valid() && each.cohort != *wanted) continue;
      words.emplace_back(name_of(each.status));
      if (each.cohort.is_valid()) by_cohort += (by_cohort.empty() ? "" : ", ") + program_.cohorts[each.cohort].name + ": " + words.back();
    }
    if (words.empty()) return "not_applicable";   // the criterion is not of this cohort
    const bool is_one = std::all_of(words.begin(), words.end(), [&](const std::string& word) { return word == words.front(); });
    return is_one ? words.front() : "{" + by_cohort + "}";
  }

  void explain_misses(const model::PatientRecord& record, const eval::Outcome& outcome, CaseResult& result) const {
    if (std::all_of(result.answers.begin(), result.answers.end(), [](const Answer& each) { return each.is_met(); })) return;
    const explain::Report report = explain::explain(program_, record, outcome, {}, {});
    for (Answer& each : result.answers) {
      if (each.is_met()) continue;
      for (const explain::CriterionReport& criterion : report.criteria) {
        const bool is_asked = base::equal_folded(criterion.id, each.of.substr(0, each.of.find(' ')));
        const bool is_bad = each.of == "verdict" && (criterion.status == eval::Status::kFail || criterion.status == eval::Status::kUnknown);
        if (!is_asked && !is_bad) continue;
        for (const explain::Reason& reason : criterion.reasons) {
          for (const std::string& sentence : reason.sentences) each.reasons.push_back(reason.id + ": " + sentence);
        }
      }
    }
  }

  const TestFile& file_;
  const program::Program& program_;
  Mistakes mistakes_;
};

}  // namespace

bool CaseResult::passed() const {
  return troubles.empty() && std::all_of(answers.begin(), answers.end(), [](const Answer& each) { return each.is_met(); });
}

std::size_t FileResult::failures() const {
  return static_cast<std::size_t>(std::count_if(cases.begin(), cases.end(), [](const CaseResult& each) { return !each.passed(); }));
}

Share total(const std::vector<FileResult>& results) {
  Share all;
  for (const FileResult& result : results) {
    all.is_counted = all.is_counted && result.coverage.has_value();
    if (!result.coverage) continue;
    for (const bool of_criteria : {true, false}) {
      all.seen += result.coverage->seen(of_criteria);
      all.possible += result.coverage->possible(of_criteria);
    }
  }
  return all;
}

FileResult run_tests(const TestFile& file, const program::Program& program, const diag::Source& rules, std::string_view part, diag::Sink& sink) {
  const Run run(file, program, sink);
  CoverageCount coverage(program, rules);
  FileResult result{file.source->name(), rules->name(), {}, {}};
  for (const TestCase& test : file.cases) {
    if (holds(test.name, part) && run.knows(test)) result.cases.push_back(run.run(test, coverage));
  }
  if (part.empty()) result.coverage = coverage.finish(file.impossible, {file.source, sink});
  return result;
}

}  // namespace eligo::testing
