// One fact: from its keys and texts, as some reader gives them, to a typed Fact. Every trouble becomes a problem and sets
// the fact aside, or, where it is a key that facts do not have, the key alone. Dates are settled later (fact_dates.h).
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clinical/vocabulary.h"
#include "model/fact_dates.h"
#include "model/problem_log.h"
#include "model/record.h"
#include "model/suggestion.h"

namespace eligo::model {

/// A key of the fact at hand.
struct FactKey {
  std::string name;
  std::string text;
  std::uint32_t line = 0;
  bool is_text = true;     // false: a list or map stood there
  bool is_taken = false;   // its meaning is known
};

/// A fact as given: the keys in their order.
struct FactDraft {
  Kind list = Kind::kCondition;
  std::uint32_t index = 0;
  std::uint32_t line = 0;
  std::vector<FactKey> keys;   // at most kMostKeys
  bool has_more_keys = false;  // than that
};
inline constexpr std::size_t kMostKeys = 100;

struct ReadFact {
  Fact fact;                  // all but its dates
  GivenDates dates;
  bool is_unmapped = false;   // of an unknown concept or code
  std::optional<Kind> also_incomplete;  // the kind of a concept in the wrong list
};

/// Keeps a text for as long as the record lives.
std::string_view keep(std::deque<std::string>& texts, std::string_view text);

class FactReader {
 public:
  FactReader(const clinical::Vocabulary& vocabulary, Suggestions& suggestions, ProblemLog& log, std::deque<std::string>& texts,
             FactDraft& draft)
      : vocabulary_(vocabulary), suggestions_(suggestions), log_(log), texts_(texts), draft_(draft) {}

  ReadFact read();

 private:
  // fact_reader.cpp
  FactKey* find(std::string_view name);
  const FactKey* take(std::string_view name);
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
  std::optional<value::TimeSpan> take_date(std::string_view name);
  void read_standing();
  void read_ongoing();
  void read_status();
  bool refuse_together(std::string_view first, std::string_view second);
  // fact_reader_values.cpp
  void read_value();
  std::optional<clinical::Conversion> read_unit(const FactKey* unit, bool is_needed);
  bool read_choice(const FactKey& key);
  void read_number(const FactKey& key, const FactKey* unit);
  void check_plausible(const FactKey& key);
  void read_limits(const std::optional<clinical::Conversion>& conversion);
  std::optional<value::Number> take_limit(std::string_view name, const std::optional<clinical::Conversion>& conversion);
  // fact_reader_attributes.cpp
  void read_attribute(const FactKey& key, const clinical::Attribute& attribute);
  bool fill(FactAttribute& out, const FactKey& key);
  bool fill_quantity(FactAttribute& out, const FactKey& key);
  bool fill_choice(FactAttribute& out, const FactKey& key);
  const clinical::Attribute* find_attribute(std::string_view name) const;

  const clinical::Concept& concept_at_hand() const { return vocabulary_[out_.fact.concept_id]; }
  std::string place_of(std::string_view key) const;
  /// Names a problem with a key, and leaves the fact as it is.
  void report(diag::Code code, const FactKey& key, std::string text);
  /// Names a problem with a key, and sets the fact aside.
  void set_aside(diag::Code code, const FactKey& key, std::string text);

  const clinical::Vocabulary& vocabulary_;
  Suggestions& suggestions_;
  ProblemLog& log_;
  std::deque<std::string>& texts_;
  FactDraft& draft_;
  ReadFact out_;
};

/// The index of a word among choices, without regard to case.
std::optional<std::uint16_t> choice_of(std::string_view word, const std::vector<std::string>& choices);

/// yes, no, true, false, without regard to case.
std::optional<bool> yes_or_no(std::string_view word);

}  // namespace eligo::model
