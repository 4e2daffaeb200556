// Comparison and arithmetic of intervals, bound by bound.
#include "value/interval.h"

#include <array>

namespace eligo::value {

const char* spelling_of(Comparison op) {
  switch (op) {
#define ELIGO_COMPARISON(name, spelling, words) case Comparison::k##name: return spelling;
#include "value/operators.def"
  }
  return "";
}

const char* words_of(Comparison op) {
  switch (op) {
#define ELIGO_COMPARISON(name, spelling, words) case Comparison::k##name: return words;
#include "value/operators.def"
  }
  return "";
}

Comparison opposite(Comparison op) {
  switch (op) {
    case Comparison::kLess: return Comparison::kGreaterEqual;
    case Comparison::kLessEqual: return Comparison::kGreater;
    case Comparison::kGreater: return Comparison::kLessEqual;
    case Comparison::kGreaterEqual: return Comparison::kLess;
    case Comparison::kEqual: return Comparison::kNotEqual;
    case Comparison::kNotEqual: return Comparison::kEqual;
  }
  return op;
}

Comparison mirrored(Comparison op) {
  switch (op) {
    case Comparison::kLess: return Comparison::kGreater;
    case Comparison::kLessEqual: return Comparison::kGreaterEqual;
    case Comparison::kGreater: return Comparison::kLess;
    case Comparison::kGreaterEqual: return Comparison::kLessEqual;
    case Comparison::kEqual:
    case Comparison::kNotEqual: return op;
  }
  return op;
}

namespace {

// Whether every value up to `high` is below every value from `low` on; `or_equal` allows them to meet.
bool surely_below(const Bound& high, const Bound& low, bool or_equal) {
  if (high.is_missing || low.is_missing) return false;
  const auto order = high.at <=> low.at;
  return order < 0 || (order == 0 && (or_equal || high.is_open || low.is_open));
}

Truth less(const Interval& a, const Interval& b) {
  if (surely_below(a.high, b.low, false)) return Truth::kTrue;
  return surely_below(b.high, a.low, true) ? Truth::kFalse : Truth::kUnknown;
}

Truth equal(const Interval& a, const Interval& b) {
  if (surely_below(a.high, b.low, false) || surely_below(b.high, a.low, false)) return Truth::kFalse;
  return a.is_point() && b.is_point() ? Truth::kTrue : Truth::kUnknown;
}

// Which of two lower (upper) ends reaches further down (up).
const Bound& lower_low(const Bound& a, const Bound& b) {
  if (a.is_missing || b.is_missing) return a.is_missing ? a : b;
  const auto order = a.at <=> b.at;
  if (order == 0) return a.is_open ? b : a;
  return order < 0 ? a : b;
}
const Bound& higher_high(const Bound& a, const Bound& b) {
  if (a.is_missing || b.is_missing) return a.is_missing ? a : b;
  const auto order = a.at <=> b.at;
  if (order == 0) return a.is_open ? b : a;
  return order > 0 ? a : b;
}
const Bound& higher_low(const Bound& a, const Bound& b) { return &lower_low(a, b) == &a ? b : a; }
const Bound& lower_high(const Bound& a, const Bound& b) { return &higher_high(a, b) == &a ? b : a; }

Bound sum(const Bound& a, const Bound& b) {
  if (a.is_missing || b.is_missing) return Bound::none();
  return {a.at + b.at, a.is_open || b.is_open, false};
}

Bound negated(const Bound& b) { return {b.is_missing ? Number() : -b.at, b.is_open, b.is_missing}; }

// One corner of a product. An end at exactly zero makes zero of anything, even of what has no end.
struct Corner {
  Bound at;
  int infinite = 0;  // -1, +1: the corner lies at minus or plus infinity
};

int sign_of(const Bound& b, int infinity) {
  if (b.is_missing) return infinity;
  return b.at < Number(0) ? -1 : b.at > Number(0) ? 1 : 0;
}

Corner product(const Bound& a, int a_infinity, const Bound& b, int b_infinity) {
  const int signs = sign_of(a, a_infinity) * sign_of(b, b_infinity);
  if (signs == 0) {
    const bool a_closed_zero = !a.is_missing && a.at.is_zero() && !a.is_open;
    const bool b_closed_zero = !b.is_missing && b.at.is_zero() && !b.is_open;
    return {{Number(0), !(a_closed_zero || b_closed_zero), false}, 0};
  }
  if (a.is_missing || b.is_missing) return {Bound::none(), signs};
  return {{a.at * b.at, a.is_open || b.is_open, false}, 0};
}

}  // namespace

Truth compare(const Interval& left, Comparison op, const Interval& right) {
  switch (op) {
    case Comparison::kLess: return less(left, right);
    case Comparison::kGreater: return less(right, left);
    case Comparison::kLessEqual: return !less(right, left);
    case Comparison::kGreaterEqual: return !less(left, right);
    case Comparison::kEqual: return equal(left, right);
    case Comparison::kNotEqual: return !equal(left, right);
  }
  return Truth::kUnknown;
}

Interval hull(const Interval& a, const Interval& b) { return {lower_low(a.low, b.low), higher_high(a.high, b.high)}; }

Interval operator+(const Interval& a, const Interval& b) { return {sum(a.low, b.low), sum(a.high, b.high)}; }

Interval operator-(const Interval& a, const Interval& b) { return a + Interval{negated(b.high), negated(b.low)}; }

Interval operator*(const Interval& a, const Interval& b) {
  if (a.is_point() && b.is_point()) return Interval::point(a.low.at * b.low.at);
  const std::array<Corner, 4> corners = {product(a.low, -1, b.low, -1), product(a.low, -1, b.high, 1),
                                         product(a.high, 1, b.low, -1), product(a.high, 1, b.high, 1)};
  Interval out;
  bool first = true;
  bool down = false, up = false;
  for (const Corner& corner : corners) {
    down = down || corner.infinite < 0;
    up = up || corner.infinite > 0;
    if (corner.infinite != 0) continue;
    out = first ? Interval{corner.at, corner.at} : hull(out, Interval{corner.at, corner.at});
    first = false;
  }
  if (down || first) out.low = Bound::none();
  if (up || first) out.high = Bound::none();
  return out;
}

std::optional<Interval> divided(const Interval& a, const Interval& b) {
  if (a.is_point() && b.is_point()) {
    if (b.low.at.is_zero()) return std::nullopt;
    return Interval::point(a.low.at / b.low.at);
  }
  const Interval zero = Interval::point(Number(0));
  const bool positive = is_true(compare(b, Comparison::kGreater, zero));
  const bool negative = is_true(compare(b, Comparison::kLess, zero));
  if (!positive && !negative) return std::nullopt;
  const auto inverse = [](const Bound& end) -> Bound {
    if (end.is_missing) return Bound::open(Number(0));
    if (end.at.is_zero()) return Bound::none();
    return {Number(1) / end.at, end.is_open, false};
  };
  return a * Interval{inverse(b.high), inverse(b.low)};
}

Interval smaller_of(const Interval& a, const Interval& b) { return {lower_low(a.low, b.low), lower_high(a.high, b.high)}; }

Interval larger_of(const Interval& a, const Interval& b) { return {higher_low(a.low, b.low), higher_high(a.high, b.high)}; }

std::string to_text(const Interval& interval) {
  if (interval.is_point()) return interval.low.at.to_text();
  if (interval.low.is_missing && interval.high.is_missing) return "any value";
  const bool from_zero = !interval.low.is_missing && interval.low.at.is_zero() && !interval.low.is_open;
  if (interval.low.is_missing || (from_zero && interval.high.is_open && !interval.high.is_missing)) {
    return (interval.high.is_open ? "<" : "<=") + interval.high.at.to_text();
  }
  if (interval.high.is_missing) return (interval.low.is_open ? ">" : ">=") + interval.low.at.to_text();
  return interval.low.at.to_text() + " to " + interval.high.at.to_text();
}

}  // namespace eligo::value
