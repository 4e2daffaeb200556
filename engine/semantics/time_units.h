// The words for units of time, as durations and limits of age are written with.
#pragma once

#include <optional>
#include <string_view>

#include "clinical/unit.h"
#include "value/duration.h"

namespace eligo::semantics {

/// `year`, `years` …, without regard to case. None where the word is another.
std::optional<value::TimeUnit> time_unit(std::string_view word);

/// A whole number from 0 to 100000, as durations have it.
std::optional<std::int32_t> whole_amount(std::string_view digits);

/// The unit of quantities that these words stand for: an observation may be measured in months.
std::optional<clinical::Unit> unit_of_time(value::TimeUnit unit);

}  // namespace eligo::semantics
