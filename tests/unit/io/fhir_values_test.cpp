// Values of observations: every type, units, limits, coded answers, reasons for there being none.
#include "catch.h"
#include "fhir_of.h"

using namespace eligo;
using namespace eligo::io::test;

namespace {

/// The print of the value of an observation of a LOINC code, then its problems.
std::string value_of(const std::string& code, const std::string& elements) {
  std::string text = facts({observation(code, elements)});
  const std::size_t end = text.find(" to 2026-11-18 ended");
  if (end == std::string::npos) return text;
  text = text.substr(end + 20);
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at)) text.replace(at, 1, ";");
  return text;
}

std::string quantity(const std::string& value, const std::string& more) { return R"("valueQuantity": {"value": )" + value + ", " + more + "}"; }
std::string coded(const std::string& system, const std::string& code) { return R"("valueCodeableConcept": )" + coding(system, code); }

const std::string kUcum = R"("system": "http://unitsofmeasure.org", )";

}  // namespace

TEST_CASE("a_quantity_has_a_unit_by_its_code_first") {
  CHECK(value_of("1742-6", quantity("32", R"("unit": "U/L")")) == " value 32;");
  CHECK(value_of("1742-6", quantity("32.0", kUcum + R"("code": "U/L", "unit": "units per litre")")) == " value 32;");
  CHECK(value_of("2160-0", quantity("88.4", kUcum + R"("code": "umol/L", "unit": "umol/L")")).substr(0, 13) == " value 0.9999");
  CHECK(value_of("2160-0", quantity("1", kUcum + R"("code": "mg/dL", "unit": "umol/L")")).find("E0608") != std::string::npos);
  CHECK(value_of("1742-6", quantity("32", R"("code": "U/L")")) == " value 32;");
  CHECK(value_of("1742-6", R"("valueQuantity": {"value": 32})").find("E0608") != std::string::npos);
  CHECK(value_of("1742-6", R"("valueQuantity": {"unit": "U/L"})").find("E0607") != std::string::npos);
}

TEST_CASE("a_comparator_makes_an_interval") {
  CHECK(value_of("42595-9", quantity("20", R"("comparator": "<", "unit": "IU/mL")")) == " value <20 below limit;");
  CHECK(value_of("1742-6", quantity("90", R"("comparator": ">=", "unit": "U/L")")).substr(0, 11) == " value >=90");
  CHECK(value_of("1742-6", quantity("90", R"("comparator": "ad", "unit": "U/L")")).find("E0607") != std::string::npos);
}

TEST_CASE("reference_limits_come_from_the_only_normal_range") {
  const std::string alt = quantity("32", R"("unit": "U/L")") + R"(, "referenceRange": )";
  CHECK(value_of("1742-6", alt + R"([{"low": {"value": 7, "unit": "U/L"}, "high": {"value": 40}}])") == " value 32 lln 7 uln 40;");
  CHECK(value_of("1742-6", alt + R"([{"high": {"value": 40}}, {"type": {"coding": [{"code": "therapeutic"}]}, "high": {"value": 99}}])") == " value 32 uln 40;");
  CHECK(value_of("1742-6", alt + R"([{"high": {"value": 40}}, {"high": {"value": 50}}])") == " value 32;");
  CHECK(value_of("1742-6", alt + R"([{"high": {"value": 0.6, "unit": "ukat/L"}}])").find("E0608") != std::string::npos);
  CHECK(value_of("1742-6", alt + R"([{"text": "7 to 40"}])") == " value 32;");
}

TEST_CASE("ranges_ratios_integers_texts_and_booleans_are_values") {
  CHECK(value_of("1742-6", R"("valueRange": {"low": {"value": 35, "unit": "U/L"}, "high": {"value": 40, "unit": "U/L"}})") == " value 35 to 40;");
  CHECK(value_of("1742-6", R"("valueRange": {"high": {"value": 40, "unit": "U/L"}})").find("E0607") != std::string::npos);
  CHECK(value_of("8061-4", R"("valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 80}})") == " titre 80;");
  CHECK(value_of("1742-6", R"("valueRatio": {"numerator": {"value": 32, "unit": "U"}, "denominator": {"value": 1, "unit": "L"}})") == " value 32;");
  CHECK(value_of("89247-1", R"("valueInteger": 1)") == " value 1;");
  CHECK(value_of("89247-1", R"("valueInteger": -1)").find("E0609") != std::string::npos);
  CHECK(value_of("42595-9", R"("valueString": "<20 IU/mL")") == " value <20 below limit;");
  CHECK(value_of("8061-4", R"("valueString": "1:80")") == " titre 80;");
  CHECK(value_of("72166-2", R"("valueBoolean": false)") == " answer no;");
  CHECK(value_of("72166-2", R"("valueDateTime": "2026")").find("E0607") != std::string::npos);
}

TEST_CASE("coded_answers_are_known_by_code_and_by_text") {
  const std::string snomed = "http://snomed.info/sct";
  CHECK(value_of("5195-3", coded(snomed, "10828004")) == " answer positive;");
  CHECK(value_of("5195-3", coded(snomed, "260415000")) == " answer negative;");
  CHECK(value_of("5195-3", coded("http://loinc.org", "LA11882-0")) == " answer positive;");
  CHECK(value_of("5195-3", R"("valueCodeableConcept": {"text": "Not detected"})") == " answer negative;");
  CHECK(value_of("5195-3", R"("valueString": "NEG")") == " answer negative;");
  CHECK(value_of("5195-3", R"("valueCodeableConcept": {"text": "Equivocal"})") == " answer indeterminate;");
  CHECK(value_of("42595-9", coded(snomed, "260988000")) == " answer negative;");
  CHECK(value_of("89247-1", coded("http://loinc.org", "LA9624-3")) == " value 2;");
  CHECK(value_of("5195-3", R"("valueCodeableConcept": {"text": "see report"})").find("E0610") != std::string::npos);
  CHECK(value_of("5195-3", R"("valueCodeableConcept": {"coding": [{"code": "10828004"}, {"code": "260385009"}]})").find("E0633") != std::string::npos);
}

TEST_CASE("without_a_value_an_interpretation_may_answer") {
  CHECK(value_of("5195-3", R"("interpretation": [{"coding": [{"code": "POS"}]}])") == " answer positive;");
  CHECK(value_of("1742-6", R"("interpretation": [{"coding": [{"code": "H"}]}])").find("E0607") != std::string::npos);
}

TEST_CASE("a_reason_for_no_value_says_whether_anything_was_measured") {
  const auto reason = [](const std::string& code) { return value_of("1742-6", R"("dataAbsentReason": {"coding": [{"code": ")" + code + R"("}]})"); };
  CHECK(reason("not-performed") == "");
  CHECK(reason("asked-declined") == "");
  CHECK(reason("error").find("problem E0607") != std::string::npos);
  CHECK(reason("unknown").find("problem E0607") != std::string::npos);
}

TEST_CASE("components_are_observations_of_their_own") {
  const std::string pressure = resource("Observation", R"("status": "final", "effectiveDateTime": "2026-11-18", )" + loinc("85354-9") + R"(, "component": [{)" +
      loinc("8480-6") + ", " + quantity("120", R"("unit": "mmHg")") + "}, {" + loinc("8462-4") + ", " + quantity("80", kUcum + R"("code": "mm[Hg]")") + "}]");
  CHECK(facts({pressure}) == "observations[0] systolic_pressure 2026-11-18 to 2026-11-18 ended value 120\n"
                             "observations[1] diastolic_pressure 2026-11-18 to 2026-11-18 ended value 80\n");
}
