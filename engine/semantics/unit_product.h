// Units of products and quotients: dimensions add and subtract, factors multiply and divide.
#pragma once

#include <optional>

#include "clinical/unit.h"

namespace eligo::semantics {

/// None for scales with a zero of their own (degrees), and for powers beyond all use. Where everything cancels, the
/// unit of plain numbers.
std::optional<clinical::Unit> unit_product(const clinical::Unit& a, const clinical::Unit& b);
std::optional<clinical::Unit> unit_quotient(const clinical::Unit& a, const clinical::Unit& b);

}  // namespace eligo::semantics
