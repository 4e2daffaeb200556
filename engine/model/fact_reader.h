// One fact: from its keys and texts, as some reader gives them, to a typed Fact. Every trouble becomes a problem and sets
// the fact aside, or, where it is a key that facts do not have, the key alone. Dates are settled later (fact_dates.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "clinical/vocabulary.h"
#include "model/fact_dates.h"
#include "model/fact_draft.h"
#include "model/fact_memory.h"
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

/// Keeps a text for as long as the record lives.
std::string_view keep(TextList& texts, std::string_view text);

class FactReader {
 public:
  FactReader(const clinical::Vocabulary& vocabulary, const ReadOptions& options, Suggestions& suggestions, ProblemLog& log,
             TextList& texts, UnitMemory& units, NameMemory& names, FactDraft& draft, Fact& fact)
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
  TextList& texts_;
  UnitMemory& units_;
  NameMemory& names_;
  FactDraft& draft_;
  Fact& fact_;
  ReadFact out_;
};

/// The index of a word among choices, without regard to case.
std::optional<std::uint16_t> choice_of(std::string_view word, const std::vector<std::string>& choices);

/// Whether results of the concept come with a unit.
bool wants_unit(const clinical::Concept& it);

/// Whether the amount, in the concept's own unit, may lie in the range that is plausible.
bool is_plausible(const clinical::Concept& it, const value::Interval& amount);

/// What a further key of a fact means. Facts have the attributes of the list they stand in; those of the concept only
/// count where it is of that kind. Null where facts have no such key.
const clinical::Attribute* attribute_of_facts(const clinical::Vocabulary& vocabulary, ConceptId of, Kind list, std::string_view name);

/// Whether the attribute is the role of the disease that the protocol studies.
bool is_study_disease(const clinical::Attribute& attribute, std::string_view text);

/// yes, no, true, false, without regard to case.
std::optional<bool> yes_or_no(std::string_view word);

}  // namespace eligo::model
