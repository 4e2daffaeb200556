// What led to the status of a criterion, with citations and wants still by their places in record and recording: what
// reports and lists of results are written from. Made again and again in the same memory.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/reused_list.h"
#include "explain/cited.h"

namespace eligo::explain {

/// What one addressed member (or the criterion itself) contributes.
struct ToldReason {
  std::string_view id, label;              // of the program
  std::string text;                        // a sentence for each responsible condition, "; " between them
  std::vector<Stretch> sentences;          // in the text, each once
  std::vector<std::string> briefs;         // each once; only where all is told
  Citations facts;                         // each once

  void clear() {
    text.clear();
    sentences.clear();
    briefs.clear();
    facts.clear();
  }
  void add(std::string_view sentence);
};

/// What would settle it; several conditions may want the same.
struct ToldMissing {
  const eval::Want* want = nullptr;        // of the recording
  eval::FindingId finding;                 // the first that wants it
  std::vector<std::string_view> members;   // addresses; only where all is told
};

struct ToldCriterion {
  base::ReusedList<ToldReason> reasons;
  std::vector<ToldMissing> missing;
  std::vector<std::string_view> notes;     // of the program
  std::vector<std::string> exceptions_used, exceptions_open;   // only where all is told
  Sentence sentence;                       // room for the one at hand

  void clear() {
    reasons.clear();
    missing.clear();
    notes.clear();
    exceptions_used.clear();
    exceptions_open.clear();
  }
};

/// Makes `out` what led to that outcome. The criterion must have been recorded.
void tell_criterion(const Scene& scene, const eval::CriterionOutcome& outcome, ToldCriterion& out);

/// The date of the stale or imprecise fact that a want names; nothing where it tells of none.
void append_last(std::string& out, const Scene& scene, const eval::Want& want);

}  // namespace eligo::explain
