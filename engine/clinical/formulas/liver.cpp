// FIB-4 (PMC3286137) and the MELD scores (qxmd.com, MELD calculator). MELD takes inputs below 1 as 1 and creatinine above 4
// as 4; it does not know of dialysis, and neither score is capped. MELD-Na starts from the rounded MELD. MELD 3.0 (clinical
// decision support platform; its last terms are not checked) takes creatinine above 3 as 3, and albumin as 1.5 to 3.5.
#include <algorithm>
#include <cmath>

#include "clinical/formulas/families.h"
#include "clinical/formulas/on_intervals.h"

namespace eligo::clinical {

namespace {

using value::Interval;

double fib4_of(std::span<const double> v, Sex) {
  const double ast = v[0], alt = v[1], platelets = v[2], age = v[3];
  return age * ast / (platelets * std::sqrt(alt));
}

double meld_of(std::span<const double> v, Sex) {
  const double creatinine = std::clamp(v[0], 1.0, 4.0);
  const double bilirubin = std::fmax(v[1], 1), inr = std::fmax(v[2], 1);
  return std::round(10 * (0.957 * std::log(creatinine) + 0.378 * std::log(bilirubin) + 1.120 * std::log(inr) + 0.643));
}

double meld_na_of(std::span<const double> v, Sex sex) {
  const double meld = meld_of(v, sex);
  const double lack = 137 - std::clamp(v[3], 125.0, 137.0);
  return std::round(meld + 1.32 * lack - 0.033 * meld * lack);
}

double meld_3_of(std::span<const double> v, Sex sex) {
  const double creatinine = std::log(std::clamp(v[0], 1.0, 3.0));
  const double bilirubin = std::log(std::fmax(v[1], 1)), inr = std::log(std::fmax(v[2], 1));
  const double sodium = 137 - std::clamp(v[3], 125.0, 137.0);
  const double albumin = 3.5 - std::clamp(v[4], 1.5, 3.5);
  return std::round((sex == Sex::kFemale ? 1.33 : 0) + 4.56 * bilirubin + 0.82 * sodium - 0.24 * sodium * bilirubin + 9.09 * inr + 11.14 * creatinine +
                    1.85 * albumin - 1.83 * albumin * creatinine + 6);
}

std::optional<Interval> fib4(std::span<const Interval> values, Sex sex) { return over_corners(fib4_of, values, sex); }
std::optional<Interval> meld(std::span<const Interval> values, Sex sex) { return over_corners(meld_of, values, sex); }
std::optional<Interval> meld_na(std::span<const Interval> values, Sex sex) { return over_corners(meld_na_of, values, sex); }
std::optional<Interval> meld_3(std::span<const Interval> values, Sex sex) { return over_corners(meld_3_of, values, sex); }

}  // namespace

std::vector<Formula> liver_formulas() {
  return {
      {"fib4", "", {observed("AST", "U/L"), observed("ALT", "U/L"), observed("platelets", "10*9/L"), age_in_years()}, false, false,
       "age x AST / (platelets x square root of ALT)", "PMC3286137", fib4},
      {"meld", "", {observed("creatinine", "mg/dL"), observed("total_bilirubin", "mg/dL"), observed("INR", "")}, false, false,
       "10 x (0.957 ln creatinine + 0.378 ln bilirubin + 1.120 ln INR + 0.643), rounded", "qxmd.com, MELD calculator; dialysis is not considered", meld},
      {"meld_na", "", {observed("creatinine", "mg/dL"), observed("total_bilirubin", "mg/dL"), observed("INR", ""), observed("sodium", "mmol/L")}, false,
       false, "MELD + 1.32 x (137 - sodium) - 0.033 x MELD x (137 - sodium), rounded; sodium from 125 to 137",
       "qxmd.com, MELD calculator; dialysis is not considered", meld_na},
      {"meld_3", "", {observed("creatinine", "mg/dL"), observed("total_bilirubin", "mg/dL"), observed("INR", ""), observed("sodium", "mmol/L"), observed("albumin", "g/dL")},
       true, false,
       "1.33 if female + 4.56 ln bilirubin + 0.82 x (137 - sodium) - 0.24 x (137 - sodium) x ln bilirubin + 9.09 ln INR + 11.14 ln creatinine + "
       "1.85 x (3.5 - albumin) - 1.83 x (3.5 - albumin) x ln creatinine + 6, rounded",
       "MELD 3.0; the terms from albumin on are not checked; dialysis is not considered", meld_3},
  };
}

}  // namespace eligo::clinical
