// A fact that is ordinary in every way, in one go. Facts of one source repeat each other but for a number and a date or two:
// a form is what they have in common, learned from one that was read without a problem. Here: forms, and the values that
// stand between. RecordBuilder::plain_form makes the first, RecordBuilder::add_plain_fact the next fact of that form, as
// FactReader would.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "clinical/vocabulary.h"
#include "model/fact_dates.h"
#include "model/record.h"
#include "value/number.h"

namespace eligo::model {

/// Where a value of a form begins with a number or goes up to the next quote; what is fixed belongs to the form.
enum class PlainPart : std::uint8_t { kFixed, kNumber, kText };

/// A key of a fact, with its value as written, without its quotes.
struct PlainKey {
  std::string_view name, text;
  bool is_quoted = false;
  bool is_path = false;                                 // the place in a source that is no record of ours
  PlainPart part = PlainPart::kFixed;                   // set by plain_form
  std::size_t part_size = 0;                            // how many bytes of the text vary, from its first on
};

/// Facts that read alike but for the values between their fixed pieces: piece 0, value 0, piece 1, value 1, …
struct PlainForm {
  static constexpr std::size_t kMostValues = 12;
  static constexpr std::uint8_t kNone = 0xFF;           // no value

  /// A text of the fact: a part of a fixed piece, or a value and `size` bytes of what follows it.
  struct Text {
    std::uint8_t piece = 0;
    bool is_value = false;
    std::uint32_t offset = 0, size = 0;
  };
  enum class Reading : std::uint8_t { kFixed, kNumber, kQuantity, kText, kDate };
  struct Attribute {
    FactAttribute first;                                // that of the fact it was learned from; its texts are gone
    Text text;
    Reading reading = Reading::kFixed;
    std::uint8_t value = kNone;                         // of numbers and quantities
    std::optional<clinical::Conversion> conversion;     // of quantities; none where none is needed
  };

  ConceptId concept_id;
  Kind list = Kind::kCondition;
  bool is_asked = true;                                 // its facts are kept
  bool is_of_one_sex = false;                           // found in women or in men only
  Verification verification = Verification::kConfirmed;
  Standing standing = Standing::kUnsaid;
  bool is_acute = false, is_chronic = false;            // the concept's
  std::uint8_t single = kNone, start = kNone, end = kNone;                // dates: which values
  std::uint8_t value = kNone, lln = kNone, uln = kNone;                   // numbers
  ObservedValue::Type type = ObservedValue::Type::kNone;
  std::uint16_t choice = 0;
  Text value_text, unit_text, path;
  std::optional<clinical::Conversion> conversion;                         // none where none is needed
  std::optional<value::Interval> plausible;
  std::vector<Attribute> attributes;
};

/// What stands in the pieces and values of a fact of some form.
struct PlainValues {
  std::uint32_t index = 0;
  std::uint32_t line = 0;
  std::array<const char*, PlainForm::kMostValues> begins{};
  std::array<const char*, PlainForm::kMostValues + 1> ends{};   // first where the fact begins, then where each value ends
  std::array<value::Number, PlainForm::kMostValues> numbers;    // of values that are numbers

  std::string_view value(std::uint8_t i) const { return {begins[i], static_cast<std::size_t>(ends[i + 1U] - begins[i])}; }
  std::string_view operator[](const PlainForm::Text& text) const {
    if (text.is_value) return {begins[text.piece], static_cast<std::size_t>(ends[text.piece + 1U] - begins[text.piece]) + text.size};
    return {ends[text.piece] + text.offset, text.size};
  }
};

/// What facts that were read before leave for the next ones.
struct PlainMemory {
  static constexpr std::size_t kMostSpare = 256;

  std::vector<std::vector<FactAttribute>> spare;   // empty ones, with room

  /// Takes the room of a fact's attributes.
  void recycle(std::vector<FactAttribute>& room) {
    room.clear();
    if (spare.size() < kMostSpare) spare.push_back(std::move(room));
  }
};

}  // namespace eligo::model
