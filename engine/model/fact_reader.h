// One fact: from its keys and texts, as some reader gives them, to a typed Fact. Every trouble becomes a problem and sets
// the fact aside, or, where it is a key that facts do not have, the key alone. Dates are settled later (fact_dates.h).
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ascii.h"
#include "clinical/vocabulary.h"
#include "model/fact_draft.h"
#include "model/fact_dates.h"
#include "model/fact_draft.h"
#include "model/problem_log.h"
#include "model/record.h"
#include "model/record_builder.h"
#include "model/suggestion.h"

namespace eligo::model {

/// What is left to say of a fact besides its own fields.
struct ReadFact {
  GivenDates dates;
  bool is_unmapped = false;   // of an unknown concept or code
  bool is_no_fact = false;    // of a code that the site says no rule asks for
  std::optional<Kind> also_incomplete;  // the kind of a concept in the wrong list
};

/// Units and conversions that were worked out before: records name the same few again and again. Only what gave no
/// trouble is kept. Never shrinks; its size is bounded by kMostUnits and the vocabulary.
class UnitMemory {
 public:
  explicit UnitMemory(std::size_t concepts) : conversions_(concepts) {}

  std::optional<clinical::Unit> unit(std::string_view text);
  /// Null where `text` was not the last unit that this concept's results came in.
  const clinical::Conversion* conversion(ConceptId of, std::string_view text) const;
  void keep(ConceptId of, std::string_view text, const clinical::Conversion& conversion);

 private:
  static constexpr std::size_t kMostUnits = 1000;
  struct Last {
    std::string text;          // empty: none yet
    clinical::Conversion conversion;
  };
  std::vector<Last> conversions_;   // per concept
  std::unordered_map<std::string, clinical::Unit> units_;
};

/// Concepts that were looked up before, by the very bytes of their names. Bounded by kPlaces.
class NameMemory {
 public:
  explicit NameMemory(const clinical::Vocabulary& vocabulary) : vocabulary_(vocabulary), places_(kPlaces) {}

  /// As Vocabulary::find.
  ConceptId find(std::string_view name);

 private:
  static constexpr std::size_t kPlaces = 1024;   // a power of two; a name that falls on another's place takes it
  struct Known {
    std::string name;
    ConceptId id;
  };
  const clinical::Vocabulary& vocabulary_;
  std::vector<Known> places_;
};

/// Keeps a text for as long as the record lives.
std::string_view keep(std::deque<std::string>& texts, std::string_view text);

class FactReader {
 public:
  FactReader(const clinical::Vocabulary& vocabulary, const ReadOptions& options, Suggestions& suggestions, ProblemLog& log,
             std::deque<std::string>& texts, UnitMemory& units, NameMemory& names, FactDraft& draft, Fact& fact)
      : vocabulary_(vocabulary), options_(options), suggestions_(suggestions), log_(log), texts_(texts), units_(units), names_(names), draft_(draft), fact_(fact) {}

  /// Fills in the fact, which is empty before, but for its dates.
  ReadFact read();

 private:
  // fact_reader.cpp
  FactKey* find(KeyName name) {
    if ((draft_.known & FactDraft::bit(name)) == 0) return nullptr;
    FactKey& key = draft_.keys[draft_.first[static_cast<std::size_t>(name)]];
    return key.is_taken ? nullptr : &key;
  }
  const FactKey* take(KeyName name) {
    FactKey* key = find(name);
    return key == nullptr ? nullptr : taken(*key);
  }
  const FactKey* taken(FactKey& key);
  void name_troubles();
  void refuse_too_many_keys();
  void refuse_repeated_keys();
  void read_concept();
  ConceptId concept_of_name(const FactKey& key);
  ConceptId concept_of_code(const FactKey& key);
  void check_list();
  void read_verification();
  void read_other_keys();
  std::string suggestion_for_key(std::string_view name);
  // fact_reader_dates.cpp
  void read_dates();
  std::optional<value::TimeSpan> take_date(KeyName name);
  void read_standing();
  void read_ongoing();
  void read_status();
  bool is_date_doubled();
  bool refuse_together(KeyName first, KeyName second);
  bool has_any(std::uint32_t names) const { return (draft_.known & names) != 0; }
  // fact_reader_values.cpp
  void read_value();
  std::optional<clinical::Conversion> read_unit(const FactKey* unit, bool is_needed);
  bool read_choice(const FactKey& key);
  void put_in_words_of_the_vocabulary();
  void read_number(const FactKey& key, const FactKey* unit);
  void check_plausible(const FactKey& key);
  void read_limits(const std::optional<clinical::Conversion>& conversion);
  std::optional<value::Number> take_limit(KeyName name, const std::optional<clinical::Conversion>& conversion);
  // fact_reader_attributes.cpp
  void read_attribute(const FactKey& key, const clinical::Attribute& attribute);
  bool fill(FactAttribute& out, const FactKey& key);
  bool fill_quantity(FactAttribute& out, const FactKey& key);
  bool fill_choice(FactAttribute& out, const FactKey& key);
  const clinical::Attribute* find_attribute(std::string_view name) const;

  const clinical::Concept& concept_at_hand() const { return vocabulary_[fact_.concept_id]; }
  /// The text without blanks around it, for as long as the record lives.
  std::string_view kept(std::string_view text) { return draft_.has_lasting_texts ? base::trimmed(text) : keep(texts_, base::trimmed(text)); }
  std::string place_of(std::string_view key) const;
  /// Names a problem with a key, and leaves the fact as it is.
  void report(diag::Code code, const FactKey& key, std::string text);
  /// Names a problem with a key, and sets the fact aside.
  void set_aside(diag::Code code, const FactKey& key, std::string text);

  const clinical::Vocabulary& vocabulary_;
  const ReadOptions& options_;
  Suggestions& suggestions_;
  ProblemLog& log_;
  std::deque<std::string>& texts_;
  UnitMemory& units_;
  NameMemory& names_;
  FactDraft& draft_;
  Fact& fact_;
  ReadFact out_;
};

/// The index of a word among choices, without regard to case.
std::optional<std::uint16_t> choice_of(std::string_view word, const std::vector<std::string>& choices);

/// yes, no, true, false, without regard to case.
std::optional<bool> yes_or_no(std::string_view word);

}  // namespace eligo::model
