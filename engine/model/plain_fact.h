// A fact that is ordinary in every way, in one go: few keys, each once; a name, a unit and words that were understood
// before, written just so; a plain number; dates that exist and agree. In: its texts, by what they mean. Out: the fact
// as FactReader makes it, or false: then FactReader reads it, and finds out what is to be said.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "clinical/vocabulary.h"
#include "model/fact_dates.h"
#include "model/fact_draft.h"
#include "model/fact_memory.h"
#include "model/record.h"
#include "model/record_builder.h"

namespace eligo::model {

/// The texts of such a fact. They live as long as the record does.
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

  /// False where the key was there before, or is one too many. `meaning` is what key_name says of the name.
  bool add(KeyName meaning, std::string_view name, std::string_view text) {
    if (meaning == KeyName::kOther) return add_other(name, text);
    const std::uint32_t bit = FactDraft::bit(meaning);
    const bool is_new = (known & bit) == 0;
    known |= bit;
    texts[static_cast<std::size_t>(meaning)] = text;
    return is_new;
  }

 private:
  bool add_other(std::string_view name, std::string_view text);
};

class PlainFactReader {
 public:
  PlainFactReader(const clinical::Vocabulary& vocabulary, const ReadOptions& options, const NameMemory& names, const UnitMemory& units)
      : vocabulary_(vocabulary), options_(options), names_(names), units_(units) {}

  /// Fills in the fact and its dates as given, both empty before; where it ends with false, they hold nothing of use.
  bool read(const PlainTexts& texts, Fact& fact, GivenDates& dates);
  /// Takes the memory of a fact's attributes, for the next facts.
  void recycle(std::vector<FactAttribute>& attributes);

 private:
  bool read_dates(const PlainTexts& texts, GivenDates& dates);
  bool read_date(std::string_view text, std::optional<value::TimeSpan>& out);
  bool read_value(const PlainTexts& texts, const clinical::Concept& it, Fact& fact) const;
  bool read_number(const PlainTexts& texts, const clinical::Concept& it, Fact& fact) const;
  bool read_attributes(const PlainTexts& texts, Fact& fact);
  bool fill(FactAttribute& out) const;
  const clinical::Attribute* attribute(ConceptId of, Kind list, std::string_view name);

  /// An attribute that concepts of a kind have, by its very name.
  struct KnownAttribute {
    QuickText name;
    const clinical::Attribute* attribute = nullptr;
    Kind list = Kind::kCondition;
  };

  static constexpr std::size_t kMostSpare = 256;

  const clinical::Vocabulary& vocabulary_;
  const ReadOptions& options_;
  const NameMemory& names_;
  const UnitMemory& units_;
  MonthMemory months_;
  std::array<KnownAttribute, 64> attributes_;
  std::vector<std::vector<FactAttribute>> spare_;   // empty ones, with memory
};

}  // namespace eligo::model
