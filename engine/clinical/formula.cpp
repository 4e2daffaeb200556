// The table of all formulas.
#include "clinical/formula.h"

#include <algorithm>

#include "base/ascii.h"

namespace eligo::clinical {

const std::vector<Formula>& all_formulas() {
  static const std::vector<Formula> all;
  return all;
}

const Formula* find_formula(std::string_view name) {
  const auto& all = all_formulas();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Formula& f) { return base::equal_folded(f.name, name); });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace eligo::clinical
