// Calendar days, partial dates, clock times: what the records write, as spans of possible time.
// Days count from 1970-01-01 in the proleptic Gregorian calendar. No time zone is ever looked up.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
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

/// `2026-11-22` alone, of the years 1900 to 2099, as nearly all dates of records are written: the day in `out`. False for
/// all else, which parse_date may know. (An optional of two words would be written in parts and read as a whole, which
/// processors are slow at.)
bool parse_day(std::string_view text, Day& out);

/// The text of a span that parse_date can have made: `2026-11`, `2026-11-22 14:30`; else `2026-11-01 to 2026-11-22`.
std::string to_text(const TimeSpan& span);
void append_text(std::string& out, const TimeSpan& span);

/// For parse_day: the days before the months of 200 years, a year in one line of the processor's memory.
struct MonthTable {
  static constexpr std::size_t kFirstYear = 1900, kYears = 200, kSlots = 16;
  /// At slot `month` of its year the day before its first. Slots that are no month have the day of the slot behind them, or of
  /// the last month's end, so that nothing lies between them.
  std::array<Day, kYears * kSlots + 1> before;
};
extern const MonthTable kMonthTable;

// All at once: a digit is at most 9 above `0`, a dash nothing above `-`, and what is more than that reaches the highest bit
// of its byte; then neighbouring digits are joined.
inline bool parse_day(std::string_view text, Day& out) {
  static_assert(std::endian::native == std::endian::little, "the first bytes of a word are its lowest");
  constexpr std::uint64_t kHighest = 0x8080808080808080, kLeast = 0x30302D30302D3030 /* "00-00-00" */, kRoom = 0x76767F76767F7676;
  constexpr std::uint16_t k19 = 0x3931, k20 = 0x3032;
  if (text.size() != 10) return false;
  std::uint16_t century = 0;
  std::uint64_t rest = 0;   // of `2026-11-22`: `26-11-22`
  std::memcpy(&century, text.data(), sizeof century);
  std::memcpy(&rest, text.data() + sizeof century, sizeof rest);
  rest ^= kLeast;
  if (((((rest + kRoom) | rest) & kHighest) != 0) || (century != k19 && century != k20)) return false;
  rest = rest * 10 + (rest >> 8);
  const std::size_t year = (century == k20 ? 100U : 0U) + (rest & 0xFFU), month = rest >> 24 & 0xFFU;
  if (month >= MonthTable::kSlots) return false;
  const Day* const before = &kMonthTable.before[year * MonthTable::kSlots + month];
  const auto day = static_cast<Day>(rest >> 48 & 0xFFU);
  out = before[0] + day;
  return day > 0 && out <= before[1];
}

}  // namespace eligo::value
