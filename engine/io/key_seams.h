// What stands between two values of an object: a comma, a key, a colon, the blanks among them. Records of one source
// repeat the same few to the byte and in the same order. In: seams that were read step by step once. Out: whether the
// one that came next the last time stands here again, told by one comparison.
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
  static constexpr std::size_t kLongest = 16;   // bytes; so many must be readable wherever one is looked for

  /// Places that are no seams, and stand nowhere: the beginning of an object, and behind a seam that is not kept.
  static constexpr std::uint8_t kBeginning = 0, kElsewhere = 1;

  struct Seam {
    std::array<std::uint64_t, 2> bytes{}, mask{};       // the mask is set where the seam has bytes
    std::uint8_t length = 0;
    std::uint8_t name_begin = 0, name_size = 0;         // of the key
    model::KeyName meaning = model::KeyName::kOther;
    std::uint8_t next = kElsewhere;                     // came behind this one the last time

    bool stands_at(const char* at) const {
      std::array<std::uint64_t, 2> found{};
      std::memcpy(found.data(), at, sizeof found);
      return (((found[0] ^ bytes[0]) & mask[0]) | ((found[1] ^ bytes[1]) & mask[1])) == 0;
    }
    std::string_view name_at(const char* at) const { return {at + name_begin, name_size}; }
  };

  KeySeams() {
    constexpr std::uint64_t kAll = ~std::uint64_t{0};   // sixteen times the character NUL, which no text holds
    seams_[kBeginning].mask = seams_[kElsewhere].mask = {kAll, kAll};
  }

  const Seam& operator[](std::uint8_t seam) const { return seams_[seam]; }

  /// Keeps that this seam came behind the one before. Its number, or kElsewhere where it is not kept.
  std::uint8_t learn(std::uint8_t before, std::string_view text, std::string_view name, model::KeyName meaning) {
    if (text.size() > kLongest) return kElsewhere;
    Seam seam;
    std::array<char, kLongest> bytes{}, mask{};
    std::memcpy(bytes.data(), text.data(), text.size());
    std::memset(mask.data(), '\xFF', text.size());
    std::memcpy(seam.bytes.data(), bytes.data(), kLongest);
    std::memcpy(seam.mask.data(), mask.data(), kLongest);
    seam.length = static_cast<std::uint8_t>(text.size());
    seam.name_begin = static_cast<std::uint8_t>(name.data() - text.data());
    seam.name_size = static_cast<std::uint8_t>(name.size());
    seam.meaning = meaning;
    const std::uint8_t number = number_of(seam);
    seams_[before].next = number;
    return number;
  }

 private:
  static constexpr std::size_t kMost = 64;

  std::uint8_t number_of(const Seam& seam) {
    for (std::size_t i = 2; i < count_; ++i) {
      if (seams_[i].length == seam.length && seams_[i].bytes == seam.bytes) return static_cast<std::uint8_t>(i);
    }
    if (count_ == kMost) return kElsewhere;
    seams_[count_] = seam;
    return static_cast<std::uint8_t>(count_++);
  }

  std::array<Seam, kMost> seams_;
  std::size_t count_ = 2;
};

}  // namespace eligo::io
