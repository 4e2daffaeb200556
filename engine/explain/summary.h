// What every layout of a report says alike: the verdict, the window, what is missing and in which order, where facts stand.
// In: a Report. Out: plain texts, which a renderer escapes and lays out.
#pragma once

#include <string>
#include <vector>

#include "explain/report.h"

namespace eligo::explain {

std::vector<const CriterionReport*> with_status(const Report& report, eval::Status status);

/// "1 criterion", "3 criteria".
std::string criteria_counted(std::size_t count);

/// What the verdict comes from, without its own word: "fails I9", "2 criteria need information".
std::string verdict_words(const Report& report);

/// When the patient is eligible, with the moments of the protocol and the results to repeat, in one sentence.
std::string window_sentence(const Report& report);

/// "observations[0] (line 22)".
std::string place_words(const CitedFact& fact);

/// Something to obtain, with all that it would settle. What has one cause is one thing.
struct Wanted {
  std::vector<const Missing*> things;             // one, or several of one cause
  std::vector<const CriterionReport*> criteria;   // each once
  std::vector<std::string> members;               // the addressed members that want it
  bool is_needed = false;                         // false: none of the criteria is needed to decide

  std::string text() const;                       // why it is missing, as a sentence
  std::string obtain() const;                     // how to obtain it; empty where the vocabulary says nothing
};

/// What the undetermined criteria want; what settles most stands first, else the order of the file.
std::vector<Wanted> wanted_things(const Report& report);

}  // namespace eligo::explain
