// Which conditions are responsible for what a rule came to (LANGUAGE.md section 6): leaves of the tree of findings.
// In: program, recording, the finding of a criterion's root. Out: leaves with the address each belongs to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/short_list.h"
#include "eval/recording.h"
#include "program/program.h"

namespace eligo::explain {

/// A leaf and the nearest address above it ("I9.2"), with that member's label: texts of the program.
struct ResponsibleLeaf {
  eval::FindingId finding;
  std::string_view address;
  std::string_view label;
};

using ResponsibleLeaves = base::ShortList<ResponsibleLeaf, 4>;

/// In the order of the file. A leaf that is reached twice stands once.
ResponsibleLeaves responsible_leaves(const program::Program& program, const eval::Recording& recording, eval::FindingId root);

/// The conditions below `root` that ask what the record holds by now (`is known`), and are settled: an unknown criterion
/// rests on them, too, for less on record would answer them otherwise.
ResponsibleLeaves settled_by_presence(const program::Program& program, const eval::Recording& recording, eval::FindingId root);

/// An `unless` that matters: the rule by itself came out against the patient, and the exception is not false.
struct ExceptionFound {
  eval::FindingId exception;
  bool waives = false;                       // else it lifts
  value::Truth truth = value::Truth::kUnknown;   // true: used; unknown: would have to be settled
  std::string_view address;
};

/// All of them, anywhere below `root`, in the order of the file.
std::vector<ExceptionFound> exceptions_that_matter(const program::Program& program, const eval::Recording& recording,
                                                   eval::FindingId root);

/// The notes of addressed members on the way to the responsible leaves, in the order of the file.
std::vector<std::string_view> notes_on_the_way(const program::Program& program, const eval::Recording& recording, eval::FindingId root);

}  // namespace eligo::explain
