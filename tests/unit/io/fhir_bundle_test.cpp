// Bundles, lines of resources, references in all their forms, versions, and resources of nobody.
#include "catch.h"
#include "fhir_of.h"

using namespace eligo;
using namespace eligo::io::test;

namespace {

const std::string kFirst = "patient p1 female born 1980-04-12 screened 2026-11-22\n";
const std::string kAlt = R"("valueQuantity": {"value": 32, "unit": "U/L"})";

std::string patient(const std::string& id, const std::string& more = "") { return R"({"resourceType": "Patient", "id": ")" + id + "\"" + more + "}"; }

std::string about(const std::string& subject, const std::string& value) {
  return R"({"resourceType": "Observation", "status": "final", )" + loinc("1742-6") + R"(, "subject": )" + subject +
         R"(, "effectiveDateTime": "2026-11-18", "valueQuantity": {"value": )" + value + R"(, "unit": "U/L"}})";
}

std::string fact(const std::string& value, const std::string& index = "0") {
  return "observations[" + index + "] ALT 2026-11-18 to 2026-11-18 ended value " + value + "\n";
}

}  // namespace

TEST_CASE("resources_are_told_from_records_by_their_type") {
  CHECK(read_fhir(kPatient) == kFirst);
  CHECK(read_fhir(std::string("{\"id\": \"p1\", \"gender\": \"male\", \"resourceType\":\n\"Patient\"}")) == "patient p1 male screened 2026-11-22\n");
  CHECK(read_fhir("\xEF\xBB\xBF" + std::string(kPatient)) == kFirst);
  CHECK(read_fhir(R"({"patient": "p1", "observations": [{"of": "ALT", "value": "resourceType"}]})") != kFirst);
}

TEST_CASE("lines_of_bundles_stand_alone_and_lines_of_resources_belong_together") {
  const std::string line = observation("1742-6", kAlt);
  CHECK(read_fhir(bundle({kPatient}) + "\n" + bundle({patient("p2")}) + "\n") == kFirst + "patient p2 unknown screened 2026-11-22\n");
  CHECK(read_fhir(line + "\n" + kPatient + "\n") == kFirst + fact("32"));
}

TEST_CASE("a_bundle_of_several_patients_gives_each_what_is_theirs") {
  const std::string text = read_fhir(bundle({patient("a"), about(R"({"reference": "Patient/b"})", "20"), patient("b"), about(R"({"reference": "Patient/a"})", "10")}));
  CHECK(text == "patient a unknown screened 2026-11-22\n" + fact("10") + "patient b unknown screened 2026-11-22\n" + fact("20"));
}

TEST_CASE("a_reference_may_be_an_address_an_id_or_an_identifier") {
  const std::string people = R"({"resourceType": "Bundle", "entry": [
    {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Patient", "id": "a", "identifier": [{"system": "urn:mrn", "value": "77"}]}},
    {"fullUrl": "http://x.org/fhir/Patient/b", "resource": {"resourceType": "Patient", "id": "b"}},)";
  const auto owner = [&](const std::string& subject) {
    const std::string text = read_fhir(people + "{\"resource\": " + about(subject, "10") + "}]}");
    const std::size_t alt = text.find("ALT");
    if (alt == std::string::npos) return text.substr(0, text.find(' '));
    return std::string(alt < text.find("patient b") ? "a" : "b");
  };
  CHECK(owner(R"({"reference": "urn:uuid:1"})") == "a");
  CHECK(owner(R"({"reference": "Patient/a"})") == "a");
  CHECK(owner(R"({"reference": "Patient/b/_history/3"})") == "b");
  CHECK(owner(R"({"reference": "http://x.org/fhir/Patient/b"})") == "b");
  CHECK(owner(R"({"reference": "Patient?identifier=urn:mrn|77"})") == "a");
  CHECK(owner(R"({"identifier": {"system": "urn:mrn", "value": "77"}})") == "a");
  CHECK(owner(R"({"reference": "http://other.org/fhir/Patient/b"})") == "E0630");
  CHECK(owner(R"({"reference": "Patient/c"})") == "E0630");
  CHECK(owner(R"({"display": "somebody"})") == "E0630");
}

TEST_CASE("a_resource_of_someone_else_is_a_problem_of_the_only_patient") {
  CHECK(read_fhir(bundle({kPatient, about(R"({"reference": "Patient/zzz"})", "10")})).find("problem E0630 Bundle.entry[1].resource") != std::string::npos);
}

TEST_CASE("without_a_patient_there_is_no_record") {
  CHECK(read_fhir(bundle({})) == "E0632 line 1\n");
  CHECK(read_fhir(R"({"resourceType": "CareTeam"})") == "E0632 line 1\n");
  CHECK(read_fhir(R"({"resourceType": "Bundle"})") == "E0632 line 1\n");
  CHECK(read_fhir(about(R"({"reference": "Patient/zzz"})", "10")) == "E0632 line 1\n");
}

TEST_CASE("what_cannot_be_read_is_one_error_at_its_line") {
  CHECK(read_fhir("{\"resourceType\": \"Patient\",\n \"id\": \"a\",\n \"id\": \"b\"}") == "E0616 line 3\n");
  CHECK(read_fhir("{\"resourceType\": \"Patient\",\n \"id\": \"a\"\n \"gender\": \"male\"}") == "E0601 line 3\n");
  CHECK(read_fhir("{\"resourceType\": \"Bundle\",\n \"entry\": [{\"fullUrl\": \"\",\n \"resource\": {\"resourceType\": \"Patient\"}}]}").substr(0, 5) == "E0631");
  CHECK(read_fhir("{\"resourceType\": \"Bundle\",\n \"entry\": 5}") == "E0617 line 2\n");
}

TEST_CASE("a_line_that_cannot_be_read_may_be_of_anyone") {
  model::ReadOptions options = screened();
  options.assume_complete = {clinical::Kind::kCondition};
  const std::string text = read_fhir(std::string(kPatient) + "\n{\"resourceType\": \"Condition\", \n", options);
  CHECK(text.find("E0601 line 2") != std::string::npos);
  CHECK(text.find("incomplete conditions\n") != std::string::npos);
}

TEST_CASE("the_newest_version_of_a_resource_counts") {
  const auto alt = [](const std::string& meta, const std::string& value) {
    return resource("Observation", R"("id": "o1", "status": "final", )" + meta + R"("effectiveDateTime": "2026-11-18", )" + loinc("1742-6") + R"(, "valueQuantity": {"value": )" + value + R"(, "unit": "U/L"})");
  };
  CHECK(facts({alt(R"("meta": {"versionId": "10"}, )", "10"), alt(R"("meta": {"versionId": "9"}, )", "20")}) == fact("10"));
  CHECK(facts({alt(R"("meta": {"lastUpdated": "2026-11-18T10:00:00+01:00"}, )", "10"), alt(R"("meta": {"lastUpdated": "2026-11-18T09:30:00Z"}, )", "20")}) == fact("20"));
  CHECK(facts({alt("", "10"), alt("", "10")}) == fact("10"));
  const std::string disputed = facts({alt("", "10"), alt("", "20")});
  CHECK(disputed.find("BROKEN") != std::string::npos);
  CHECK(disputed.find("problem E0631") != std::string::npos);
}

TEST_CASE("exact_repeats_count_once_and_undated_ones_do_not") {
  const std::string dated = resource("Procedure", R"("status": "completed", "performedDateTime": "2026-03-01", )" + snomed("80146002"));
  const std::string undated = resource("Procedure", R"("status": "completed", )" + snomed("80146002"));
  CHECK(facts({dated, dated}) == facts({dated}));
  CHECK(facts({undated, undated}) != facts({undated}));
}

TEST_CASE("a_dead_patient_is_a_problem") {
  CHECK(read_fhir(patient("a", R"(, "deceasedDateTime": "2025-01-01")")) == "patient a unknown screened 2026-11-22\nproblem E0634 Patient.deceasedDateTime\n");
  CHECK(read_fhir(patient("a", R"(, "deceasedBoolean": false)")) == "patient a unknown screened 2026-11-22\n");
}

TEST_CASE("a_modifier_that_is_not_understood_sets_the_resource_aside") {
  const std::string modifier = R"("modifierExtension": [{"url": "http://x.org/m", "valueBoolean": true}], )";
  CHECK(facts({observation("1742-6", modifier + kAlt)}).find("problem E0631") != std::string::npos);
  CHECK(facts({observation("1742-6", R"("modifierExtension": [{"url": "http://hl7.org/fhir/us/qicore/StructureDefinition/qicore-notDone", "valueBoolean": true}], )" + kAlt)}) == "");
  CHECK(read_fhir(patient("a", R"(, "modifierExtension": [{"url": "http://x.org/m"}])")) == "E0631 line 1\n");
}
