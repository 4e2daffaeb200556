// Dates as a site writes them. In: a format such as `DD.MM.YYYY` and a cell. Out: the date as records write it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"

namespace eligo::io {

class DateFormat {
 public:
  /// `YYYY`, `MM`, `MON` (Jan, FEB), `DD`, `hh`, `mm`, `ss`, each once, and what stands between them. The error says why
  /// the text is no such format: letters of another kind, a year of two digits, a day without its month.
  static base::Expected<DateFormat, std::string> parse(std::string_view text);

  /// The text as `2026-11-22T14:30`, as far as the format goes; none where it does not fit. Day, month and hours may lack
  /// their leading zero where the format goes on with a sign. Whether the date exists is not looked at.
  std::optional<std::string> read(std::string_view text) const;

 private:
  enum class Part : std::uint8_t { kYear, kMonth, kDay, kHour, kMinute, kSecond, kMonthName, kSign };
  static constexpr std::size_t kParts = 6;  // that are numbers of the date
  struct Piece {
    Part part;
    char sign = '\0';
  };

  std::vector<Piece> pieces_;
};

/// By the format that fits and gives a date that exists; by one that merely fits where none does. None where no format
/// fits, or two give different days.
std::optional<std::string> read_site_date(const std::vector<DateFormat>& formats, std::string_view text);

}  // namespace eligo::io
