// What the record says, as citations for data and as phrases for sentences.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "eval/recording.h"
#include "explain/prepared.h"
#include "explain/report.h"
#include "explain/wording.h"

namespace eligo::explain {

enum class Extent {
  kAll,
  kData   // without what results as data do not show: briefs, the texts of what is missing, words about exceptions
};

/// What every sentence is made from.
struct Scene {
  const program::Program& program;
  const model::PatientRecord& record;
  const eval::Recording& recording;
  Prepared& prepared;                      // of the program
  Extent extent = Extent::kAll;

  const clinical::Vocabulary& vocabulary() const { return *program.vocabulary; }
  const model::Fact& fact(std::uint32_t index) const { return record.facts[index]; }
};

/// A thing the record says, by what it is and its index there; spell() says the same in texts.
struct Citation {
  enum class Of : std::uint8_t {
    kFact, kAnswer, kAbsent,   // an entry of the record's list
    kDate,                     // an entry of the program's timeline
    kHistory,                  // a kind that is said to be complete
    kBirthDate, kSex
  };
  Of of = Of::kFact;
  std::uint32_t index = 0;
  friend bool operator==(const Citation&, const Citation&) = default;
};
using Citations = std::vector<Citation>;

void spell(const Scene& scene, const Citation& citation, CitedFact& out);
std::vector<CitedFact> spelled(const Scene& scene, const Citations& citations);

/// A condition in words, with what it rests on.
struct Sentence {
  std::string text;
  Citations facts;
  std::string brief;        // for a checklist, beside the criterion's title; empty where the text is brief enough

  void clear() {
    text.clear();
    facts.clear();
    brief.clear();
  }
};

inline Citation cited_fact(std::uint32_t index) { return {Citation::Of::kFact, index}; }
inline constexpr Citation kCitedBirthDate{Citation::Of::kBirthDate, 0};
inline constexpr Citation kCitedSex{Citation::Of::kSex, 0};

/// The date that the record gives for an entry of the timeline; null where it gives none.
const model::NamedDate* recorded_date(const Scene& scene, program::TimelineId id);
/// Adds the entries of `absent` that cover one of the concepts.
void cite_absent(const Scene& scene, const program::ConceptId* first, const program::ConceptId* last, Citations& facts);
/// Adds those that are not there yet: by place, and what they tell of there.
void cite_new(const Scene& scene, Citations& facts, const Citations& more);
/// The facts that a finding notes as used.
void cite_all(const eval::Finding& finding, Citations& facts);

const char* name_of(clinical::Sex sex);
/// "ALT", or "an unknown concept".
void append_name(std::string& out, const Scene& scene, const model::Fact& fact);
/// "2026-11-18"; empty where nothing is known.
std::string date_text(const value::TimeSpan& when);
void append_date(std::string& out, const value::TimeSpan& when);
/// "132 U/L", "negative"; nothing where the fact has no value.
void append_value(std::string& out, const model::Fact& fact);
/// "neuropathy, grade 2, since 2026-10-01"; "ALT 132 U/L on 2026-11-18".
std::string fact_phrase(const Scene& scene, const model::Fact& fact);
void append_phrase(std::string& out, const Scene& scene, const model::Fact& fact);

}  // namespace eligo::explain
