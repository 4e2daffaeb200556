// A fact that is ordinary in every way, in one go: few keys, each once; a name, a unit and words that were understood
// before, written just so; a plain number; dates that exist and agree. Here: its texts, by what they mean, and what is
// remembered from one to the next. RecordBuilder::add_plain_fact makes the fact, as FactReader would.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "clinical/vocabulary.h"
#include "model/fact_draft.h"
#include "model/fact_memory.h"
#include "model/record.h"

namespace eligo::model {

/// The texts of such a fact. They live as long as the record does, and have QuickText::kRoom behind them.
struct PlainTexts {
  static constexpr std::size_t kMostOthers = 4;
  struct Other {
    std::string_view name, text;
  };

  Kind list = Kind::kCondition;
  std::uint32_t index = 0;
  std::uint32_t line = 0;
  std::uint32_t known = 0;                               // a bit for each KeyName that is there
  std::uint32_t others_count = 0;
  std::string_view path;                                 // the place in sources that are no records of ours; else empty
  std::array<std::string_view, kKeyNames> texts;         // of the KeyNames that are there
  std::array<Other, kMostOthers> others;                 // keys that have no KeyName

  void begin(Kind of, std::size_t at, std::uint32_t on_line) {
    list = of;
    index = static_cast<std::uint32_t>(at);
    line = on_line;
    known = others_count = 0;
    path = {};
  }
  bool has(KeyName name) const { return (known & FactDraft::bit(name)) != 0; }
  std::string_view operator[](KeyName name) const { return texts[static_cast<std::size_t>(name)]; }

  /// A key that has no KeyName. False where it was there before, or is one too many.
  bool add_other(std::string_view name, std::string_view text);
};

/// What facts that were read before leave for the next ones.
struct PlainMemory {
  static constexpr std::size_t kMostSpare = 256;

  /// An attribute that concepts of a kind have, by its very name.
  struct KnownAttribute {
    QuickText name;
    const clinical::Attribute* attribute = nullptr;
    Kind list = Kind::kCondition;
  };

  MonthMemory months;
  std::array<KnownAttribute, 64> attributes;
  std::vector<std::vector<FactAttribute>> spare;   // empty ones, with room
  Fact unasked;                                    // the place of facts that are not kept

  /// For the next fact that is not kept.
  Fact& emptied_unasked() {
    unasked.value.lln.reset();
    unasked.value.uln.reset();
    unasked.attributes.clear();
    unasked.is_study_disease = false;
    return unasked;
  }
  /// Takes the room of a fact's attributes.
  void recycle(std::vector<FactAttribute>& room) {
    room.clear();
    if (spare.size() < kMostSpare) spare.push_back(std::move(room));
  }
};

}  // namespace eligo::model
