// For programs: JSON with keys in a fixed order, and JUnit's XML as build servers read it.
#include <fmt/format.h>

#include "base/ascii.h"
#include "base/json_text.h"
#include "diag/render.h"
#include "testing/render.h"

namespace eligo::testing {

namespace {

using base::json_quoted;

template <class Items, class Text>
std::string joined(const Items& items, const char* between, Text text) {
  std::string out;
  for (const auto& item : items) {
    if (!out.empty()) out += between;
    out += text(item);
  }
  return out;
}

std::string json_of(const Answer& answer) {
  return fmt::format(R"({{"of": {}, "expected": {}, "got": {}}})", json_quoted(answer.of), json_quoted(answer.wanted), json_quoted(answer.got));
}

std::string json_of(const CaseResult& test) {
  return fmt::format(R"(    {{"name": {}, "line": {}, "passed": {}, "answers": [{}], "troubles": [{}]}})", json_quoted(test.name), test.line, test.passed(),
                     joined(test.answers, ", ", [](const Answer& each) { return json_of(each); }),
                     joined(test.troubles, ", ", [](const diag::Diagnostic& each) {
                       return fmt::format(R"({{"code": "{}", "text": {}}})", diag::text_of(each.code), json_quoted(each.message));
                     }));
}

std::string json_of(const CoveredPart& part) {
  std::string sides;
  for (std::size_t s = 0; s < kSides; ++s) {
    const char* const state = part.seen[s] ? "seen" : part.ruled_out[s] || !part.reasons[s].empty() ? "impossible" : "not seen";
    sides += fmt::format(R"(, "{}": "{}")", side_name(part.is_criterion, s), state);
  }
  return fmt::format(R"(    {{"at": {}, "line": {}, "{}": {}{}}})", json_quoted(part.at), part.line, part.is_criterion ? "criterion" : "condition", json_quoted(part.text), sides);
}

std::string json_of(const FileResult& file) {
  std::string out = fmt::format("  {{\"tests\": {}, \"rules\": {}, \"cases\": [\n{}\n  ]", json_quoted(file.tests), json_quoted(file.rules),
                                joined(file.cases, ",\n", [](const CaseResult& each) { return json_of(each); }));
  if (file.coverage) out += fmt::format(", \"coverage\": [\n{}\n  ]", joined(file.coverage->parts, ",\n", [](const CoveredPart& each) { return json_of(each); }));
  return out + "}";
}

// Text in XML: what XML cannot hold becomes `?`.
std::string xml(std::string_view text) {
  if (!base::is_utf8(text)) return "?";
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') out += '?';
    else out += c;
  }
  return out;
}

std::string junit_of(const CaseResult& test, const std::string& suite) {
  std::string text;
  for (const diag::Diagnostic& trouble : test.troubles) text += diag::render_plain(trouble);
  for (const Answer& answer : test.answers) {
    if (!answer.is_met()) text += fmt::format("{}: expected {}, got {}\n", answer.of, answer.wanted, answer.got);
  }
  const std::string head = fmt::format("    <testcase classname=\"{}\" name=\"{}\" line=\"{}\"", xml(suite), xml(test.name), test.line);
  if (text.empty()) return head + "/>\n";
  return head + ">\n      <failure message=\"" + xml(text.substr(0, text.find('\n'))) + "\">" + xml(text) + "</failure>\n    </testcase>\n";
}

std::string junit_of(const FileResult& file) {
  return fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n", xml(file.tests), file.cases.size(), file.failures()) +
         joined(file.cases, "", [&](const CaseResult& test) { return junit_of(test, file.tests); }) + "  </testsuite>\n";
}

}  // namespace

std::string render_json(const std::vector<FileResult>& results) {
  std::size_t passed = 0, failed = 0;
  for (const FileResult& result : results) {
    failed += result.failures();
    passed += result.cases.size() - result.failures();
  }
  const Share all = total(results);
  return fmt::format("{{\"files\": [\n{}\n], \"passed\": {}, \"failed\": {}, \"coverage\": {}}}\n",
                     joined(results, ",\n", [](const FileResult& each) { return json_of(each); }), passed, failed,
                     all.is_counted ? fmt::format(R"({{"percent": {}, "seen": {}, "possible": {}}})", percent(all.seen, all.possible), all.seen, all.possible) : "null");
}

std::string render_junit(const std::vector<FileResult>& results) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n" + joined(results, "", [](const FileResult& each) { return junit_of(each); }) + "</testsuites>\n";
}

}  // namespace eligo::testing
