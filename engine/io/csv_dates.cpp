// Formats as a list of pieces, matched from the left.
#include "io/csv_dates.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "value/date.h"

namespace eligo::io {

namespace {

constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";

// A number of at least `least` and at most `most` digits, taken off the front.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t digits = 0;
  int number = 0;
  while (digits < most && digits < text.size() && base::is_digit(text[digits])) number = number * 10 + (text[digits++] - '0');
  if (digits < least) return std::nullopt;
  text.remove_prefix(digits);
  return number;
}

std::optional<int> take_month_name(std::string_view& text) {
  if (text.size() < 3) return std::nullopt;
  const std::size_t at = kMonths.find(base::folded(text.substr(0, 3)));
  if (at == std::string_view::npos || at % 3 != 0) return std::nullopt;
  text.remove_prefix(3);
  return static_cast<int>(at / 3) + 1;
}

std::string padded(int number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

}  // namespace

base::Expected<DateFormat, std::string> DateFormat::parse(std::string_view text) {
  struct Spelling {
    std::string_view text;
    Part part;
  };
  static constexpr Spelling kSpellings[] = {{"YYYY", Part::kYear}, {"MON", Part::kMonthName}, {"MM", Part::kMonth}, {"DD", Part::kDay},
                                            {"hh", Part::kHour},   {"mm", Part::kMinute},     {"ss", Part::kSecond}};
  DateFormat out;
  std::array<int, kParts> given{};
  while (!text.empty()) {
    const auto* found = std::find_if(std::begin(kSpellings), std::end(kSpellings), [&](const Spelling& s) { return text.starts_with(s.text); });
    if (found != std::end(kSpellings)) {
      out.pieces_.push_back({found->part, '\0'});
      given[static_cast<std::size_t>(found->part == Part::kMonthName ? Part::kMonth : found->part)] += 1;
      text.remove_prefix(found->text.size());
    } else if (text.starts_with("YY")) {
      return base::Unexpected{std::string("two digits of a year do not tell the century")};
    } else if ((base::is_letter(text.front()) && text.front() != 'T') || base::is_digit(text.front())) {
      return base::Unexpected{"`" + std::string(text.substr(0, 1)) + "` means nothing in a date format"};
    } else {
      out.pieces_.push_back({Part::kSign, text.front()});
      text.remove_prefix(1);
    }
  }
  // Each part once, and none without the greater one; seconds may be left out, and all from the month on.
  for (std::size_t part = 0; part < kParts; ++part) {
    if (given[part] > 1) return base::Unexpected{std::string("a part of the date stands there twice")};
    if (given[part] == 1 && part > 0 && given[part - 1] == 0) return base::Unexpected{std::string("a part of the date lacks the greater part it belongs to")};
  }
  if (given[0] == 0) return base::Unexpected{std::string("no year stands there")};
  if (given[3] == 1 && given[4] == 0) return base::Unexpected{std::string("an hour without its minutes")};
  return out;
}

std::optional<std::string> DateFormat::read(std::string_view text) const {
  std::array<std::optional<int>, kParts> parts;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const Part part = pieces_[i].part;
    if (part == Part::kSign) {
      if (text.empty() || text.front() != pieces_[i].sign) return std::nullopt;
      text.remove_prefix(1);
      continue;
    }
    const bool may_be_short = i + 1 == pieces_.size() || pieces_[i + 1].part == Part::kSign;
    const std::optional<int> number = part == Part::kYear        ? take_number(text, 4, 4)
                                      : part == Part::kMonthName ? take_month_name(text)
                                                                 : take_number(text, may_be_short ? 1 : 2, 2);
    if (!number) return std::nullopt;
    parts[static_cast<std::size_t>(part == Part::kMonthName ? Part::kMonth : part)] = number;
  }
  if (!text.empty()) return std::nullopt;
  static constexpr std::string_view kSigns = " --T::";
  std::string out = padded(*parts[0], 4);
  for (std::size_t part = 1; part < kParts && parts[part]; ++part) out += kSigns[part] + padded(*parts[part], 2);
  return out;
}

std::optional<std::string> read_site_date(const std::vector<DateFormat>& formats, std::string_view text) {
  std::optional<std::string> found, impossible;
  for (const DateFormat& format : formats) {
    auto read = format.read(text);
    if (!read) continue;
    if (!value::parse_date(*read)) {
      impossible = std::move(read);
    } else if (found && *found != *read) {
      return std::nullopt;
    } else {
      found = std::move(read);
    }
  }
  return found ? found : impossible;
}

}  // namespace eligo::io
