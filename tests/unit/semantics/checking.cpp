// Parses and checks in memory.
#include "checking.h"

#include <fstream>
#include <sstream>

#include "catch.h"
#include "io/read.h"
#include "semantics/parts.h"
#include "syntax/parse.h"

namespace eligo::semantics {

namespace {

constexpr const char* kModule = R"(module: units
concepts:
  diabetes: {kind: condition}
  asthma: {kind: condition}
  melanoma: {kind: condition}
  stroke: {kind: condition}
  chemotherapy: {kind: treatment}
  relapse: {kind: event}
  ALT: {kind: observation, unit: U/L, plausible: [1, 20000]}
  AST: {kind: observation, unit: U/L}
  hemoglobin: {kind: observation, unit: g/dL, plausible: [2, 25]}
  creatinine: {kind: observation, unit: mg/dL, molar_mass: 113.12}
  kappa: {kind: observation, unit: mg/L}
  PT: {kind: observation, unit: s}
  survival: {kind: observation, unit: mo}
  ECOG: {kind: observation}
  HBsAg: {kind: observation, answers: [negative, positive, indeterminate]}
  anti_HBc: {kind: observation, answers: [positive, negative]}
  nyha: {kind: observation, levels: [I, II, III, IV]}
)";

}  // namespace

bool Checked::has_errors() const {
  for (const diag::Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity() == diag::Severity::kError) return true;
  }
  return false;
}

Checked checked(const std::string& rules) {
  return checked("protocol T \"t\"\nuse units\n" + rules, kModule);
}

Checked checked(const std::string& file, const std::string& module) {
  diag::Sink sink;
  Checked result;
  const auto source = io::read_module(std::make_shared<diag::SourceText>("module.yaml", module));
  REQUIRE(source.has_value());
  auto vocabulary = std::make_shared<const clinical::Vocabulary>(clinical::build_vocabulary({source.value()}, sink));
  REQUIRE_FALSE(sink.has_errors());
  std::optional<syntax::File> tree = syntax::parse(std::make_shared<diag::SourceText>("rules.elig", file), sink);
  if (tree) result.file = check(std::make_shared<const syntax::File>(std::move(*tree)), vocabulary, sink);
  result.diagnostics = sink.sorted();
  return result;
}

std::string listed(const Checked& checked) {
  std::string text;
  for (const diag::Diagnostic& diagnostic : checked.diagnostics) {
    const std::string line = diagnostic.source ? std::to_string(diagnostic.source->position(diagnostic.span.begin).line) : "-";
    text += line + ": " + diag::text_of(diagnostic.code) + " " + diagnostic.message + "; " + diagnostic.help + "\n";
  }
  return text;
}

ExprId expr_written(const CheckedFile& file, const std::string& text) {
  for (std::uint32_t i = 0; i < file.exprs.size(); ++i) {
    if (written(*file.file, (*file.file)[ExprId(i)].span) == text) return ExprId(i);
  }
  FAIL("no expression `" << text << "`");
  return {};
}

ExprInfo meaning_of(const Checked& checked, const std::string& text) {
  INFO(listed(checked));
  REQUIRE(checked.file.has_value());
  return (*checked.file)[expr_written(*checked.file, text)];
}

std::string text_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace eligo::semantics
