// Escaping goes through the cells of a terminal text: what is harmful there is harmful here.
#include "explain/html_text.h"

#include "base/ascii.h"
#include "diag/terminal_text.h"

namespace eligo::explain {

namespace {

std::string_view entity_of(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return {};
  }
}

// The length of a day or month at the beginning of a text; 0 where there is none.
std::size_t date_length(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00";
  std::size_t fits = 0;
  while (fits < kShape.size() && fits < text.size() && (kShape[fits] == '0' ? base::is_digit(text[fits]) : text[fits] == '-')) ++fits;
  const std::size_t length = fits == kShape.size() ? fits : fits == 7 || fits == 8 ? 7 : 0;
  const bool goes_on = length < text.size() && (base::is_digit(text[length]) || text[length] == '-');
  return goes_on ? 0 : length;
}

bool is_plain_in_css(char c) {
  const bool is_ascii = static_cast<unsigned char>(c) < 0x80;
  return !is_ascii || base::is_letter(c) || base::is_digit(c) || c == ' ' || c == '-' || c == '.' || c == ',' || c == ':';
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : diag::printable(text)) {
    const std::string_view entity = entity_of(c);
    if (entity.empty()) out += c;
    else out += entity;
  }
  return out;
}

std::string prose(std::string_view text) {
  const std::string safe = escaped(text);
  std::string out;
  for (std::size_t at = 0; at < safe.size();) {
    const bool may_begin = at == 0 || !(base::is_digit(safe[at - 1]) || base::is_letter(safe[at - 1]) || safe[at - 1] == '-');
    const std::size_t length = may_begin ? date_length(std::string_view(safe).substr(at)) : 0;
    if (length > 0) out += element("time", "", std::string_view(safe).substr(at, length));
    else out += safe[at];
    at += length > 0 ? length : 1;
  }
  return out;
}

std::string element(std::string_view tag, std::string_view attributes, std::string_view inner) {
  std::string out = "<";
  out.append(tag);
  if (!attributes.empty()) out.append(" ").append(attributes);
  return out.append(">").append(inner).append("</").append(tag).append(">");
}

// `\3c ` is the character 0x3C; the blank after it ends the number.
std::string css_string(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : diag::printable(text)) {
    if (is_plain_in_css(c)) {
      out += c;
      continue;
    }
    const auto code = static_cast<unsigned char>(c);
    out.append("\\").append(1, kDigits[code >> 4U]).append(1, kDigits[code & 0xFU]).append(" ");
  }
  return out + "\"";
}

}  // namespace eligo::explain
