// What stands between two values of an object: a comma, a key, a colon, the blanks among them. Records of one source
// repeat the same few to the byte, and mostly in the same order. In: seams that were read step by step once. Out: whether
// one of the two that came here before stands here again, told by comparing words.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "model/fact_draft.h"

namespace eligo::io {

class KeySeams {
 public:
  static constexpr std::size_t kLongest = 32;   // bytes; so many must be readable wherever one is looked for

  struct Seam {
    static constexpr std::size_t kFront = 16;           // bytes of the front
    std::array<std::uint64_t, 2> front{}, mask{};       // the mask is set where the seam has bytes
    std::array<char, kLongest - kFront> rest{};         // what stands behind the front
    std::uint32_t length = 0;
    std::uint32_t name_begin = 0, name_size = 0;        // of the key
    model::KeyName meaning = model::KeyName::kOther;
    bool is_of_written_records = false;                 // a key of facts that were made from another format
    std::array<const Seam*, 2> next{};                  // came behind this one; the one learned last comes first

    bool stands_at(const char* at) const {
      std::array<std::uint64_t, 2> found{};
      std::memcpy(found.data(), at, sizeof found);
      const bool has_front = (((found[0] ^ front[0]) & mask[0]) | ((found[1] ^ front[1]) & mask[1])) == 0;
      return has_front && (length <= kFront || std::memcmp(at + kFront, rest.data(), length - kFront) == 0);
    }
    std::string_view name_at(const char* at) const { return {at + name_begin, name_size}; }
  };

  KeySeams() {
    constexpr std::uint64_t kAll = ~std::uint64_t{0};   // sixteen times the character NUL, which no text holds
    nowhere_.mask = {kAll, kAll};
    nowhere_.next = beginning_.next = {&nowhere_, &nowhere_};
  }
  KeySeams(const KeySeams&) = delete;
  KeySeams& operator=(const KeySeams&) = delete;

  /// What stands before the first key of an object; never found anywhere.
  const Seam& beginning() const { return beginning_; }

  /// The seam that begins here, if it is one of those that came behind `before`; else null.
  static const Seam* expected(const Seam& before, const char* at) {
    if (before.next[0]->stands_at(at)) return before.next[0];
    return before.next[1]->stands_at(at) ? before.next[1] : nullptr;
  }

  /// Keeps that the seam came behind `before`, which this object gave out. `name` lies in `text`. What is given back lasts until the next call.
  const Seam& learn(const Seam& before, std::string_view text, std::string_view name, model::KeyName meaning, bool is_of_written_records) {
    Seam seam;
    seam.name_begin = static_cast<std::uint32_t>(name.data() - text.data());
    seam.name_size = static_cast<std::uint32_t>(name.size());
    seam.meaning = meaning;
    seam.is_of_written_records = is_of_written_records;
    seam.next = {&nowhere_, &nowhere_};
    const Seam* const kept = text.size() <= kLongest ? keep(seam, text) : nullptr;
    if (kept == nullptr) return passing_ = seam;
    std::array<const Seam*, 2>& next = mutable_seam(before).next;
    if (next[0] != kept) next = {kept, next[0]};
    return *kept;
  }

 private:
  static constexpr std::size_t kMost = 64;

  // Null where there is no room.
  const Seam* keep(Seam& seam, std::string_view text) {
    std::array<char, kLongest> bytes{}, mask{};
    std::memcpy(bytes.data(), text.data(), text.size());
    std::memset(mask.data(), '\xFF', text.size());
    std::memcpy(seam.front.data(), bytes.data(), Seam::kFront);
    std::memcpy(seam.mask.data(), mask.data(), Seam::kFront);
    std::memcpy(seam.rest.data(), bytes.data() + Seam::kFront, seam.rest.size());
    seam.length = static_cast<std::uint32_t>(text.size());
    for (std::size_t i = 0; i < count_; ++i) {
      const Seam& known = seams_[i];
      if (known.length == seam.length && known.front == seam.front && known.rest == seam.rest) return &known;
    }
    if (count_ == kMost) return nullptr;
    seams_[count_] = seam;
    return &seams_[count_++];
  }

  Seam& mutable_seam(const Seam& seam) {
    if (&seam == &beginning_) return beginning_;
    return &seam == &passing_ ? passing_ : seams_[static_cast<std::size_t>(&seam - seams_.data())];
  }

  Seam beginning_, nowhere_;
  Seam passing_;                  // the one that was learned last and could not be kept
  std::array<Seam, kMost> seams_;
  std::size_t count_ = 0;
};

}  // namespace eligo::io
