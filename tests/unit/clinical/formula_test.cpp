// Every formula against published or hand-computed values, and what uncertain inputs make of it.
#include <vector>

#include "catch.h"
#include "clinical/formula.h"
#include "clinical/unit.h"

using namespace eligo::clinical;
using eligo::value::Bound;
using eligo::value::Interval;
using eligo::value::Number;

namespace {

Number number(const char* text) { return Number::from_decimal(text).value(); }

std::optional<Interval> computed(std::string_view name, const std::vector<const char*>& values, Sex sex = Sex::kUnknown) {
  const Formula* formula = find_formula(name);
  REQUIRE(formula != nullptr);
  REQUIRE(formula->inputs.size() == values.size());
  std::vector<Interval> points;
  for (const char* v : values) points.push_back(Interval::point(number(v)));
  return formula->compute(points, sex);
}

double real(std::string_view name, const std::vector<const char*>& values, Sex sex = Sex::kUnknown) {
  const std::optional<Interval> result = computed(name, values, sex);
  REQUIRE(result);
  REQUIRE(result->is_point());
  return result->low.at.to_double();
}

constexpr Sex M = Sex::kMale, F = Sex::kFemale;

}  // namespace

TEST_CASE("formulas_give_the_values_of_the_reference") {
  struct Row { const char* formula; std::vector<const char*> values; Sex sex; double expected; double within; };
  const std::vector<Row> rows = {
      {"cockcroft_gault", {"1.0", "72", "60"}, M, 80.00, 1e-9},       {"cockcroft_gault", {"0.9", "60", "45"}, F, 74.7685, 5e-5},
      {"cockcroft_gault", {"1.4", "50", "70"}, F, 29.5139, 5e-5},     {"ckd_epi_2021", {"1.0", "50"}, M, 91.69, 0.005},
      {"ckd_epi_2009", {"1.0", "50"}, M, 87.37, 0.005},               {"mdrd", {"1.0", "50"}, M, 79.09, 0.005},
      {"ckd_epi_2021", {"0.9", "55"}, F, 75.50, 0.005},               {"ckd_epi_2009", {"0.9", "55"}, F, 71.98, 0.005},
      {"mdrd", {"0.9", "55"}, F, 65.01, 0.005},                       {"ckd_epi_2021", {"2.0", "70"}, F, 26.38, 0.005},
      {"ckd_epi_2009", {"2.0", "70"}, F, 24.67, 0.005},               {"mdrd", {"2.0", "70"}, F, 24.63, 0.005},
      {"ckd_epi_2021", {"0.6", "30"}, F, 123.76, 0.005},              {"ckd_epi_2009", {"0.6", "30"}, F, 122.31, 0.005},
      {"mdrd", {"0.6", "30"}, F, 117.38, 0.005},                      {"ideal_body_weight", {"68.8976377952755905"}, M, 70.4646, 5e-5},
      {"ideal_body_weight", {"62.9921259842519685"}, F, 52.3819, 5e-5}, {"adjusted_body_weight", {"110", "68.8976377952755905"}, M, 86.2787, 5e-5},
      {"bmi", {"70", "1.70"}, M, 24.221, 5e-4},                       {"bmi", {"50", "1.60"}, M, 19.531, 5e-4},
      {"bmi", {"100", "1.80"}, M, 30.864, 5e-4},                      {"bsa", {"70", "170"}, M, 1.8181, 5e-5},
      {"bsa", {"50", "160"}, M, 1.4907, 5e-5},                        {"bsa", {"100", "180"}, M, 2.2361, 5e-5},
      {"bsa_dubois", {"70", "170"}, M, 1.8097, 5e-5},                 {"bsa_dubois", {"50", "160"}, M, 1.5011, 5e-5},
      {"bsa_dubois", {"100", "180"}, M, 2.1950, 5e-5},                {"corrected_calcium", {"8.0", "2.0"}, M, 9.60, 1e-9},
      {"corrected_calcium", {"9.2", "4.0"}, M, 9.20, 1e-9},           {"corrected_calcium", {"10.4", "4.8"}, M, 9.76, 1e-9},
      {"qtcb", {"400", "75"}, M, 447.21, 0.005},                      {"qtcb", {"360", "100"}, M, 464.76, 0.005},
      {"qtcb", {"440", "50"}, M, 401.66, 0.005},                      {"qtcf", {"400", "75"}, M, 430.89, 0.005},
      {"qtcf", {"360", "100"}, M, 426.83, 0.005},                     {"qtcf", {"440", "50"}, M, 414.06, 0.005},
      {"qtcf", {"400", "60"}, M, 400, 1e-9},                          {"qtcb", {"400", "60"}, M, 400, 1e-9},
      {"fib4", {"40", "36", "200", "50"}, M, 1.6667, 5e-5},           {"fib4", {"20", "25", "250", "35"}, M, 0.5600, 5e-5},
      {"fib4", {"80", "64", "100", "65"}, M, 6.5000, 5e-5},           {"anc", {"4.0", "60"}, M, 2.40, 1e-9},
      {"anc", {"3.2", "50"}, M, 1.60, 1e-9},                          {"anc", {"0.9", "8"}, M, 0.072, 1e-9},
      {"map", {"120", "80"}, M, 93.33, 0.005},                        {"meld", {"1", "1", "1"}, M, 6, 1e-9},
      {"meld", {"1.2", "2.0", "1.5"}, M, 15, 1e-9},                   {"meld", {"1.9", "4.2", "1.9"}, M, 25, 1e-9},
      {"meld_3", {"1.9", "4.2", "1.9", "128", "2.8"}, F, 32, 1e-9},   {"meld_3", {"1.2", "2.0", "1.5", "138", "3.5"}, M, 15, 1e-9},
      {"pulse_pressure", {"120", "80"}, M, 40, 1e-9},
      {"meld_na", {"1", "1", "1", "140"}, M, 6, 1e-9},                {"meld_na", {"1.9", "4.2", "1.9", "128"}, M, 29, 1e-9},
  };
  for (const Row& row : rows) {
    INFO(row.formula << " " << row.values.front());
    CHECK(real(row.formula, row.values, row.sex) == Approx(row.expected).margin(row.within).epsilon(0));
  }
}

TEST_CASE("rational_formulas_are_exact") {
  CHECK(computed("cockcroft_gault", {"1.0", "54", "60"}, M)->low.at == Number(60));
  CHECK(computed("corrected_calcium", {"10.4", "4.8"})->low.at == number("9.76"));
  CHECK(computed("anc", {"2.5", "40"})->low.at == Number(1));
  CHECK(computed("map", {"120", "80"})->low.at == Number(280, 3));
}

TEST_CASE("adjusted_weight_is_never_above_the_actual_one") {
  CHECK(computed("adjusted_body_weight", {"40", "70"}, M)->low.at == Number(40));
  CHECK(computed("adjusted_body_weight", {"93", "70"}, M)->low.at == number("81"));
}

TEST_CASE("uncertain_inputs_give_the_range_of_the_results") {
  const Formula& cg = *find_formula("cockcroft_gault");
  const Interval weight = Interval::point(Number(72)), age = Interval{Bound::closed(Number(59)), Bound::closed(Number(60))};
  const std::vector<Interval> both = {Interval{Bound::closed(Number(1)), Bound::open(Number(2))}, weight, age};
  const Interval range = cg.compute(both, M).value();
  CHECK(range.low.at == Number(40));
  CHECK(range.low.is_open);
  CHECK(range.high.at == Number(81));
  CHECK_FALSE(range.high.is_open);

  const Formula& egfr = *find_formula("ckd_epi_2021");
  const std::vector<Interval> high = {Interval::at_least(Number(5)), Interval::point(Number(50))};
  const Interval low_rate = egfr.compute(high, F).value();
  CHECK(low_rate.low.at == Number(0));
  CHECK(low_rate.high.at.to_double() < 10);

  const Formula& bsa = *find_formula("bsa");
  const std::vector<Interval> heavy = {Interval::at_least(Number(100)), Interval::point(Number(180))};
  CHECK(bsa.compute(heavy, M)->high.is_missing);
}

TEST_CASE("random_points_lie_in_the_range_of_their_intervals") {
  unsigned state = 7;
  const auto below = [&](int limit) { return static_cast<int>((state = state * 1103515245U + 12345U) / 65536U % static_cast<unsigned>(limit)); };
  for (const Formula& formula : all_formulas()) {
    if (formula.compute == nullptr) continue;
    for (int round = 0; round < 200; ++round) {
      std::vector<Interval> intervals, points;
      for (std::size_t i = 0; i < formula.inputs.size(); ++i) {
        const int low = 1 + below(130), width = below(30), at = low + (width > 0 ? below(width + 1) : 0);
        intervals.push_back({Bound::closed(Number(low)), Bound::closed(Number(low + width))});
        points.push_back(Interval::point(Number(at)));
      }
      const Sex sex = below(2) == 0 ? M : F;
      const Interval range = formula.compute(intervals, sex).value();
      const Number value = formula.compute(points, sex)->low.at;
      INFO(formula.name);
      CHECK(value.to_double() >= range.low.at.to_double());
      CHECK(value.to_double() <= range.high.at.to_double());
    }
  }
}

TEST_CASE("no_result_where_the_divisor_is_zero") {
  CHECK_FALSE(computed("cockcroft_gault", {"0", "72", "60"}, M));
  CHECK_FALSE(computed("ckd_epi_2021", {"0", "60"}, M));
  CHECK_FALSE(computed("bmi", {"70", "0"}));
  CHECK_FALSE(computed("fib4", {"40", "0", "200", "50"}));
}

TEST_CASE("every_formula_names_units_that_exist_and_a_source") {
  for (const Formula& formula : all_formulas()) {
    INFO(formula.name);
    CHECK(parse_unit(formula.unit));
    CHECK_FALSE(formula.words.empty());
    CHECK_FALSE(formula.source.empty());
    CHECK((formula.compute == nullptr) == formula.sums_steroid_doses);
    CHECK(find_formula(formula.name) == &formula);
    for (const FormulaInput& input : formula.inputs) CHECK(parse_unit(input.unit));
  }
  CHECK(find_formula("COCKCROFT_GAULT") != nullptr);
  CHECK(find_formula("cockcroft") == nullptr);
}
