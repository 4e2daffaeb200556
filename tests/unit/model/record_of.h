// Records for tests: a small vocabulary, a record in YAML, and its print.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "clinical/vocabulary_source.h"
#include "diag/render.h"
#include "io/read.h"
#include "model/record_print.h"

namespace eligo::model::test {

inline diag::Source source_of(std::string text) { return std::make_shared<const diag::SourceText>("test", std::move(text)); }

inline constexpr const char* kModule = R"(module: test
concepts:
  infection: {kind: condition}
  hiv_infection: {kind: condition, is_a: [infection], aliases: [HIV], codes: {icd10: [B20]}}
  stroke: {kind: condition, acute: true}
  vitiligo: {kind: condition, chronic: true}
  pregnancy: {kind: condition, only: female}
  prostate_cancer: {kind: condition, only: male}
  arrhythmia: {kind: condition, attributes: {control: {answers: [controlled, uncontrolled]}, stable: {answers: [yes, no]}}}
  chemotherapy: {kind: treatment}
  nivolumab: {kind: treatment, is_a: [chemotherapy], half_life: 25 days, codes: {atc: [L01FF01]}}
  surgery: {kind: procedure}
  neuropathy: {kind: toxicity}
  drug_allergy: {kind: allergy}
  influenza_vaccine: {kind: vaccine}
  relapse: {kind: event}
  ALT: {kind: observation, aliases: [SGPT], unit: U/L, plausible: [1, 20000], codes: {loinc: [1742-6]}}
  bilirubin: {kind: observation, unit: mg/dL, molar_mass: 584.66, plausible: [0.05, 60]}
  hemoglobin: {kind: observation, unit: g/dL, plausible: [2, 25]}
  HBV_DNA: {kind: observation, unit: IU/mL, answers: [negative, positive]}
  ECOG: {kind: observation, plausible: [0, 5]}
  ANA: {kind: observation}
  base_excess: {kind: observation, unit: mmol/L}
  HBsAg: {kind: observation, answers: [negative, positive]}
  nyha_class: {kind: observation, levels: [I, II, III, IV]}
)";

inline clinical::Vocabulary vocabulary_of(const diag::Source& source) {
  auto module = io::read_module(source);
  if (!module) throw std::runtime_error(diag::render_plain(module.error()));
  diag::Sink sink;
  clinical::Vocabulary vocabulary = clinical::build_vocabulary({*module}, sink);
  for (const diag::Diagnostic& it : sink.sorted()) throw std::runtime_error(diag::render_plain(it));
  return vocabulary;
}

inline const clinical::Vocabulary& vocabulary() {
  static const clinical::Vocabulary it = vocabulary_of(source_of(kModule));
  return it;
}

inline PatientRecord record_of(const std::string& yaml, const ReadOptions& options = {}) {
  auto records = io::read_records(source_of(yaml), vocabulary(), options);
  if (records.size() != 1) throw std::runtime_error("one record wanted");
  if (!records[0].record) throw std::runtime_error(diag::render_plain(records[0].record.error()));
  return std::move(*records[0].record);
}

/// A record screened on 2026-11-22 with one fact, in flow style.
inline PatientRecord record_with(const std::string& list, const std::string& fact, const std::string& more = "") {
  return record_of("patient: P1\ndates: {screening: 2026-11-22}\n" + more + list + ":\n  - " + fact + "\n");
}

/// The problems, one after another: "E0605 conditions[0].onset, …".
inline std::string problems_of(const PatientRecord& record) {
  std::string out;
  for (const Problem& it : record.problems) out += (out.empty() ? "" : ", ") + std::string(diag::text_of(it.code)) + " " + it.at;
  return out;
}

/// The print of the only fact without its place, then its problems.
inline std::string fact_of(const std::string& list, const std::string& fact) {
  const PatientRecord record = record_with(list, fact);
  std::string out = dump(record.facts.at(0), vocabulary()).substr(list.size() + 4);
  const std::string problems = problems_of(record);
  return problems.empty() ? out : out + " | " + problems;
}

}  // namespace eligo::model::test
