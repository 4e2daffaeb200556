// The absolute neutrophil count from a differential count (its percentage includes the bands), and total calcium corrected
// for albumin with a normal albumin of 4 g/dL, whatever the albumin is.
#include "clinical/formulas/families.h"
#include "clinical/formulas/on_intervals.h"

namespace eligo::clinical {

namespace {

using value::Interval;

std::optional<Interval> anc(std::span<const Interval> values, Sex) { return values[0] * values[1] * exactly("0.01"); }

std::optional<Interval> corrected_calcium(std::span<const Interval> values, Sex) {
  return values[0] + exactly("0.8") * (exactly("4") - values[1]);
}

}  // namespace

std::vector<Formula> blood_formulas() {
  return {
      {"anc", "10*9/L", {observed("leukocytes", "10*9/L"), observed("neutrophil_percentage", "%")}, false, false,
       "leukocytes x neutrophil percentage / 100", "definition", anc},
      {"corrected_calcium", "mg/dL", {observed("total_calcium", "mg/dL"), observed("albumin", "g/dL")}, false, false,
       "total calcium + 0.8 x (4 - albumin)", "usual albumin correction", corrected_calcium},
  };
}

}  // namespace eligo::clinical
