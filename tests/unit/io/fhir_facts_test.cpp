// Statuses, dates, verification, intent: which resources are facts, and of what time.
#include "catch.h"
#include "fhir_of.h"

using namespace eligo;
using namespace eligo::io::test;

namespace {

const std::string kAlt = R"("valueQuantity": {"value": 32, "unit": "U/L"})";
const std::string kAltFact = "observations[0] ALT 2026-11-18 to 2026-11-18 ended value 32\n";

std::string status(const std::string& word) { return R"("status": ")" + word + "\", "; }
std::string statuses(const std::string& clinical, const std::string& verification = "confirmed") {
  return R"("clinicalStatus": {"coding": [{"code": ")" + clinical + R"("}]}, "verificationStatus": {"coding": [{"code": ")" + verification + R"("}]}, )";
}
std::string melanoma(const std::string& elements) { return facts({resource("Condition", elements + snomed("372244006"))}); }
std::string observed(const std::string& elements) { return facts({resource("Observation", elements + loinc("1742-6") + ", " + kAlt)}); }
std::string nivolumab() { return R"("medicationCodeableConcept": )" + coding("http://www.nlm.nih.gov/research/umls/rxnorm", "1597876"); }

}  // namespace

TEST_CASE("final_amended_and_corrected_results_count") {
  const std::string on = R"("effectiveDateTime": "2026-11-18", )";
  for (const char* word : {"final", "amended", "corrected"}) CHECK(observed(status(word) + on) == kAltFact);
  for (const char* word : {"preliminary", "registered", "cancelled", "entered-in-error"}) CHECK(observed(status(word) + on) == "");
  CHECK(observed(status("unknown") + on).find("problem E0631") != std::string::npos);
  CHECK(observed(on).find("problem E0631") != std::string::npos);
}

TEST_CASE("a_correction_replaces_the_final_result_of_that_time") {
  const auto alt = [](const std::string& word, const std::string& day, const std::string& value) {
    return resource("Observation", status(word) + R"("effectiveDateTime": ")" + day + "\", " + loinc("1742-6") + R"(, "valueQuantity": {"value": )" + value + R"(, "unit": "U/L"})");
  };
  CHECK(facts({alt("final", "2026-11-18", "99"), alt("corrected", "2026-11-18", "32")}) == kAltFact);
  CHECK(facts({alt("final", "2026-11-17", "99"), alt("corrected", "2026-11-18", "32")}) != kAltFact);
}

TEST_CASE("offsets_are_honoured_before_the_day_is_taken") {
  const std::string late = R"("effectiveDateTime": "2026-11-17T23:30:00Z", )";
  CHECK(observed(status("final") + late).find(" 2026-11-17+84600s@0 to") != std::string::npos);
  model::ReadOptions options = screened();
  options.zone = 60;
  CHECK(facts({resource("Observation", status("final") + late + loinc("1742-6") + ", " + kAlt)}, options).find(" 2026-11-18+1800s@60 to") != std::string::npos);
}

TEST_CASE("a_result_is_of_its_effective_time_and_of_no_other") {
  CHECK(observed(status("final") + R"("issued": "2026-11-18T10:00:00Z", )") == "observations[0] ALT beginning..2026-11-22 to beginning..never undated value 32\n");
  CHECK(observed(status("final") + R"("effectivePeriod": {"start": "2026-11-18", "end": "2026-11-18"}, )") == kAltFact);
  CHECK(observed(status("final") + R"("effectivePeriod": {"start": "2026-11-17", "end": "2026-11-18"}, )").find(" 2026-11-17 to 2026-11-18") != std::string::npos);
  CHECK(observed(status("final") + R"("effectiveTiming": {"event": ["2026-11-18"]}, )") == kAltFact);
}

TEST_CASE("a_finding_under_its_own_code_is_there_unless_its_value_denies_it") {
  const auto finding = [](const std::string& value) { return facts({resource("Observation", status("final") + R"("effectiveDateTime": "2026-11-18", )" + value + snomed("391096007"))}); };
  CHECK(finding("") == "events[0] hip_fracture 2026-11-18 to 2026-11-18 ended\n");
  CHECK(finding(R"("valueBoolean": true, )") == finding(""));
  CHECK(finding(R"("valueBoolean": false, )").find("refuted") != std::string::npos);
  CHECK(finding(R"("valueInteger": 3, )").find("problem E0607") != std::string::npos);
}

TEST_CASE("a_condition_is_active_over_suspected_or_not_there") {
  const std::string onset = R"("onsetDateTime": "2025-03", )";
  CHECK(melanoma(statuses("active") + onset) == "conditions[0] melanoma 2025-03-01..2025-03-31 to never lasting\n");
  CHECK(melanoma(statuses("remission") + onset) == "conditions[0] melanoma 2025-03-01..2025-03-31 to 2025-03-01..2026-11-21\n");
  CHECK(melanoma(statuses("resolved") + onset + R"("abatementDateTime": "2025-05-01", )") == "conditions[0] melanoma 2025-03-01..2025-03-31 to 2025-05-01 ended\n");
  CHECK(melanoma(statuses("active", "provisional") + onset).find("melanoma suspected") != std::string::npos);
  CHECK(melanoma(statuses("active", "entered-in-error") + onset) == "");
  CHECK(melanoma(statuses("active", "refuted") + onset).find("absent melanoma\n") != std::string::npos);
  CHECK(melanoma(statuses("odd") + onset).find("problem E0631") != std::string::npos);
  CHECK(melanoma(statuses("active") + onset + R"("abatementDateTime": "2025-05-01", )").find("problem E0617") != std::string::npos);
}

TEST_CASE("a_refuted_condition_is_not_absent_where_another_fact_has_it") {
  const std::string refuted = resource("Condition", statuses("active", "refuted") + R"("onsetDateTime": "2024", )" + snomed("372244006"));
  const std::string confirmed = resource("Condition", statuses("active") + R"("onsetDateTime": "2025", )" + snomed("372244006"));
  CHECK(facts({refuted, confirmed}).find("absent") == std::string::npos);
}

TEST_CASE("onset_and_abatement_come_in_all_their_forms") {
  const auto started = [](const std::string& elements) {
    const std::string text = melanoma(statuses("active") + elements);
    const std::size_t begin = text.find("melanoma ") + 9;
    return text.substr(begin, text.find(" to ") - begin);
  };
  CHECK(started(R"("onsetAge": {"value": 43, "code": "a"}, )") == "2023-04-12..2024-04-11");
  CHECK(started(R"("onsetAge": {"value": 6, "code": "mo"}, )") == "1980-10-12..1980-11-11");
  CHECK(started(R"("onsetRange": {"low": {"value": 40, "code": "a"}, "high": {"value": 42, "code": "a"}}, )") == "2020-04-12..2023-04-11");
  CHECK(started(R"("onsetPeriod": {"start": "2023-01-01", "end": "2023-02-01"}, )") == "2023-01-01..2023-02-01");
  CHECK(started(R"("onsetPeriod": {"start": "2023-01-01"}, )") == "2023-01-01..2026-11-22");
  CHECK(started(R"("onsetString": "2023", )") == "2023-01-01..2023-12-31");
  CHECK(started(R"("recordedDate": "2023-05-01", )") == "beginning..2023-05-01");
  CHECK(melanoma(R"("onsetString": "as a child", )").find("problem E0605 Bundle.entry[1].resource.onsetString") != std::string::npos);
  CHECK(melanoma(R"("onsetDateTime": "2020", "abatementAge": {"value": 43, "code": "a"}, )").find(" to 2023-04-12..2024-04-11") != std::string::npos);
  CHECK(melanoma(R"("onsetDateTime": "2020", "abatementString": "after surgery", )").find(" to 2020-01-01..2026-11-21") != std::string::npos);
}

TEST_CASE("every_coding_is_tried_and_the_most_specific_counts") {
  const auto coded = [](const std::string& codings) { return facts({resource("Condition", R"("onsetDateTime": "2025", "code": {"coding": [)" + codings + "]}")}); };
  const std::string general = R"({"system": "http://snomed.info/sct", "code": "363346000"})";
  const std::string special = R"({"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "C43.9"})";
  const std::string unrelated = R"({"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "E11.9"})";
  CHECK(coded(general + "," + special).find("melanoma ") != std::string::npos);
  CHECK(coded(R"({"system": "http://local", "code": "1"},)" + special).find("melanoma ") != std::string::npos);
  const std::string both = coded(special + "," + unrelated);
  CHECK(both.find("melanoma") != std::string::npos);
  CHECK(both.find("diabetes") != std::string::npos);
  CHECK(both.find("problem E0633") != std::string::npos);
}

TEST_CASE("a_code_of_no_concept_is_no_fact_and_takes_what_was_assumed_complete") {
  const std::string unmapped = resource("Condition", snomed("1"));
  CHECK(facts({unmapped}) == "");
  model::ReadOptions options = screened();
  options.assume_complete = {clinical::Kind::kCondition, clinical::Kind::kTreatment};
  CHECK(facts({unmapped}, options) == "complete conditions (assumed)\nincomplete conditions\ncomplete treatments (assumed)\nproblem E0603 conditions\n");
  options.ignore_unmapped = true;
  CHECK(facts({unmapped}, options) == "complete conditions (assumed)\ncomplete treatments (assumed)\n");
}

TEST_CASE("medicines_that_are_taken_ordered_or_given_are_treatments") {
  const auto used = [](const std::string& type, const std::string& elements) { return facts({resource(type, elements + nivolumab())}); };
  CHECK(used("MedicationStatement", status("active") + R"("effectivePeriod": {"start": "2026-08-01"}, )") == "treatments[0] nivolumab 2026-08-01 to never lasting\n");
  CHECK(used("MedicationStatement", status("completed") + R"("effectivePeriod": {"start": "2026-08-01", "end": "2026-09-01"}, )") == "treatments[0] nivolumab 2026-08-01 to 2026-09-01 ended\n");
  CHECK(used("MedicationStatement", status("completed") + R"("effectiveDateTime": "2026-08-01", )") == "treatments[0] nivolumab 2026-08-01 to 2026-08-01..2026-11-21\n");
  CHECK(used("MedicationStatement", status("not-taken")) == "");
  CHECK(used("MedicationStatement", status("unknown")).find("suspected") != std::string::npos);
  CHECK(used("MedicationRequest", status("active") + R"("intent": "order", "authoredOn": "2026-08-01", )") == "treatments[0] nivolumab 2026-08-01 to never lasting\n");
  CHECK(used("MedicationRequest", status("active") + R"("intent": "plan", "authoredOn": "2026-08-01", )") == "");
  CHECK(used("MedicationRequest", status("active") + R"("intent": "proposal", )") == "");
  CHECK(used("MedicationRequest", status("active") + R"("intent": "order", "doNotPerform": true, )") == "");
  CHECK(used("MedicationRequest", status("cancelled") + R"("intent": "order", )") == "");
  CHECK(used("MedicationRequest", status("active") + R"("intent": "order", "authoredOn": "2026-01-01", "dosageInstruction": [{"timing": {"repeat": {"boundsPeriod": {"start": "2026-02-01", "end": "2026-03-01"}}}}], )") ==
        "treatments[0] nivolumab 2026-02-01 to 2026-03-01 ended\n");
  CHECK(used("MedicationAdministration", status("completed") + R"("effectiveDateTime": "2026-08-01", )") == "treatments[0] nivolumab 2026-08-01 to 2026-08-01 ended\n");
  CHECK(used("MedicationAdministration", status("not-done")) == "");
  CHECK(used("MedicationAdministration", status("odd")).find("problem E0631") != std::string::npos);
}

TEST_CASE("a_medication_may_be_contained_referred_to_or_missing") {
  const std::string drug = R"({"resourceType": "Medication", "id": "m1", "code": )" + coding("http://www.nlm.nih.gov/research/umls/rxnorm", "1597876") + "}";
  const std::string mixture = R"({"resourceType": "Medication", "id": "m1", "ingredient": [{"itemCodeableConcept": )" + coding("http://www.whocc.no/atc", "L01FF01") + "}]}";
  const auto use = [](const std::string& elements) { return resource("MedicationStatement", status("completed") + R"("effectiveDateTime": "2026-08-01", )" + elements); };
  const std::string fact = "treatments[0] nivolumab 2026-08-01 to 2026-08-01..2026-11-21\n";
  CHECK(facts({use(R"("contained": [)" + drug + R"(], "medicationReference": {"reference": "#m1"})")}) == fact);
  CHECK(facts({use(R"("medicationReference": {"reference": "Medication/m1"})"), drug}) == fact);
  CHECK(facts({use(R"("medicationReference": {"reference": "Medication/m1"})"), mixture}) == fact);
  CHECK(facts({use(R"("medicationReference": {"reference": "Medication/m2"})"), drug}).find("problem E0630 Bundle.entry[1].resource.medicationReference") != std::string::npos);
}

TEST_CASE("a_daily_dose_is_worked_out_where_it_is_plain") {
  const auto dose = [](const std::string& repeat) {
    const std::string drug = R"("medicationCodeableConcept": )" + coding("http://www.nlm.nih.gov/research/umls/rxnorm", "8640");
    const std::string text = facts({resource("MedicationRequest", status("active") + R"("intent": "order", "authoredOn": "2026-08-01", "dosageInstruction": [{"route": {"coding": [{"code": "26643006"}]}, "timing": {"repeat": {)" +
        repeat + R"(}}, "doseAndRate": [{"doseQuantity": {"value": 5, "unit": "mg"}}]}], )" + drug)});
    return text.substr(text.find("lasting") + 7);
  };
  CHECK(dose(R"("frequency": 2, "period": 1, "periodUnit": "d")") == " dose=10 mg/d route=oral\n");
  CHECK(dose(R"("frequency": 1, "period": 1, "periodUnit": "wk")") == " route=oral\n");
}

TEST_CASE("procedures_vaccines_allergies_and_events") {
  const std::string done = R"("performedPeriod": {"start": "2026-03-01", "end": "2026-03-02"}, )" + snomed("80146002");
  CHECK(facts({resource("Procedure", status("completed") + done)}) == "procedures[0] appendectomy 2026-03-01 to 2026-03-02 ended\n");
  CHECK(facts({resource("Procedure", status("not-done") + done)}) == "");
  CHECK(facts({resource("Procedure", status("stopped") + done)}).find("suspected") != std::string::npos);
  const std::string shot = R"("occurrenceDateTime": "2026-11-01", "vaccineCode": )" + coding("http://hl7.org/fhir/sid/cvx", "37");
  CHECK(facts({resource("Immunization", status("completed") + shot)}) == "vaccines[0] yellow_fever_vaccine 2026-11-01 to 2026-11-01 ended\n");
  CHECK(facts({resource("Immunization", status("not-done") + shot)}) == "");
  const std::string reaction = R"("onsetDateTime": "2020", "reaction": [{"severity": "mild"}, {"severity": "severe"}], )" + snomed("111088007");
  CHECK(facts({resource("AllergyIntolerance", statuses("active") + reaction)}) == "allergies[0] latex_allergy 2020-01-01..2020-12-31 to never lasting severity=severe\n");
  const std::string drug = R"("code": )" + coding("http://www.whocc.no/atc", "L01FF01");
  CHECK(facts({resource("AllergyIntolerance", statuses("active") + drug)}).find("allergies[0] nivolumab") == 0);
  const std::string adverse = R"("actuality": "actual", "date": "2026-10-01", "event": )" + coding("http://snomed.info/sct", "386033004");
  CHECK(facts({resource("AdverseEvent", adverse)}).find("toxicities[0] neuropathy 2026-10-01") == 0);
}

TEST_CASE("an_encounter_is_an_event_with_class_and_state") {
  const std::string visit = R"("class": {"code": "VR"}, "period": {"start": "2026-03-01", "end": "2026-03-02"}, "type": [)" + coding("http://www.ama-assn.org/go/cpt", "99201") + "]";
  CHECK(facts({resource("Encounter", status("finished") + visit)}) == "events[0] visit 2026-03-01 to 2026-03-02 ended class=VR state=finished\n");
  CHECK(facts({resource("Encounter", status("planned") + visit)}) == "");
}

TEST_CASE("a_report_names_results_that_are_not_there") {
  const std::string inner = R"({"resourceType": "Observation", "id": "o", "status": "final", "effectiveDateTime": "2026-11-18", )" + loinc("1742-6") + ", " + kAlt + "}";
  CHECK(facts({resource("DiagnosticReport", status("final") + R"("contained": [)" + inner + R"(], "result": [{"reference": "#o"}])")}) == kAltFact);
  CHECK(facts({resource("DiagnosticReport", status("final") + R"("result": [{"reference": "Observation/x"}])")}) == "incomplete observations\nproblem E0630 Bundle.entry[1].resource.result[0]\n");
}
