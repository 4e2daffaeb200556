// What the tests of the parser share: parsing a text, its mistakes as lines, and the rule files to try things on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "syntax/parse.h"
#include "syntax/print.h"

namespace eligo::syntax::test {

struct Parsed {
  std::optional<File> file;
  std::vector<std::string> mistakes;  // "E0101 2:15"
  std::vector<std::string> messages;  // "message (help)"
};

Parsed parse_text(const std::string& text);
/// A file of one criterion with this rule, in line 2 from column 15 on.
std::string with_rule(const std::string& rule);
/// The dump of that rule alone, without the criterion round it. Fails the test where there is a mistake.
std::string dump_of_rule(const std::string& rule);

struct RuleFile {
  std::string name;
  std::string text;
};
/// tests/golden/syntax/*.elig, and the rule files of the project.
std::vector<RuleFile> own_rule_files();
/// The rules of the conformance cases beside the project; empty where that folder is not there.
std::vector<RuleFile> conformance_rules();

std::string read_file(const std::string& path);
inline std::string golden(const std::string& name) { return std::string(ELIGO_SOURCE_DIR) + "/tests/golden/syntax/" + name; }

}  // namespace eligo::syntax::test
