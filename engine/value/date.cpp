// Reading and writing of ISO 8601 dates by hand: the general parsers of date libraries are many times slower.
#include "value/date.h"

#include <cstdio>

#include "base/ascii.h"

namespace eligo::value {

bool is_leap_year(std::int32_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

std::int32_t days_in_month(std::int32_t year, std::int32_t month) {
  static constexpr std::int32_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : kDays[month - 1];
}

namespace {

constexpr Day count_days(CivilDate date) {
  const std::int32_t y = date.year - (date.month <= 2 ? 1 : 0);
  const std::int32_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int32_t year_of_era = y - era * 400;
  const std::int32_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  const std::int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

}  // namespace

Day day_from_civil(CivilDate date) { return count_days(date); }

// Years begin in March, and so many eras of 400 years before year 0 that no day is negative. What is divided by is known
// beforehand, and day and month come out of the two halves of a product.
CivilDate civil_from_day(Day day) {
  constexpr std::int32_t kEras = 4000, kDaysOfEra = 146097, kDaysOfYears = 2939745;
  const std::uint64_t quarter_days = 4 * static_cast<std::uint64_t>(std::int64_t{day} + 719468 + std::int64_t{kEras} * kDaysOfEra) + 3;
  const auto century = static_cast<std::int32_t>(quarter_days / kDaysOfEra);
  const std::uint64_t years = std::uint64_t{kDaysOfYears} * (quarter_days % kDaysOfEra / 4 * 4 + 3);
  const auto day_of_year = static_cast<std::int32_t>((years & 0xFFFFFFFFU) / kDaysOfYears / 4);
  const std::int32_t months = 2141 * day_of_year + 197913;
  const std::int32_t is_next_year = day_of_year >= 306 ? 1 : 0;
  const std::int32_t year = century * 100 + static_cast<std::int32_t>(years >> 32U) - kEras * 400;
  return {year + is_next_year, (months >> 16) - is_next_year * 12, (months & 0xFFFF) / 2141 + 1};
}

void append_text(std::string& out, Day day) {
  const CivilDate date = civil_from_day(day);
  if (date.year < 0 || date.year > 9999) {
    char text[40];
    out.append(text, static_cast<std::size_t>(std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day)));
    return;
  }
  const auto digit = [](std::int32_t number) { return static_cast<char>('0' + number % 10); };
  const char text[] = {digit(date.year / 1000), digit(date.year / 100), digit(date.year / 10), digit(date.year), '-',
                       digit(date.month / 10), digit(date.month), '-', digit(date.day / 10), digit(date.day)};
  out.append(text, sizeof text);
}

std::string to_text(Day day) {
  std::string text;
  append_text(text, day);
  return text;
}

std::int64_t TimeSpan::first_second() const {
  return static_cast<std::int64_t>(first) * 86400 + (has_clock() ? second : 0);
}

std::int64_t TimeSpan::last_second() const {
  return static_cast<std::int64_t>(last) * 86400 + (has_clock() ? second : 86400);
}

namespace {

// Reads exactly `digits` digits off the front; -1 where they are not there.
std::int32_t take_digits(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return -1;
  std::int32_t number = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (!base::is_digit(text[i])) return -1;
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return number;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

// `14:30`, `14:30:15`, `14:30:15.250`: seconds of the day, or -1. 24:00 is not taken: it names the next day.
std::int32_t take_clock(std::string_view& text) {
  const std::int32_t hour = take_digits(text, 2);
  if (hour < 0 || hour > 23 || !take(text, ':')) return -1;
  const std::int32_t minute = take_digits(text, 2);
  if (minute < 0 || minute > 59) return -1;
  std::int32_t second = 0;
  if (take(text, ':')) {
    second = take_digits(text, 2);
    if (second < 0 || second > 60) return -1;
    if (second == 60) second = 59;  // a leap second
    if (take(text, '.')) {
      if (text.empty() || !base::is_digit(text.front())) return -1;
      while (!text.empty() && base::is_digit(text.front())) text.remove_prefix(1);
    }
  }
  return hour * 3600 + minute * 60 + second;
}

// Nothing, `Z`, `+01:00`: minutes east of UTC. False where something else stands there.
bool take_offset(std::string_view& text, std::int16_t& offset) {
  if (text.empty()) return true;
  if (take(text, 'Z')) {
    offset = 0;
    return text.empty();
  }
  const bool west = text.front() == '-';
  if (!west && text.front() != '+') return false;
  text.remove_prefix(1);
  const std::int32_t hours = take_digits(text, 2);
  if (hours < 0 || hours > 14 || !take(text, ':')) return false;
  const std::int32_t minutes = take_digits(text, 2);
  if (minutes < 0 || minutes > 59 || !text.empty()) return false;
  offset = static_cast<std::int16_t>((west ? -1 : 1) * (hours * 60 + minutes));
  return true;
}

constexpr MonthTable month_table() {
  MonthTable table{};
  auto at = table.before.begin();
  for (std::size_t i = 0; i < MonthTable::kYears; ++i) {
    const auto year = static_cast<std::int32_t>(MonthTable::kFirstYear + i);
    const Day last = count_days({year, 12, 31});
    for (std::int32_t slot = 0; slot < static_cast<std::int32_t>(MonthTable::kSlots); ++slot) *at++ = slot > 12 ? last : count_days({year, slot == 0 ? 1 : slot, 1}) - 1;
  }
  *at = at[-1];
  return table;
}

}  // namespace

constexpr MonthTable kMonthTable = month_table();

std::optional<TimeSpan> parse_date(std::string_view text) {
  if (Day day = 0; parse_day(text, day)) return TimeSpan::on(day);
  const std::int32_t year = take_digits(text, 4);
  if (year < 1000) return std::nullopt;
  if (text.empty()) return TimeSpan::between(day_from_civil({year, 1, 1}), day_from_civil({year, 12, 31}));
  if (!take(text, '-')) return std::nullopt;
  const std::int32_t month = take_digits(text, 2);
  if (month < 1 || month > 12) return std::nullopt;
  if (text.empty()) {
    return TimeSpan::between(day_from_civil({year, month, 1}), day_from_civil({year, month, days_in_month(year, month)}));
  }
  if (!take(text, '-')) return std::nullopt;
  const std::int32_t day = take_digits(text, 2);
  if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
  TimeSpan span = TimeSpan::on(day_from_civil({year, month, day}));
  if (text.empty()) return span;
  if (!take(text, 'T') && !take(text, ' ')) return std::nullopt;
  span.second = take_clock(text);
  if (span.second < 0 || !take_offset(text, span.offset)) return std::nullopt;
  return span;
}

void append_text(std::string& out, const TimeSpan& span) {
  if (span.first == span.last && !span.has_clock()) append_text(out, span.first);
  else out += to_text(span);
}

std::string to_text(const TimeSpan& span) {
  if (span.first <= kBeginning && span.last >= kForever) return "an unknown date";
  if (span.first <= kBeginning) return "by " + to_text(span.last);
  if (span.last >= kForever) return "from " + to_text(span.first);
  if (span.is_day()) {
    if (!span.has_clock()) return to_text(span.first);
    char clock[16];
    std::snprintf(clock, sizeof clock, " %02d:%02d", span.second / 3600, span.second / 60 % 60);
    return to_text(span.first) + clock;
  }
  const CivilDate a = civil_from_day(span.first);
  const CivilDate b = civil_from_day(span.last);
  const bool from_month_start = a.day == 1;
  const bool to_month_end = b.day == days_in_month(b.year, b.month);
  if (a.year == b.year && from_month_start && to_month_end) {
    if (a.month == b.month) return to_text(span.first).substr(0, 7);
    if (a.month == 1 && b.month == 12) return to_text(span.first).substr(0, 4);
  }
  return to_text(span.first) + " to " + to_text(span.last);
}

}  // namespace eligo::value
