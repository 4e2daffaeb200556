// Body mass index, body surface (Mosteller; DuBois and DuBois), ideal body weight (Devine) and adjusted body weight.
// Source of the weights: globalrph.com, multi-method creatinine clearance. All of adults.
#include <cmath>

#include "clinical/formulas/families.h"
#include "clinical/formulas/on_intervals.h"

namespace eligo::clinical {

namespace {

using value::Interval;

std::optional<Interval> bmi(std::span<const Interval> values, Sex) { return value::divided(values[0], values[1] * values[1]); }

double mosteller(std::span<const double> v, Sex) { return std::sqrt(v[0] * v[1] / 3600); }
double dubois(std::span<const double> v, Sex) { return 0.007184 * std::pow(v[1], 0.725) * std::pow(v[0], 0.425); }

std::optional<Interval> bsa(std::span<const Interval> values, Sex sex) { return over_corners(mosteller, values, sex); }
std::optional<Interval> bsa_dubois(std::span<const Interval> values, Sex sex) { return over_corners(dubois, values, sex); }

Interval ideal_weight(const Interval& inches, Sex sex) {
  return exactly(sex == Sex::kFemale ? "45.5" : "50") + exactly("2.3") * (inches - exactly("60"));
}

std::optional<Interval> ideal_body_weight(std::span<const Interval> values, Sex sex) { return ideal_weight(values[0], sex); }

// Ideal + 0.4 x (actual - ideal), or the actual weight where it is the smaller: the smaller of two rising functions.
std::optional<Interval> adjusted_body_weight(std::span<const Interval> values, Sex sex) {
  const Interval& actual = values[0];
  return value::smaller_of(actual, exactly("0.6") * ideal_weight(values[1], sex) + exactly("0.4") * actual);
}

}  // namespace

std::vector<Formula> body_size_formulas() {
  return {
      {"bmi", "kg/m2", {observed("weight", "kg"), observed("height", "m")}, false, false, "weight / height^2", "definition", bmi},
      {"bsa", "m2", {observed("weight", "kg"), observed("height", "cm")}, false, false, "square root of (weight x height / 3600)", "Mosteller", bsa},
      {"bsa_dubois", "m2", {observed("weight", "kg"), observed("height", "cm")}, false, false, "0.007184 x height^0.725 x weight^0.425",
       "DuBois and DuBois", bsa_dubois},
      {"ideal_body_weight", "kg", {observed("height", "[in_i]")}, true, false, "50 (female 45.5) + 2.3 x (height in inches - 60)",
       "Devine, as given by globalrph.com", ideal_body_weight},
      {"adjusted_body_weight", "kg", {observed("weight", "kg"), observed("height", "[in_i]")}, true, false,
       "ideal weight + 0.4 x (weight - ideal weight), but never above weight", "globalrph.com", adjusted_body_weight},
  };
}

}  // namespace eligo::clinical
