// Multiplies and divides units.
#include "semantics/unit_product.h"

#include <cstdlib>

namespace eligo::semantics {

namespace {

constexpr int kHighestPower = 100;

/// a x b^power, where power is 1 or -1.
std::optional<clinical::Unit> combined(const clinical::Unit& a, const clinical::Unit& b, int power) {
  if (!a.offset.is_zero() || !b.offset.is_zero()) return std::nullopt;
  clinical::Unit unit;
  for (std::size_t i = 0; i < unit.dimension.exponents.size(); ++i) {
    const int exponent = a.dimension.exponents[i] + power * b.dimension.exponents[i];
    if (std::abs(exponent) > kHighestPower) return std::nullopt;
    unit.dimension.exponents[i] = static_cast<std::int8_t>(exponent);
  }
  unit.factor = power > 0 ? a.factor * b.factor : a.factor / b.factor;
  if (unit.dimension.is_none() && unit.factor == value::Number(1)) return unit;
  const std::string left = a.text.empty() ? "1" : a.text;
  const bool is_simple = b.text.find_first_of("/.") == std::string::npos;
  const std::string right = is_simple ? b.text : "(" + b.text + ")";
  unit.text = left + (power > 0 ? "." : "/") + right;
  return unit;
}

}  // namespace

std::optional<clinical::Unit> unit_product(const clinical::Unit& a, const clinical::Unit& b) { return combined(a, b, 1); }

std::optional<clinical::Unit> unit_quotient(const clinical::Unit& a, const clinical::Unit& b) { return combined(a, b, -1); }

}  // namespace eligo::semantics
