// The atoms and prefixes of units as plain rows, read by unit_parse.cpp and nobody else.
#pragma once

#include <span>
#include <string_view>

#include "clinical/unit.h"

namespace eligo::clinical {

/// One unit symbol: `factor` times the unit `definition`, or one of the bases where the definition is empty.
/// A later row may refer to the rows above it.
struct AtomRow {
  std::string_view code;
  bool takes_prefix = false;
  std::string_view factor;       // an exact decimal
  std::string_view definition;   // a unit text; "" for a base unit, or for a plain number
  Base base = Base::kCount_;     // of a base unit
  std::string_view offset = "";  // of a temperature scale: added after the factor
};

struct PrefixRow {
  std::string_view code;
  int exponent;  // of ten
};

/// A word in front of `/uL` or `/L` that counts by powers of ten ("K/uL", "Gpt/L").
struct CountRow {
  std::string_view word;
  int exponent;
  bool per_litre_only = false;   // "G/DL" is grams, whatever its case
};

std::span<const AtomRow> atom_rows();
std::span<const PrefixRow> prefix_rows();
std::span<const CountRow> count_rows();
/// Texts that occur so often that they are parsed once and kept.
std::span<const std::string_view> common_texts();

}  // namespace eligo::clinical
