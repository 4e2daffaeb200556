// Puts the user's text into backticks for messages. Cuts between characters, never inside one.
#include "syntax/quoting.h"

#include <cstdio>

namespace eligo::syntax {

std::string shown(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  const bool is_cut = text.size() > kLongest;
  if (is_cut) {
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
    text = text.substr(0, end);
  }
  std::string result = "`";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7f) {
      result += c;
      continue;
    }
    char number[8];
    std::snprintf(number, sizeof number, "\\x%02X", byte);
    result += number;
  }
  return result + (is_cut ? "...`" : "`");
}

}  // namespace eligo::syntax
