// How formulas carry intervals along: exactly where they are rational, by their corners where they have powers or roots.
#pragma once

#include <optional>
#include <span>

#include "clinical/formula.h"

namespace eligo::clinical {

inline FormulaInput observed(std::string_view concept_name, std::string_view unit) {
  return {FormulaInput::From::kObservation, concept_name, unit};
}
inline FormulaInput age_in_years() { return {FormulaInput::From::kAge, {}, {}}; }

/// A number as an interval, written as a decimal ("0.85") so that it is exact.
value::Interval exactly(std::string_view decimal);

/// A function of numbers that rises or falls in each of them (which way may depend on the others).
using RealFunction = double (*)(std::span<const double> values, Sex sex);

/// The range of `function` over the intervals: it lies between its values at the corners. The ends count as belonging.
/// None where an end is missing downward, or a corner has no finite value although all its ends are given.
std::optional<value::Interval> over_corners(RealFunction function, std::span<const value::Interval> values, Sex sex);

}  // namespace eligo::clinical
