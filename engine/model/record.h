// A patient's record as the engine sees it: typed facts, each with its dates worked out and its place in the source.
// Built once by RecordBuilder, then read-only. What a fact's silence means is not decided here.
#pragma once

#include <array>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clinical/formula.h"
#include "clinical/vocabulary.h"
#include "diag/diagnostic.h"
#include "value/date.h"
#include "value/interval.h"
#include "value/truth.h"

namespace eligo::model {

using clinical::ConceptId;
using clinical::Kind;
using clinical::Sex;

enum class Verification : std::uint8_t { kConfirmed, kSuspected, kRefuted };

/// The value of an observation.
struct ObservedValue {
  ObservedValue() {}   // written out, so that making one does not clear its memory twice
  enum class Type : std::uint8_t {
    kNone,     // no value
    kNumber,   // `amount`, in the concept's own unit (plain where it has none)
    kTitre,    // `amount` is the second number of 1:80
    kAnswer,   // `choice` is an index into Concept::answers (a quantity's own answers included)
    kLevel     // `choice` is an index into Concept::levels
  };
  Type type = Type::kNone;
  bool is_below_limit = false;         // reported as <L or <=L: answers negative
  std::uint16_t choice = 0;
  value::Interval amount;
  std::optional<value::Number> lln, uln;   // in the concept's own unit
  std::string_view text;               // as written: "132", "<20", "negative"
  std::string_view unit_text;          // as written; empty where none was given
};

/// A further key of a fact: grade, dose, site, cause …
struct FactAttribute {
  FactAttribute() {}   // as above
  const clinical::Attribute* attribute = nullptr;  // never null; name and type
  value::Interval amount;              // number, quantity: in `unit`
  std::optional<clinical::Unit> unit;  // of a quantity
  std::uint16_t choice = 0;            // level, answer: index into the attribute's choices
  bool is_yes = false;                 // yes/no
  ConceptId concept_id;                // of a concept; not valid where it is free text
  std::string_view text;               // as written
};

/// Where a fact stands in the source: "observations[3]", or in the source's own terms, "Bundle.entry[12].resource".
struct Place {
  Kind list = Kind::kCondition;
  std::uint32_t index = 0;
  std::uint32_t line = 0;              // from 1; 0 where the source has no lines
  std::string_view path;               // of sources that are no records of ours; else empty
  bool is_supposed = false;            // not in the source: the edit with that index (record_edit.h), "set[0]"
};
std::string to_text(const Place& place);

/// One thing the record tells. `start` and `end` are worked out as LANGUAGE.md section 4 says ("When a fact ends"), with
/// respect to the record's own screening day:
/// - a single date is both; `has_not_ended`: end is kForever;
/// - no end and nothing that tells: end lies somewhere from the start on (resolved: before screening);
/// - a missing start lies somewhere up to the end; without any date both lie anywhere (`is_dated` false), up to screening for the start;
/// - a date too coarse to tell is no later than screening, unless the fact surely starts after it.
struct Fact {
  Fact() {}   // as above
  ConceptId concept_id;                // not valid: a fact of an unknown concept (always broken)
  Kind kind = Kind::kCondition;        // of the list it stands in
  Verification verification = Verification::kConfirmed;
  bool is_broken = false;              // set aside for a data problem: it may be anything its concept and dates allow
  bool is_dated = false;               // some date was given
  bool has_end = false;                // an end was given, or follows (single date, acute)
  bool has_not_ended = false;          // ongoing
  bool is_study_disease = false;       // role: study_disease
  value::TimeSpan start, end;
  ObservedValue value;                 // of observations
  std::vector<FactAttribute> attributes;
  Place place;

  const FactAttribute* find(std::string_view attribute_name) const;
};

struct Answer {
  std::string name;                    // the question's name, or the id of its criterion or member, as written
  bool is_yes = false;
  std::string by;                      // who answered
  value::TimeSpan on;
};

/// A trouble with the record, with the place in it: "observations[3]", "birth_date".
struct Problem {
  diag::Code code;
  std::string at;
  std::string text;
  std::uint32_t line = 0;
};

struct NamedDate {
  std::string name;                    // folded
  value::TimeSpan when;
};

/// Texts that stay where they are when more are added, or when the list moves.
using TextList = std::list<std::string>;

struct PatientRecord {
  std::string patient;
  value::TimeSpan birth;               // first = kBeginning where not known
  bool has_birth_date = false;
  bool birth_date_is_broken = false;
  Sex sex = Sex::kUnknown;
  value::TimeSpan screening;           // always a single day, perhaps with a clock time
  std::vector<NamedDate> dates;        // the protocol's other moments, as far as recorded
  std::vector<std::string> broken_dates;  // folded names of moments whose date cannot be read
  std::array<bool, clinical::kKindCount> declared_complete{};  // by the record, or assumed
  std::array<bool, clinical::kKindCount> lost_complete{};      // a problem took completeness away
  std::array<bool, clinical::kKindCount> assumed_complete{};   // by the caller, where the record did not say so
  std::vector<ConceptId> absent;
  std::vector<Fact> facts;
  std::vector<Answer> answers;
  std::vector<std::string> supposed;   // the edits that were made, as written (record_edit.h)
  std::vector<Problem> problems;       // in the order of the source
  diag::Source source;                 // null where the record has no text of its own
  TextList texts;                      // owns what the string_views of facts point into: addresses stay when it moves

  /// Moves, but is not copied: facts point into its own texts.
  PatientRecord() {}   // as above
  PatientRecord(PatientRecord&&) = default;
  PatientRecord& operator=(PatientRecord&&) = default;
  PatientRecord(const PatientRecord&) = delete;
  PatientRecord& operator=(const PatientRecord&) = delete;

  bool is_complete(Kind kind) const {
    const auto k = static_cast<std::size_t>(kind);
    return kind != Kind::kObservation && declared_complete[k] && !lost_complete[k];
  }
};

}  // namespace eligo::model
