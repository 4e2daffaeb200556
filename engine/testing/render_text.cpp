// For people. What the files hold is made printable, so that it cannot drive the terminal.
#include <fmt/format.h>

#include "diag/render.h"
#include "diag/terminal_text.h"
#include "testing/render.h"

namespace eligo::testing {

namespace {

std::string failure(const FileResult& file, const CaseResult& test) {
  std::string out = fmt::format("  FAILED {}:{}: {}\n", diag::printable(file.tests), test.line, diag::printable(test.name));
  for (const diag::Diagnostic& trouble : test.troubles) out += "    " + diag::render_plain(trouble);
  for (const Answer& answer : test.answers) {
    if (answer.is_met()) continue;
    out += fmt::format("    {}: expected {}, got {}\n", answer.of, answer.wanted, answer.got);
    for (const std::string& reason : answer.reasons) out += "      " + diag::printable(reason) + '\n';
  }
  return out;
}

std::string place(const CoveredPart& part) {
  return fmt::format("{} (line {}) {}", part.at, part.line, part.is_criterion ? "the criterion" : "`" + diag::printable(part.text) + "`");
}

std::string unseen(const Coverage& coverage) {
  std::string out;
  for (const CoveredPart& part : coverage.parts) {
    std::string words;
    for (std::size_t s = 0; s < kSides; ++s) {
      if (part.seen[s] || part.ruled_out[s] || !part.reasons[s].empty()) continue;
      words += (words.empty() ? "" : ", ") + std::string(side_name(part.is_criterion, s));
    }
    if (!words.empty()) out += fmt::format("    {}: {}\n", place(part), words);
  }
  return out.empty() ? out : "  not seen:\n" + out;
}

std::string impossible(const Coverage& coverage) {
  std::string out;
  for (const CoveredPart& part : coverage.parts) {
    for (std::size_t s = 0; s < kSides; ++s) {
      if (!part.reasons[s].empty()) out += fmt::format("    {}: never {}: {}\n", place(part), side_name(part.is_criterion, s), diag::printable(part.reasons[s]));
    }
  }
  return out.empty() ? out : "  left out as impossible:\n" + out;
}

std::string counted(std::size_t tests, std::size_t failed) {
  return fmt::format("{} {}, {} failed", tests, tests == 1 ? "test" : "tests", failed == 0 ? "none" : std::to_string(failed));
}

std::string share(std::size_t seen, std::size_t possible) { return fmt::format("{} % ({} of {})", percent(seen, possible), seen, possible); }

}  // namespace

std::string render_text(const FileResult& result) {
  std::string out = fmt::format("{}: {}\n", diag::printable(result.tests), counted(result.cases.size(), result.failures()));
  for (const CaseResult& test : result.cases) {
    if (!test.passed()) out += failure(result, test);
  }
  if (!result.coverage) return out;
  const Coverage& coverage = *result.coverage;
  out += fmt::format("  coverage of {}: {}; criteria {}, conditions {}\n", diag::printable(result.rules),
                     share(coverage.seen(true) + coverage.seen(false), coverage.possible(true) + coverage.possible(false)),
                     share(coverage.seen(true), coverage.possible(true)), share(coverage.seen(false), coverage.possible(false)));
  return out + unseen(coverage) + impossible(coverage);
}

std::string render_summary(const std::vector<FileResult>& results) {
  std::size_t tests = 0, failed = 0;
  for (const FileResult& result : results) {
    tests += result.cases.size();
    failed += result.failures();
  }
  const Share all = total(results);
  return counted(tests, failed) + (all.is_counted ? "; coverage " + share(all.seen, all.possible) : "; coverage is not counted where only some tests run") + '\n';
}

}  // namespace eligo::testing
