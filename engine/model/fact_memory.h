// Names and units that were looked up before: records name the same few again and again.
// In: texts as records write them. Out: what the vocabulary makes of them. Only what gave no trouble is kept.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "clinical/unit.h"
#include "clinical/vocabulary.h"

namespace eligo::model {

/// A text as two words: its first 16 bytes, or its first and its last 8 where it is longer.
class QuickText {
 public:
  QuickText() = default;
  explicit QuickText(std::string_view text) : text_(text) {
    std::array<char, kWords> bytes{};   // empty behind a short text
    if (text.size() < kWords) std::copy(text.begin(), text.end(), bytes.begin());
    const char* const at = text.size() < kWords ? bytes.data() : text.data();
    std::memcpy(&front_, at, sizeof front_);
    std::memcpy(&back_, text.size() > kWords ? at + text.size() - sizeof back_ : at + sizeof front_, sizeof back_);
  }

  std::uint64_t mixed() const {
    const std::uint64_t all = (front_ ^ (back_ * 0xC2B2AE3D27D4EB4FULL)) * 0x9E3779B97F4A7C15ULL;
    return all >> 32U;
  }
  friend bool operator==(const QuickText& a, const QuickText& b) {
    return ((a.front_ ^ b.front_) | (a.back_ ^ b.back_) | (a.text_.size() ^ b.text_.size())) == 0 && (a.text_.size() <= kWords || a.text_ == b.text_);
  }

 private:
  static constexpr std::size_t kWords = 2 * sizeof(std::uint64_t);

  std::string_view text_;
  std::uint64_t front_ = 0, back_ = 0;
};

inline constexpr std::size_t kFewPlaces = 4096;

/// Entries by a hash, each at one of two places, so that two that fall on the same one do not drive each other out. `kCount` is
/// a power of two; what finds both taken drives one out. `owned` of an entry is null where a place is free.
template <class Entry, std::size_t kCount>
class FewPlaces {
 public:
  FewPlaces() : entries_(kCount) {}

  template <class Matches>
  const Entry* find(std::uint64_t hash, Matches matches) const {
    const Entry& first = entries_[hash % kCount];
    if (matches(first)) return &first;
    const Entry& second = entries_[(hash % kCount) ^ 1U];
    return matches(second) ? &second : nullptr;
  }
  void put(std::uint64_t hash, Entry entry) {
    Entry& first = entries_[hash % kCount];
    Entry& second = entries_[(hash % kCount) ^ 1U];
    if (first.owned != nullptr && second.owned != nullptr) second = std::move(first);
    (first.owned == nullptr ? first : second.owned == nullptr ? second : first) = std::move(entry);
  }

 private:
  std::vector<Entry> entries_;
};

/// Concepts by the very bytes of their names. Bounded by kFewPlaces.
class NameMemory {
 public:
  explicit NameMemory(const clinical::Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  /// As Vocabulary::find.
  clinical::ConceptId find(std::string_view name);

 private:
  struct Place {
    QuickText name;
    clinical::ConceptId id;
    std::unique_ptr<std::string> owned;          // the name's text
  };
  const clinical::Vocabulary& vocabulary_;
  FewPlaces<Place, kFewPlaces> places_;
};

/// Units and conversions. Its size is bounded by kMostUnits and kFewPlaces.
class UnitMemory {
 public:
  std::optional<clinical::Unit> unit(std::string_view text);
  struct KnownConversion {
    clinical::Conversion conversion;
    bool is_identity = false;
  };
  /// Null where results of this concept did not come in that unit lately.
  const KnownConversion* conversion(clinical::ConceptId of, const QuickText& text) const {
    const Place* const place = places_.find(hash_of(of, text), [&](const Place& it) { return it.of == of && it.text == text; });
    return place == nullptr ? nullptr : &place->known;
  }
  void keep(clinical::ConceptId of, std::string_view text, const clinical::Conversion& conversion);

 private:
  static constexpr std::size_t kMostUnits = 1000;
  struct Place {
    QuickText text;
    clinical::ConceptId of;
    KnownConversion known;
    std::unique_ptr<std::string> owned;          // the unit's text
  };
  static std::uint64_t hash_of(clinical::ConceptId of, const QuickText& text) { return text.mixed() + of.index() * 37U; }

  FewPlaces<Place, kFewPlaces> places_;
  std::unordered_map<std::string, clinical::Unit> units_;
};

}  // namespace eligo::model
