// From the text of a unit to its meaning; the two steps behind parse_unit.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "clinical/unit.h"

namespace eligo::clinical {

/// The text as the grammar of units wants it: no blanks, ASCII, `/` for "per", `[1.73_m2]` for a body surface.
/// None where it holds blanks or characters that no unit has there.
std::optional<std::string> normalized_unit(std::string_view text);

/// Reads a normalized text by the grammar of UCUM, with the atoms of unit_table.h. `text` of the result stays empty.
std::optional<Unit> read_unit_expression(std::string_view normalized);

/// A number to a whole power; `base` is not zero where the power is negative.
value::Number raised(const value::Number& base, int exponent);

}  // namespace eligo::clinical
