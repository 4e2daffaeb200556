// The facade: modules are followed, missing ones are told without a cascade, mistakes of several stages come together.
#include <algorithm>

#include "catch.h"
#include "engine.h"
#include "io/read.h"

using namespace eligo;

namespace {

diag::Source text(std::string name, std::string content) { return std::make_shared<diag::SourceText>(std::move(name), std::move(content)); }

clinical::ModuleSource module(const std::string& content) {
  const auto read = io::read_module(text("module.yaml", content));
  REQUIRE(read);
  return *read;
}

CompileResult compiled(const std::string& rules, std::vector<clinical::ModuleSource> modules) {
  return compile_rules(text("rules.elig", rules), ModuleList(std::move(modules)));
}

std::vector<std::string> codes(const CompileResult& result) {
  std::vector<std::string> out;
  for (const diag::Diagnostic& diagnostic : result.diagnostics) out.emplace_back(diag::text_of(diagnostic.code));
  return out;
}

using Codes = std::vector<std::string>;

const std::string kHeart = "module: heart\nuses: [general]\nconcepts:\n  LVEF: {kind: observation, unit: '%'}\n";
const std::string kGeneral = "module: general\nconcepts:\n  fracture: {kind: condition, acute: true}\n";
const std::string kRules = "protocol T \"t\"\nuse heart\nexclusion E1: any fracture\n";

/// A provider whose only module cannot be read.
class Unreadable : public ModuleProvider {
 public:
  std::optional<Found> find(std::string_view) const override {
    return Found(base::Unexpected{diag::Diagnostic{diag::Code::E0701, "the file is empty", "", nullptr, {}, {}}});
  }
  std::vector<std::string> names() const override { return {}; }
};

}  // namespace

TEST_CASE("a_module_brings_the_modules_it_uses") {
  const CompileResult result = compiled(kRules, {module(kHeart), module(kGeneral)});
  CHECK(codes(result).empty());
  REQUIRE(result.program);
  CHECK(result.program->vocabulary->modules().size() == 2);
}

TEST_CASE("a_module_that_is_not_used_brings_nothing") {
  const CompileResult result = compiled("protocol T \"t\"\nuse general\ninclusion I1: LVEF >= 50 %\n", {module(kHeart), module(kGeneral)});
  CHECK(codes(result) == Codes{"E0201"});
}

TEST_CASE("modules_that_use_each_other_are_read_once") {
  const CompileResult result = compiled(kRules, {module(kHeart), module("module: general\nuses: [HEART]\nconcepts:\n  fracture: {kind: condition}\n")});
  CHECK(codes(result).empty());
}

TEST_CASE("a_missing_module_is_told_at_its_place_without_a_cascade") {
  const CompileResult result = compiled("protocol T \"t\"\nuse hearts\ninclusion I1: LVEF >= 50 %\n", {module(kHeart), module(kGeneral)});
  REQUIRE(codes(result) == Codes{"E0202"});
  CHECK(result.diagnostics[0].span == diag::Span{19, 25});
  CHECK(result.diagnostics[0].help == "did you mean `heart`?");
  CHECK(!result.program);
}

TEST_CASE("a_module_missing_in_uses_is_told_in_the_module") {
  const CompileResult result = compiled(kRules, {module(kHeart)});
  REQUIRE(codes(result) == Codes{"E0202"});
  CHECK(result.diagnostics[0].source->name() == "module.yaml");
  CHECK(result.diagnostics[0].source->slice(result.diagnostics[0].span) == "general");
}

TEST_CASE("a_module_that_cannot_be_read_is_told_as_its_provider_says") {
  CHECK(codes(compile_rules(text("rules.elig", kRules), Unreadable())) == Codes{"E0701"});
}

TEST_CASE("mistakes_in_a_module_stop_the_rules") {
  const CompileResult result = compiled(kRules, {module(kHeart), module("module: general\nconcepts:\n  fracture: {kind: conditoin}\n")});
  REQUIRE(!codes(result).empty());
  CHECK(codes(result)[0].starts_with("E07"));
  CHECK(!result.program);
}

TEST_CASE("mistakes_of_grammar_and_of_names_come_in_one_run") {
  const CompileResult result = compiled("protocol T \"t\"\nuse heart\nexclusion E1: any fractur\ninclusion I2: age >=\ninclusion I3: age >= 18 years\n", {module(kHeart), module(kGeneral)});
  const Codes found = codes(result);
  CHECK(std::find(found.begin(), found.end(), "E0201") != found.end());
  CHECK(std::any_of(found.begin(), found.end(), [](const std::string& code) { return code.starts_with("E01"); }));
  CHECK(!result.program);
}

TEST_CASE("a_report_names_what_made_it") {
  const CompileResult result = compiled(kRules, {module(kHeart), module(kGeneral)});
  REQUIRE(result.program);
  const auto records = io::read_records(text("p.json", R"({"patient": "P", "dates": {"screening": "2026-06-15"}, "absent": ["fracture"]})"), *result.program->vocabulary, {});
  REQUIRE(records.size() == 1);
  REQUIRE(records[0].record);
  const explain::Report report = screen(*result.program, *records[0].record, {"a test"});
  CHECK(report.verdict == eval::Verdict::kEligible);
  CHECK(report.engine == version());
  CHECK(report.rules_sha256.size() == 64);
  CHECK(report.vocabulary_sha256.size() == 64);
  CHECK(std::find(report.assumptions.begin(), report.assumptions.end(), "a test") != report.assumptions.end());
}
