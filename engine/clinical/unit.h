// Units: a subset of UCUM, the spellings of laboratory reports, and exact conversion between them.
// Source of atoms and prefixes: UCUM essence 2.2; of the spellings: reference table of laboratory units.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "value/interval.h"
#include "value/number.h"

namespace eligo::clinical {

/// The independent dimensions. Percent, arbitrary units and the like are dimensions of their own, so that nothing
/// converts to them by accident.
enum class Base : std::uint8_t {
  kLength, kMass, kTime, kTemperature, kAmount, kEquivalent, kPercent, kInternational, kCopies, kCalendarMonth, kAngle, kCharge, kLuminous, kPower10,
  kCount_  // the number of bases
};

/// Exponents of the bases: mg/dL is mass 1, length -3.
struct Dimension {
  std::array<std::int8_t, static_cast<std::size_t>(Base::kCount_)> exponents{};
  bool is_none() const;
  friend bool operator==(const Dimension&, const Dimension&) = default;
};

/// What a unit text means: value_in_base = value x factor + offset. Two units convert where their dimensions agree.
/// Enzyme units and international units are alike only where a concept's own unit is written in U.
struct Unit {
  std::string text;      // as it is printed
  Dimension dimension;
  value::Number factor = 1;
  value::Number offset = 0;   // of temperature scales and logarithms only
  bool is_enzyme = false;     // written in U
  friend bool operator==(const Unit&, const Unit&) = default;
};

/// Reads a unit: UCUM ("mg/dL", "10*9/L", "mL/min/{1.73_m2}", "mm[Hg]") or a common spelling ("K/uL", "G/L", "x10^9/L",
/// "IU/L", "mcg", "mmHg", "mL/min/1.73m2", both micro signs). None where it is neither.
/// The empty text, "1" and pure annotations ("{score}") are the unit of plain numbers.
std::optional<Unit> parse_unit(std::string_view text);

/// A conversion that only one analyte has: value in this unit = factor x (value in `from`) + offset (HbA1c).
struct SpecialConversion {
  Unit from;
  value::Number factor;
  value::Number offset;
};

/// What a concept adds to the rules of conversion.
struct ConversionRules {
  std::optional<value::Number> molar_mass;  // g/mol: mass to amount
  std::optional<value::Number> valence;     // equivalents per mole
  std::vector<SpecialConversion> special;
};

/// An affine map with positive factor, so that intervals keep their order: to = from x factor + offset.
struct Conversion {
  value::Number factor = 1;
  value::Number offset = 0;
  bool is_identity() const { return offset.is_zero() && factor == value::Number(1); }
  value::Number apply(const value::Number& n) const;
  value::Interval apply(const value::Interval& interval) const;
};

/// How values in `from` become values in `to`. None where they measure different things. IU is read as U where `to`
/// (the concept's own unit) is in U and has the same other dimensions, and nowhere else.
std::optional<Conversion> conversion(const Unit& from, const Unit& to, const ConversionRules& rules);

}  // namespace eligo::clinical
