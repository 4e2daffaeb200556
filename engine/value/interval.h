// Sets of numbers that a value may lie in: what "<20", ">=90", "35-40" and imprecise inputs mean.
// Ends may be open, or missing. A precise value is an interval of one point.
#pragma once

#include <optional>
#include <string>

#include "value/number.h"
#include "value/truth.h"

namespace eligo::value {

/// How two values are compared. The list of operators and their spelling stands in operators.def.
enum class Comparison : std::uint8_t {
#define ELIGO_COMPARISON(name, spelling, words) k##name,
#include "value/operators.def"
};

const char* spelling_of(Comparison op);
/// "at most", "above" …: the operator in plain words.
const char* words_of(Comparison op);
/// The operator that holds exactly where `op` does not: `<` for `>=`.
Comparison opposite(Comparison op);
/// The operator with its sides exchanged: `<` for `>`.
Comparison mirrored(Comparison op);

struct Bound {
  Number at;
  bool is_open = false;      // the end itself does not belong
  bool is_missing = false;   // there is no end: unbounded; `at` has no meaning then
  static Bound closed(Number n) { return {std::move(n), false, false}; }
  static Bound open(Number n) { return {std::move(n), true, false}; }
  static Bound none() { return {Number(), true, true}; }
};

struct Interval {
  Bound low, high;

  static Interval point(const Number& n) { return {Bound::closed(n), Bound::closed(n)}; }
  static Interval everything() { return {Bound::none(), Bound::none()}; }
  static Interval at_least(const Number& n) { return {Bound::closed(n), Bound::none()}; }
  bool is_point() const { return !low.is_missing && !high.is_missing && !low.is_open && !high.is_open && low.at == high.at; }
};

/// True if `op` holds for every pair of values, false if for none, else unknown.
Truth compare(const Interval& left, Comparison op, const Interval& right);

/// The smallest interval that holds both.
Interval hull(const Interval& a, const Interval& b);

// Arithmetic on intervals: all results that members of the operands can give.
// Exact where each operand stands for a different quantity.
Interval operator+(const Interval& a, const Interval& b);
Interval operator-(const Interval& a, const Interval& b);
Interval operator*(const Interval& a, const Interval& b);
/// None where the divisor may be zero.
std::optional<Interval> divided(const Interval& a, const Interval& b);
Interval smaller_of(const Interval& a, const Interval& b);
Interval larger_of(const Interval& a, const Interval& b);

/// `5`, `<20`, `>=90`, `35 to 40`.
std::string to_text(const Interval& interval);

}  // namespace eligo::value
