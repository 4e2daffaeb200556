// Where things stand in a file that has been read: the direction of each condition, the addresses of members, the
// questions and the names that answer them, and what can stand only in some places. Leaves names and types to checker.h.
#pragma once

#include "diag/diagnostic.h"
#include "semantics/checked.h"

namespace eligo::semantics {

/// Fills `direction`, `member_ids` and `question` of each expression, and the questions of the file.
void place(CheckedFile& file, diag::Sink& sink);

}  // namespace eligo::semantics
