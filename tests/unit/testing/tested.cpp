// Rules with a limit, an exception, a selector with a `where`, a question and a definition.
#include "tested.h"

#include "catch.h"
#include "engine.h"
#include "io/read.h"
#include "testing/accept.h"

using namespace eligo;

const char* const kRules = R"(protocol T "t"
use small
define grown_up = age >= 18 years
inclusion I1 "Adults": grown_up
inclusion I2 "Liver": all of {
  ALT <= 2.5 x ULN,
  "bilirubin": total_bilirubin <= 1.5 x ULN unless any gilbert_syndrome,
}
exclusion E1 "Toxicity": any active toxicity where (grade >= 2)
exclusion E2 "Judgement": confirm "The patient cannot comply"
)";

namespace {

constexpr const char* kVocabulary = R"(module: small
concepts:
  gilbert_syndrome: {kind: condition, chronic: true}
  neuropathy: {kind: toxicity}
  rash: {kind: toxicity}
  ALT: {kind: observation, unit: U/L}
  total_bilirubin: {kind: observation, unit: mg/dL}
)";

diag::Source text_of(const char* name, std::string text) { return std::make_shared<diag::SourceText>(name, std::move(text)); }

std::string line_of(const diag::Diagnostic& diagnostic) {
  std::string line = std::string(diag::text_of(diagnostic.code)) + " line " + std::to_string(diagnostic.source->position(diagnostic.span.begin).line) + ": " + diagnostic.message;
  return diagnostic.help.empty() ? line : line + "; " + diagnostic.help;
}

}  // namespace

Tested tested(const std::string& tests, const std::string& rules, const std::string& part) {
  const auto module = io::read_module(text_of("small.yaml", kVocabulary));
  REQUIRE(module.has_value());
  const diag::Source rule_text = text_of("rules.elig", rules);
  const CompileResult compiled = compile_rules(rule_text, ModuleList({*module}));
  REQUIRE(compiled.program);
  const diag::Source source = text_of("tests.yaml", "on: 2026-11-22\n" + tests);
  diag::Sink sink;
  Tested all;
  const auto file = testing::read_tests(source, sink);
  if (file && !sink.has_errors()) {
    all.result = testing::run_tests(*file, *compiled.program, rule_text, part, sink);
    all.accepted = testing::accept(*source, all.result).text;
  }
  for (const diag::Diagnostic& diagnostic : sink.sorted()) all.mistakes.push_back(line_of(diagnostic));
  return all;
}

std::vector<std::string> answers(const Tested& tested) {
  std::vector<std::string> lines;
  for (const testing::CaseResult& each : tested.result.cases) {
    for (const diag::Diagnostic& trouble : each.troubles) lines.push_back(line_of(trouble));
    for (const testing::Answer& answer : each.answers) lines.push_back(answer.of + ": " + answer.got + (answer.is_met() ? "" : ", not " + answer.wanted));
  }
  return lines;
}
