// Names are matched without regard to the case of ASCII letters: folding, comparing, hashing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace eligo::base {

constexpr char fold(char c) { return (c >= 'A' && c <= 'Z') ? static_cast<char>(c + ('a' - 'A')) : c; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_blank(char c) { return c <= ' ' && (c == ' ' || c == '\t' || c == '\n' || c == '\r'); }

std::string folded(std::string_view text);
/// Most names are written alike, which one comparison tells.
bool equal_but_for_case(std::string_view a, std::string_view b);
inline bool equal_folded(std::string_view a, std::string_view b) { return a.size() == b.size() && (a == b || equal_but_for_case(a, b)); }
inline std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}
/// The length of the well-formed UTF-8 sequence at the front of `bytes` (not empty); 0 where it is none.
std::size_t utf8_length(std::string_view bytes);
/// Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view bytes);

/// FNV-1a over the folded bytes, so that names that are equal_folded hash alike.
constexpr std::uint64_t hash_folded(std::string_view text) {
  std::uint64_t hash = 1469598103934665603ULL;
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(fold(c))) * 1099511628211ULL;
  return hash;
}

struct FoldedHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return static_cast<std::size_t>(hash_folded(text)); }
};
struct FoldedEqual {
  using is_transparent = void;
  bool operator()(std::string_view a, std::string_view b) const { return equal_folded(a, b); }
};

}  // namespace eligo::base
