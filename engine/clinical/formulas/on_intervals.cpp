// Corner by corner: with n inputs there are 2^n, and a precise input has but one.
#include "clinical/formulas/on_intervals.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace eligo::clinical {

using value::Bound;
using value::Interval;
using value::Number;

Interval exactly(std::string_view decimal) { return Interval::point(Number::from_decimal(decimal).value()); }

std::optional<Interval> over_corners(RealFunction function, std::span<const Interval> values, Sex sex) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  double low = kInfinity, high = -kInfinity;
  std::vector<double> corner(values.size());
  for (std::size_t choice = 0; choice < (std::size_t{1} << values.size()); ++choice) {
    bool is_endless = false;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const bool upper = (choice >> i & 1U) != 0;
      const Bound& end = upper ? values[i].high : values[i].low;
      if (end.is_missing && !upper) return std::nullopt;
      is_endless = is_endless || end.is_missing;
      corner[i] = end.is_missing ? kInfinity : end.at.to_double();
    }
    const double result = function(corner, sex);
    if (std::isnan(result) || (std::isinf(result) && !is_endless)) return std::nullopt;
    low = std::min(low, result);
    high = std::max(high, result);
  }
  const auto bound = [](double at) { return std::isinf(at) ? Bound::none() : Bound::closed(Number::from_double(at)); };
  return Interval{bound(low), bound(high)};
}

}  // namespace eligo::clinical
