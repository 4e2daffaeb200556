// The table of all formulas, joined from the families under formulas/.
#include "clinical/formula.h"

#include <algorithm>

#include "base/ascii.h"
#include "clinical/formulas/families.h"

namespace eligo::clinical {

const std::vector<Formula>& all_formulas() {
  static const std::vector<Formula> all = [] {
    std::vector<Formula> joined;
    for (auto family : {kidney_formulas, body_size_formulas, heart_formulas, liver_formulas, blood_formulas, steroid_formulas}) {
      for (Formula& formula : family()) joined.push_back(std::move(formula));
    }
    return joined;
  }();
  return all;
}

const Formula* find_formula(std::string_view name) {
  const std::vector<Formula>& all = all_formulas();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Formula& f) { return base::equal_folded(f.name, name); });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace eligo::clinical
