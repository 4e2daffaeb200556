// The answer to one screening, told for people: plain data that the renderers only lay out.
// In: compiled rules, a record and the recorded outcome. Out: a Report. What is true was decided by eval; this says why.
// Texts are plain language, one line, lower case, without a final stop; they may hold whatever the record or rules hold,
// so a renderer must escape them for its format.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "eval/outcome.h"
#include "model/record.h"
#include "program/program.h"

namespace eligo::explain {

/// What only the caller knows.
struct ReportContext {
  std::string engine_version;
  std::vector<std::string> assumptions;   // beyond those that record and outcome tell of: "facts of unknown concepts are left out"
};

/// A thing the record says, and where: a fact, an answer, a date of the protocol, the birth date, the sex.
struct CitedFact {
  std::string of;                         // the concept, question or moment
  std::string value, unit;                // as the record writes them; empty where it has none
  std::string on;                         // the date of what has only one
  std::string start, end;                 // of what lasts
  bool is_ongoing = false;
  std::string at;                         // "observations[0]", "answers.fertile", "birth_date"
  std::uint32_t line = 0;                 // in the source; 0 where it has no lines
  friend bool operator==(const CitedFact&, const CitedFact&) = default;
};

/// What one addressed member (or the criterion itself) contributes to the status.
struct Reason {
  std::string id;                         // "I9.2"
  std::string label;                      // the member's label; empty where none
  eval::Status status = eval::Status::kUnknown;
  std::vector<std::string> sentences;     // one for each responsible condition
  std::vector<CitedFact> facts;           // each once
  std::vector<std::string> briefs = {};   // the sentences in few words, for checklists; each once
};

/// What would settle an unknown criterion, or the exception of a failing one.
struct Missing {
  std::string of;
  std::string name;                       // `of` for people: "ejection fraction"; the text of a question
  eval::Why why = eval::Why::kAbsent;
  std::string last;                       // date of the stale or imprecise fact; empty where none
  std::string obtain;                     // "echocardiography"; empty where the vocabulary says nothing
  std::string text;                       // why, as a sentence
  std::vector<std::string> members;       // the addressed members that want it: "I9.4"
  std::string cause = {};                 // what settles many such things at once: "the history of conditions is not said
                                          // to be complete"; empty where the thing stands for itself
};

struct CriterionReport {
  std::string id, title;
  bool is_inclusion = true;
  eval::Status status = eval::Status::kUnknown;
  std::string cohort;                     // only where the criterion differs by cohort
  std::vector<Reason> reasons;            // of failing and unknown criteria
  std::vector<Reason> proof;              // of the others: what makes them pass
  std::vector<Missing> missing;
  std::vector<std::string> notes;         // on the text of the protocol
  std::vector<std::string> exceptions_used;
  std::vector<std::string> exceptions_open;   // that would change something if they were known to apply
  bool is_needed = true;                  // false: unknown, and another criterion has decided already
};

struct CohortReport {
  std::string id, title;
  eval::Verdict verdict = eval::Verdict::kUndetermined;
};

struct MomentAt {
  std::string name, day;
};

struct ProblemReport {
  std::string code, at, text;
  std::uint32_t line = 0;
};

struct Report {
  std::string patient, protocol, protocol_title, version, screening;
  eval::Verdict verdict = eval::Verdict::kUndetermined;
  std::vector<CohortReport> cohorts;      // in the order of the file; empty where it declares none
  std::vector<CriterionReport> criteria;  // in the order of the file
  std::string eligible_from, eligible_until;   // dates; empty where there is none
  std::vector<MomentAt> moments_at_from;  // where the protocol's moments would then be
  std::vector<std::string> expiring;      // results that are too old after `eligible_until`
  std::vector<ProblemReport> problems;
  std::vector<std::string> assumptions;
  std::string rules_sha256, vocabulary_sha256, engine;
};

/// `outcome` was made with Detail::kRecorded by the same program and record.
Report explain(const program::Program& program, const model::PatientRecord& record, const eval::Outcome& outcome,
               const eval::EligibilityWindow& window, const ReportContext& context);

}  // namespace eligo::explain
