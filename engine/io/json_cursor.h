// Steps through one JSON text that holds neither escapes nor control characters: its brackets, keys and values, each
// checked as it is passed. In: bytes with room behind them. Out: parts of them. What they mean is left to the caller.
#pragma once

#include <bit>
#include <cstddef>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace eligo::io {

/// Copies the text to where there is room for it. False where it is not UTF-8 without control characters and without a byte
/// that begins an escape.
bool copy_plain_bytes(std::string_view text, char* to);

class JsonCursor {
 public:
  /// So many quotes must stand behind the text: whatever goes on beyond its end ends there.
  static constexpr std::size_t kRoomBehind = 128;

  JsonCursor(const char* begin, const char* end) : at_(begin), end_(end) {}

  bool is_at_end() const { return at_ == end_; }
  char front() const { return *at_; }
  const char* position() const { return at_; }
  /// Passes bytes that are known.
  void pass(std::size_t size) { at_ += size; }
  void skip_blanks() {
    while (*at_ == ' ') ++at_;
  }
  bool take(char c) {
    if (*at_ != c) return false;
    ++at_;
    return true;
  }

  /// The text in quotes that begins here. Where it is not closed, one of the quotes behind the end closes it: then another
  /// follows, which nothing takes.
  bool take_text(std::string_view& out) {
    if (!take('"')) return false;
    const char* const begin = at_;
    const char* const end = next_quote(begin);
    out = {begin, static_cast<std::size_t>(end - begin)};
    at_ = end + 1;
    return true;
  }

  /// A number, true, false or null.
  bool take_bare(std::string_view& out) {
    const char* const begin = at_;
    if (is_digit(*at_)) at_ = behind_plain_number(at_);
    if (at_ == begin || *at_ == 'e' || *at_ == 'E') {
      out = other_bare({begin, static_cast<std::size_t>(end_ - begin)});
      at_ = begin + out.size();
      return !out.empty();
    }
    out = {begin, static_cast<std::size_t>(at_ - begin)};
    return at_[-1] != '.' && !(*begin == '0' && out.size() > 1 && is_digit(begin[1]));
  }

  /// `open`, then items with commas between them, then `close`. `take_item` stands at its item, and passes it.
  template <class TakeItem>
  bool take_items(char open, char close, TakeItem take_item) {
    if (!take(open)) return false;
    skip_blanks();
    if (take(close)) return true;
    for (;;) {
      if (!take_item()) return false;
      skip_blanks();
      if (!take(',')) return take(close);
      skip_blanks();
    }
  }

  /// A key and its colon, up to the value.
  bool take_key(std::string_view& key) {
    if (!take_text(key) || key.empty()) return false;
    skip_blanks();
    if (!take(':')) return false;
    skip_blanks();
    return true;
  }

  /// An object. `take_value` gets each key, stands at its value, and passes it.
  template <class TakeValue>
  bool take_object(TakeValue take_value) {
    return take_items('{', '}', [&] {
      std::string_view key;
      return take_key(key) && take_value(key);
    });
  }

  /// The quote at `at` or behind it.
  static const char* next_quote(const char* at) {
#if defined(__SSE2__)
    for (;; at += kBlock) {
      if (const unsigned found = quotes_of_block(at); found != 0) return at + std::countr_zero(found);
    }
#else
    while (*at != '"') ++at;
    return at;
#endif
  }

  /// The same where it is mostly `expected` bytes away: then what follows need not wait for the search.
  static const char* next_quote(const char* at, std::size_t expected) {
#if defined(__SSE2__)
    const unsigned found = quotes_of_block(at);
    if ((found & ((2U << expected) - 1)) == 1U << expected) return at + expected;
#endif
    return next_quote(at);
  }

 private:
  static bool is_digit(char c) { return static_cast<unsigned>(static_cast<unsigned char>(c)) - '0' <= 9; }

  // Digits, perhaps with a point behind the first of them and digits behind it.
  static const char* behind_plain_number(const char* at) {
    while (is_digit(*at)) ++at;
    if (*at != '.') return at;
    ++at;
    while (is_digit(*at)) ++at;
    return at;
  }

  // What is written at the front; empty where it is none of these. The caller wants a comma or a bracket behind it.
  static std::string_view other_bare(std::string_view rest);

#if defined(__SSE2__)
  static constexpr std::size_t kBlock = sizeof(__m128i);

  // A bit for each of the next bytes that is a quote.
  static unsigned quotes_of_block(const char* at) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'))));
  }
#endif

  const char* at_;
  const char* end_;
};

}  // namespace eligo::io
