// Month arithmetic that clips, completed years, distances: the rules of LANGUAGE.md section 4.
// Boost.Date_Time snaps to month ends (28 February + 6 months = 31 August); this never does.
#pragma once

#include <cstdint>

#include "value/date.h"
#include "value/duration.h"

namespace eligo::clinical {

/// `day` plus (or minus, with a negative count) whole months; the day of the month is clipped to the month's length.
/// kBeginning and kForever stay what they are.
value::Day add_months(value::Day day, std::int32_t months);

/// `day` + duration, `day` - duration. The duration is not in hours or minutes.
value::Day later(value::Day day, const value::Duration& duration);
value::Day earlier(value::Day day, const value::Duration& duration);

/// Seconds of a duration in minutes, hours, days or weeks.
std::int64_t seconds_of(const value::Duration& duration);

/// The first day d from which on `earlier(d, duration) >= day`: the day that a wait of `duration` after `day` is over.
value::Day first_day_clear_of(value::Day day, const value::Duration& duration);

/// Completed months and years from `birth` to `day`: a month is completed when the day of the month has been reached
/// (born on the 31st: the 1st after a short month; born on 29 February: 1 March). Negative before the birth.
std::int32_t completed_months(value::Day birth, value::Day day);
std::int32_t completed_years(value::Day birth, value::Day day);
/// Whether so many years (0 to 100000) are completed; mostly without the calendar.
bool has_completed_years(value::Day birth, value::Day day, std::int32_t years);
/// Completed units of any calendar kind (years, months, weeks, days); hours and minutes count as 24 and 1440 a day.
std::int64_t completed(value::TimeUnit unit, value::Day birth, value::Day day);

}  // namespace eligo::clinical
