// Derived quantities: each formula names its inputs and computes on intervals, so that uncertain inputs carry along.
// One file per formula family under clinical/formulas; the table of all stands in formula.cpp.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "value/interval.h"

namespace eligo::clinical {

enum class Sex : std::uint8_t { kUnknown, kFemale, kMale, kOther };

/// What a formula needs of the record: an observation by concept name and unit, or the patient's age or sex.
struct FormulaInput {
  enum class From : std::uint8_t { kObservation, kAge };
  From from = From::kObservation;
  std::string_view concept_name;   // of an observation
  std::string_view unit;           // the unit the formula wants it in; "" for plain numbers
};

/// `values` in the order of the inputs (age in completed years). None where the result is not defined (a zero divisor).
using FormulaFunction = std::optional<value::Interval> (*)(std::span<const value::Interval> values, Sex sex);

struct Formula {
  std::string_view name;
  std::string_view unit;            // of the result
  std::vector<FormulaInput> inputs; // the first is the one whose reference limits the result has
  bool needs_sex = false;           // sex must then be female or male
  bool sums_steroid_doses = false;  // the result is the daily prednisone-equivalent dose of all active systemic corticosteroids
  std::string_view words;           // "(140 - age) x weight / (72 x creatinine), x 0.85 if female"
  std::string_view source;          // where the formula was published
  FormulaFunction compute = nullptr;
};

/// Null where no formula has that name.
const Formula* find_formula(std::string_view name);
const std::vector<Formula>& all_formulas();

}  // namespace eligo::clinical
