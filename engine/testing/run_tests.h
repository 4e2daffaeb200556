// Tests of rules against the rules: each record is screened, each expectation compared, and what was seen is counted.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "testing/coverage.h"
#include "testing/test_file.h"

namespace eligo::testing {

/// What the rules said where a test expects something.
struct Answer {
  std::string of;                    // "I8", "verdict", "I8 for A"
  std::string wanted, got;           // where cohorts differ: "{A: pass, B: fail}"
  diag::Span place;                  // of the word that is expected
  std::vector<std::string> reasons;  // why the criterion fails or is unknown; only where `got` is not what is wanted
  bool is_met() const { return wanted == got; }
};

struct CaseResult {
  std::string name;
  std::uint32_t line = 0;
  std::vector<Answer> answers;
  std::vector<diag::Diagnostic> troubles;   // problems of the record that the test does not expect
  bool passed() const;
};

struct FileResult {
  std::string tests, rules;          // names of the two files
  std::vector<CaseResult> cases;
  std::optional<Coverage> coverage;  // none where only some tests were run
  std::size_t failures() const;
};

/// Over all files: how much of what can be seen was seen.
struct Share {
  std::size_t seen = 0, possible = 0;
  bool is_counted = true;            // false where some file has no coverage
};
Share total(const std::vector<FileResult>& results);

/// Runs the tests whose name holds `part` (all where it is empty), without regard to case. `rules` is the text that the
/// program was made from. Mistakes of the file that only the rules can show go to the sink; what they concern is not run.
FileResult run_tests(const TestFile& file, const program::Program& program, const diag::Source& rules, std::string_view part, diag::Sink& sink);

}  // namespace eligo::testing
