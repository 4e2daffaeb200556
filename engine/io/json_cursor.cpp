// What is asked of each text as a whole, and what few values are.
#include "io/json_cursor.h"

#include <simdjson.h>

#include <algorithm>

#include "base/json_text.h"

namespace eligo::io {

std::string_view JsonCursor::other_bare(std::string_view rest) {
  constexpr std::string_view kOfNumbers = "0123456789+-.eE";
  for (const std::string_view word : {"true", "false", "null"}) {
    if (rest.starts_with(word)) return rest.substr(0, word.size());
  }
  const std::string_view number = rest.substr(0, rest.find_first_not_of(kOfNumbers));
  return base::is_json_number(number) ? number : std::string_view();
}

namespace {

// Copies, and tells whether all is printable ASCII without an escape, as nearly all records are. May miss some that are.
bool copy_surely_plain(std::string_view text, char* to) {
#if defined(__SSE2__)
  // The least and the greatest byte, and any that begins an escape, of sixteen places at a time; the last sixteen once more.
  const __m128i escapes = _mm_set1_epi8('\\'), blanks = _mm_set1_epi8(' '), last = _mm_set1_epi8('~');
  if (text.size() < sizeof escapes) {
    std::copy(text.begin(), text.end(), to);
    return false;
  }
  __m128i least = blanks, greatest = blanks, escaped = _mm_setzero_si128();
  const char* const begin = text.data();
  const auto take = [&](const char* at) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to + (at - begin)), bytes);
    least = _mm_min_epu8(least, bytes);
    greatest = _mm_max_epu8(greatest, bytes);
    escaped = _mm_or_si128(escaped, _mm_cmpeq_epi8(bytes, escapes));
  };
  const char* at = begin;
  const char* const last_block = at + text.size() - sizeof escapes;
  for (; last_block - at >= 48; at += 64) {
    take(at);
    take(at + 16);
    take(at + 32);
    take(at + 48);
  }
  for (; at < last_block; at += sizeof escapes) take(at);
  take(last_block);
  const __m128i is_printable = _mm_and_si128(_mm_cmpeq_epi8(least, blanks), _mm_cmpeq_epi8(_mm_max_epu8(greatest, last), last));
  return _mm_movemask_epi8(_mm_andnot_si128(escaped, is_printable)) == 0xFFFF;
#else
  std::copy(text.begin(), text.end(), to);
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~' && c != '\\'; });
#endif
}

}  // namespace

bool copy_plain_bytes(std::string_view text, char* to) {
  if (copy_surely_plain(text, to)) return true;
  const auto is_plain = [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != '\x7F' && c != '\\'; };
  return std::all_of(text.begin(), text.end(), is_plain) && simdjson::validate_utf8(text.data(), text.size());
}

}  // namespace eligo::io
