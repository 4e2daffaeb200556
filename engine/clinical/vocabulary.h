// The concepts that rules and records speak of: names, kinds, hierarchy, units, answers, half-lives, codes.
// In: module definitions as read (no format is known here). Out: a checked, immutable Vocabulary.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ascii.h"
#include "base/id.h"
#include "clinical/unit.h"
#include "diag/diagnostic.h"
#include "value/duration.h"
#include "value/interval.h"

namespace eligo::clinical {

enum class Kind : std::uint8_t { kCondition, kTreatment, kProcedure, kObservation, kToxicity, kAllergy, kVaccine, kEvent };
inline constexpr std::size_t kKindCount = 8;
const char* name_of(Kind kind);       // "condition"
const char* list_name_of(Kind kind);  // "conditions": the record's list of such facts
std::optional<Kind> kind_from_name(std::string_view name);       // singular
std::optional<Kind> kind_from_list_name(std::string_view name);  // plural

using ConceptId = base::Id<struct ConceptTag>;

/// What an attribute's values are.
enum class AttributeType : std::uint8_t {
  kNumber,    // grade, line
  kQuantity,  // dose, with any unit; value of a numeric observation
  kLevel,     // severity: listed from least to most
  kAnswer,    // listed answers
  kWord,      // any word: intent, route, method
  kYesNo,     // symptomatic
  kConcept,   // cause, indication, site: a concept, or free text
  kDate,      // start, end
  kDuration   // duration
};

struct Attribute {
  std::string name;
  AttributeType type = AttributeType::kWord;
  std::vector<std::string> choices;  // answers or levels, as the vocabulary spells them
  std::optional<Unit> unit;
};

/// The half-life of a drug, in hours; an interval where sources disagree.
using HalfLife = value::Interval;

struct Concept {
  std::string name;          // as the vocabulary spells it
  std::string title;         // for people; the name where none is given
  Kind kind = Kind::kCondition;
  bool is_root = false;      // "toxicity": stands for all facts of its kind
  std::vector<std::string> aliases;
  std::vector<ConceptId> parents;
  std::vector<ConceptId> descendants;  // itself first, then all below, each once
  std::string module;
  diag::Source source;       // where it is defined
  diag::Span span;

  // Observations
  std::optional<Unit> unit;              // what comparisons are made in
  ConversionRules conversions;
  std::optional<value::Interval> plausible;   // in `unit`; the ends belong
  std::optional<value::Number> default_lln, default_uln;
  std::vector<std::string> answers;      // not ordered; of a quantity: negative, positive
  std::vector<std::string> levels;       // from least to most
  bool is_lasting = false;
  std::string formula;                   // name of a formula (formula.h), or empty

  // Other kinds
  bool is_acute = false, is_chronic = false;       // inherited
  bool only_female = false, only_male = false;     // inherited
  std::optional<HalfLife> own_half_life;           // not inherited here; see Vocabulary::half_life
  std::optional<value::Number> steroid_equivalent; // mg that act like 5 mg of prednisone
  std::vector<ConceptId> allergy_to;               // what an allergy concept is an allergy to

  std::vector<Attribute> attributes;     // own and inherited ones that the kind does not have by itself
  std::string obtain;                    // "liver panel": how a missing value is obtained
  std::vector<std::string> codes;        // "loinc|1742-6", system folded

  /// An observation with numbers: with a unit, or without unit, answers and levels.
  bool is_quantity() const { return kind == Kind::kObservation && levels.empty() && (unit.has_value() || answers.empty()); }
};

/// A concept as one module defines it, before it is checked against the others.
struct RawValue;   // a YAML value with its place: see vocabulary_source.h
struct ModuleSource;

class Vocabulary {
 public:
  /// By id or alias, without regard to case. Not valid where there is none. "toxicity" finds the root of that kind.
  ConceptId find(std::string_view name) const;
  /// By code: system ("loinc", "icd10", "snomed", "rxnorm", "atc", "cvx"; without regard to case) and code; ICD-10 and
  /// ATC codes match the longest listed prefix.
  ConceptId find_code(std::string_view system, std::string_view code) const;
  const Concept& operator[](ConceptId id) const { return concepts_[id]; }
  std::size_t size() const { return concepts_.size(); }
  ConceptId root(Kind kind) const { return roots_[static_cast<std::size_t>(kind)]; }

  /// Whether `below` is `above` or lies below it.
  bool is_a(ConceptId below, ConceptId above) const;
  /// Of the drug or the nearest concept upward that has one (several at one distance: their hull).
  std::optional<HalfLife> half_life(ConceptId drug) const;

  /// The attribute of facts of this concept's kind, or of the concept itself. Null where there is none.
  const Attribute* attribute(ConceptId concept_id, std::string_view name) const;
  std::vector<std::string> attribute_names(ConceptId concept_id) const;

  /// All names and aliases, for suggestions.
  std::vector<std::string> names() const;
  /// SHA-256 over the texts of the modules in use, in the order of their names.
  const std::string& sha256() const { return sha256_; }
  const std::vector<std::string>& modules() const { return modules_; }

 private:
  friend class VocabularyBuilder;
  base::IndexedVector<ConceptTag, Concept> concepts_;
  std::unordered_map<std::string, ConceptId, base::FoldedHash, base::FoldedEqual> by_name_;
  std::unordered_map<std::string, ConceptId> by_code_;
  std::vector<ConceptId> roots_;
  std::vector<std::vector<std::uint64_t>> ancestor_bits_;  // per concept: itself and all above
  std::vector<std::optional<HalfLife>> half_lives_;
  std::vector<std::string> modules_;
  std::string sha256_;
};

/// The attributes that every fact of a kind may have (LANGUAGE.md section 8), `start`, `end` and `duration` included.
const std::vector<Attribute>& attributes_of(Kind kind);

}  // namespace eligo::clinical
