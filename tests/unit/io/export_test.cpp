// Bulk exports joined by patient, records written and read again, profiles.
#include "catch.h"
#include "fhir_of.h"
#include "io/bulk_export.h"
#include "io/profile.h"
#include "io/sorted_runs.h"
#include "io/write_record.h"
#include "records_of_list.h"

using namespace eligo;
using namespace eligo::io::test;

namespace {

io::ListFile file(const std::string& name, const std::string& text) {
  return {name, [text] { return io::OpenedStream(io::stream_of(text)); }};
}

std::string alt(const std::string& patient, const std::string& value) {
  return R"({"resourceType":"Observation","status":"final","subject":{"reference":"Patient/)" + patient + R"("},"effectiveDateTime":"2026-11-18","code":{"coding":[{"system":"http://loinc.org","code":"1742-6"}]},"valueQuantity":{"value":)" + value + R"(,"unit":"U/L"}})" + "\n";
}
std::string person(const std::string& id) { return R"({"resourceType":"Patient","id":")" + id + "\"}\n"; }

/// Every record of an export: its patient and the values with their places; or the error.
std::string joined(std::vector<io::ListFile> files, std::size_t run = 1U << 20U) {
  io::JoinLimits limits;
  limits.run = run;
  const auto source = io::joined_pieces(std::move(files), limits);
  const auto reader = io::joined_reader(coded_vocabulary(), screened());
  std::string out;
  read_list(*source, *reader, [&](const io::ReadRecord& read) {
    if (!read.record) {
      out += std::string(diag::text_of(read.record.error().code)) + " " + read.record.error().message + ";";
      return;
    }
    out += read.record->patient;
    for (const model::Fact& it : read.record->facts) out += " " + std::string(it.value.text) + "@" + to_text(it.place);
    for (const model::Problem& it : read.record->problems) out += " " + std::string(diag::text_of(it.code)) + "@" + it.at;
    out += ";";
  });
  return out;
}

}  // namespace

TEST_CASE("lines_are_told_by_the_first_one_that_says_what_it_is") {
  CHECK(io::lines_beginning(person("a")) == io::Lines::kResources);
  CHECK(io::lines_beginning("\n" + alt("a", "1") + person("a")) == io::Lines::kResources);
  CHECK(io::lines_beginning("{\"id\": \n" + person("a")) == io::Lines::kResources);
  CHECK(io::lines_beginning(R"({"resourceType": "Bundle"})") == io::Lines::kBundles);
  CHECK(io::lines_beginning(R"({"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Patient")") == io::Lines::kBundles);
  CHECK(io::lines_beginning(R"({"patient": "a"})" "\n" + person("a")) == io::Lines::kOther);
  CHECK(io::lines_beginning("patient: a") == io::Lines::kOther);
}

TEST_CASE("resources_are_joined_by_patient_over_all_files") {
  CHECK(joined({file("d/Observation.1.ndjson", alt("b", "1") + alt("a", "2")), file("d/Patient.ndjson", person("a") + person("b")), file("d/Observation.2.ndjson", "\n" + alt("a", "3"))}) ==
        "a 2@Observation.1.ndjson:2 3@Observation.2.ndjson:2;b 1@Observation.1.ndjson:1;");
}

TEST_CASE("runs_on_disk_give_what_memory_gives") {
  std::string people, results;
  for (int i = 0; i < 300; ++i) {
    people += person("p" + std::to_string(i * 7 % 300));
    results += alt("p" + std::to_string(i * 11 % 300), std::to_string(i + 1));
  }
  const std::vector<io::ListFile> files = {file("Observation.ndjson", results), file("Patient.ndjson", people), file("More.ndjson", results)};
  CHECK(joined(files, 2000) == joined(files));
  io::SortedRuns runs(100, "/tmp");
  for (int i = 0; i < 50; ++i) CHECK_FALSE(runs.add("key", static_cast<std::uint64_t>(i), "0123456789"));
  CHECK_FALSE(runs.sort());
  CHECK(runs.run_count() > 3);
}

TEST_CASE("a_folder_that_cannot_be_written_is_an_error") {
  io::SortedRuns runs(10, "/nowhere/at/all");
  CHECK_FALSE(runs.add("key", 1, "0123456789"));
  const auto trouble = runs.add("key", 2, "0123456789");
  REQUIRE(trouble);
  CHECK(trouble->code == diag::Code::E0801);
}

TEST_CASE("medications_come_with_those_who_take_them") {
  const std::string drug = R"({"resourceType":"Medication","id":"m","code":{"coding":[{"system":"http://www.whocc.no/atc","code":"L01FF01"}]}})" "\n";
  const std::string use = R"({"resourceType":"MedicationStatement","status":"active","subject":{"reference":"Patient/a"},"medicationReference":{"reference":"Medication/m"},"effectiveDateTime":"2026-01-01"})" "\n";
  CHECK(joined({file("m", drug), file("p", person("a")), file("u", use)}) == "a @u:1;");
}

TEST_CASE("what_is_of_nobody_or_cannot_be_read_is_told_and_the_rest_goes_on") {
  CHECK(joined({file("o", alt("zzz", "1")), file("p", person("a"))}) == "a;E0632 o:1: there is no Patient among the resources;");
  CHECK(joined({file("p", person("a") + "{\"resourceType\n")}).substr(0, 12) == "a E0601@p:2;");
  CHECK(joined({file("c", R"({"resourceType":"Claim","patient":{"reference":"Patient/zzz"}})" "\n"), file("p", person("a"))}) == "a;");
}

TEST_CASE("a_record_written_and_read_again_is_equal") {
  model::Transcript told;
  model::ReadOptions options = screened();
  options.transcript = &told;
  const std::vector<std::string> all = {
      kPatient,
      observation("1742-6", R"("valueQuantity": {"value": 32.0, "comparator": "<", "unit": "U/L"}, "referenceRange": [{"high": {"value": 40}}])"),
      observation("2160-0", R"("valueQuantity": {"value": 1, "system": "http://unitsofmeasure.org", "code": "mg/dL", "unit": "umol/L"})"),
      observation("5195-3", R"("valueString": "a \"quoted\" word")"),
      resource("Condition", R"("onsetAge": {"value": 43, "code": "a"}, "clinicalStatus": {"coding": [{"code": "active"}]}, )" + snomed("372244006")),
      resource("Condition", R"("verificationStatus": {"coding": [{"code": "refuted"}]}, )" + snomed("391096007")),
      resource("MedicationStatement", R"("status": "active", "medicationReference": {"reference": "Medication/none"})"),
      resource("Procedure", R"("status": "completed", "performedDateTime": "2026-03-01T10:00:00+01:00", )" + snomed("80146002"))};
  const auto records = io::read_records(source_of(bundle(all)), coded_vocabulary(), options);
  REQUIRE(records.size() == 1);
  REQUIRE(records[0].record);
  const std::string line = io::write_record(told);
  CHECK(line.find('\n') == std::string::npos);
  const auto again = io::read_records(source_of(line), coded_vocabulary(), screened());
  REQUIRE(again.size() == 1);
  REQUIRE(again[0].record);
  const auto sorted = [](const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = text.find('\n', begin);
      lines.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  };
  CHECK(sorted(dump(*again[0].record, coded_vocabulary())) == sorted(dump(*records[0].record, coded_vocabulary())));
  CHECK(to_text(again[0].record->facts.at(0).place) == "Bundle.entry[4].resource");
}

TEST_CASE("a_profile_counts_patients_facts_and_codes") {
  model::UnmappedCodes unmapped;
  model::ReadOptions options = screened();
  options.unmapped = &unmapped;
  io::Profile profile(coded_vocabulary());
  const std::vector<std::string> all = {kPatient, observation("1742-6", R"("valueQuantity": {"value": 32, "unit": "U/L"})"),
                                        observation("1742-6", R"("valueQuantity": {"value": 33, "unit": "U/L"})"),
                                        resource("Condition", R"("onsetDateTime": "2025", )" + snomed("372244006")),
                                        resource("Condition", R"("code": {"coding": [{"system": "http://l", "code": "9", "display": "Nine"}]})"),
                                        resource("Condition", R"("code": {"coding": [{"system": "http://l", "code": "9"}]})")};
  for (const io::ReadRecord& it : io::read_records(source_of(bundle(all)), coded_vocabulary(), options)) profile.add(*it.record);
  const auto& vocabulary = coded_vocabulary();
  CHECK(profile.patients() == 1);
  CHECK(profile.facts() == 3);
  CHECK(profile.of(vocabulary.find("ALT")).facts == 2);
  CHECK(profile.of(vocabulary.find("ALT")).patients == 1);
  CHECK(profile.of(vocabulary.find("ALT")).units.at("U/L") == 2);
  CHECK(profile.patients_with(vocabulary.find("malignancy")) == 1);
  CHECK(profile.patients_with(vocabulary.find("diabetes")) == 0);
  CHECK(profile.precisions()[static_cast<std::size_t>(io::Profile::Precision::kYear)] == 1);
  const auto codes = unmapped.by_frequency();
  REQUIRE(codes.size() == 1);
  CHECK(codes[0].count == 2);
  CHECK(codes[0].display == "Nine");
}
