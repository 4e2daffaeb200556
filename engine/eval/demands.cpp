// The table of LANGUAGE.md section 4: where a fact must lie to be inside a window.
#include "eval/demands.h"

#include <algorithm>

#include "clinical/calendar.h"

namespace eligo::eval {

using program::Window;

namespace {

constexpr std::int64_t kFar = Demand::kFar;

Demand touching(std::int64_t from, std::int64_t to) { return {-kFar, to, from, kFar}; }

}  // namespace

Demand both(const Demand& a, const Demand& b) {
  return {std::max(a.start_min, b.start_min), std::min(a.start_max, b.start_max), std::max(a.end_min, b.end_min), std::min(a.end_max, b.end_max)};
}

Demand demand_of(Window::Side side, Window::Extent extent, std::int64_t at, std::int64_t to, std::int64_t before, std::int64_t after) {
  const std::int64_t open = extent == Window::Extent::kLessThan || extent == Window::Extent::kMoreThan ? 1 : 0;
  const bool reaches = extent == Window::Extent::kAtLeast || extent == Window::Extent::kMoreThan;
  switch (side) {
    case Window::Side::kBefore:
    case Window::Side::kOnOrBefore:
      if (reaches) return {-kFar, kFar, -kFar, before - open};
      if (extent != Window::Extent::kNone) return touching(before + open, at);
      return {-kFar, side == Window::Side::kBefore ? at - 1 : at, -kFar, kFar};
    case Window::Side::kAfter:
    case Window::Side::kOnOrAfter:
      if (reaches) return {after + open, kFar, -kFar, kFar};
      if (extent != Window::Extent::kNone) return touching(at, after - open);
      return {-kFar, kFar, side == Window::Side::kAfter ? at + 1 : at, kFar};
    case Window::Side::kOf: return touching(before + open, after - open);
    case Window::Side::kFromTo: return touching(at, to);
    case Window::Side::kAt: return touching(at, at);
  }
  return touching(at, at);
}

Demand with_aspect(const Demand& demand, Window::Aspect aspect) {
  const std::int64_t least = demand.first_day(), most = demand.last_day();
  switch (aspect) {
    case Window::Aspect::kTouching: return demand;
    case Window::Aspect::kStarting: return {least, most, -kFar, kFar};
    case Window::Aspect::kEnding: return {-kFar, kFar, least, most};
  }
  return demand;
}

Day edge_of(Day day, int sign, const value::Duration& length) {
  if (day <= value::kBeginning || day >= value::kForever) return day;
  if (length.is_clock()) return day + sign * static_cast<Day>((clinical::seconds_of(length) + 86399) / 86400);
  return sign < 0 ? clinical::earlier(day, length) : clinical::later(day, length);
}

Demand demand_of(const DayWindow& window, Day screening) {
  Day before = screening, after = screening;
  if (window.extent != Window::Extent::kNone) {
    const value::Duration length{window.amount, window.unit};
    before = edge_of(screening, -1, length);
    after = edge_of(screening, 1, length);
  }
  return with_aspect(demand_of(window.side, window.extent, screening, screening, before, after), window.aspect);
}

std::optional<DayWindow> window_of(program::Query::Phase phase) {
  switch (phase) {
    case program::Query::Phase::kAny:
    case program::Query::Phase::kPlanned: return std::nullopt;
    case program::Query::Phase::kActive: return DayWindow{Window::Aspect::kTouching, Window::Extent::kNone, Window::Side::kAt};
    case program::Query::Phase::kPast: return DayWindow{Window::Aspect::kEnding, Window::Extent::kNone, Window::Side::kBefore};
  }
  return std::nullopt;
}

}  // namespace eligo::eval
