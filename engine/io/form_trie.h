// What many objects of one list have in common, to the byte: the pieces from a value that varies to the next one, learned from
// some, told in others by comparing words. In: objects that were read, and which parts of them vary. Out: the form of
// an object like one of them, and where its values stand.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "io/json_cursor.h"
#include "model/plain_fact.h"
#include "value/number.h"

namespace eligo::io {

/// A part of an object that varies: a number, or what stands between two quotes.
struct VaryingPart {
  std::string_view text;
  bool is_number = false;
};

inline constexpr std::size_t kLongestPiece = 112;         // bytes; so many must be readable wherever a piece is looked for
static_assert(kLongestPiece + 16 <= JsonCursor::kRoomBehind, "a piece is looked for at the quotes behind the end");

template <class Form>
class FormTrie {
 public:
  FormTrie() { roots_.fill(nullptr); }

  /// The form of the object that begins at `at`, with its values; `at` is behind it then. Null where none is known: then
  /// `at` is where it was.
  const Form* take(const char*& at, model::PlainValues& values) {
    const char* here = at;
    values.ends[0] = here;
    Piece* piece = first(here);
    for (; piece != nullptr; piece = among(piece->next, here)) {
      here += piece->length;
      if (piece->form != nullptr) break;
      const std::size_t value = piece->depth;
      values.begins[value] = here;
      here = piece->is_before_number ? value::Number::take_plain_decimal(here, values.numbers[value]) : JsonCursor::next_quote(here, kDateLength);
      if (here == nullptr) return nullptr;
      values.ends[value + 1] = here;
    }
    last_ = piece;
    if (piece == nullptr) return nullptr;
    at = here;
    return piece->form.get();
  }

 protected:
  /// False where many objects in a row gave no form: then few are worth looking at.
  bool is_worth_learning() {
    ++fruitless_;
    return fruitless_ <= kPatience || fruitless_ % kPatience == 0;
  }
  /// Keeps the form of the object `bytes`; of its parts in their order each lies behind the one before. Nothing is kept
  /// where there is no room.
  void keep(std::string_view bytes, const std::vector<VaryingPart>& parts, std::unique_ptr<Form> form) {
    const char* begin = bytes.data();
    Piece* before = nullptr;
    std::size_t depth = 0;
    const auto keep_piece = [&](const char* end, bool is_before_number) {
      const std::string_view piece(begin, static_cast<std::size_t>(end - begin));
      Piece*& siblings = before != nullptr ? before->next : piece.size() < kBlock ? short_roots_ : roots_[place_of(begin)];
      before = kept(siblings, piece, is_before_number, depth++);
      return before != nullptr;
    };
    for (const VaryingPart& part : parts) {
      if (!keep_piece(part.text.data(), part.is_number)) return;
      begin = part.text.data() + part.text.size();
    }
    if (!keep_piece(bytes.data() + bytes.size(), false) || before->form != nullptr) return;
    before->form = std::move(form);
    fruitless_ = 0;
  }

 private:
  static constexpr std::size_t kMostPieces = 4000, kMostSiblings = 32, kPatience = 100;
  static constexpr unsigned kRootBits = 8;
  static constexpr std::size_t kBlock = 16;      // bytes that are compared at once
  static constexpr std::size_t kFront = 3 * kBlock;   // of nearly all pieces that is all
  static constexpr std::size_t kDateLength = 10;      // most texts that vary are dates

  /// The bytes before one value, behind certain others; or those behind the last one.
  struct alignas(64) Piece {                     // what is asked of it first, in few lines of the processor's memory
    std::uint64_t front = 0;                     // a bit for each of the first kFront bytes that counts
    std::uint32_t length = 0;
    bool is_before_number = false;
    std::uint8_t depth = 0;                      // how many values stand before it
    Piece* next = nullptr;                       // the first of those behind the value
    Piece* sibling = nullptr;                    // another one that may stand here
    Piece* follower = nullptr;                   // began the object behind the last one that ended with this piece
    std::unique_ptr<Form> form;                  // of objects that end with it; null where a value follows
    std::array<char, kLongestPiece> bytes{};

    bool stands_at(const char* at) const {
      std::uint64_t found = 0;
      for (std::size_t block = 0; block < kFront; block += kBlock) found |= alike(at + block, bytes.data() + block) << block;
      return (~found & front) == 0 && (!is_before_number || is_digit(at[length])) && (length <= kFront || has_rest(at));
    }
    bool has_rest(const char* at) const { return std::memcmp(at + kFront, bytes.data() + kFront, length - kFront) == 0; }
  };

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

  static Piece* among(Piece* piece, const char* at) {
    while (piece != nullptr && !piece->stands_at(at)) piece = piece->sibling;
    return piece;
  }

  // The piece that begins an object here. Where one list is like the next, it is known before the bytes are looked at.
  Piece* first(const char* at) const {
    Piece* const expected = last_ != nullptr ? last_->follower : nullptr;
    if (expected != nullptr && expected->stands_at(at)) return expected;
    Piece* found = among(roots_[place_of(at)], at);
    if (found == nullptr) found = among(short_roots_, at);
    if (last_ != nullptr) last_->follower = found;
    return found;
  }

  // By the first block, which for long pieces is always the same.
  static std::size_t place_of(const char* at) {
    std::uint64_t front = 0, back = 0;
    std::memcpy(&front, at, sizeof front);
    std::memcpy(&back, at + sizeof front, sizeof back);
    return ((std::rotl(front, 29) ^ back) * 0x9E3779B97F4A7C15ULL) >> (64 - kRootBits);
  }

  // The piece among these siblings; a new one where there is none yet. Null where there is no room.
  Piece* kept(Piece*& siblings, std::string_view bytes, bool is_before_number, std::size_t depth) {
    const auto is_same = [&](const Piece& it) { return it.is_before_number == is_before_number && std::string_view(it.bytes.data(), it.length) == bytes; };
    std::size_t count = 0;
    for (Piece* it = siblings; it != nullptr; it = it->sibling, ++count) {
      if (is_same(*it)) return it;
    }
    if (bytes.size() > kLongestPiece || pieces_.size() == kMostPieces || count == kMostSiblings) return nullptr;
    Piece& piece = pieces_.emplace_back();
    std::copy(bytes.begin(), bytes.end(), piece.bytes.begin());
    piece.length = static_cast<std::uint32_t>(bytes.size());
    piece.front = (std::uint64_t{1} << std::min(bytes.size(), kFront)) - 1;
    piece.is_before_number = is_before_number;
    piece.depth = static_cast<std::uint8_t>(depth);
    // One before a number is looked at first: what else might follow its bytes would take numbers too.
    Piece** place = &siblings;
    while (!is_before_number && *place != nullptr) place = &(*place)->sibling;
    piece.sibling = *place;
    *place = &piece;
    return &piece;
  }

  std::array<Piece*, std::size_t{1} << kRootBits> roots_;
  Piece* short_roots_ = nullptr;                 // of less than a block
  Piece* last_ = nullptr;                        // that the object taken last ended with
  std::deque<Piece> pieces_;
  std::size_t fruitless_ = 0;                    // how many objects in a row gave no form
};

}  // namespace eligo::io
