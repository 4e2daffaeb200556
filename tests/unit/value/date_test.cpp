// Dates against Boost.Date_Time, partial dates, clock times, and what is no date.
#include "value/date.h"

#include <boost/date_time/gregorian/gregorian.hpp>
#include <cstdio>
#include <random>
#include <string>

#include "catch.h"
#include "value/duration.h"

using namespace eligo::value;
namespace greg = boost::gregorian;

TEST_CASE("every_day_from_1850_to_2150_agrees_with_boost") {
  const greg::date epoch(1970, 1, 1);
  for (greg::date d(1850, 1, 1); d <= greg::date(2150, 12, 31); d += greg::days(1)) {
    const std::string text = greg::to_iso_extended_string(d);
    const Day expected = static_cast<Day>((d - epoch).days());
    const std::optional<TimeSpan> span = parse_date(text);
    const CivilDate civil = civil_from_day(expected);
    const bool agrees = span && span->first == expected && span->last == expected && to_text(expected) == text && civil.year == static_cast<int>(d.year()) &&
                        civil.month == static_cast<int>(d.month()) && civil.day == static_cast<int>(d.day()) && day_from_civil(civil) == expected;
    if (!agrees) FAIL(text);
  }
}

TEST_CASE("any_day_comes_back_from_its_date") {
  std::mt19937 chance(6);
  std::uniform_int_distribution<Day> drawn(kBeginning, kForever);
  for (int i = 0; i < 200000; ++i) {
    const Day day = i == 0 ? kBeginning : i == 1 ? kForever : drawn(chance);
    const CivilDate civil = civil_from_day(day);
    const bool is_date = civil.month >= 1 && civil.month <= 12 && civil.day >= 1 && civil.day <= days_in_month(civil.year, civil.month);
    if (!is_date || day_from_civil(civil) != day) FAIL(day);
  }
}

TEST_CASE("leap_years_are_those_of_the_gregorian_calendar") {
  for (int year = 1400; year < 2500; ++year) {
    if (is_leap_year(year) != greg::gregorian_calendar::is_leap_year(static_cast<unsigned short>(year))) FAIL(year);
    for (int month = 1; month <= 12; ++month) {
      const auto expected = greg::gregorian_calendar::end_of_month_day(static_cast<unsigned short>(year), static_cast<unsigned short>(month));
      if (days_in_month(year, month) != static_cast<int>(expected)) FAIL(year << "-" << month);
    }
  }
}

TEST_CASE("partial_dates_are_all_their_days") {
  const TimeSpan month = parse_date("2024-02").value(), year = parse_date("1980").value();
  CHECK(to_text(month.first) == "2024-02-01");
  CHECK(to_text(month.last) == "2024-02-29");
  CHECK(to_text(year.first) == "1980-01-01");
  CHECK(to_text(year.last) == "1980-12-31");
  CHECK_FALSE(month.is_day());
  CHECK_FALSE(month.has_clock());
}

TEST_CASE("clock_times_and_offsets_are_read") {
  const TimeSpan plain = parse_date("2026-11-22T14:30").value();
  CHECK(plain.second == 14 * 3600 + 30 * 60);
  CHECK(plain.offset == TimeSpan::kNoOffset);
  CHECK(parse_date("2026-11-22 14:30")->second == plain.second);
  CHECK(parse_date("2026-11-22T14:30:15")->second == plain.second + 15);
  CHECK(parse_date("2026-11-22T14:30:15.25Z")->second == plain.second + 15);
  CHECK(parse_date("2026-11-22T14:30:60Z")->second == plain.second + 59);
  CHECK(parse_date("2026-11-22T14:30Z")->offset == 0);
  CHECK(parse_date("2026-11-22T14:30:00+05:30")->offset == 330);
  CHECK(parse_date("2026-11-22T14:30:00-05:00")->offset == -300);
  CHECK(plain.first_second() == std::int64_t{plain.first} * 86400 + plain.second);
  CHECK(plain.last_second() == plain.first_second());
  const TimeSpan day = parse_date("2026-11-22").value();
  CHECK(day.last_second() - day.first_second() == 86400);
}

TEST_CASE("texts_that_are_no_dates_are_refused") {
  for (const char* text : {"", "2026-", "2026-1", "2026-13", "2026-00", "2026-11-", "2026-11-2", "2026-11-31", "2026-02-29", "2006-02-29", "1900-02-29", "2026-11-00", "0999-01-01", "26-11-22", "22.11.2026",
                           "11/22/2026", "20261122", "2026-11-22T", "2026-11-22T14", "2026-11-22T24:00", "2026-11-22T14:60", "2026-11-22T14:30:61", "2026-11-22T14:30:15.", "2026-11-22T14:30z",
                           "2026-11-22T14:30+5:30", "2026-11-22T14:30+05:60", "2026-11-22T14:30+15:00", "2026-11-22T14:30Zx", "2026-11-22x", " 2026-11-22", "2026-11-22 ", "2026-11T14:30", "12026-01-01", "unknown",
                           "2026-11-22T1a:30", "-2026-01-01"}) {
    INFO(text);
    CHECK_FALSE(parse_date(text));
  }
}

TEST_CASE("of_all_pairs_of_two_digits_only_months_and_their_days_are_read") {
  for (int year = 1898; year <= 2102; ++year) {
    for (int month = 0; month <= 99; ++month) {
      const bool is_month = month >= 1 && month <= 12;
      const int days = is_month ? greg::gregorian_calendar::end_of_month_day(static_cast<unsigned short>(year), static_cast<unsigned short>(month)) : 0;
      for (int day = 0; day <= 99; ++day) {
        char text[40];
        std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
        Day quick = 0;
        const bool is_quick = parse_day(text, quick), is_day = day >= 1 && day <= days;
        const auto span = parse_date(text);
        if (span.has_value() != is_day || is_quick != (is_day && year >= 1900 && year < 2100) || (is_quick && quick != day_from_civil({year, month, day}))) FAIL(text);
      }
    }
  }
}

TEST_CASE("a_day_with_any_byte_in_the_place_of_another_is_read_only_if_it_is_one") {
  const std::string whole = "2026-11-22";
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = whole;
      text[at] = static_cast<char>(byte);
      const bool is_dash = at == 4 || at == 7, is_digit = byte >= '0' && byte <= '9';
      int year = 0, month = 0, day = 0;
      const bool has_form = (is_dash ? byte == '-' : is_digit) && std::sscanf(text.c_str(), "%4d-%2d-%2d", &year, &month, &day) == 3;
      const bool is_day = has_form && year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
      Day quick = 0;
      INFO(at << " byte " << byte);
      CHECK(parse_date(text).has_value() == is_day);
      CHECK(parse_day(text, quick) == (is_day && (year / 100 == 19 || year / 100 == 20)));
    }
  }
}

TEST_CASE("spans_are_written_as_they_were_read") {
  for (const char* text : {"2026-11-22", "2026-11", "2026", "2024-02", "2026-11-22 14:30"}) CHECK(to_text(parse_date(text).value()) == text);
  const Day day = parse_date("2026-11-22")->first;
  CHECK(to_text(TimeSpan::between(day, day + 3)) == "2026-11-22 to 2026-11-25");
  CHECK(to_text(TimeSpan::between(kBeginning, day)) == "by 2026-11-22");
  CHECK(to_text(TimeSpan::between(day, kForever)) == "from 2026-11-22");
  CHECK(to_text(TimeSpan{}) == "an unknown date");
}

TEST_CASE("durations_are_written_in_plain_words") {
  CHECK(to_text(Duration{2, TimeUnit::kWeeks}) == "2 weeks");
  CHECK(to_text(Duration{1, TimeUnit::kDays}) == "1 day");
  CHECK(to_text(Duration{0, TimeUnit::kMonths}) == "0 months");
  CHECK(Duration{1, TimeUnit::kHours}.is_clock());
  CHECK(Duration{1, TimeUnit::kYears}.is_calendar());
  CHECK_FALSE(Duration{1, TimeUnit::kWeeks}.is_calendar());
}
