// A fact that is ordinary in every way, in one go: few keys, each once; a name, a unit and words that were understood
// before, written just so; a plain number; dates that exist and agree. Here: its texts, by what they mean, and what is
// remembered from one to the next. RecordBuilder::add_plain_fact makes the fact, as FactReader would.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "clinical/vocabulary.h"
#include "model/fact_draft.h"
#include "model/fact_memory.h"
#include "model/record.h"

namespace eligo::model {

/// Which keys a fact has, and in which order.
struct PlainShape {
  static constexpr std::size_t kMostKeys = 16, kMostOthers = 4, kNowhere = kMostKeys;

  /// A key that has no KeyName.
  struct Other {
    std::string name;
    std::size_t at = 0;                                   // of its value
    const clinical::Attribute* attribute = nullptr;       // what it is to concepts without attributes of their own, once one was read
  };

  explicit PlainShape(Kind of) : list(of) {}
  /// The key of the next value.
  void add_key(std::string_view name);
  /// The next value is the place in a source that is no record of ours.
  void add_path();

  Kind list;
  std::uint32_t known = 0;                                // a bit for each KeyName that is there
  std::array<std::uint8_t, kKeyNames> at{};               // where the values of those stand
  std::vector<Other> others;                              // at most kMostOthers
  std::size_t path_at = kNowhere;
  std::size_t size = 0;                                   // how many values
  bool is_ordinary = true;                                // no key twice, none that such facts do not have
  bool has(KeyName name) const { return (known & FactDraft::bit(name)) != 0; }
};

/// A fact's texts in their order. They live as long as the record does, and have QuickText::kRoom behind them.
struct PlainTexts {
  std::uint32_t index = 0;
  std::uint32_t line = 0;
  PlainShape* shape = nullptr;
  std::array<std::string_view, PlainShape::kMostKeys> values;

  bool has(KeyName name) const { return shape->has(name); }
  std::string_view operator[](KeyName name) const { return values[shape->at[static_cast<std::size_t>(name)]]; }
};

/// What facts that were read before leave for the next ones.
struct PlainMemory {
  static constexpr std::size_t kMostSpare = 256;

  MonthMemory months;
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
