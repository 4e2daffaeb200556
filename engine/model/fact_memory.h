// Names, units and months that were looked up before: records name the same few again and again.
// In: texts as records write them. Out: what the vocabulary makes of them. Only what gave no trouble is kept.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "clinical/unit.h"
#include "clinical/vocabulary.h"
#include "value/date.h"

namespace eligo::model {

/// A text with its first and last bytes in two words, which are all of it where it has at most 16.
class QuickText {
 public:
  QuickText() = default;
  explicit QuickText(std::string_view text) : text_(text) {
    const std::size_t size = text.size();
    if (size >= sizeof front_) {
      front_ = word_at<std::uint64_t>(0);
      back_ = word_at<std::uint64_t>(size - sizeof back_);
    } else if (size >= sizeof(std::uint32_t)) {
      front_ = word_at<std::uint32_t>(0);
      back_ = word_at<std::uint32_t>(size - sizeof(std::uint32_t));
    } else if (size > 0) {
      front_ = word_at<std::uint8_t>(0) | static_cast<std::uint64_t>(word_at<std::uint8_t>(size / 2)) << 8U;
      back_ = word_at<std::uint8_t>(size - 1);
    }
  }

  std::string_view text() const { return text_; }
  std::uint64_t mixed() const {
    const std::uint64_t all = (front_ * 0x9E3779B97F4A7C15ULL) ^ (back_ * 0xC2B2AE3D27D4EB4FULL) ^ text_.size();
    return all ^ (all >> 29U);
  }
  friend bool operator==(const QuickText& a, const QuickText& b) {
    return a.front_ == b.front_ && a.back_ == b.back_ && a.text_.size() == b.text_.size() && (a.text_.size() <= 16 || a.text_ == b.text_);
  }

 private:
  template <class Word>
  Word word_at(std::size_t at) const {
    Word word = 0;
    std::memcpy(&word, text_.data() + at, sizeof word);
    return word;
  }

  std::string_view text_;
  std::uint64_t front_ = 0, back_ = 0;
};

/// Concepts by the very bytes of their names. Bounded by kPlaces.
class NameMemory {
 public:
  explicit NameMemory(const clinical::Vocabulary& vocabulary) : vocabulary_(vocabulary), places_(kPlaces) {}

  /// As Vocabulary::find.
  clinical::ConceptId find(std::string_view name);
  /// Not valid where the name was not found lately.
  clinical::ConceptId known(std::string_view name) const {
    const QuickText wanted(name);
    const Place& place = places_[wanted.mixed() % kPlaces];
    return place.name == wanted ? place.id : clinical::ConceptId();
  }

 private:
  static constexpr std::size_t kPlaces = 1024;   // a power of two; a name that falls on another's place takes it
  struct Place {
    QuickText name;           // in `owned`
    clinical::ConceptId id;
    std::unique_ptr<std::string> owned;
  };
  const clinical::Vocabulary& vocabulary_;
  std::vector<Place> places_;
};

/// Units and conversions. Its size is bounded by kMostUnits and kPlaces.
class UnitMemory {
 public:
  UnitMemory() : places_(kPlaces) {}

  std::optional<clinical::Unit> unit(std::string_view text);
  /// Null where results of this concept did not come in that unit lately.
  const clinical::Conversion* conversion(clinical::ConceptId of, std::string_view text) const {
    const QuickText wanted(text);
    const Place& place = places_[place_of(of, wanted)];
    return place.of == of && place.text == wanted ? &place.conversion : nullptr;
  }
  void keep(clinical::ConceptId of, std::string_view text, const clinical::Conversion& conversion);

 private:
  static constexpr std::size_t kMostUnits = 1000;
  static constexpr std::size_t kPlaces = 1024;   // a power of two
  struct Place {
    clinical::ConceptId of;
    QuickText text;            // in `owned`
    clinical::Conversion conversion;
    std::unique_ptr<std::string> owned;
  };
  static std::size_t place_of(clinical::ConceptId of, const QuickText& text) { return (text.mixed() + of.index() * 37U) % kPlaces; }

  std::vector<Place> places_;
  std::unordered_map<std::string, clinical::Unit> units_;
};

/// The days of months that were met before.
class MonthMemory {
 public:
  MonthMemory() : places_(kPlaces) {}

  /// As value::parse_day.
  std::optional<value::Day> parse_day(std::string_view text) {
    std::uint64_t month = 0;
    if (text.size() != 10) return std::nullopt;
    std::memcpy(&month, text.data(), sizeof month);
    const Place& place = places_[month * 0x9E3779B97F4A7C15ULL >> kShift];
    const auto tens = static_cast<unsigned>(static_cast<unsigned char>(text[8])) - '0';
    const auto ones = static_cast<unsigned>(static_cast<unsigned char>(text[9])) - '0';
    const unsigned day = tens * 10 + ones;
    const bool is_known = place.month == month && tens <= 9 && ones <= 9 && day >= 1 && day <= place.days;
    return is_known ? std::optional(place.before + static_cast<value::Day>(day)) : learn(text, month);
  }

 private:
  static constexpr std::size_t kPlaces = 512;
  static constexpr unsigned kShift = 64 - 9;     // leaves an index below kPlaces
  struct Place {
    std::uint64_t month = 0;     // the bytes of `2026-11-`
    value::Day before = 0;       // the day before its first
    std::uint32_t days = 0;      // how many it has; 0: none is known here
  };
  std::optional<value::Day> learn(std::string_view text, std::uint64_t month);

  std::vector<Place> places_;
};

}  // namespace eligo::model
