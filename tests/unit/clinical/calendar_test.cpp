// Clipping months, completed units of age, the first day that is clear of a wait.
#include <boost/date_time/gregorian/gregorian.hpp>
#include <string>

#include "catch.h"
#include "clinical/calendar.h"

using namespace eligo::clinical;
using eligo::value::Day;
using eligo::value::Duration;
using eligo::value::TimeUnit;

namespace {

Day day(const char* text) { return eligo::value::parse_date(text).value().first; }
std::string text(Day d) { return eligo::value::to_text(d); }

}  // namespace

TEST_CASE("months_are_clipped_at_the_end_of_the_month") {
  struct Row { const char* from; int months; const char* to; };
  const Row rows[] = {
      {"2026-08-31", -6, "2026-02-28"}, {"2024-08-31", -6, "2024-02-29"}, {"2026-02-28", 6, "2026-08-28"}, {"2024-02-29", 12, "2025-02-28"},
      {"2024-02-29", 48, "2028-02-29"}, {"2023-03-31", -1, "2023-02-28"}, {"2026-12-31", 2, "2027-02-28"}, {"2026-01-15", -1, "2025-12-15"},
      {"2026-01-31", 0, "2026-01-31"}, {"2026-11-30", 3, "2027-02-28"},
  };
  for (const Row& row : rows) {
    INFO(row.from << " " << row.months);
    CHECK(text(add_months(day(row.from), row.months)) == row.to);
  }
}

TEST_CASE("ends_of_time_stay_what_they_are") {
  using eligo::value::kBeginning;
  using eligo::value::kForever;
  const Duration duration{5, TimeUnit::kYears};
  for (Day end : {kBeginning, kForever}) {
    CHECK(later(end, duration) == end);
    CHECK(earlier(end, duration) == end);
    CHECK(later(end, {3, TimeUnit::kWeeks}) == end);
    CHECK(first_day_clear_of(end, duration) == end);
  }
  CHECK(later(day("9999-12-31"), {100000, TimeUnit::kYears}) <= kForever);
  CHECK(earlier(day("1000-01-01"), {100000, TimeUnit::kYears}) >= kBeginning);
}

TEST_CASE("weeks_and_days_count_days") {
  CHECK(text(later(day("2026-02-27"), {2, TimeUnit::kWeeks})) == "2026-03-13");
  CHECK(text(earlier(day("2024-03-01"), {1, TimeUnit::kDays})) == "2024-02-29");
  CHECK(text(earlier(day("2026-08-31"), {6, TimeUnit::kMonths})) == "2026-02-28");
  CHECK(text(later(day("2024-02-29"), {1, TimeUnit::kYears})) == "2025-02-28");
}

TEST_CASE("seconds_are_of_clock_durations_days_and_weeks") {
  CHECK(seconds_of({90, TimeUnit::kMinutes}) == 5400);
  CHECK(seconds_of({72, TimeUnit::kHours}) == 259200);
  CHECK(seconds_of({2, TimeUnit::kDays}) == 172800);
  CHECK(seconds_of({100000, TimeUnit::kWeeks}) == 60480000000LL);
}

TEST_CASE("first_day_clear_is_the_first_whose_window_begins_at_the_day_or_later") {
  const Duration durations[] = {{1, TimeUnit::kMonths}, {6, TimeUnit::kMonths}, {1, TimeUnit::kYears}, {14, TimeUnit::kDays}, {5, TimeUnit::kWeeks}, {0, TimeUnit::kDays}};
  for (Day d = day("2023-12-01"); d <= day("2025-03-31"); ++d) {
    for (const Duration& duration : durations) {
      const Day clear = first_day_clear_of(d, duration);
      INFO(text(d) << " " << eligo::value::to_text(duration) << " " << text(clear));
      CHECK(earlier(clear, duration) >= d);
      CHECK(earlier(clear - 1, duration) < d);
    }
  }
}

TEST_CASE("birthdays_complete_a_year") {
  struct Row { const char* birth; const char* at; int years; };
  const Row rows[] = {
      {"2004-02-29", "2022-02-28", 17}, {"2004-02-29", "2022-03-01", 18}, {"2004-02-29", "2024-02-29", 20}, {"2010-05-15", "2024-05-14", 13},
      {"2010-05-15", "2024-05-15", 14}, {"1966-05-10", "2026-11-22", 60}, {"2000-01-01", "1999-12-31", -1}, {"2000-01-01", "2000-01-01", 0},
      {"2000-12-31", "2001-12-30", 0},
  };
  for (const Row& row : rows) {
    INFO(row.birth << " at " << row.at);
    CHECK(completed_years(day(row.birth), day(row.at)) == row.years);
  }
}

TEST_CASE("a_month_is_completed_when_its_day_is_reached") {
  const Day born = day("2026-01-31");
  CHECK(completed_months(born, day("2026-02-28")) == 0);
  CHECK(completed_months(born, day("2026-03-01")) == 1);
  CHECK(completed_months(born, day("2026-03-30")) == 1);
  CHECK(completed_months(born, day("2026-03-31")) == 2);
  CHECK(completed_months(born, day("2026-04-30")) == 2);
  CHECK(completed_months(born, day("2026-05-01")) == 3);
  CHECK(completed(TimeUnit::kMonths, born, day("2026-05-01")) == 3);
  CHECK(completed(TimeUnit::kWeeks, born, day("2026-02-13")) == 1);
  CHECK(completed(TimeUnit::kWeeks, born, day("2026-02-14")) == 2);
  CHECK(completed(TimeUnit::kWeeks, born, day("2026-01-30")) == -1);
  CHECK(completed(TimeUnit::kDays, born, day("2026-02-14")) == 14);
  CHECK(completed(TimeUnit::kHours, born, day("2026-02-01")) == 24);
  CHECK(completed(TimeUnit::kMinutes, born, day("2026-02-01")) == 1440);
}

TEST_CASE("clipping_agrees_with_the_shortest_independent_definition") {
  // A month later is the same day of the next month, or that month's last day where it has no such day.
  namespace greg = boost::gregorian;
  for (greg::date d(1999, 12, 1); d < greg::date(2001, 4, 1); d += greg::days(1)) {
    for (int months = -30; months <= 30; ++months) {
      const int total = static_cast<int>(d.year()) * 12 + static_cast<int>(d.month()) - 1 + months;
      const auto year = static_cast<unsigned short>(total / 12);
      const auto month = static_cast<unsigned short>(total % 12 + 1);
      const auto last = greg::gregorian_calendar::end_of_month_day(year, month);
      const greg::date expected(year, month, std::min<unsigned short>(static_cast<unsigned short>(d.day()), last));
      const Day start = day(greg::to_iso_extended_string(d).c_str());
      if (text(add_months(start, months)) != greg::to_iso_extended_string(expected)) {
        FAIL(d << " + " << months << " gives " << text(add_months(start, months)));
      }
    }
  }
}
