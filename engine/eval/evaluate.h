// Rules against a record: the one place where truth is decided.
#pragma once

#include "eval/outcome.h"

namespace eligo::eval {

enum class Detail : std::uint8_t {
  kStatusOnly,   // as fast as it goes
  kRecorded      // every condition is evaluated and recorded
};

/// Evaluates every criterion. Pure: equal inputs give equal outcomes, and nothing else is read.
Outcome evaluate(const program::Program& program, const model::PatientRecord& record, Detail detail);

/// Shifts the screening day by 0 to 730 days, with every recorded moment after it, and finds the first stretch of days on
/// which the verdict is eligible.
EligibilityWindow eligibility_window(const program::Program& program, const model::PatientRecord& record);

inline constexpr value::Day kHorizon = 730;  // days

}  // namespace eligo::eval
