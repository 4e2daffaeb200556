// Values of results: numbers, words, units, reference limits, the plausible range.
#include "catch.h"
#include "record_of.h"

namespace {

// Of a result on one day: its value as printed, then its problems.
std::string value_of(const std::string& keys) {
  const std::string print = eligo::model::test::fact_of("observations", "{" + keys + ", on: 2026-11-20}");
  const std::string dates = " 2026-11-20 to 2026-11-20 ended";
  const std::size_t at = print.find(dates);
  REQUIRE(at != std::string::npos);
  return print.substr(0, at) + print.substr(at + dates.size());
}

}  // namespace

TEST_CASE("values_are_brought_to_the_unit_of_the_concept") {
  const struct { const char* keys; const char* print; } cases[] = {
      {"of: ALT, value: 32, unit: U/L", "ALT value 32"},
      {"of: alt, value: 32, unit: IU/L", "ALT value 32"},
      {"of: SGPT, value: 32.50, unit: U/L, uln: 40", "ALT value 32.5 uln 40"},
      {"of: hemoglobin, value: 120, unit: g/L, lln: 115, uln: 160", "hemoglobin value 12 lln 11.5 uln 16"},
      {"of: bilirubin, value: 584.66, unit: umol/L", "bilirubin value 34.18273156"},
      {"of: ALT, value: '<20', unit: U/L", "ALT value <20 below limit"},
      {"of: ALT, value: '<=20', unit: U/L", "ALT value 0 to 20 below limit"},
      {"of: ALT, value: '>=90', unit: U/L", "ALT value >=90"},
      {"of: hemoglobin, value: 80-90, unit: g/L", "hemoglobin value 8 to 9"},
      {"of: ECOG, value: 1", "ECOG value 1"},
      {"of: ECOG, value: 1, unit: '1'", "ECOG value 1"},
      {"of: ECOG, value: 1, unit: '{score}'", "ECOG value 1"},
      {"of: ECOG, value: 1, unit: ''", "ECOG value 1"},
      {"of: ANA, value: 1:80", "ANA titre 80"},
      {"of: base_excess, value: -2.5, unit: mmol/L", "base_excess value -2.5"},
      {"of: HBV_DNA, value: 35, unit: IU/mL", "HBV_DNA value 35"},
      {"of: HBV_DNA, value: Negative", "HBV_DNA answer negative"},
      {"of: HBV_DNA, value: negative, unit: IU/mL", "HBV_DNA answer negative"},
      {"of: HBsAg, value: POSITIVE", "HBsAg answer positive"},
      {"of: nyha_class, value: ii", "nyha_class level II"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.keys);
    CHECK(value_of(c.keys) == c.print);
  }
}

TEST_CASE("conversion_is_exact") {
  const auto record = eligo::model::test::record_with("observations", "{of: bilirubin, value: 584.66, unit: umol/L, on: 2026-11-20}");
  // 584.66 umol/L x 584.66 g/mol = 341827.3156 ug/L = 34.18273156 mg/dL
  CHECK(record.facts[0].value.amount.low.at == *eligo::value::Number::from_decimal("34.18273156"));
}

TEST_CASE("values_that_cannot_be_used_set_the_result_aside_but_not_its_date") {
  const struct { const char* keys; const char* print; } cases[] = {
      {"of: ALT, value: abc, unit: U/L", "ALT BROKEN | E0607 observations[0].value"},
      {"of: ALT, value: '', unit: U/L", "ALT BROKEN | E0607 observations[0].value"},
      {"of: ALT, value: ~, unit: U/L", "ALT BROKEN | E0607 observations[0].value"},
      {"of: ALT, value: 1:80, unit: U/L", "ALT BROKEN | E0607 observations[0].value"},
      {"of: ALT, value: 40-35, unit: U/L", "ALT BROKEN | E0607 observations[0].value"},
      {"of: ALT, value: negative, unit: U/L", "ALT BROKEN | E0607 observations[0].value"},
      {"of: ALT, value: '1,5', unit: U/L", "ALT BROKEN | E0607 observations[0].value"},
      {"of: ALT, value: [80], unit: U/L", "ALT BROKEN | E0617 observations[0].value"},
      {"of: ALT, unit: U/L", "ALT BROKEN | E0607 observations[0]"},
      {"of: ALT, value: 80", "ALT BROKEN | E0608 observations[0]"},
      {"of: ALT, value: 80, unit: ''", "ALT BROKEN | E0608 observations[0].unit"},
      {"of: ALT, value: 80, unit: kg", "ALT BROKEN | E0608 observations[0].unit"},
      {"of: ALT, value: 80, unit: bananas", "ALT BROKEN | E0608 observations[0].unit"},
      {"of: ALT, value: 80, unit: kg, uln: 40", "ALT BROKEN | E0608 observations[0].unit"},
      {"of: ECOG, value: 1, unit: kg", "ECOG BROKEN | E0608 observations[0].unit"},
      {"of: ECOG, value: 1, unit: '%'", "ECOG BROKEN | E0608 observations[0].unit"},
      {"of: HBsAg, value: negative, unit: kg", "HBsAg BROKEN | E0608 observations[0].unit"},
      {"of: HBsAg, value: maybe", "HBsAg BROKEN | E0610 observations[0].value"},
      {"of: HBsAg, value: 5", "HBsAg BROKEN | E0610 observations[0].value"},
      {"of: HBV_DNA, value: maybe, unit: IU/mL", "HBV_DNA BROKEN | E0610 observations[0].value"},
      {"of: nyha_class, value: 2", "nyha_class BROKEN | E0610 observations[0].value"},
      {"of: nyha_class, value: V", "nyha_class BROKEN | E0610 observations[0].value"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.keys);
    CHECK(value_of(c.keys) == c.print);
  }
}

TEST_CASE("the_plausible_range_is_judged_after_conversion_and_its_ends_belong") {
  const struct { const char* keys; const char* print; } cases[] = {
      {"of: hemoglobin, value: 25, unit: g/dL", "hemoglobin value 25"},
      {"of: hemoglobin, value: 25.001, unit: g/dL", "hemoglobin BROKEN | E0609 observations[0].value"},
      {"of: hemoglobin, value: 120, unit: g/dL", "hemoglobin BROKEN | E0609 observations[0].value"},
      {"of: hemoglobin, value: 120, unit: g/L", "hemoglobin value 12"},
      {"of: hemoglobin, value: 2, unit: g/dL", "hemoglobin value 2"},
      {"of: hemoglobin, value: 1.99, unit: g/dL", "hemoglobin BROKEN | E0609 observations[0].value"},
      {"of: hemoglobin, value: 20-30, unit: g/dL", "hemoglobin value 20 to 30"},
      {"of: hemoglobin, value: 26-30, unit: g/dL", "hemoglobin BROKEN | E0609 observations[0].value"},
      {"of: hemoglobin, value: '<=2', unit: g/dL", "hemoglobin value 0 to 2 below limit"},
      {"of: hemoglobin, value: '<2', unit: g/dL", "hemoglobin BROKEN | E0609 observations[0].value"},
      {"of: hemoglobin, value: '>=25', unit: g/dL", "hemoglobin value >=25"},
      {"of: hemoglobin, value: '>25', unit: g/dL", "hemoglobin BROKEN | E0609 observations[0].value"},
      {"of: ECOG, value: 6", "ECOG BROKEN | E0609 observations[0].value"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.keys);
    CHECK(value_of(c.keys) == c.print);
  }
}

TEST_CASE("a_reference_limit_that_cannot_be_read_is_only_missing") {
  const struct { const char* keys; const char* print; } cases[] = {
      {"of: ALT, value: 32, unit: U/L, uln: x", "ALT value 32 | E0607 observations[0].uln"},
      {"of: ALT, value: 32, unit: U/L, uln: x, lln: 5", "ALT value 32 lln 5 | E0607 observations[0].uln"},
      {"of: ALT, value: 32, unit: U/L, uln: '<40'", "ALT value 32 | E0607 observations[0].uln"},
      {"of: ALT, value: 32, unit: U/L, uln: ''", "ALT value 32 | E0607 observations[0].uln"},
      {"of: ALT, value: 32, unit: U/L, lln: 40, uln: 5", "ALT value 32 | E0607 observations[0].uln"},
      {"of: HBsAg, value: negative, uln: 5", "HBsAg answer negative | E0607 observations[0].uln"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.keys);
    CHECK(value_of(c.keys) == c.print);
  }
}

TEST_CASE("value_and_unit_are_kept_as_written") {
  const auto record = eligo::model::test::record_with("observations", "{of: ALT, value: ' <20 ', unit: ' IU/L', on: 2026-11-20}");
  CHECK(record.facts[0].value.text == "<20");
  CHECK(record.facts[0].value.unit_text == "IU/L");
}
