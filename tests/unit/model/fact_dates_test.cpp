// When facts begin and end: every row of the table in fact_dates.cpp, partial dates, and the screening day's part in it.
#include "catch.h"
#include "record_of.h"

using eligo::model::test::fact_of;

TEST_CASE("how_a_fact_ends_follows_from_its_dates_and_its_status") {
  const struct { const char* list; const char* fact; const char* print; } cases[] = {
      // a single date
      {"procedures", "{of: surgery, on: 2026-10-25}", "surgery 2026-10-25 to 2026-10-25 ended"},
      {"procedures", "{of: surgery, on: 2026-12-10}", "surgery 2026-12-10 to 2026-12-10 ended"},
      {"procedures", "{of: surgery, on: 2026}", "surgery 2026-01-01..2026-11-22 to 2026-01-01..2026-11-22 ended"},
      {"procedures", "{of: surgery, on: 2027}", "surgery 2027-01-01..2027-12-31 to 2027-01-01..2027-12-31 ended"},
      {"conditions", "{of: vitiligo, on: 2018-05-01}", "vitiligo 2018-05-01 to 2018-05-01 ended"},
      {"conditions", "{of: infection, on: 2018-05-01, status: resolved}", "infection 2018-05-01 to 2018-05-01 ended"},
      // start and end
      {"conditions", "{of: infection, onset: 2026-10-01, end: 2026-11-08}", "infection 2026-10-01 to 2026-11-08 ended"},
      {"treatments", "{of: nivolumab, start: 2026-08, end: 2026-08-10}", "nivolumab 2026-08-01..2026-08-10 to 2026-08-10 ended"},
      {"treatments", "{of: nivolumab, start: 2026-08-20, end: 2026-08}", "nivolumab 2026-08-20 to 2026-08-20..2026-08-31 ended"},
      {"treatments", "{of: nivolumab, start: 2026-08-20, end: 2026-11}", "nivolumab 2026-08-20 to 2026-11-01..2026-11-22 ended"},
      {"treatments", "{of: nivolumab, start: 2026-08-20, end: 2026-12-01}", "nivolumab 2026-08-20 to 2026-12-01 ended"},
      {"treatments", "{of: nivolumab, start: 2026-11-25, end: 2026-11}", "nivolumab 2026-11-25 to 2026-11-25..2026-11-30 ended"},
      {"conditions", "{of: infection, onset: 2026-10-01, end: 2026-11-08, status: resolved}", "infection 2026-10-01 to 2026-11-08 ended"},
      // ongoing
      {"treatments", "{of: nivolumab, start: 2020-01-01, ongoing: true}", "nivolumab 2020-01-01 to never lasting"},
      {"treatments", "{of: nivolumab, start: 2020-01-01, ongoing: YES}", "nivolumab 2020-01-01 to never lasting"},
      {"conditions", "{of: infection, onset: 2026-11, status: Active}", "infection 2026-11-01..2026-11-22 to never lasting"},
      {"conditions", "{of: stroke, onset: 2026-10-01, status: active}", "stroke 2026-10-01 to never lasting"},
      {"conditions", "{of: infection, status: active}", "infection beginning..2026-11-22 to never undated lasting"},
      // acute and chronic concepts
      {"conditions", "{of: stroke, onset: 2025-10-01}", "stroke 2025-10-01 to 2025-10-01 ended"},
      {"conditions", "{of: stroke, onset: 2025-10-01, status: resolved}", "stroke 2025-10-01 to 2025-10-01 ended"},
      {"conditions", "{of: stroke, onset: 2025-10}", "stroke 2025-10-01..2025-10-31 to 2025-10-01..2025-10-31 ended"},
      {"conditions", "{of: vitiligo, onset: 2018-05-01}", "vitiligo 2018-05-01 to never lasting"},
      {"conditions", "{of: vitiligo, onset: 2018-05-01, status: resolved}", "vitiligo 2018-05-01 to 2018-05-01..2026-11-21"},
      {"conditions", "{of: vitiligo, onset: 2018-05-01, end: 2020-01-01}", "vitiligo 2018-05-01 to 2020-01-01 ended"},
      // nothing that tells
      {"conditions", "{of: infection, onset: 2025-10-01}", "infection 2025-10-01 to 2025-10-01..never"},
      {"treatments", "{of: nivolumab, start: 2026-11-25}", "nivolumab 2026-11-25 to 2026-11-25..never"},
      {"conditions", "{of: infection, onset: 2025-10-01, status: resolved}", "infection 2025-10-01 to 2025-10-01..2026-11-21"},
      {"conditions", "{of: infection, onset: 2026-11, status: resolved}", "infection 2026-11-01..2026-11-21 to 2026-11-01..2026-11-21"},
      {"treatments", "{of: nivolumab, start: 2025-10-01, ongoing: no}", "nivolumab 2025-10-01 to 2025-10-01..2026-11-21"},
      {"conditions", "{of: infection, onset: 2026-11-25, status: resolved}", "infection 2026-11-25 to 2026-11-25..never"},
      // no start
      {"treatments", "{of: nivolumab, end: 2026-10-01}", "nivolumab beginning..2026-10-01 to 2026-10-01 ended"},
      {"treatments", "{of: nivolumab, end: 2026}", "nivolumab beginning..2026-11-22 to 2026-01-01..2026-11-22 ended"},
      {"conditions", "{of: infection, status: resolved}", "infection beginning..2026-11-21 to beginning..2026-11-21 undated"},
      {"allergies", "{of: nivolumab}", "nivolumab beginning..2026-11-22 to beginning..never undated"},
      // clock times
      {"procedures", "{of: surgery, on: 2026-11-20T14:30}", "surgery 2026-11-20+52200s to 2026-11-20+52200s ended"},
      {"treatments", "{of: nivolumab, start: 2026-11-20T14:30, end: 2026-11-20T15:00}", "nivolumab 2026-11-20+52200s to 2026-11-20+54000s ended"},
      {"treatments", "{of: nivolumab, start: '2026-11-21T00:30:00+14:00', end: '2026-11-20T23:00:00Z'}",
       "nivolumab 2026-11-21+1800s@840 to 2026-11-20+82800s@0 ended"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.fact);
    CHECK(fact_of(c.list, c.fact) == c.print);
  }
}

TEST_CASE("dates_that_cannot_be_used_set_the_fact_aside_and_leave_its_time_open") {
  const std::string open = " BROKEN beginning..never to beginning..never | ";
  const struct { const char* list; const char* fact; const char* problem; } cases[] = {
      {"conditions", "{of: infection, onset: 2026-02-30}", "E0605 conditions[0].onset"},
      {"conditions", "{of: infection, onset: 2020-01-01, end: 2026-11-31}", "E0605 conditions[0].end"},
      {"conditions", "{of: infection, onset: soon}", "E0605 conditions[0].onset"},
      {"conditions", "{of: infection, onset: }", "E0605 conditions[0].onset"},
      {"conditions", "{of: infection, onset: 0001-01-01}", "E0605 conditions[0].onset"},
      {"conditions", "{of: infection, onset: [2020]}", "E0617 conditions[0].onset"},
      {"conditions", "{of: infection, onset: 2026-05-01, end: 2026-04-01}", "E0606 conditions[0].end"},
      {"conditions", "{of: infection, onset: 2026-05, end: 2026-04}", "E0606 conditions[0].end"},
      {"conditions", "{of: infection, onset: 2026-05-01T10:00, end: 2026-05-01T09:00}", "E0606 conditions[0].end"},
      {"conditions", "{of: infection, on: 2026-05-01, onset: 2026-05-01}", "E0617 conditions[0].onset"},
      {"conditions", "{of: infection, on: 2026-05-01, end: 2026-05-02}", "E0617 conditions[0].end"},
      {"conditions", "{of: infection, onset: 2026-05-01, start: 2026-05-01}", "E0617 conditions[0].start"},
      {"conditions", "{of: infection, on: 2026-05-01, status: active}", "E0617 conditions[0].status"},
      {"conditions", "{of: infection, onset: 2020, end: 2021, status: active}", "E0617 conditions[0].status"},
      {"conditions", "{of: infection, onset: 2020, end: 2021, ongoing: yes}", "E0617 conditions[0].ongoing"},
      {"conditions", "{of: infection, onset: 2020, ongoing: yes, status: resolved}", "E0617 conditions[0].status"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.fact);
    CHECK(fact_of(c.list, c.fact) == "infection" + open + c.problem);
  }
}

TEST_CASE("an_end_that_may_lie_after_its_start_is_no_problem") {
  CHECK(fact_of("conditions", "{of: infection, onset: 2026-05-20, end: 2026-05}") == "infection 2026-05-20 to 2026-05-20..2026-05-31 ended");
  CHECK(fact_of("conditions", "{of: infection, onset: 2026-05-20T10:00, end: 2026-05-20}") ==
        "infection 2026-05-20+36000s to 2026-05-20 ended");
}

TEST_CASE("a_status_that_cannot_be_read_keeps_the_dates") {
  CHECK(fact_of("conditions", "{of: infection, onset: 2020-01-01, status: maybe}") ==
        "infection BROKEN 2020-01-01 to 2020-01-01..never | E0610 conditions[0].status");
  CHECK(fact_of("treatments", "{of: nivolumab, start: 2020-01-01, ongoing: perhaps}") ==
        "nivolumab BROKEN 2020-01-01 to 2020-01-01..never | E0613 treatments[0].ongoing");
}

TEST_CASE("results_have_neither_status_nor_course") {
  CHECK(fact_of("observations", "{of: ECOG, value: 1, on: 2026-11-20, status: final}") ==
        "ECOG 2026-11-20 to 2026-11-20 ended value 1 | E0602 observations[0].status");
}

TEST_CASE("dates_are_settled_by_the_screening_day_that_is_asked_for") {
  using namespace eligo;
  model::ReadOptions options;
  options.on = value::TimeSpan::on(value::day_from_civil({2020, 6, 15}));
  const auto record = model::test::record_of(
      "patient: P1\nconditions:\n  - {of: infection, onset: 2020}\ndates: {screening: 2026-11-22}\n", options);
  CHECK(dump(record.facts[0], model::test::vocabulary()) == "conditions[0] infection 2020-01-01..2020-06-15 to 2020-01-01..never");
}
