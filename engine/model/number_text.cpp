// Reads the spellings of numbers by hand; decimals stay exact.
#include "model/number_text.h"

#include "base/ascii.h"

namespace eligo::model {

namespace {

using value::Bound;
using value::Interval;
using value::Number;

constexpr std::string_view kEnDash = "\xE2\x80\x93";

struct Comparator {
  std::string_view spelling;
  bool is_upper;  // the number is the upper end
  bool is_open;
};

// The longer spellings stand before those they begin with.
constexpr Comparator kComparators[] = {
    {"<=", true, false}, {">=", false, false}, {"<", true, true}, {">", false, true},
    {"\xE2\x89\xA4", true, false}, {"\xE2\x89\xA5", false, false},
};

const Comparator* take_comparator(std::string_view& text) {
  for (const Comparator& it : kComparators) {
    if (!text.starts_with(it.spelling)) continue;
    text = base::trimmed(text.substr(it.spelling.size()));
    return &it;
  }
  return nullptr;
}

// `80` of `1:80`.
std::optional<Number> titre_of(std::string_view text) {
  if (!text.starts_with("1:")) return std::nullopt;
  const auto second = read_decimal(base::trimmed(text.substr(2)));
  return second && *second > Number(0) ? second : std::nullopt;
}

Interval bounded(const Comparator& by, const Number& limit) {
  if (!by.is_upper) return {by.is_open ? Bound::open(limit) : Bound::closed(limit), Bound::none()};
  const Number zero;
  const bool reaches_zero = limit > zero || (limit == zero && !by.is_open);
  return {reaches_zero ? Bound::closed(zero) : Bound::none(), by.is_open ? Bound::open(limit) : Bound::closed(limit)};
}

// `35-40`: the dash is none of a sign or an exponent.
std::optional<Interval> range_of(std::string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    const bool is_en_dash = text.substr(at).starts_with(kEnDash);
    if (!is_en_dash && text[at] != '-') continue;
    const auto low = read_decimal(base::trimmed(text.substr(0, at)));
    const auto high = read_decimal(base::trimmed(text.substr(at + (is_en_dash ? kEnDash.size() : 1))));
    if (low && high) return *low <= *high ? std::optional(Interval{Bound::closed(*low), Bound::closed(*high)}) : std::nullopt;
  }
  return std::nullopt;
}

bool is_exponent(std::string_view text, std::size_t at) {
  if ((text[at] != 'e' && text[at] != 'E') || at == 0 || !base::is_digit(text[at - 1])) return false;
  const bool is_signed = at + 1 < text.size() && (text[at + 1] == '-' || text[at + 1] == '+');
  const std::size_t digit = at + (is_signed ? 2 : 1);
  return digit < text.size() && base::is_digit(text[digit]);
}

}  // namespace

std::optional<Number> read_decimal(std::string_view text) {
  if (const auto plain = Number::from_plain_decimal(text)) return plain;
  constexpr std::size_t kLongest = 60;
  constexpr std::size_t kMostExponentDigits = 2;
  if (text.size() > kLongest) return std::nullopt;
  const std::size_t exponent = text.find_first_of("eE");
  if (exponent != std::string_view::npos) {
    const std::size_t digit = text.find_first_of("0123456789", exponent);
    if (digit != std::string_view::npos && text.size() - digit > kMostExponentDigits) return std::nullopt;
  }
  return Number::from_decimal(text);
}

std::optional<NumberText> read_number_text(std::string_view text) {
  constexpr std::size_t kLongest = 200;  // far longer than any number; keeps hostile ranges cheap
  text = base::trimmed(text);
  if (text.empty() || text.size() > kLongest) return std::nullopt;
  if (const auto plain = read_decimal(text)) return NumberText{Interval::point(*plain)};
  const Comparator* comparator = take_comparator(text);
  const auto titre = titre_of(text);
  const auto number = titre ? titre : read_decimal(text);
  if (number && comparator != nullptr) return NumberText{bounded(*comparator, *number), titre.has_value(), comparator->is_upper};
  if (titre) return NumberText{Interval::point(*titre), true};
  if (comparator != nullptr) return std::nullopt;
  const auto range = range_of(text);
  return range ? std::optional(NumberText{*range}) : std::nullopt;
}

NumberAndUnit split_unit(std::string_view text) {
  constexpr std::string_view kOfNumbers = "0123456789.<>=+-: ";
  text = base::trimmed(text);
  std::size_t at = 0;
  while (at < text.size()) {
    const std::string_view rest = text.substr(at);
    if (kOfNumbers.find(text[at]) != std::string_view::npos || is_exponent(text, at)) {
      ++at;
    } else if (rest.starts_with(kEnDash) || rest.starts_with("\xE2\x89\xA4") || rest.starts_with("\xE2\x89\xA5")) {
      at += 3;
    } else {
      break;
    }
  }
  return {base::trimmed(text.substr(0, at)), base::trimmed(text.substr(at))};
}

}  // namespace eligo::model
