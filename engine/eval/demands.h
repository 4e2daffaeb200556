// What windows ask of the start and the end of a fact, once the days they speak of are known. In: the form of a window and
// days. Out: demands, which can be joined. Which days those are is worked out by the evaluator.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "program/program.h"
#include "value/date.h"
#include "value/duration.h"
#include "value/truth.h"

namespace eligo::eval {

using value::Day;
using value::Truth;

/// What a window asks of start and end: start within [start_min, start_max], end within [end_min, end_max].
struct Demand {
  static constexpr std::int64_t kFar = INT64_MAX / 4;
  std::int64_t start_min = -kFar, start_max = kFar, end_min = -kFar, end_max = kFar;

  //  demand on \ possible   all of them | none of them | some
  //                             true    |    false     | unknown
  Truth met_by(std::int64_t start_first, std::int64_t start_last, std::int64_t end_first, std::int64_t end_last) const {
    const bool sure = start_last <= start_max && start_first >= start_min && end_first >= end_min && end_last <= end_max;
    const bool possible = start_first <= start_max && start_last >= start_min && end_last >= end_min && end_first <= end_max;
    return value::between(sure, possible);
  }
  /// From the first day to the last, for a fact of one day.
  std::int64_t first_day() const { return start_min > end_min ? start_min : end_min; }
  std::int64_t last_day() const { return start_max < end_max ? start_max : end_max; }
};

/// Meeting it is the same as meeting both, also where only possibly.
Demand both(const Demand& a, const Demand& b);

/// Of a window round a moment, or from one to the other; `before` and `after` are the ends of its length before and after it.
Demand demand_of(program::Window::Side side, program::Window::Extent extent, std::int64_t at, std::int64_t to, std::int64_t before, std::int64_t after);

/// The demand on both ends as one on the end that is looked at.
Demand with_aspect(const Demand& demand, program::Window::Aspect aspect);

/// The day `length` before (sign -1) or after (+1) `day`. Hours and minutes go up to the next whole day.
Day edge_of(Day day, int sign, const value::Duration& length);

/// A window round the day of screening, its length the same for all facts.
struct DayWindow {
  program::Window::Aspect aspect = program::Window::Aspect::kTouching;
  program::Window::Extent extent = program::Window::Extent::kNone;
  program::Window::Side side = program::Window::Side::kAt;
  value::TimeUnit unit = value::TimeUnit::kDays;   // of its length; not of extent kNone
  std::int32_t amount = 0;
  friend auto operator<=>(const DayWindow&, const DayWindow&) = default;
};
Demand demand_of(const DayWindow& window, Day screening);

/// The phase of a fact, as a window: `active` touches the day of screening, `past` ended before. Not of `planned`, and none
/// where it may be any.
std::optional<DayWindow> window_of(program::Query::Phase phase);

}  // namespace eligo::eval
