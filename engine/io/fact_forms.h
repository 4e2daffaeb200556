// The forms of the facts in one list: what their bytes have in common, from a value that varies to the next one. Records of
// one source repeat few of them, to the byte. In: facts that were read, learned piece by piece. Out: the pieces that stand
// at some place, told by comparing words; behind the last one, the form.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "model/plain_fact.h"
#include "model/record_builder.h"

namespace eligo::io {

class FactForms {
 public:
  static constexpr std::size_t kLongest = 96;    // bytes of a piece
  static constexpr std::size_t kBlock = 16;      // so many are compared at once
  static constexpr std::size_t kRoom = kLongest + kBlock;   // bytes that must be readable wherever a piece is looked for

  /// The bytes before one value, behind certain others; or those behind the last one.
  struct Piece {
    std::array<char, kLongest> bytes{};
    std::uint32_t length = 0;
    std::uint32_t last_block = 0;                // which of them must be alike in the last block, a bit each
    bool is_before_number = false;
    std::uint8_t depth = 0;                      // how many values stand before it
    Piece* next = nullptr;                       // the first of those behind the value
    Piece* sibling = nullptr;                    // another one that may stand here
    std::unique_ptr<model::PlainForm> form;      // of facts that end with it; null where a value follows

    bool stands_at(const char* at) const {
      std::size_t block = 0;
      for (; block + kBlock < length; block += kBlock) {
        if (alike(at + block, bytes.data() + block) != kAlike) return false;
      }
      return (~alike(at + block, bytes.data() + block) & last_block) == 0 && (!is_before_number || is_digit(at[length]));
    }
  };

  FactForms() { roots_.fill(nullptr); }

  /// The piece that begins a fact here; null where none is known.
  const Piece* first(const char* at) const {
    const Piece* const piece = among(roots_[place_of(at)], at);
    return piece != nullptr ? piece : among(short_roots_, at);
  }
  /// The piece that stands behind the value that follows `before`.
  static const Piece* next(const Piece& before, const char* at) { return among(before.next, at); }

  /// Learns from the fact that `builder` was told last, an object without blanks around it, kRoom bytes readable behind.
  void learn(const model::RecordBuilder& builder, std::string_view fact);

 private:
  static constexpr std::size_t kMostPieces = 4000, kMostSiblings = 32, kPatience = 100;
  static constexpr unsigned kRootBits = 8;
  static constexpr unsigned kAlike = (1U << kBlock) - 1;

  static bool is_digit(char c) { return static_cast<unsigned>(static_cast<unsigned char>(c)) - '0' <= 9; }

  // A bit for each of the bytes of a block that are alike.
  static unsigned alike(const char* a, const char* b) {
#if defined(__SSE2__)
    const __m128i left = _mm_loadu_si128(reinterpret_cast<const __m128i*>(a)), right = _mm_loadu_si128(reinterpret_cast<const __m128i*>(b));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(left, right)));
#else
    unsigned out = 0;
    for (std::size_t i = 0; i < kBlock; ++i) out |= static_cast<unsigned>(a[i] == b[i]) << i;
    return out;
#endif
  }

  static const Piece* among(const Piece* piece, const char* at) {
    while (piece != nullptr && !piece->stands_at(at)) piece = piece->sibling;
    return piece;
  }

  // By the first block, which for long pieces is always the same.
  static std::size_t place_of(const char* at) {
    std::array<std::uint64_t, 2> words{};
    std::memcpy(words.data(), at, sizeof words);
    return ((words[0] ^ (words[1] * 0xC2B2AE3D27D4EB4FULL)) * 0x9E3779B97F4A7C15ULL) >> (64 - kRootBits);
  }

  Piece* keep(Piece*& siblings, std::string_view bytes, bool is_before_number, std::size_t depth);

  std::array<Piece*, std::size_t{1} << kRootBits> roots_;
  Piece* short_roots_ = nullptr;                 // of less than a block
  std::deque<Piece> pieces_;
  std::size_t fruitless_ = 0;                    // how many facts in a row gave no form
};

}  // namespace eligo::io
