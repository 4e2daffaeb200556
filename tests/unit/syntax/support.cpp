// Reads and parses for the tests. The conformance cases are read as plain lines: the block under each `rules: |`.
#include "support.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "catch.h"

namespace eligo::syntax::test {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_below(const fs::path& folder, const std::string& extension) {
  std::vector<fs::path> result;
  if (!fs::is_directory(folder)) return result;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == extension) result.push_back(entry.path());
  }
  std::sort(result.begin(), result.end());
  return result;
}

void add_rules(const fs::path& path, std::vector<RuleFile>& result) {
  std::istringstream lines(read_file(path.string()));
  std::string line, name;
  bool is_inside = false;
  while (std::getline(lines, line)) {
    const std::size_t indent = line.find_first_not_of(' ');
    if (is_inside && (indent == std::string::npos || indent >= 4)) {
      result.back().text += (line.size() > 4 ? line.substr(4) : std::string()) + '\n';
      continue;
    }
    is_inside = line == "  rules: |";
    if (line.rfind("- name: ", 0) == 0) name = line.substr(8);
    if (is_inside) result.push_back({name, {}});
  }
}

}  // namespace

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Parsed parse_text(const std::string& text) {
  diag::Sink sink;
  Parsed result;
  result.file = parse(std::make_shared<diag::SourceText>("test.elig", text), sink);
  for (const diag::Diagnostic& each : sink.sorted()) {
    const diag::Position at = each.source->position(each.span.begin);
    result.mistakes.push_back(std::string(diag::text_of(each.code)) + " " + std::to_string(at.line) + ":" + std::to_string(at.column));
    result.messages.push_back(each.message + " (" + each.help + ")");
  }
  return result;
}

std::string with_rule(const std::string& rule) { return "protocol T\ninclusion I1: " + rule; }

std::string dump_of_rule(const std::string& rule) {
  const Parsed parsed = parse_text(with_rule(rule));
  INFO(rule);
  CHECK(parsed.messages == std::vector<std::string>());
  REQUIRE(parsed.file);
  std::istringstream lines(dump(*parsed.file));
  std::string line, result;
  std::getline(lines, line);
  std::getline(lines, line);
  while (std::getline(lines, line)) result += line.substr(2) + '\n';
  return result;
}

std::vector<RuleFile> own_rule_files() {
  std::vector<RuleFile> result;
  for (const char* folder : {"/tests/golden/syntax", "/rules"}) {
    for (const fs::path& path : files_below(std::string(ELIGO_SOURCE_DIR) + folder, ".elig")) {
      result.push_back({path.filename().string(), read_file(path.string())});
    }
  }
  return result;
}

std::vector<RuleFile> conformance_rules() {
  std::vector<RuleFile> result;
  for (const fs::path& path : files_below(std::string(ELIGO_SOURCE_DIR) + "/../shared/conformance", ".yaml")) add_rules(path, result);
  return result;
}

}  // namespace eligo::syntax::test
