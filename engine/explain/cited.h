// What the record says, as citations for data and as phrases for sentences.
#pragma once

#include <string>
#include <vector>

#include "eval/recording.h"
#include "explain/report.h"
#include "explain/wording.h"

namespace eligo::explain {

/// What every sentence is made from.
struct Scene {
  const program::Program& program;
  const model::PatientRecord& record;
  const eval::Recording& recording;
  PlainWords& words;                       // of the program's texts

  const clinical::Vocabulary& vocabulary() const { return *program.vocabulary; }
  const model::Fact& fact(std::uint32_t index) const { return record.facts[index]; }
};

/// A condition in words, with what it rests on.
struct Sentence {
  std::string text;
  std::vector<CitedFact> facts;
  std::string brief = {};   // for a checklist, beside the criterion's title; empty where the text is brief enough
};

CitedFact cited_fact(const Scene& scene, std::uint32_t fact);
CitedFact cited_answer(const model::Answer& answer);
CitedFact cited_birth_date(const model::PatientRecord& record);
CitedFact cited_sex(const model::PatientRecord& record);
/// Empty `of` where the record gives no such date.
CitedFact cited_date(const model::PatientRecord& record, std::string_view moment_name);

/// Adds the entries of `absent` that cover one of the concepts.
void cite_absent(const Scene& scene, const std::vector<program::ConceptId>& concepts, std::vector<CitedFact>& facts);
/// Adds a citation; nothing where the record has no such thing.
void cite(std::vector<CitedFact>& facts, CitedFact fact);
/// Adds those that are not there yet: by place, and what they tell of there.
void cite_new(std::vector<CitedFact>& facts, std::vector<CitedFact> more);
/// The facts that a finding notes as used.
void cite_all(const Scene& scene, const eval::Finding& finding, std::vector<CitedFact>& facts);

const char* name_of(clinical::Sex sex);
/// "ALT", or "an unknown concept".
std::string fact_name(const Scene& scene, const model::Fact& fact);
/// "2026-11-18"; empty where nothing is known.
std::string date_text(const value::TimeSpan& when);
/// "on 2026-11-08", "from 2026-08-01 to 2026-10-20", "since 2025-03", "without a date".
std::string dates_phrase(const model::Fact& fact);
/// "132 U/L", "negative"; empty where the fact has no value.
std::string value_phrase(const model::Fact& fact);
/// "neuropathy, grade 2, since 2026-10-01"; "ALT 132 U/L on 2026-11-18".
std::string fact_phrase(const Scene& scene, const model::Fact& fact);

}  // namespace eligo::explain
