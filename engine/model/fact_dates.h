// When a fact began and ended (LANGUAGE.md section 4, "When a fact ends"). In: the dates as given, what else tells, and the
// screening day. Out: two spans of possible time. Reading the texts is left to fact_reader.h.
#pragma once

#include <cstdint>
#include <optional>

#include "model/record.h"

namespace eligo::model {

/// What the record says about whether the fact is over.
enum class Standing : std::uint8_t { kUnsaid, kLasting, kOver };

struct GivenDates {
  std::optional<value::TimeSpan> single;       // `on`: start and end at once; then the two below are empty
  std::optional<value::TimeSpan> start, end;
  Standing standing = Standing::kUnsaid;       // `ongoing`, `status`
  bool is_acute = false, is_chronic = false;   // the concept's
  bool is_unreadable = false;                  // some date was given but cannot be used: nothing is known
};

/// Whether the end lies before the start, whatever the days they may mean.
bool is_surely_reversed(const GivenDates& given);

/// Fills in `start`, `end`, `is_dated`, `has_end` and `has_not_ended` of a fact that has none of them yet.
void settle_dates(Fact& fact, const GivenDates& given, const value::TimeSpan& screening);

/// The same where all that is given is one whole day, whatever the screening day is.
inline void settle_single_day(Fact& fact, value::Day day) {
  fact.start.first = fact.start.last = fact.end.first = fact.end.last = day;
  fact.is_dated = fact.has_end = true;
}

}  // namespace eligo::model
