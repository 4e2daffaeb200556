// Checked tree to flat program. Never fails: what could be wrong was found by the checker.
#pragma once

#include "program/program.h"
#include "semantics/checked.h"

namespace eligo::compile {

program::Program lower(const semantics::CheckedFile& checked);

}  // namespace eligo::compile
