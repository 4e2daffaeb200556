// What names stand for, and the types and units of values and comparisons.
#include "catch.h"
#include "checking.h"

namespace eligo::semantics {

namespace {

using Tag = Type::Tag;

Checked criterion(const std::string& rule) { return checked("inclusion I1: " + rule); }

std::string common_unit(const Checked& result, const std::string& comparison) {
  const ExprInfo info = meaning_of(result, comparison);
  return info.common_unit ? info.common_unit->text : "none";
}

}  // namespace

TEST_CASE("a_limit_is_brought_to_the_unit_of_its_observation") {
  const Checked result = criterion("hemoglobin >= 60 g/L");
  CHECK(common_unit(result, "hemoglobin >= 60 g/L") == "g/dL");
  const ExprInfo comparison = meaning_of(result, "hemoglobin >= 60 g/L");
  CHECK((*result.file->vocabulary)[comparison.conversion_owner].name == "hemoglobin");
}

TEST_CASE("mass_and_amount_convert_by_the_analyte") {
  CHECK(common_unit(criterion("88.4 umol/L <= creatinine"), "88.4 umol/L <= creatinine") == "mg/dL");
}

TEST_CASE("a_quotient_of_like_units_is_a_plain_number") {
  const Checked result = criterion("kappa / kappa >= 3");
  CHECK_FALSE(meaning_of(result, "kappa / kappa").type.unit.has_value());
  CHECK(common_unit(result, "kappa / kappa >= 3") == "none");
}

TEST_CASE("a_quotient_of_unlike_units_keeps_their_factor") {
  const Checked result = criterion("hemoglobin / ALT >= 3 g/U and hemoglobin / kappa >= 3");
  const Type type = meaning_of(result, "hemoglobin / kappa").type;
  REQUIRE(type.unit.has_value());
  CHECK(type.unit->dimension.is_none());
  CHECK(type.unit->factor == value::Number(10000));
}

TEST_CASE("a_time_is_a_duration_beside_an_age_and_a_quantity_beside_a_result") {
  CHECK(meaning_of(criterion("age >= 3 months"), "3 months").type.tag == Tag::kDuration);
  CHECK(meaning_of(criterion("time since first relapse >= 3 months"), "3 months").type.tag == Tag::kDuration);
  const Checked result = criterion("survival >= 3 months");
  CHECK(meaning_of(result, "3 months").type.tag == Tag::kNumber);
  CHECK(common_unit(result, "survival >= 3 months") == "mo");
}

TEST_CASE("the_lower_end_of_a_range_takes_the_unit_of_the_upper") {
  const Checked result = criterion("hemoglobin in 8..120 g/L");
  REQUIRE(meaning_of(result, "8").type.unit.has_value());
  CHECK(meaning_of(result, "8").type.unit->text == "g/L");
  CHECK(meaning_of(criterion("age in 18..70 years"), "18").type.tag == Tag::kDuration);
}

TEST_CASE("a_reference_limit_is_in_the_unit_of_the_result_beside_it") {
  const Type type = meaning_of(criterion("ALT <= 2.5 x ULN"), "2.5 x ULN").type;
  CHECK(type.is_limit);
  CHECK(type.unit->text == "U/L");
}

TEST_CASE("each_of_several_values_has_its_own_unit_and_answers") {
  const Checked units = criterion("each of (hemoglobin, kappa) <= 3 g/L");
  CHECK(common_unit(units, "hemoglobin") == "g/dL");
  CHECK(common_unit(units, "kappa") == "mg/L");
  const Checked answers = criterion("each of (HBsAg, anti_HBc) is negative");
  CHECK(meaning_of(answers, "HBsAg").choices == std::vector<std::uint16_t>{0});
  CHECK(meaning_of(answers, "anti_HBc").choices == std::vector<std::uint16_t>{1});
}

TEST_CASE("levels_and_answers_become_indices") {
  const Checked level = criterion("nyha >= iii");
  CHECK(meaning_of(level, "iii").use.form == Use::Form::kChoice);
  CHECK(meaning_of(level, "iii").use.choice == 2);
  CHECK(meaning_of(criterion("HBsAg is one of (indeterminate, negative)"), "HBsAg is one of (indeterminate, negative)").choices ==
        std::vector<std::uint16_t>{2, 0});
  const ExprInfo sex = meaning_of(criterion("sex is male"), "sex is male");
  CHECK(sex.compares_sex);
  CHECK(sex.choices == std::vector<std::uint16_t>{1});
}

TEST_CASE("the_value_of_a_fact_has_the_type_of_its_observation") {
  const Checked result = criterion("any ALT within 3 days before screening where (value > 3 x ULN)");
  CHECK(meaning_of(result, "value").use.form == Use::Form::kAttribute);
  CHECK(meaning_of(result, "value").type.unit->text == "U/L");
  CHECK(common_unit(result, "value > 3 x ULN") == "U/L");
}

TEST_CASE("names_resolve_in_their_order") {
  const Checked result = checked(
      "timeline { consent }\ndefine severity = any asthma\n"
      "inclusion I1: severity and any stroke where (severity is mild) and consent is known and first relapse is known and latest ALT > 3 U/L");
  REQUIRE(result.file.has_value());
  CHECK(meaning_of(result, "severity").use.form == Use::Form::kDefinition);
  const CheckedFile& file = *result.file;
  const auto* is = std::get_if<syntax::Is>(&(*file.file)[expr_written(file, "severity is mild")].form);
  REQUIRE(is != nullptr);
  CHECK(file[is->value].use.form == Use::Form::kAttribute);
  CHECK(meaning_of(result, "consent").use.form == Use::Form::kMoment);
  CHECK(meaning_of(result, "first relapse").use.form == Use::Form::kEvent);
  CHECK(meaning_of(result, "latest ALT").use.form == Use::Form::kObservation);
}

TEST_CASE("groups_are_taken_apart_with_what_they_leave_out") {
  const Checked result = checked("group ill = (asthma, chest) except diabetes\ngroup chest = (stroke, melanoma) except asthma\nexclusion E1: any ill");
  REQUIRE(result.file.has_value());
  const auto* any = std::get_if<syntax::Quantified>(&(*result.file->file)[expr_written(*result.file, "any ill")].form);
  REQUIRE(any != nullptr);
  const SelectorInfo& selected = (*result.file)[any->selector];
  REQUIRE(selected.terms.size() == 3);
  CHECK(selected.terms[0].exceptions.size() == 1);
  CHECK(selected.terms[1].exceptions.size() == 2);
}

TEST_CASE("a_sum_without_end_is_refused") {
  std::string sum = "ALT";
  for (int i = 0; i < 100000; ++i) sum += "+1";
  const Checked result = criterion(sum + " > 3 U/L");
  CHECK_FALSE(result.file.has_value());
  CHECK(result.has_errors());
}

TEST_CASE("towers_of_definitions_and_groups_are_refused_and_low_ones_are_not") {
  const auto tower = [](int height, bool is_forward) {
    std::string rules = "define d0 = any stroke\n";
    for (int i = 1; i < height; ++i) {
      const std::string line = "define d" + std::to_string(i) + " = not d" + std::to_string(i - 1) + "\n";
      rules = is_forward ? rules + line : line + rules;
    }
    return rules + "inclusion I1: d" + std::to_string(height - 1) + "\n";
  };
  for (const bool is_forward : {true, false}) {
    CHECK(checked(tower(50, is_forward)).file.has_value());
    CHECK_FALSE(checked(tower(2000, is_forward)).file.has_value());
  }
  std::string groups = "group g0 = (stroke, asthma)\n";
  for (int i = 1; i < 50; ++i) groups += "group g" + std::to_string(i) + " = (g" + std::to_string(i - 1) + ", g" + std::to_string(i - 1) + ")\n";
  CHECK(checked(groups + "exclusion E1: any g49\n").file.has_value());
}

TEST_CASE("a_file_with_errors_gives_nothing_and_each_mistake_one_message") {
  const Checked result = checked("inclusion I1: creatinin <= 1.5 mg/dL and creatinin > 3 and HBsAg is negativ\nexclusion E1: any melanom where (grade > 2)");
  CHECK_FALSE(result.file.has_value());
  INFO(listed(result));
  CHECK(result.diagnostics.size() == 4);
}

}  // namespace eligo::semantics
