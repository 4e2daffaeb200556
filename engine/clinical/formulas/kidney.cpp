// Kidney function from serum creatinine in mg/dL and age in completed years.
// Cockcroft and Gault, with actual body weight: Taber's, globalrph.com. CKD-EPI 2021 (no race term): kidney.org.
// CKD-EPI 2009 and four-variable MDRD for IDMS-traceable creatinine: Levey 2009 (PMC2763564); their race terms are left
// out, because no record carries what they ask for.
#include <cmath>

#include "clinical/formulas/families.h"
#include "clinical/formulas/on_intervals.h"

namespace eligo::clinical {

namespace {

using value::Interval;

std::optional<Interval> cockcroft_gault(std::span<const Interval> values, Sex sex) {
  const Interval& creatinine = values[0];
  const Interval& weight = values[1];
  const Interval& age = values[2];
  static const Interval k140 = exactly("140"), k72 = exactly("72"), kFemale = exactly("0.85");
  const Interval above = (k140 - age) * weight;
  return value::divided(sex == Sex::kFemale ? above * kFemale : above, k72 * creatinine);
}

// The shape that both CKD-EPI equations share.
struct CkdEpi {
  double scale, alpha_female, alpha_male, slope, per_year, factor_female;
};
constexpr CkdEpi kCkdEpi2021 = {142, -0.241, -0.302, -1.200, 0.9938, 1.012};
constexpr CkdEpi kCkdEpi2009 = {141, -0.329, -0.411, -1.209, 0.993, 1.018};

double ckd_epi(const CkdEpi& c, double creatinine, double age, Sex sex) {
  const bool is_female = sex == Sex::kFemale;
  const double ratio = creatinine / (is_female ? 0.7 : 0.9);
  const double below = std::pow(std::fmin(ratio, 1), is_female ? c.alpha_female : c.alpha_male);
  const double above = std::pow(std::fmax(ratio, 1), c.slope);
  return c.scale * below * above * std::pow(c.per_year, age) * (is_female ? c.factor_female : 1);
}

double ckd_epi_2021(std::span<const double> v, Sex sex) { return ckd_epi(kCkdEpi2021, v[0], v[1], sex); }
double ckd_epi_2009(std::span<const double> v, Sex sex) { return ckd_epi(kCkdEpi2009, v[0], v[1], sex); }
double mdrd(std::span<const double> v, Sex sex) {
  return 175 * std::pow(v[0], -1.154) * std::pow(v[1], -0.203) * (sex == Sex::kFemale ? 0.742 : 1);
}

template <RealFunction function>
std::optional<Interval> filtration(std::span<const Interval> values, Sex sex) {
  return over_corners(function, values, sex);
}

Formula filtration_rate(std::string_view name, FormulaFunction compute, std::string_view words, std::string_view source) {
  return {name, "mL/min/1.73m2", {observed("creatinine", "mg/dL"), age_in_years()}, true, false, words, source, compute};
}

}  // namespace

std::vector<Formula> kidney_formulas() {
  return {
      {"cockcroft_gault", "mL/min", {observed("creatinine", "mg/dL"), observed("weight", "kg"), age_in_years()}, true, false,
       "(140 - age) x weight / (72 x creatinine), x 0.85 if female", "Cockcroft and Gault, Nephron 1976; actual body weight", cockcroft_gault},
      filtration_rate("ckd_epi_2021", filtration<ckd_epi_2021>,
                      "142 x min(creatinine/k, 1)^a x max(creatinine/k, 1)^-1.2 x 0.9938^age, x 1.012 if female; k 0.7 or 0.9, a -0.241 or -0.302",
                      "National Kidney Foundation, CKD-EPI creatinine equation 2021"),
      filtration_rate("ckd_epi_2009", filtration<ckd_epi_2009>,
                      "141 x min(creatinine/k, 1)^a x max(creatinine/k, 1)^-1.209 x 0.993^age, x 1.018 if female; k 0.7 or 0.9, a -0.329 or -0.411",
                      "Levey et al. 2009 (PMC2763564), without race"),
      filtration_rate("mdrd", filtration<mdrd>, "175 x creatinine^-1.154 x age^-0.203, x 0.742 if female",
                      "MDRD study equation for IDMS-traceable creatinine (PMC2763564), without race"),
  };
}

}  // namespace eligo::clinical
