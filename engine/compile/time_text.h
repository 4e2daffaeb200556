// The words for units of time in rule files.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "value/duration.h"
#include "value/number.h"

namespace eligo::compile {

/// "week", "weeks" …; none for other words.
inline std::optional<value::TimeUnit> time_unit(std::string_view word) {
  std::string name = base::folded(word);
  if (name.empty() || name.back() != 's') name += 's';
  for (value::TimeUnit unit : {value::TimeUnit::kMinutes, value::TimeUnit::kHours, value::TimeUnit::kDays, value::TimeUnit::kWeeks,
                               value::TimeUnit::kMonths, value::TimeUnit::kYears}) {
    if (name == value::name_of(unit)) return unit;
  }
  return std::nullopt;
}

/// A duration the checker has accepted: a whole number of a unit of time.
inline value::Duration duration_of(const std::string& number, std::string_view unit) {
  const std::optional<value::Number> amount = value::Number::from_decimal(number);
  return {static_cast<std::int32_t>(amount ? amount->floor().value_or(0) : 0), time_unit(unit).value_or(value::TimeUnit::kDays)};
}

}  // namespace eligo::compile
