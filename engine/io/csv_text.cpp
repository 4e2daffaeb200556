// Decoding by hand: three small encodings do not pay for a library, and the C library's iconv would look for its tables
// on the machine.
#include "io/csv_text.h"

#include <array>
#include <memory>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "io/raw_text.h"

namespace eligo::io {

namespace {

using diag::Code;

struct Name {
  std::string_view name;
  Encoding encoding;
};

constexpr Name kNames[] = {
    {"utf-8", Encoding::kUtf8},        {"utf8", Encoding::kUtf8},
    {"latin-1", Encoding::kLatin1},    {"latin1", Encoding::kLatin1},
    {"iso-8859-1", Encoding::kLatin1}, {"windows-1252", Encoding::kWindows1252},
    {"cp1252", Encoding::kWindows1252}, {"utf-16le", Encoding::kUtf16LittleEndian},
    {"utf-16be", Encoding::kUtf16BigEndian},
};

// What Windows-1252 has at 0x80 to 0x9F (WHATWG Encoding, index windows-1252); 0 where it has nothing.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

void append_utf8(std::string& out, char32_t c) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | (c >> 6U));
    tail(0);
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0U | (c >> 12U));
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0U | (c >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

diag::Diagnostic undecodable(const diag::Source& source, std::size_t at, std::string message, std::string help) {
  const auto begin = static_cast<std::uint32_t>(at);
  return trouble(Code::E0601, source, {begin, begin + 1}, std::move(message), std::move(help));
}

using Decoded = base::Expected<std::string, diag::Diagnostic>;

Decoded from_single_bytes(const diag::Source& source, Encoding encoding) {
  const std::string& text = source->text();
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool is_special = byte >= 0x80 && byte < 0xA0;
    const char32_t c = !is_special ? byte : encoding == Encoding::kWindows1252 ? kWindows1252[byte - 0x80U] : 0;
    if (is_special && c == 0) {
      const bool is_latin = encoding == Encoding::kLatin1;
      return base::Unexpected{undecodable(source, at, std::string("a byte that ") + (is_latin ? "Latin-1" : "Windows-1252") + " has no character for",
                                          is_latin ? "spreadsheets on Windows write `encoding: windows-1252`" : "the file has another encoding than the map declares")};
    }
    append_utf8(out, c);
  }
  return out;
}

Decoded from_utf16(const diag::Source& source, std::size_t begin, bool is_little) {
  const std::string& text = source->text();
  const auto unit_at = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(text[at]);
    const auto second = static_cast<unsigned char>(text[at + 1]);
    return static_cast<char32_t>(is_little ? first | second << 8U : first << 8U | second);
  };
  std::string out;
  out.reserve(text.size());
  std::size_t at = begin;
  for (; at + 1 < text.size(); at += 2) {
    const char32_t unit = unit_at(at);
    const bool is_surrogate = unit >= 0xD800 && unit < 0xE000;
    const char32_t low = is_surrogate && at + 3 < text.size() ? unit_at(at + 2) : 0;
    if (!is_surrogate) {
      append_utf8(out, unit);
    } else if (unit < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
      append_utf8(out, 0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00));
      at += 2;
    } else {
      break;
    }
  }
  if (at < text.size()) return base::Unexpected{undecodable(source, at, "half a character of UTF-16", "the file may be cut off, or have another encoding")};
  return out;
}

// The encoding that the first bytes tell for sure, and how long the mark is.
struct Mark {
  std::optional<Encoding> encoding;
  std::size_t length = 0;
};

Mark mark_of(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) return {Encoding::kUtf8, 3};
  if (text.starts_with("\xFF\xFE")) return {Encoding::kUtf16LittleEndian, 2};
  if (text.starts_with("\xFE\xFF")) return {Encoding::kUtf16BigEndian, 2};
  return {};
}

// Text in UTF-16 without a mark has a zero beside each of its Latin letters.
const char* utf16_without_mark(std::string_view text) {
  if (text.size() < 4) return nullptr;
  if (text[1] == '\0' && text[3] == '\0' && text[0] != '\0') return "utf-16le";
  if (text[0] == '\0' && text[2] == '\0' && text[1] != '\0') return "utf-16be";
  return nullptr;
}

// Only where no line feed stands anywhere: what old programs on the Macintosh wrote.
void end_lines_in_line_feeds(std::string& text) {
  if (text.find('\n') != std::string::npos) return;
  for (char& c : text) c = c == '\r' ? '\n' : c;
}

std::optional<diag::Diagnostic> refuse_no_utf8(const diag::Source& source) {
  if (base::is_utf8(source->text())) return std::nullopt;
  std::uint32_t line = 1;
  while (line < source->line_count() && base::is_utf8(source->line(line))) ++line;
  const std::uint32_t begin = source->line_start(line);
  return trouble(Code::E0601, source, {begin, begin + static_cast<std::uint32_t>(source->line(line).size())}, "this line is not UTF-8",
                 "save the table as UTF-8, or declare its encoding under `csv:`, such as `encoding: windows-1252`");
}

}  // namespace

std::optional<Encoding> encoding_from(std::string_view name) {
  for (const Name& it : kNames) {
    if (base::equal_folded(name, it.name)) return it.encoding;
  }
  return std::nullopt;
}

base::Expected<diag::Source, diag::Diagnostic> in_utf8(const diag::Source& source, std::optional<Encoding> declared) {
  const std::string& text = source->text();
  const Mark mark = mark_of(text);
  if (mark.encoding && declared && *mark.encoding != *declared) {
    return base::Unexpected{undecodable(source, 0, "the byte order mark tells another encoding than the map declares", "leave `encoding` out of the map")};
  }
  const Encoding encoding = mark.encoding.value_or(declared.value_or(Encoding::kUtf8));
  if (encoding == Encoding::kUtf8) {
    if (const char* found = utf16_without_mark(text)) {
      return base::Unexpected{undecodable(source, 0, "this looks like UTF-16 without a byte order mark", std::string("declare `encoding: ") + found + "` under `csv:`")};
    }
    if (auto bad = refuse_no_utf8(source)) return base::Unexpected{std::move(*bad)};
    if (text.find('\n') != std::string::npos || text.find('\r') == std::string::npos) return source;
  }
  const bool is_utf16 = encoding == Encoding::kUtf16LittleEndian || encoding == Encoding::kUtf16BigEndian;
  Decoded decoded = is_utf16 ? from_utf16(source, mark.length, encoding == Encoding::kUtf16LittleEndian)
                    : encoding == Encoding::kUtf8 ? Decoded(text)
                                                  : from_single_bytes(source, encoding);
  if (!decoded) return base::Unexpected{decoded.error()};
  end_lines_in_line_feeds(*decoded);
  return diag::Source(std::make_shared<diag::SourceText>(source->name(), std::move(*decoded)));
}

}  // namespace eligo::io
