// RFC 8259, section 7: the short escapes where there is one, \u00XX for the other control characters.
#include "base/json_text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/ascii.h"

namespace eligo::base {

namespace {

void append_ascii(std::string& out, char c) {
  constexpr char kDigits[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: break;
  }
  if (byte >= 0x20 && byte != 0x7F) {
    out += c;
    return;
  }
  out += "\\u00";
  out += kDigits[byte >> 4U];
  out += kDigits[byte & 15U];
}

// Characters that hide, or turn the direction of writing.
bool is_harmful(unsigned code) {
  return (code >= 0x80 && code <= 0x9F) || code == 0xAD || code == 0x061C || code == 0x180E || (code >= 0x200B && code <= 0x200F) ||
         (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF || (code >= 0xFFF9 && code <= 0xFFFB) ||
         (code >= 0xE0000 && code <= 0xE0FFF);
}

// The character of a well-formed sequence of two bytes or more.
unsigned code_of(std::string_view sequence) {
  unsigned code = static_cast<unsigned char>(sequence.front()) & (0xFFU >> (sequence.size() + 1));
  for (const char byte : sequence.substr(1)) code = (code << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
  return code;
}

void append_escape(std::string& out, unsigned unit) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kDigits[(unit >> static_cast<unsigned>(shift)) & 0xFU];
}

// Beyond four digits, as a pair of surrogates.
void append_sequence(std::string& out, std::string_view sequence) {
  const unsigned code = code_of(sequence);
  if (!is_harmful(code)) {
    out += sequence;
  } else if (code < 0x10000) {
    append_escape(out, code);
  } else {
    append_escape(out, 0xD800U + ((code - 0x10000U) >> 10U));
    append_escape(out, 0xDC00U + ((code - 0x10000U) & 0x3FFU));
  }
}

// Sixteen bytes beside each other; the compiler knows how its processor compares them at once.
constexpr std::size_t kSixteen = 16;
typedef signed char Sixteen __attribute__((vector_size(kSixteen)));

// The bytes that do not stand for themselves, as all ones; from 0x80 on they are negative, so below a blank.
Sixteen unplain(const char* bytes) {
  Sixteen text;
  std::memcpy(&text, bytes, kSixteen);
  return (text < ' ') | (text == '"') | (text == '\\') | (text == 0x7F);
}

bool is_none(Sixteen found) {
  std::uint64_t halves[2];
  std::memcpy(halves, &found, sizeof halves);
  return (halves[0] | halves[1]) == 0;
}

// A text of kEnd to twice as many bytes, by its two ends.
template <std::size_t kEnd>
bool has_plain_ends(std::string_view text) {
  char ends[kSixteen] = {' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' ', ' '};
  std::memcpy(ends, text.data(), kEnd);
  std::memcpy(ends + kSixteen - kEnd, text.data() + text.size() - kEnd, kEnd);
  return is_none(unplain(ends));
}

bool is_plain(std::string_view text) {
  const std::size_t size = text.size();
  if (size < 2) return size == 0 || has_plain_ends<1>(text);
  if (size < 4) return has_plain_ends<2>(text);
  if (size < 8) return has_plain_ends<4>(text);
  if (size < kSixteen) return has_plain_ends<8>(text);
  Sixteen found = unplain(text.data() + size - kSixteen);
  for (std::size_t at = 0; at + kSixteen < size; at += kSixteen) found |= unplain(text.data() + at);
  return is_none(found);
}

// How many bytes from the front stand for themselves.
std::size_t plain_length(std::string_view text) {
  const auto stands_for_itself = [](char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; };
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), stands_for_itself) - text.begin());
}

void append_quoted_with_care(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const std::size_t plain = plain_length(text);
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const std::size_t length = utf8_length(text);
    if (length == 0) out += "\xEF\xBF\xBD";
    else if (length == 1) append_ascii(out, text.front());
    else append_sequence(out, text.substr(0, length));
    text.remove_prefix(length == 0 ? 1 : length);
  }
  out += '"';
}

}  // namespace

void append_json_quoted(std::string& out, std::string_view text) {
  if (!is_plain(text)) return append_quoted_with_care(out, text);
  ((out += '"') += text) += '"';
}

std::string json_quoted(std::string_view text) {
  std::string out;
  append_json_quoted(out, text);
  return out;
}

bool is_json_number(std::string_view text) {
  std::size_t at = !text.empty() && text.front() == '-' ? 1 : 0;
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return at - from;
  };
  const std::size_t first = at;
  const std::size_t whole = digits();
  if (whole == 0 || (whole > 1 && text[first] == '0')) return false;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (digits() == 0) return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (digits() == 0) return false;
  }
  return at == text.size();
}

}  // namespace eligo::base
