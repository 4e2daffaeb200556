// The table of the words for units of time.
#include "semantics/time_units.h"

#include "base/ascii.h"
#include "value/number.h"

namespace eligo::semantics {

namespace {

struct Row {
  std::string_view word;
  value::TimeUnit unit;
  std::string_view ucum;
};
constexpr Row kRows[] = {
    {"minute", value::TimeUnit::kMinutes, "min"}, {"hour", value::TimeUnit::kHours, "h"},    {"day", value::TimeUnit::kDays, "d"},
    {"week", value::TimeUnit::kWeeks, "wk"},      {"month", value::TimeUnit::kMonths, "mo"}, {"year", value::TimeUnit::kYears, "a"},
};
constexpr std::int64_t kLongest = 100000;

}  // namespace

std::optional<value::TimeUnit> time_unit(std::string_view word) {
  if (!word.empty() && base::fold(word.back()) == 's') word.remove_suffix(1);
  for (const Row& row : kRows) {
    if (base::equal_folded(row.word, word)) return row.unit;
  }
  return std::nullopt;
}

std::optional<std::int32_t> whole_amount(std::string_view digits) {
  const std::optional<value::Number> number = value::Number::from_decimal(digits);
  if (!number || !number->is_integer() || *number < value::Number(0) || *number > value::Number(kLongest)) return std::nullopt;
  return static_cast<std::int32_t>(*number->floor());
}

std::optional<clinical::Unit> unit_of_time(value::TimeUnit unit) {
  for (const Row& row : kRows) {
    if (row.unit == unit) return clinical::parse_unit(row.ucum);
  }
  return std::nullopt;
}

}  // namespace eligo::semantics
