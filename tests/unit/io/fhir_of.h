// Small bundles of FHIR for tests, and what the reader makes of them.
#pragma once

#include <string>
#include <vector>

#include "../model/record_of.h"
#include "io/read.h"
#include "io/site_map.h"

namespace eligo::io::test {

using model::test::source_of;
using model::test::vocabulary_of;

/// Concepts with codes of every system that the tests use.
inline constexpr const char* kCodedModule = R"(module: coded
concepts:
  malignancy: {kind: condition, codes: {snomed: [363346000]}}
  melanoma: {kind: condition, is_a: [malignancy], codes: {icd10: [C43], snomed: [372244006]}}
  diabetes: {kind: condition, chronic: true, codes: {icd10: [E11]}}
  hip_fracture: {kind: event, codes: {snomed: [391096007]}}
  trial_participation: {kind: event}
  visit: {kind: event, codes: {cpt: ["99201"]}, attributes: {class: {answers: [AMB, VR]}, state: {answers: [finished, in-progress]}}}
  nivolumab: {kind: treatment, codes: {rxnorm: ["1597876"], atc: [L01FF01]}}
  prednisone: {kind: treatment, codes: {rxnorm: ["8640"]}}
  appendectomy: {kind: procedure, codes: {snomed: ["80146002"]}}
  neuropathy: {kind: toxicity, codes: {snomed: ["386033004"]}}
  latex_allergy: {kind: allergy, codes: {snomed: ["111088007"]}}
  yellow_fever_vaccine: {kind: vaccine, codes: {cvx: ["37"]}}
  ALT: {kind: observation, unit: U/L, plausible: [1, 20000], codes: {loinc: [1742-6]}}
  creatinine: {kind: observation, unit: mg/dL, molar_mass: 113.12, plausible: [0.1, 40], codes: {loinc: [2160-0]}}
  HBsAg: {kind: observation, answers: [negative, positive, indeterminate], codes: {loinc: [5195-3]}}
  HBV_DNA: {kind: observation, unit: IU/mL, answers: [negative, positive], codes: {loinc: [42595-9]}}
  ANA: {kind: observation, codes: {loinc: [8061-4]}}
  ECOG: {kind: observation, plausible: [0, 5], codes: {loinc: [89247-1]}}
  systolic_pressure: {kind: observation, unit: "mm[Hg]", codes: {loinc: [8480-6]}}
  diastolic_pressure: {kind: observation, unit: "mm[Hg]", codes: {loinc: [8462-4]}}
  smoker: {kind: observation, answers: [yes, no], codes: {loinc: [72166-2]}}
)";

inline const clinical::Vocabulary& coded_vocabulary() {
  static const clinical::Vocabulary it = vocabulary_of(source_of(kCodedModule));
  return it;
}

inline constexpr const char* kPatient = R"({"resourceType": "Patient", "id": "p1", "birthDate": "1980-04-12", "gender": "female"})";

/// A resource of the patient p1: its type, and the rest of its elements.
inline std::string resource(const std::string& type, const std::string& elements) {
  return R"({"resourceType": ")" + type + R"(", "subject": {"reference": "Patient/p1"}, "patient": {"reference": "Patient/p1"}, )" + elements + "}";
}

inline std::string coding(const std::string& system, const std::string& code) {
  return R"({"coding": [{"system": ")" + system + R"(", "code": ")" + code + R"("}]})";
}
inline std::string loinc(const std::string& code) { return R"("code": )" + coding("http://loinc.org", code); }
inline std::string snomed(const std::string& code) { return R"("code": )" + coding("http://snomed.info/sct", code); }

/// A bundle of resources, in their order.
inline std::string bundle(const std::vector<std::string>& resources) {
  std::string text = R"({"resourceType": "Bundle", "type": "collection", "entry": [)";
  for (std::size_t i = 0; i < resources.size(); ++i) text += (i > 0 ? ", " : "") + ("{\"resource\": " + resources[i] + "}");
  return text + "]}";
}

inline model::ReadOptions screened() {
  model::ReadOptions options;
  options.on = value::TimeSpan::on(value::day_from_civil({2026, 11, 22}));
  return options;
}

/// As `screened`, with a site's mapping. Null as the site where the mapping has mistakes.
inline model::ReadOptions mapped(const std::string& yaml) {
  diag::Sink sink;
  model::ReadOptions options = screened();
  options.site = io::read_site_map(source_of(yaml), coded_vocabulary(), sink);
  return options;
}

/// Each record: the patient, then each fact, then each problem, each on a line; the code of the error where there is none.
inline std::string read_fhir(const std::string& text, const model::ReadOptions& options = screened()) {
  std::string out;
  for (const ReadRecord& it : read_records(source_of(text), coded_vocabulary(), options)) {
    if (it.record) {
      out += model::dump(*it.record, coded_vocabulary());
    } else {
      out += std::string(diag::text_of(it.record.error().code)) + " line " + std::to_string(it.record.error().source->position(it.record.error().span.begin).line) + "\n";
    }
  }
  return out;
}

/// What the reader makes of the resources of p1: the print of the record without its first line.
inline std::string facts(const std::vector<std::string>& resources, const model::ReadOptions& options = screened()) {
  std::vector<std::string> all{kPatient};
  all.insert(all.end(), resources.begin(), resources.end());
  const std::string text = read_fhir(bundle(all), options);
  return text.substr(text.find('\n') + 1);
}

inline std::string observation(const std::string& code, const std::string& elements) {
  return resource("Observation", R"("status": "final", "effectiveDateTime": "2026-11-18", )" + loinc(code) + ", " + elements);
}

}  // namespace eligo::io::test
