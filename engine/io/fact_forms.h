// The forms of the facts in one list: what their bytes have in common, from a value that varies to the next one. Records of
// one source repeat few of them, to the byte. In: facts that were read, learned piece by piece. Out: the pieces that stand
// at some place, told by comparing words; behind the last one, the form.
#pragma once

#include <array>
#include <bit>
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
  static constexpr std::size_t kRoom = kLongest; // bytes that must be readable wherever a piece is looked for

  /// The bytes before one value, behind certain others; or those behind the last one.
  struct alignas(64) Piece {                     // what is asked of it first, in few lines of the processor's memory
    std::uint64_t front = 0;                     // a bit for each of the first kFront bytes that counts
    std::uint32_t length = 0;
    bool is_before_number = false;
    std::uint8_t depth = 0;                      // how many values stand before it
    Piece* next = nullptr;                       // the first of those behind the value
    Piece* sibling = nullptr;                    // another one that may stand here
    std::unique_ptr<model::PlainForm> form;      // of facts that end with it; null where a value follows
    std::array<char, kLongest> bytes{};

    bool stands_at(const char* at) const {
      std::uint64_t found = 0;
      for (std::size_t block = 0; block < kFront; block += kBlock) found |= alike(at + block, bytes.data() + block) << block;
      return (~found & front) == 0 && (!is_before_number || is_digit(at[length])) && (length <= kFront || has_rest(at));
    }
    bool has_rest(const char* at) const { return std::memcmp(at + kFront, bytes.data() + kFront, length - kFront) == 0; }
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
  static constexpr std::size_t kBlock = 16;      // bytes that are compared at once
  static constexpr std::size_t kFront = 3 * kBlock;   // of nearly all pieces that is all

  static bool is_digit(char c) { return static_cast<unsigned>(static_cast<unsigned char>(c)) - '0' <= 9; }

  // A bit for each of the bytes of a block that are alike.
  static std::uint64_t alike(const char* a, const char* b) {
#if defined(__SSE2__)
    const __m128i left = _mm_loadu_si128(reinterpret_cast<const __m128i*>(a)), right = _mm_loadu_si128(reinterpret_cast<const __m128i*>(b));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(left, right)));
#else
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < kBlock; ++i) out |= std::uint64_t{a[i] == b[i]} << i;
    return out;
#endif
  }

  static const Piece* among(const Piece* piece, const char* at) {
    while (piece != nullptr && !piece->stands_at(at)) piece = piece->sibling;
    return piece;
  }

  // By the first block, which for long pieces is always the same.
  static std::size_t place_of(const char* at) {
    std::uint64_t front = 0, back = 0;
    std::memcpy(&front, at, sizeof front);
    std::memcpy(&back, at + sizeof front, sizeof back);
    return ((std::rotl(front, 29) ^ back) * 0x9E3779B97F4A7C15ULL) >> (64 - kRootBits);
  }

  Piece* keep(Piece*& siblings, std::string_view bytes, bool is_before_number, std::size_t depth);

  std::array<Piece*, std::size_t{1} << kRootBits> roots_;
  Piece* short_roots_ = nullptr;                 // of less than a block
  std::deque<Piece> pieces_;
  std::size_t fruitless_ = 0;                    // how many facts in a row gave no form
};

}  // namespace eligo::io
