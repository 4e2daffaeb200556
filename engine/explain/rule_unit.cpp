// Looks for a number with a unit in the text of a condition that is the limit itself, and takes its unit.
#include "explain/rule_unit.h"

#include <algorithm>

#include "base/ascii.h"

namespace eligo::explain {

namespace {

struct Written {
  std::string_view number, unit;
};

// The next number with a word after it, from `at` on; `at` moves behind the number.
std::optional<Written> next_written(std::string_view text, std::size_t& at) {
  while (at < text.size()) {
    while (at < text.size() && !base::is_digit(text[at])) ++at;
    const std::size_t from = at;
    while (at < text.size() && (base::is_digit(text[at]) || (text[at] == '.' && at + 1 < text.size() && base::is_digit(text[at + 1])))) ++at;
    if (at + 1 >= text.size() || text[at] != ' ') {
      at += at < text.size() ? 1 : 0;
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(" ,)}", at + 1), text.size());
    return Written{text.substr(from, at - from), text.substr(at + 1, end - at - 1)};
  }
  return std::nullopt;
}

}  // namespace

std::optional<RuleUnit> rule_unit(const std::string& rule_text, const clinical::Concept& entry, const value::Number& limit) {
  if (!entry.unit) return std::nullopt;
  std::size_t at = 0;
  while (const auto written = next_written(rule_text, at)) {
    const auto number = value::Number::from_decimal(written->number);
    const auto unit = clinical::parse_unit(written->unit);
    if (!number || !unit || written->unit.empty() || written->unit == entry.unit->text) continue;
    const auto to_own = clinical::conversion(*unit, *entry.unit, entry.conversions);
    const auto from_own = clinical::conversion(*entry.unit, *unit, entry.conversions);
    if (to_own && from_own && to_own->apply(*number) == limit) return RuleUnit{std::string(written->unit), *from_own};
  }
  return std::nullopt;
}

}  // namespace eligo::explain
