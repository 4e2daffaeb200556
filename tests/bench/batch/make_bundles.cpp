// A folder of invented FHIR bundles, one patient each, as synthetic exports look: two spaces of indentation, twenty to
// forty encounters with their results, and claims, which nobody reads, as more than half of the bytes.
// Usage: make_bundles NUMBER FOLDER [SEED]. The same seed gives the same bytes everywhere. Prints how many bytes there are.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "drawn.h"

namespace eligo::bench {

namespace {

using nlohmann::ordered_json;

constexpr const char* kLoinc = "http://loinc.org";
constexpr const char* kSnomed = "http://snomed.info/sct";

struct Test {
  const char *code, *name, *unit;
  int low, high;                 // in units of `scale`
  double scale;
};
constexpr Test kTests[] = {
    {"718-7", "Hemoglobin [Mass/volume] in Blood", "g/dL", 84, 160, 0.1},  {"777-3", "Platelets [#/volume] in Blood by Automated count", "10*3/uL", 80, 450, 1},
    {"2160-0", "Creatinine [Mass/volume] in Serum or Plasma", "mg/dL", 50, 190, 0.01}, {"1742-6", "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma", "U/L", 8, 120, 1},
    {"1920-8", "Aspartate aminotransferase [Enzymatic activity/volume] in Serum or Plasma", "U/L", 8, 110, 1}, {"1975-2", "Bilirubin.total [Mass/volume] in Serum or Plasma", "mg/dL", 2, 20, 0.1},
    {"8302-2", "Body Height", "cm", 150, 195, 1}, {"29463-7", "Body Weight", "kg", 48, 120, 1}, {"72166-2", "Tobacco smoking status NHIS", "{score}", 0, 4, 1}};

struct Coded {
  const char *system, *code, *display;
};
constexpr Coded kConditions[] = {{kSnomed, "86406008", "Human immunodeficiency virus infection (disorder)"}, {kSnomed, "160903007", "Full-time employment (finding)"},
                                 {kSnomed, "91857003", "Acute lymphoid leukemia (disorder)"}, {kSnomed, "195662009", "Acute viral pharyngitis (disorder)"}, {kSnomed, "73595000", "Stress (finding)"}};
constexpr Coded kDrugs[] = {{"http://www.nlm.nih.gov/research/umls/rxnorm", "316049", "Hydrochlorothiazide 25 MG"}, {"http://www.nlm.nih.gov/research/umls/rxnorm", "1094833", "ipilimumab"}};

class BundleWriter {
 public:
  explicit BundleWriter(Random& random) : random_(random) {}

  std::string write(std::size_t number) {
    entries_ = ordered_json::array();
    patient_ = uuid();
    add(patient_, {{"resourceType", "Patient"}, {"id", patient_}, {"identifier", {{{"value", fmt::format("B-{:06}", number)}}}}, {"gender", random_.one_in(2) ? "female" : "male"}, {"birthDate", day(1940, 2005)}});
    for (int i = random_.between(20, 40); i > 0; --i) add_encounter();
    return ordered_json{{"resourceType", "Bundle"}, {"type", "transaction"}, {"entry", std::move(entries_)}}.dump(2);
  }

 private:
  std::string uuid() {
    const std::uint64_t a = random_.next(), b = random_.next();
    return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", a >> 32U, (a >> 16U) & 0xFFFFU, a & 0xFFFFU, b >> 48U, b & 0xFFFFFFFFFFFFU);
  }
  std::string day(int first_year, int last_year) { return fmt::format("{}-{:02}-{:02}", random_.between(first_year, last_year), random_.between(1, 11), random_.between(1, 28)); }
  std::string time(const std::string& on) { return fmt::format("{}T{:02}:{:02}:00+01:00", on, random_.between(7, 18), random_.between(0, 59)); }

  static ordered_json coding(const Coded& it) { return {{"coding", {{{"system", it.system}, {"code", it.code}, {"display", it.display}}}}, {"text", it.display}}; }
  static ordered_json reference(const std::string& id) { return {{"reference", "urn:uuid:" + id}}; }

  void add(const std::string& id, ordered_json resource) {
    const std::string type = resource["resourceType"];
    entries_.push_back({{"fullUrl", "urn:uuid:" + id}, {"resource", std::move(resource)}, {"request", {{"method", "POST"}, {"url", type}}}});
  }

  void add_encounter() {
    const std::string id = uuid(), on = day(2012, 2026), when = time(on);
    add(id, {{"resourceType", "Encounter"}, {"id", id}, {"status", "finished"}, {"class", {{"code", "AMB"}}}, {"type", {coding({kSnomed, "185349003", "Encounter for check up (procedure)"})}}, {"subject", reference(patient_)}, {"period", {{"start", when}, {"end", when}}}});
    for (int i = random_.between(3, 6); i > 0; --i) add_result(id, when);
    if (random_.one_in(3)) add_condition(id, when);
    if (random_.one_in(3)) add_drug(id, when);
    for (int i = random_.between(1, 2); i > 0; --i) add_claim(id, when);
    add_benefit(id, when);
  }

  void add_result(const std::string& encounter, const std::string& when) {
    const std::string id = uuid();
    const Test& test = kTests[random_.between(0, static_cast<int>(std::size(kTests)) - 1)];
    add(id, {{"resourceType", "Observation"}, {"id", id}, {"status", "final"}, {"category", {coding({"http://terminology.hl7.org/CodeSystem/observation-category", "laboratory", "laboratory"})}},
             {"code", coding({kLoinc, test.code, test.name})}, {"subject", reference(patient_)}, {"encounter", reference(encounter)}, {"effectiveDateTime", when}, {"issued", when},
             {"valueQuantity", {{"value", random_.between(test.low, test.high) * test.scale}, {"unit", test.unit}, {"system", "http://unitsofmeasure.org"}, {"code", test.unit}}}});
  }

  void add_condition(const std::string& encounter, const std::string& when) {
    const std::string id = uuid();
    const Coded& it = kConditions[random_.between(0, static_cast<int>(std::size(kConditions)) - 1)];
    add(id, {{"resourceType", "Condition"}, {"id", id}, {"clinicalStatus", coding({"http://terminology.hl7.org/CodeSystem/condition-clinical", "active", "Active"})},
             {"verificationStatus", coding({"http://terminology.hl7.org/CodeSystem/condition-ver-status", "confirmed", "Confirmed"})}, {"code", coding(it)}, {"subject", reference(patient_)},
             {"encounter", reference(encounter)}, {"onsetDateTime", when}, {"recordedDate", when}});
  }

  void add_drug(const std::string& encounter, const std::string& when) {
    const std::string id = uuid();
    add(id, {{"resourceType", "MedicationRequest"}, {"id", id}, {"status", "completed"}, {"intent", "order"}, {"medicationCodeableConcept", coding(kDrugs[random_.between(0, 1)])}, {"subject", reference(patient_)},
             {"encounter", reference(encounter)}, {"authoredOn", when}});
  }

  ordered_json billed(const char* type, const std::string& id, const std::string& when) {
    return {{"resourceType", type}, {"id", id}, {"status", "active"}, {"type", coding({"http://terminology.hl7.org/CodeSystem/claim-type", "institutional", "Institutional"})}, {"use", "claim"}, {"patient", reference(patient_)},
            {"billablePeriod", {{"start", when}, {"end", when}}}, {"created", when}, {"provider", {{"display", "St Mary"}}}, {"insurance", {{{"sequence", 1}, {"focal", true}, {"coverage", {{"display", "private"}}}}}}};
  }

  ordered_json item(int number, const std::string& encounter) {
    return {{"sequence", number}, {"productOrService", coding({kSnomed, "185349003", "Encounter for check up (procedure)"})}, {"encounter", {reference(encounter)}}, {"net", {{"value", random_.between(100, 90000) * 0.01}, {"currency", "USD"}}}};
  }

  void add_claim(const std::string& encounter, const std::string& when) {
    const std::string id = uuid();
    ordered_json claim = billed("Claim", id, when);
    for (int i = 1; i <= random_.between(1, 4); ++i) claim["item"].push_back(item(i, encounter));
    add(id, std::move(claim));
  }

  void add_benefit(const std::string& encounter, const std::string& when) {
    const std::string id = uuid();
    ordered_json benefit = billed("ExplanationOfBenefit", id, when);
    for (int i = 1; i <= random_.between(1, 3); ++i) {
      ordered_json one = item(i, encounter);
      for (const char* category : {"submitted", "eligible", "deductible", "coinsurance"}) {
        one["adjudication"].push_back({{"category", coding({"https://bluebutton.cms.gov/resources/codesystem/adjudication", category, category})}, {"amount", {{"value", random_.between(100, 90000) * 0.01}, {"currency", "USD"}}}});
      }
      benefit["item"].push_back(std::move(one));
    }
    add(id, std::move(benefit));
  }

  Random& random_;
  ordered_json entries_;
  std::string patient_;
};

}  // namespace

int run(std::size_t count, const std::string& folder, std::uint64_t seed) {
  Random random(seed);
  BundleWriter writer(random);
  std::size_t bytes = 0;
  for (std::size_t i = 1; i <= count; ++i) {
    const std::string text = writer.write(i);
    std::ofstream file(fmt::format("{}/{:06}.json", folder, i), std::ios::binary);
    if (!file.write(text.data(), static_cast<std::streamsize>(text.size())).flush()) return 4;
    bytes += text.size();
  }
  fmt::print("{} bytes\n", bytes);
  return 0;
}

}  // namespace eligo::bench

int main(int argc, char** argv) {
  if (argc == 3 || argc == 4) return eligo::bench::run(std::strtoull(argv[1], nullptr, 10), argv[2], argc == 4 ? std::strtoull(argv[3], nullptr, 10) : 1);
  std::fputs("make_bundles NUMBER FOLDER [SEED]\n", stderr);
  return 2;
}
