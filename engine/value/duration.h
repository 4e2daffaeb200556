// Lengths of time as rules write them: whole numbers of one unit. Months and years are steps of the calendar, not days.
#pragma once

#include <cstdint>
#include <string>

namespace eligo::value {

enum class TimeUnit : std::uint8_t { kMinutes, kHours, kDays, kWeeks, kMonths, kYears };

const char* name_of(TimeUnit unit);  // plural: "weeks"

struct Duration {
  std::int32_t amount = 0;  // not negative; at most 100000
  TimeUnit unit = TimeUnit::kDays;

  /// Windows in hours or minutes compare clock times; all others whole days.
  bool is_clock() const { return unit == TimeUnit::kMinutes || unit == TimeUnit::kHours; }
  bool is_calendar() const { return unit == TimeUnit::kMonths || unit == TimeUnit::kYears; }
  friend bool operator==(const Duration&, const Duration&) = default;
};

std::string to_text(const Duration& duration);  // "2 weeks", "1 day"

}  // namespace eligo::value
