// The conformance cases, as far as the checker alone decides them: rules that must compile, and what it must say of others.
// Skipped where the folder of cases is not beside the project.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "base/ascii.h"
#include "catch.h"
#include "checking.h"
#include "io/read.h"

namespace eligo::semantics {

namespace fs = std::filesystem;
using clinical::RawValue;
using clinical::value_of;

namespace {

std::string text_at(const RawValue& map, std::string_view key) {
  const RawValue* value = value_of(map, key);
  return value == nullptr ? std::string() : value->text;
}

bool is_met(const RawValue& wanted, const diag::Diagnostic& diagnostic) {
  const bool is_error = diagnostic.severity() == diag::Severity::kError;
  if (is_error != (text_at(wanted, "severity") == "error")) return false;
  const std::string line = text_at(wanted, "line");
  if (!line.empty() && std::to_string(diagnostic.source->position(diagnostic.span.begin).line) != line) return false;
  const std::string said = base::folded(diagnostic.message + " " + diagnostic.help);
  const RawValue* mentions = value_of(wanted, "mentions");
  return mentions == nullptr || std::all_of(mentions->items.begin(), mentions->items.end(), [&](const RawValue& word) {
    return said.find(base::folded(word.text)) != std::string::npos;
  });
}

/// Modules are found by the facade, and not here.
bool asks_for_modules(const RawValue& conformance_case) { return text_at(conformance_case, "name") == "unknown_module_is_an_error"; }

void check_case(const RawValue& conformance_case, const std::string& module) {
  const Checked result = checked(text_at(conformance_case, "rules"), module);
  INFO(text_at(conformance_case, "name") << "\n" << text_at(conformance_case, "rules") << "\n" << listed(result));
  const RawValue* wanted = value_of(conformance_case, "check");
  if (wanted == nullptr) {
    REQUIRE(result.file.has_value());
    for (const ExprInfo& info : result.file->exprs) CHECK(info.type.tag != Type::Tag::kPoison);
    return;
  }
  for (const RawValue& entry : wanted->items) {
    CHECK(std::any_of(result.diagnostics.begin(), result.diagnostics.end(),
                      [&](const diag::Diagnostic& diagnostic) { return is_met(entry, diagnostic); }));
  }
}

void check_file(const fs::path& path, const std::string& module, std::size_t& count) {
  const auto documents = io::read_yaml(std::make_shared<diag::SourceText>(path.string(), text_of_file(path.string())));
  REQUIRE(documents.has_value());
  for (const RawValue& document : documents.value()) {
    for (const RawValue& conformance_case : document.items) {
      if (document.shape != RawValue::Shape::kList || asks_for_modules(conformance_case)) continue;
      check_case(conformance_case, module);
      ++count;
    }
  }
}

}  // namespace

TEST_CASE("conformance_rules_check_as_the_cases_say") {
  const char* given = std::getenv("ELIGO_CONFORMANCE");
  const fs::path folder = given != nullptr ? given : ELIGO_CONFORMANCE_FOLDER;
  if (!fs::exists(folder / "vocabulary.yaml")) {
    std::cout << "SKIPPED: no conformance cases at " << folder.string() << "\n";
    return;
  }
  const std::string module = text_of_file((folder / "vocabulary.yaml").string());
  std::size_t count = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml" && entry.path().filename() != "vocabulary.yaml") check_file(entry.path(), module, count);
  }
  CHECK(count > 0);
}

}  // namespace eligo::semantics
