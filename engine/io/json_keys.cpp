// Brackets and quotes are counted, as json_split does; the reader of the format finds out what is wrong with the rest.
#include "io/json_keys.h"

namespace eligo::io {

namespace {

// Behind the quote that closes the text beginning at `at`; npos where none does.
std::size_t end_of_text(std::string_view json, std::size_t at) {
  for (std::size_t i = at + 1; i < json.size(); ++i) {
    if (json[i] == '\\') ++i;
    else if (json[i] == '"') return i + 1;
  }
  return std::string_view::npos;
}

// Where the value behind the key begins; npos where there is no such key.
std::size_t find_value(std::string_view json, std::string_view key) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && (depth == 0 || --depth == 0)) break;
    if (c != '"') continue;
    const std::size_t end = end_of_text(json, i);
    if (end == std::string_view::npos) break;
    const std::string_view text = json.substr(i + 1, end - i - 2);
    i = end - 1;
    if (depth != 1 || text != key) continue;
    const std::size_t colon = json.find_first_not_of(" \t\r\n", end);
    if (colon != std::string_view::npos && json[colon] == ':') return json.find_first_not_of(" \t\r\n", colon + 1);
  }
  return std::string_view::npos;
}

// Behind the bracket that closes the one at `at`.
std::size_t end_of_brackets(std::string_view json, std::size_t at) {
  std::size_t depth = 0;
  for (std::size_t i = at; i < json.size(); ++i) {
    if (json[i] == '"') {
      const std::size_t end = end_of_text(json, i);
      if (end == std::string_view::npos) break;
      i = end - 1;
    }
    if (json[i] == '{' || json[i] == '[') ++depth;
    if ((json[i] == '}' || json[i] == ']') && --depth == 0) return i + 1;
  }
  return std::string_view::npos;
}

}  // namespace

std::optional<std::string_view> top_level_value(std::string_view json, std::string_view key) {
  if (json.find(key) == std::string_view::npos) return std::nullopt;   // the common case
  const std::size_t begin = find_value(json, key);
  if (begin == std::string_view::npos) return std::nullopt;
  std::size_t end = json.find_first_of(",}] \t\r\n", begin);
  if (json[begin] == '"') end = end_of_text(json, begin);
  if (json[begin] == '{' || json[begin] == '[') end = end_of_brackets(json, begin);
  if (end == std::string_view::npos) return std::nullopt;
  return json.substr(begin, end - begin);
}

std::optional<std::string_view> top_level_text(std::string_view json, std::string_view key) {
  const auto value = top_level_value(json, key);
  if (!value || !value->starts_with("\"")) return std::nullopt;
  return value->substr(1, value->size() - 2);
}

}  // namespace eligo::io
