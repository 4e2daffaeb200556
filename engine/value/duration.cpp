// The words for lengths of time.
#include "value/duration.h"

namespace eligo::value {

const char* name_of(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::kMinutes: return "minutes";
    case TimeUnit::kHours: return "hours";
    case TimeUnit::kDays: return "days";
    case TimeUnit::kWeeks: return "weeks";
    case TimeUnit::kMonths: return "months";
    case TimeUnit::kYears: return "years";
  }
  return "";
}

std::string to_text(const Duration& duration) {
  std::string unit = name_of(duration.unit);
  if (duration.amount == 1) unit.pop_back();
  return std::to_string(duration.amount) + " " + unit;
}

}  // namespace eligo::value
