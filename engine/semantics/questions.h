// The questions of a file: which text each has, and under which name the record answers it.
#pragma once

#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "semantics/checked.h"

namespace eligo::semantics {

/// A `confirm` and the id of the rule or member it stands in (empty in a definition or `where`).
struct PlacedQuestion {
  ExprId expr;
  std::string id;
};

/// Fills CheckedFile::questions and `question` of each `confirm`. `placed` is in reading order.
void resolve_questions(CheckedFile& file, const std::vector<PlacedQuestion>& placed, diag::Sink& sink);

}  // namespace eligo::semantics
