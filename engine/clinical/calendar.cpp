// Steps of the calendar: months clip at the end of the month, everything else counts days.
#include "clinical/calendar.h"

#include <algorithm>

namespace eligo::clinical {

using value::CivilDate;
using value::Day;
using value::Duration;
using value::TimeUnit;

namespace {

bool is_endless(Day day) { return day <= value::kBeginning || day >= value::kForever; }

Day clamped(std::int64_t day) {
  return static_cast<Day>(std::clamp<std::int64_t>(day, value::kBeginning, value::kForever));
}

std::int64_t floored(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// Months of a calendar duration, else nothing.
std::int32_t months_of(const Duration& duration) { return duration.unit == TimeUnit::kYears ? duration.amount * 12 : duration.amount; }

Day moved(Day day, const Duration& duration, int sign) {
  if (is_endless(day)) return day;
  if (duration.is_calendar()) return add_months(day, sign * months_of(duration));
  return clamped(day + sign * seconds_of(duration) / 86400);
}

}  // namespace

Day add_months(Day day, std::int32_t months) {
  if (is_endless(day)) return day;
  const CivilDate date = value::civil_from_day(day);
  const std::int64_t total = static_cast<std::int64_t>(date.year) * 12 + (date.month - 1) + months;
  constexpr std::int64_t kLastYear = 1000000;
  const std::int64_t year = floored(total, 12);
  if (year > kLastYear) return value::kForever;
  if (year < -kLastYear) return value::kBeginning;
  const auto y = static_cast<std::int32_t>(year);
  const auto month = static_cast<std::int32_t>(total - year * 12 + 1);
  return value::day_from_civil({y, month, std::min(date.day, value::days_in_month(y, month))});
}

Day later(Day day, const Duration& duration) { return moved(day, duration, 1); }
Day earlier(Day day, const Duration& duration) { return moved(day, duration, -1); }

std::int64_t seconds_of(const Duration& duration) {
  switch (duration.unit) {
    case TimeUnit::kMinutes: return std::int64_t{60} * duration.amount;
    case TimeUnit::kHours: return std::int64_t{3600} * duration.amount;
    case TimeUnit::kDays: return std::int64_t{86400} * duration.amount;
    case TimeUnit::kWeeks: return std::int64_t{7 * 86400} * duration.amount;
    case TimeUnit::kMonths:
    case TimeUnit::kYears: return 0;
  }
  return 0;
}

Day first_day_clear_of(Day day, const Duration& duration) {
  if (is_endless(day)) return day;
  // `earlier` never falls as its day rises, and a clip moves it by at most three days.
  Day candidate = clamped(std::int64_t{later(day, duration)} - 4);
  while (earlier(candidate, duration) < day && candidate < value::kForever) ++candidate;
  return candidate;
}

std::int32_t completed_months(Day birth, Day day) {
  const CivilDate from = value::civil_from_day(birth);
  const CivilDate to = value::civil_from_day(day);
  const std::int32_t months = (to.year - from.year) * 12 + (to.month - from.month);
  return to.day < from.day ? months - 1 : months;
}

std::int32_t completed_years(Day birth, Day day) { return static_cast<std::int32_t>(floored(completed_months(birth, day), 12)); }

bool has_completed_years(Day birth, Day day, std::int32_t years) {
  constexpr std::int64_t kShortYear = 365, kLongYear = 366;
  const std::int64_t days = std::int64_t{day} - birth;
  if (days < years * kShortYear) return false;
  return days > years * kLongYear || completed_years(birth, day) >= years;
}

std::int64_t completed(TimeUnit unit, Day birth, Day day) {
  const std::int64_t days = std::int64_t{day} - birth;
  switch (unit) {
    case TimeUnit::kMinutes: return days * 1440;
    case TimeUnit::kHours: return days * 24;
    case TimeUnit::kDays: return days;
    case TimeUnit::kWeeks: return floored(days, 7);
    case TimeUnit::kMonths: return completed_months(birth, day);
    case TimeUnit::kYears: return completed_years(birth, day);
  }
  return 0;
}

}  // namespace eligo::clinical
