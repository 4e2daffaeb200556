// Intervals against brute force: every operation is compared with what points drawn from the intervals give.
#include "value/interval.h"

#include <vector>

#include "catch.h"

using namespace eligo::value;

namespace {

Number number(const char* text) { return Number::from_decimal(text).value(); }
Interval closed(int low, int high) { return {Bound::closed(Number(low)), Bound::closed(Number(high))}; }
Interval open(int low, int high) { return {Bound::open(Number(low)), Bound::open(Number(high))}; }

// Small intervals of every shape: ends from -2 to 2, open, closed or missing.
std::vector<Interval> all_shapes() {
  std::vector<Interval> out;
  std::vector<Bound> ends = {Bound::none()};
  for (int at : {-2, 0, 1, 2}) {
    ends.push_back(Bound::closed(Number(at)));
    ends.push_back(Bound::open(Number(at)));
  }
  for (const Bound& low : ends) {
    for (const Bound& high : ends) {
      const bool is_empty = !low.is_missing && !high.is_missing && (low.at > high.at || (low.at == high.at && (low.is_open || high.is_open)));
      if (!is_empty) out.push_back({low, high});
    }
  }
  return out;
}

bool holds(const Interval& interval, const Number& n) {
  const bool above = interval.low.is_missing || n > interval.low.at || (n == interval.low.at && !interval.low.is_open);
  const bool below = interval.high.is_missing || n < interval.high.at || (n == interval.high.at && !interval.high.is_open);
  return above && below;
}

// Points of an interval: near its ends, in between, and far out where it has no end.
std::vector<Number> points_of(const Interval& interval) {
  std::vector<Number> out;
  for (const char* text : {"-1000000", "-1000", "-3", "-2.000001", "-2", "-1.999999", "-1", "-0.000001", "0", "0.000001", "0.5", "0.999999", "1", "1.000001", "1.5", "1.999999", "2", "2.000001", "3", "1000", "1000000"}) {
    if (holds(interval, number(text))) out.push_back(number(text));
  }
  return out;
}

bool relation(const Number& a, Comparison op, const Number& b) {
  switch (op) {
    case Comparison::kLess: return a < b;
    case Comparison::kLessEqual: return a <= b;
    case Comparison::kGreater: return a > b;
    case Comparison::kGreaterEqual: return a >= b;
    case Comparison::kEqual: return a == b;
    case Comparison::kNotEqual: return a != b;
  }
  return false;
}

constexpr Comparison kOps[] = {Comparison::kLess, Comparison::kLessEqual, Comparison::kGreater, Comparison::kGreaterEqual, Comparison::kEqual, Comparison::kNotEqual};

struct Seen {
  bool some_true = false, some_false = false;
};

std::string shown(const Interval& i) {
  const auto end = [](const Bound& b) { return b.is_missing ? std::string("inf") : b.at.to_text(); };
  return (i.low.is_open ? "(" : "[") + end(i.low) + "," + end(i.high) + (i.high.is_open ? ")" : "]");
}

}  // namespace

TEST_CASE("a_comparison_is_true_for_all_pairs_false_for_none_else_unknown") {
  const std::vector<Interval> shapes = all_shapes();
  for (const Interval& a : shapes) {
    const std::vector<Number> as = points_of(a);
    for (const Interval& b : shapes) {
      const std::vector<Number> bs = points_of(b);
      for (Comparison op : kOps) {
        Seen seen;
        for (const Number& x : as) {
          for (const Number& y : bs) (relation(x, op, y) ? seen.some_true : seen.some_false) = true;
        }
        const Truth expected = seen.some_true && seen.some_false ? Truth::kUnknown : truth(seen.some_true);
        if (compare(a, op, b) != expected) FAIL(shown(a) << " " << spelling_of(op) << " " << shown(b) << " gives " << name_of(compare(a, op, b)));
      }
    }
  }
}

TEST_CASE("operators_have_opposites_and_mirrors") {
  for (Comparison op : kOps) {
    CHECK(opposite(opposite(op)) == op);
    CHECK(mirrored(mirrored(op)) == op);
    for (int a = 0; a < 3; ++a) {
      for (int b = 0; b < 3; ++b) {
        CHECK(relation(Number(a), op, Number(b)) != relation(Number(a), opposite(op), Number(b)));
        CHECK(relation(Number(a), op, Number(b)) == relation(Number(b), mirrored(op), Number(a)));
      }
    }
    CHECK(std::string(words_of(op)).size() > 3);
  }
}

namespace {

// Every result of points lies inside; and the ends are reached (closed) or approached (open), never overshot.
template <class Operation>
void check_tight(const char* name, const Interval& a, const Interval& b, const Interval& result, Operation point) {
  bool reaches_low = false, reaches_high = false;
  Number least, most;
  bool first = true;
  for (const Number& x : points_of(a)) {
    for (const Number& y : points_of(b)) {
      const Number z = point(x, y);
      if (!holds(result, z)) FAIL(name << ": " << shown(a) << ", " << shown(b) << " gives " << shown(result) << " without " << z.to_text());
      reaches_low = reaches_low || (!result.low.is_missing && z == result.low.at);
      reaches_high = reaches_high || (!result.high.is_missing && z == result.high.at);
      least = first || z < least ? z : least;
      most = first || z > most ? z : most;
      first = false;
    }
  }
  const Number slack = number("0.001");
  const auto near = [&](const Number& p, const Number& q) { return p - q < slack && q - p < slack; };
  const bool low_fits = result.low.is_missing ? least < Number(-500) : near(least, result.low.at) && reaches_low == !result.low.is_open;
  const bool high_fits = result.high.is_missing ? most > Number(500) : near(most, result.high.at) && reaches_high == !result.high.is_open;
  if (!low_fits || !high_fits) FAIL(name << ": " << shown(a) << ", " << shown(b) << " gives " << shown(result) << "; seen " << least.to_text() << " to " << most.to_text());
}

}  // namespace

TEST_CASE("sums_and_differences_are_as_wide_as_their_points") {
  for (const Interval& a : all_shapes()) {
    for (const Interval& b : all_shapes()) {
      check_tight("sum", a, b, a + b, [](const Number& x, const Number& y) { return x + y; });
      check_tight("difference", a, b, a - b, [](const Number& x, const Number& y) { return x - y; });
    }
  }
}

TEST_CASE("products_are_as_wide_as_their_points") {
  for (const Interval& a : all_shapes()) {
    for (const Interval& b : all_shapes()) check_tight("product", a, b, a * b, [](const Number& x, const Number& y) { return x * y; });
  }
}

TEST_CASE("smaller_and_larger_are_as_wide_as_their_points") {
  for (const Interval& a : all_shapes()) {
    for (const Interval& b : all_shapes()) {
      check_tight("smaller", a, b, smaller_of(a, b), [](const Number& x, const Number& y) { return x < y ? x : y; });
      check_tight("larger", a, b, larger_of(a, b), [](const Number& x, const Number& y) { return x < y ? y : x; });
    }
  }
}

TEST_CASE("quotients_exist_where_the_divisor_cannot_be_zero_and_hold_their_points") {
  for (const Interval& a : all_shapes()) {
    for (const Interval& b : all_shapes()) {
      const std::optional<Interval> quotient = divided(a, b);
      INFO(shown(a) << " / " << shown(b));
      CHECK(quotient.has_value() == !holds(b, Number(0)));
      if (!quotient) continue;
      for (const Number& x : points_of(a)) {
        for (const Number& y : points_of(b)) CHECK(holds(*quotient, x / y));
      }
    }
  }
  const Interval exact = divided(closed(1, 2), closed(4, 5)).value();
  CHECK(exact.low.at == Number(1, 5));
  CHECK(exact.high.at == Number(1, 2));
  CHECK(divided(closed(1, 2), open(0, 4))->high.is_missing);
  CHECK(divided(closed(1, 2), Interval::at_least(Number(1)))->low.is_open);
}

TEST_CASE("a_hull_holds_both_and_no_more") {
  for (const Interval& a : all_shapes()) {
    for (const Interval& b : all_shapes()) {
      const Interval both = hull(a, b);
      for (const Number& x : points_of(a)) CHECK(holds(both, x));
      for (const Number& x : points_of(b)) CHECK(holds(both, x));
      CHECK(both.low.is_missing == (a.low.is_missing || b.low.is_missing));
      CHECK((both.high.is_missing || holds(a, both.high.at) || holds(b, both.high.at) || both.high.is_open));
    }
  }
}

TEST_CASE("intervals_are_written_as_records_write_them") {
  CHECK(to_text(Interval::point(number("5.50"))) == "5.5");
  CHECK(to_text(Interval{Bound::closed(Number(0)), Bound::open(Number(20))}) == "<20");
  CHECK(to_text(Interval{Bound::none(), Bound::closed(Number(20))}) == "<=20");
  CHECK(to_text(Interval::at_least(Number(90))) == ">=90");
  CHECK(to_text(Interval{Bound::open(Number(90)), Bound::none()}) == ">90");
  CHECK(to_text(closed(35, 40)) == "35 to 40");
  CHECK(to_text(Interval::everything()) == "any value");
}
