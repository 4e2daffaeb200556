// Byte and key checks that YAML and JSON have in common.
#include "io/raw_text.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"

namespace eligo::io {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_refused_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

// The line that holds the first byte that is no UTF-8.
diag::Span broken_line(std::string_view text, diag::Span part) {
  std::uint32_t begin = part.begin;
  while (begin < part.end) {
    const std::size_t found = text.find('\n', begin);
    const std::uint32_t end = found == std::string_view::npos || found > part.end ? part.end : static_cast<std::uint32_t>(found);
    if (!base::is_utf8(text.substr(begin, end - begin))) return {begin, end};
    begin = end + 1;
  }
  return part;
}

// The second of two equal keys of a short map, beside the first; quadratic, and faster than sorting there.
std::optional<std::pair<std::size_t, std::size_t>> find_pair_in_few(const clinical::RawValue& map) {
  for (std::size_t second = 1; second < map.keys.size(); ++second) {
    for (std::size_t first = 0; first < second; ++first) {
      if (base::equal_folded(map.keys[first].first, map.keys[second].first)) return std::pair(first, second);
    }
  }
  return std::nullopt;
}

std::optional<std::pair<std::size_t, std::size_t>> find_pair(const clinical::RawValue& map) {
  if (map.keys.size() <= 12) return find_pair_in_few(map);
  std::vector<std::string> folded;
  folded.reserve(map.keys.size());
  for (const auto& key : map.keys) folded.push_back(base::folded(key.first));
  std::vector<std::size_t> order(map.keys.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const int by_text = folded[a].compare(folded[b]);
    return by_text != 0 ? by_text < 0 : a < b;
  });
  std::optional<std::pair<std::size_t, std::size_t>> earliest;
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (folded[order[i - 1]] != folded[order[i]]) continue;
    if (!earliest || order[i] < earliest->second) earliest = std::pair(order[i - 1], order[i]);
  }
  return earliest;
}

}  // namespace

diag::Diagnostic trouble(diag::Code code, const diag::Source& source, diag::Span span, std::string message, std::string help) {
  return {code, std::move(message), std::move(help), source, span, {}};
}

std::optional<diag::Diagnostic> check_bytes(const diag::Source& source, diag::Span part) {
  const std::string_view text = source->slice(part);
  const auto control = std::find_if(text.begin(), text.end(), is_refused_control);
  if (control != text.end()) {
    const auto at = part.begin + static_cast<std::uint32_t>(control - text.begin());
    return trouble(diag::Code::E0601, source, {at, at + 1}, "a control character that no text holds",
                   "the file may not be a text at all");
  }
  if (!base::is_utf8(text)) {
    return trouble(diag::Code::E0601, source, broken_line(source->text(), part), "this line is not UTF-8",
                   "save the file in the encoding UTF-8");
  }
  return std::nullopt;
}

std::optional<diag::Diagnostic> check_keys(const diag::Source& source, const clinical::RawValue& map) {
  const auto pair = find_pair(map);
  if (!pair) return std::nullopt;
  const auto& [first, first_span] = map.keys[pair->first];
  const auto& [second, second_span] = map.keys[pair->second];
  diag::Diagnostic twice = trouble(diag::Code::E0616, source, second_span, "the key `" + second + "` is given twice",
                                   first == second ? "" : "keys are matched without regard to case");
  twice.labels.push_back({first_span, "first given here"});
  return twice;
}

diag::Span without_mark(const diag::Source& source, diag::Span part) {
  const bool has_mark = part.begin == 0 && source->slice(part).starts_with(kByteOrderMark);
  return has_mark ? diag::Span{static_cast<std::uint32_t>(kByteOrderMark.size()), part.end} : part;
}

std::uint32_t line_at(const diag::Source& source, std::uint32_t offset) {
  std::uint32_t first = 1;
  std::uint32_t last = source->line_count();
  while (first < last) {
    const std::uint32_t middle = last - (last - first) / 2;
    if (source->line_start(middle) <= offset) {
      first = middle;
    } else {
      last = middle - 1;
    }
  }
  return first;
}

diag::Span whole(const diag::Source& source) { return {0, static_cast<std::uint32_t>(source->text().size())}; }

}  // namespace eligo::io
