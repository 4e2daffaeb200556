// The rules for starts and ends, in the order in which they apply.
//
//   given                              start                 end
//   on D                               D                     D
//   start S, end E                     S                     E
//   start S, ongoing or active         S                     never
//   start S, acute                     S                     S
//   start S, chronic                   S                     never
//   start S, resolved                  S                     from S to the day before screening
//   start S                            S                     from S on
//   end E                              up to E               E
//   nothing                            up to screening       as with a start, from any time on
#include "model/fact_dates.h"

#include <algorithm>

namespace eligo::model {

namespace {

using value::Day;
using value::kBeginning;
using value::kForever;
using value::TimeSpan;

constexpr std::int64_t kSecondsOfMinute = 60;

bool is_exact_in_utc(const TimeSpan& span) { return span.has_clock() && span.offset != TimeSpan::kNoOffset; }

std::int64_t utc_second(const TimeSpan& span) { return span.first_second() - span.offset * kSecondsOfMinute; }

// A date too coarse to tell is no later than screening, unless all of it is.
TimeSpan clipped(TimeSpan span, Day screening) {
  if (span.first <= screening && screening < span.last && span.last < kForever) span.last = screening;
  return span;
}

// The last day on which a fact that is over at screening can have ended; kForever where it only begins then or later
// (the record was made after the day that is asked about).
Day last_end_of_over(const TimeSpan& start, Day screening) { return start.first < screening ? screening - 1 : kForever; }

TimeSpan end_without_date(const GivenDates& given, const TimeSpan& start, Day screening) {
  const bool is_acute_day = given.is_acute && given.start.has_value();
  if (given.standing == Standing::kLasting) return TimeSpan::on(kForever);
  if (is_acute_day) return start;
  if (given.standing == Standing::kOver) return TimeSpan::between(start.first, last_end_of_over(start, screening));
  if (given.is_chronic) return TimeSpan::on(kForever);
  return TimeSpan::between(start.first, kForever);
}

// Nothing ends before it starts: each end of the two spans is held to what the other allows.
void tighten(TimeSpan& start, TimeSpan& end) {
  if (end.last >= start.first) start.last = std::min(start.last, end.last);
  if (start.first <= end.last) end.first = std::max(end.first, start.first);
}

void set_single(Fact& fact, const TimeSpan& day) {
  fact.start = day;
  fact.end = day;
  fact.has_end = true;
}

}  // namespace

bool is_surely_reversed(const GivenDates& given) {
  if (!given.start || !given.end) return false;
  const TimeSpan& start = *given.start;
  const TimeSpan& end = *given.end;
  if (is_exact_in_utc(start) && is_exact_in_utc(end)) return utc_second(end) < utc_second(start);
  if (end.last != start.first) return end.last < start.first;
  const bool is_alike = start.offset == end.offset;
  return start.has_clock() && end.has_clock() && is_alike && end.second < start.second;
}

void settle_dates(Fact& fact, const GivenDates& given, const TimeSpan& screening) {
  const Day today = screening.first;
  fact.is_dated = given.single || given.start || given.end || given.is_unreadable;
  fact.start = TimeSpan();
  fact.end = TimeSpan();
  if (given.is_unreadable) return;
  if (given.single) return set_single(fact, clipped(*given.single, today));

  const bool is_planned = given.start && given.start->first > today;
  if (given.start) {
    fact.start = clipped(*given.start, today);
  } else if (!given.end) {
    fact.start.last = today;
  }
  if (given.end) {
    fact.end = is_planned ? *given.end : clipped(*given.end, today);
  } else {
    fact.end = end_without_date(given, fact.start, today);
  }
  fact.has_not_ended = fact.end.first == kForever;
  fact.has_end = given.end || (given.is_acute && given.start && !fact.has_not_ended);
  if (!fact.has_not_ended) tighten(fact.start, fact.end);
}

}  // namespace eligo::model
