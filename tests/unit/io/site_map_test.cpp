// A site's mapping: local codes, units and answers, and every mistake in it.
#include "catch.h"
#include "fhir_of.h"

using namespace eligo;
using namespace eligo::io::test;

namespace {

/// The codes of the mistakes with their lines.
std::string mistakes(const std::string& yaml) {
  diag::Sink sink;
  const auto map = io::read_site_map(source_of(yaml), coded_vocabulary(), sink);
  std::string out = map == nullptr ? "none:" : "map:";
  for (const diag::Diagnostic& it : sink.sorted()) out += " " + std::string(diag::text_of(it.code)) + " line " + std::to_string(it.source->position(it.span.begin).line);
  return out;
}

std::string local(const std::string& code, const std::string& value) {
  return resource("Observation", R"("status": "final", "effectiveDateTime": "2026-11-18", "code": )" + coding("http://lab", code) + ", " + value);
}

}  // namespace

TEST_CASE("local_codes_units_and_answers_are_read_as_the_site_says") {
  const auto options = mapped("codes: {'http://lab|CR': creatinine, 'http://lab|HB': HBsAg, 'text|Liver enzyme': ALT}\n"
                              "units: {mg/dl-neu: mg/dL}\nanswers: {reaktiv: positive, HBsAg: {nr: negative}}");
  const std::string when = " 2026-11-18 to 2026-11-18 ended ";
  CHECK(facts({local("CR", R"("valueQuantity": {"value": 1, "unit": "mg/dl-neu"})")}, options) == "observations[0] creatinine" + when + "value 1\n");
  CHECK(facts({local("HB", R"("valueString": "reaktiv")")}, options) == "observations[0] HBsAg" + when + "answer positive\n");
  CHECK(facts({local("HB", R"("valueCodeableConcept": {"text": "NR"})")}, options) == "observations[0] HBsAg" + when + "answer negative\n");
  CHECK(facts({resource("Observation", R"("status": "final", "effectiveDateTime": "2026-11-18", "code": {"text": "Liver enzyme"}, "valueQuantity": {"value": 3, "unit": "U/L"})")}, options) ==
        "observations[0] ALT" + when + "value 3\n");
  CHECK(facts({local("XX", R"("valueString": "reaktiv")")}, options) == "");
}

TEST_CASE("the_site_comes_before_the_vocabulary") {
  CHECK(facts({observation("1742-6", R"("valueQuantity": {"value": 1, "unit": "mg/dL"})")}, mapped("codes: {'LOINC|1742-6': creatinine}")).find("creatinine") != std::string::npos);
}

TEST_CASE("codes_that_no_rule_asks_for_leave_what_is_assumed_complete") {
  model::ReadOptions options = mapped("not_asked: ['SNOMED|160903007']");
  options.assume_complete = {clinical::Kind::kCondition};
  CHECK(facts({resource("Condition", snomed("160903007"))}, options) == "complete conditions (assumed)\n");
  CHECK(facts({resource("Condition", snomed("160903008"))}, options).find("incomplete conditions") != std::string::npos);
}

TEST_CASE("other_formats_use_the_mapping_too") {
  const auto options = mapped("codes: {'LAB|CR': creatinine}\nunits: {mg%: mg/dL}\nnot_asked: ['LAB|X']");
  const std::string yaml = "patient: p1\nobservations:\n  - {code: LAB|CR, value: 1, unit: mg%, on: 2026-11-18}\n  - {code: LAB|X, value: 1, on: 2026-11-18}\n";
  CHECK(read_fhir(yaml, options) == "patient p1 unknown screened 2026-11-22\nobservations[0] creatinine 2026-11-18 to 2026-11-18 ended value 1\n");
}

TEST_CASE("a_consent_gives_a_moment_by_one_code") {
  CHECK(mistakes("moments: {'http://c|1': consent, 'http://c|2': enrollment}") == "map:");
  CHECK(mistakes("moments:\n  'http://c|1': consent\n  http://c: consent\n  'http://c|3': [a]") == "none: E0720 line 3 E0720 line 4");
}

TEST_CASE("mistakes_of_a_mapping_are_named_at_their_lines") {
  CHECK(mistakes("site: St Mary\ncodes: {'LAB|CR': creatinine}") == "map:");
  CHECK(mistakes("codes:\n  LAB: creatinine") == "none: E0720 line 2");
  CHECK(mistakes("codes:\n  LOINC|1: creatinine\n  http://loinc.org|1: ALT") == "none: E0720 line 3");
  CHECK(mistakes("codes:\n  LAB|CR: nonsense") == "map: W0721 line 2");
  CHECK(mistakes("codes:\n  LAB|CR: ''") == "none: E0720 line 2");
  CHECK(mistakes("units:\n  mg%: blobs") == "none: E0720 line 2");
  CHECK(mistakes("answers:\n  HBsAg: {nr: maybe}") == "none: E0720 line 2");
  CHECK(mistakes("answers:\n  HBsAg: {nr: [negative]}") == "none: E0720 line 2");
  CHECK(mistakes("colours: {}") == "none: E0720 line 1");
  CHECK(mistakes("not_asked: LAB|X") == "none: E0720 line 1");
  CHECK(mistakes("[1]") == "none: E0720 line 1");
  CHECK(mistakes("") == "none: E0720 line 1");
  CHECK(mistakes("codes: [") == "none: E0601 line 1");
}
