// Tells one JSON object, perhaps over many lines, from one object a line. Brackets and quotes are counted, nothing else.
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "base/ascii.h"
#include "io/json.h"
#include "io/raw_text.h"

namespace eligo::io {

namespace {

// The quote that closes the text whose first letter stands at `begin`; the end of `text` where nothing does.
std::size_t closing_quote(std::string_view text, std::size_t begin) {
  for (std::size_t quote = text.find('"', begin); quote != std::string_view::npos; quote = text.find('"', quote + 1)) {
    std::size_t escapes = 0;
    while (quote - escapes > begin && text[quote - escapes - 1] == '\\') ++escapes;
    if (escapes % 2 == 0) return quote;
  }
  return text.size();
}

// Behind the bracket that closes the one at the beginning of `text`; none where nothing closes it.
std::optional<std::size_t> end_of_object(std::string_view text) {
  static constexpr std::string_view kSigns = "\"{[}]";
  static constexpr auto kIsSign = [] {
    std::array<bool, 256> is_sign{};
    for (const char c : kSigns) is_sign[static_cast<unsigned char>(c)] = true;
    return is_sign;
  }();
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!kIsSign[static_cast<unsigned char>(c)]) continue;
    if (c == '"') i = closing_quote(text, i + 1);
    else if (c == '{' || c == '[') ++depth;
    else if (depth == 0 || --depth == 0) return i + 1;
  }
  return std::nullopt;
}

bool is_one_object(std::string_view text) {
  text = base::trimmed(text);
  if (!text.starts_with("{")) return false;
  const auto end = end_of_object(text);
  return end && *end == text.size();
}

std::vector<diag::Span> filled_lines(std::string_view text, diag::Span all) {
  std::vector<diag::Span> lines;
  for (std::uint32_t begin = all.begin; begin < all.end;) {
    const std::size_t found = text.find('\n', begin);
    const std::uint32_t end = found == std::string_view::npos || found > all.end ? all.end : static_cast<std::uint32_t>(found);
    if (!base::trimmed(text.substr(begin, end - begin)).empty()) lines.push_back({begin, end});
    begin = end + 1;
  }
  return lines;
}

}  // namespace

bool is_one_a_line(std::string_view text) {
  constexpr std::size_t kLinesTried = 100;
  text = base::trimmed(text);
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return false;
  if (is_one_object(text.substr(0, end))) return true;   // the common case, without a look at the rest
  if (is_one_object(text)) return false;
  // Something is broken: either one record of many lines, or a line of many records.
  for (std::size_t tried = 0; tried < kLinesTried && !text.empty();) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (base::trimmed(line).empty()) continue;
    if (is_one_object(line)) return true;
    ++tried;
  }
  return false;
}

std::vector<diag::Span> split_json(const diag::Source& source) {
  const diag::Span all = without_mark(source, whole(source));
  if (!is_one_a_line(source->slice(all))) return {all};
  return filled_lines(source->text(), all);
}

// An object that nothing closes is handed on whole, for the reader to say so.
std::vector<diag::Span> split_json_list(const diag::Source& source) {
  const diag::Span all = without_mark(source, whole(source));
  const std::string_view text = source->slice(all);
  const std::size_t open = text.find_first_not_of(" \t\r\n");
  if (open == std::string_view::npos || text[open] != '[') return split_json(source);
  std::vector<diag::Span> objects;
  for (std::size_t at = text.find('{', open); at != std::string_view::npos; at = text.find('{', at)) {
    const std::size_t end = at + end_of_object(text.substr(at)).value_or(text.size() - at);
    objects.push_back({all.begin + static_cast<std::uint32_t>(at), all.begin + static_cast<std::uint32_t>(end)});
    at = end;
  }
  return objects;
}

}  // namespace eligo::io
