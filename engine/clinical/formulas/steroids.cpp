// The daily dose of systemic corticosteroids as prednisone: the evaluator sums dose x 5 mg / `steroid_equivalent` over the
// treatments in use; this only names the quantity. Equivalents: globalrph.com, PMC4369706.
#include "clinical/formulas/families.h"

namespace eligo::clinical {

std::vector<Formula> steroid_formulas() {
  return {{"prednisone_equivalent", "mg/d", {}, false, true, "sum over systemic corticosteroids of dose x 5 mg / equivalent dose",
           "globalrph.com, steroid converter; PMC4369706", nullptr}};
}

}  // namespace eligo::clinical
