// Longest common subsequence of lines, by a table over the part that differs; a part too large for the table is shown as
// replaced whole.
#include "line_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace eligo::cli {

namespace {

using Lines = std::vector<std::string_view>;

struct Edit {
  char sign;   // ' ', '-', '+'
  std::string_view text;
};

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

// common[i * (m + 1) + j]: how many lines a[i..] and b[j..] have in common, in order.
std::vector<std::uint32_t> common_lines(const Lines& a, const Lines& b) {
  const std::size_t row = b.size() + 1;
  std::vector<std::uint32_t> common((a.size() + 1) * row, 0);
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      common[i * row + j] = a[i] == b[j] ? common[(i + 1) * row + j + 1] + 1 : std::max(common[(i + 1) * row + j], common[i * row + j + 1]);
    }
  }
  return common;
}

std::vector<Edit> edits_between(const Lines& a, const Lines& b) {
  constexpr std::size_t kLargestTable = 16U << 20U;
  std::vector<Edit> edits;
  std::size_t i = 0;
  std::size_t j = 0;
  if ((a.size() + 1) * (b.size() + 1) <= kLargestTable) {
    const std::vector<std::uint32_t> common = common_lines(a, b);
    const std::size_t row = b.size() + 1;
    while (i < a.size() && j < b.size()) {
      if (a[i] == b[j]) {
        edits.push_back({' ', a[i++]});
        ++j;
      } else if (common[(i + 1) * row + j] >= common[i * row + j + 1]) {
        edits.push_back({'-', a[i++]});
      } else {
        edits.push_back({'+', b[j++]});
      }
    }
  }
  while (i < a.size()) edits.push_back({'-', a[i++]});
  while (j < b.size()) edits.push_back({'+', b[j++]});
  return edits;
}

std::string hunk(const std::vector<Edit>& edits, std::size_t begin, std::size_t end) {
  const auto count = [&](std::size_t from, std::size_t to, char other) {
    return std::count_if(edits.begin() + static_cast<std::ptrdiff_t>(from), edits.begin() + static_cast<std::ptrdiff_t>(to), [other](const Edit& e) { return e.sign != other; });
  };
  std::string out = fmt::format("@@ -{},{} +{},{} @@\n", count(0, begin, '+') + 1, count(begin, end, '+'), count(0, begin, '-') + 1, count(begin, end, '-'));
  for (std::size_t i = begin; i < end; ++i) out += fmt::format("{}{}\n", edits[i].sign, edits[i].text);
  return out;
}

}  // namespace

std::string line_diff(std::string_view before, std::string_view after) {
  constexpr std::size_t kContext = 3;
  const std::vector<Edit> edits = edits_between(lines_of(before), lines_of(after));
  const auto next_change = [&](std::size_t from) {
    while (from < edits.size() && edits[from].sign == ' ') ++from;
    return from;
  };
  std::string out;
  for (std::size_t change = next_change(0); change < edits.size();) {
    const std::size_t begin = change > kContext ? change - kContext : 0;
    std::size_t last = change;
    for (std::size_t next = change; next < edits.size() && next <= last + 2 * kContext; next = next_change(next + 1)) last = next;
    const std::size_t end = std::min(edits.size(), last + 1 + kContext);
    out += hunk(edits, begin, end);
    change = next_change(end);
  }
  return out;
}

}  // namespace eligo::cli
