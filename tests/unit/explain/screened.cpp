// The vocabulary holds one concept for each shape that sentences tell apart.
#include "screened.h"

#include "catch.h"
#include "engine.h"
#include "eval/evaluate.h"
#include "explain/render.h"
#include "explain/result_writer.h"
#include "io/read.h"

using namespace eligo;

namespace {

constexpr const char* kVocabulary = R"(module: small
concepts:
  infection: {kind: condition, title: infection}
  hiv_infection: {kind: condition, is_a: [infection], title: HIV infection, obtain: HIV test}
  gilbert_syndrome: {kind: condition, title: Gilbert syndrome}
  stroke: {kind: condition, acute: true, title: stroke}
  pregnancy: {kind: condition, only: female, title: pregnancy}
  systemic_therapy: {kind: treatment, title: systemic therapy}
  nivolumab: {kind: treatment, is_a: [systemic_therapy], title: nivolumab, half_life: 25 days}
  camrelizumab: {kind: treatment, is_a: [systemic_therapy], title: camrelizumab}
  neuropathy: {kind: toxicity, title: peripheral neuropathy}
  live_vaccine: {kind: vaccine, title: live vaccine}
  yellow_fever_vaccine: {kind: vaccine, is_a: [live_vaccine], title: yellow fever vaccine}
  relapse: {kind: event, title: relapse}
  discharge: {kind: event, title: discharge}
  ALT: {kind: observation, title: alanine aminotransferase, unit: U/L, limits: {upper: 40}, obtain: liver panel}
  creatinine: {kind: observation, title: creatinine, unit: mg/dL, molar_mass: 113.12}
  weight: {kind: observation, title: body weight, unit: kg}
  creatinine_clearance: {kind: observation, title: creatinine clearance, unit: mL/min, formula: cockcroft_gault}
  LVEF: {kind: observation, title: ejection fraction, unit: "%", obtain: echocardiography}
  ECOG: {kind: observation, title: ECOG performance status}
  HBsAg: {kind: observation, title: hepatitis B surface antigen, answers: [negative, positive]}
  HBV_DNA: {kind: observation, title: hepatitis B virus DNA, unit: IU/mL, answers: [negative, positive], obtain: HBV PCR}
  ANA: {kind: observation, title: antinuclear antibody titre}
  nyha_class: {kind: observation, title: NYHA class, levels: [I, II, III, IV]}
)";

diag::Source text_of(const char* name, std::string text) { return std::make_shared<diag::SourceText>(name, std::move(text)); }

ModuleList vocabulary() {
  auto module = io::read_module(text_of("small.yaml", kVocabulary));
  REQUIRE(module.has_value());
  return ModuleList({*module});
}

// What a list of patients says of the record.
std::string result_in_a_list(const program::Program& program, const model::PatientRecord& record) {
  eval::Screener screener(program);
  explain::ResultWriter writer(program, {version(), {}});
  const eval::Outcome& outcome = screener.reasons(record);
  std::string out;
  writer.append(record, outcome, screener.eligibility_window(), out);
  return out + "\n";
}

std::string lines(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : "\n") + text;
  return out;
}

}  // namespace

explain::Report screened(const std::string& rules, const std::string& record) {
  const CompileResult compiled = compile_rules(text_of("rules.elig", "protocol T \"t\"\nuse small\n" + rules), vocabulary());
  for (const diag::Diagnostic& diagnostic : compiled.diagnostics) INFO(diagnostic.message);
  REQUIRE(compiled.program);
  const std::string head = "patient: P1\ndates: {screening: 2026-11-22, lymphodepletion: 2026-12-08}\n";
  const auto records = io::read_records(text_of("record.yaml", head + record), *compiled.program->vocabulary, {});
  REQUIRE(records.size() == 1);
  REQUIRE(records.front().record.has_value());
  explain::Report report = screen(*compiled.program, *records.front().record);
  CHECK(result_in_a_list(*compiled.program, *records.front().record) == explain::render_json(report, explain::JsonLayout::kOneLine));
  return report;
}

std::string sentences(const std::string& rules, const std::string& record) {
  const explain::CriterionReport criterion = screened(rules, record).criteria.at(0);
  std::vector<std::string> texts;
  for (const auto* reasons : {&criterion.reasons, &criterion.proof}) {
    for (const explain::Reason& reason : *reasons) texts.insert(texts.end(), reason.sentences.begin(), reason.sentences.end());
  }
  return lines(texts);
}

std::string missing(const std::string& rules, const std::string& record) {
  const explain::Report report = screened(rules, record);
  std::vector<std::string> texts;
  for (const explain::Missing& m : report.criteria.at(0).missing) texts.push_back(m.text);
  return lines(texts);
}
