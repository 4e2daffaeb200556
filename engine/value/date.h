// Calendar days, partial dates, clock times: what the records write, as spans of possible time.
// Days count from 1970-01-01 in the proleptic Gregorian calendar. No time zone is ever looked up.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace eligo::value {

/// Days since 1970-01-01.
using Day = std::int32_t;
inline constexpr Day kBeginning = std::numeric_limits<Day>::min() / 4;  // earlier than any day written
inline constexpr Day kForever = std::numeric_limits<Day>::max() / 4;    // later than any day written

struct CivilDate {
  std::int32_t year;
  std::int32_t month;  // 1 to 12
  std::int32_t day;    // 1 to 31
  friend bool operator==(const CivilDate&, const CivilDate&) = default;
};

bool is_leap_year(std::int32_t year);
std::int32_t days_in_month(std::int32_t year, std::int32_t month);
/// Days from civil after Howard Hinnant (public domain); back after Neri and Schneider, "Euclidean affine functions", 2022.
Day day_from_civil(CivilDate date);
CivilDate civil_from_day(Day day);
std::string to_text(Day day);  // 2026-11-22
void append_text(std::string& out, Day day);

/// A point in time known to lie somewhere from the first day to the last. With a clock time the two are the same day.
struct TimeSpan {
  static constexpr std::int32_t kNoClock = -1;
  static constexpr std::int16_t kNoOffset = std::numeric_limits<std::int16_t>::min();

  Day first = kBeginning;
  Day last = kForever;
  std::int32_t second = kNoClock;       // of the day, 0 to 86399
  std::int16_t offset = kNoOffset;      // minutes east of UTC, where the source gave one

  static TimeSpan on(Day day) { return {day, day, kNoClock, kNoOffset}; }
  static TimeSpan between(Day first, Day last) { return {first, last, kNoClock, kNoOffset}; }
  bool is_day() const { return first == last; }
  bool has_clock() const { return second != kNoClock; }
  /// The span in seconds since 1970-01-01 by the local clock (a day without a clock time is the whole day, its midnights included).
  std::int64_t first_second() const;
  std::int64_t last_second() const;
  friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

/// `2026-11-22`, `2026-11`, `2026`; after a full date `T14:30`, `T14:30:15`, fractions of a second (dropped),
/// then `Z` or `+01:00`. Years 1000 to 9999. None where the text is no such date or the date does not exist.
std::optional<TimeSpan> parse_date(std::string_view text);

/// `2026-11-22` alone, as nearly all dates of records are written; none for all else.
std::optional<Day> parse_day(std::string_view text);

/// The text of a span that parse_date can have made: `2026-11`, `2026-11-22 14:30`; else `2026-11-01 to 2026-11-22`.
std::string to_text(const TimeSpan& span);
void append_text(std::string& out, const TimeSpan& span);

}  // namespace eligo::value
