// Whether one condition holds wherever another does, as far as the texts alone show it.
#pragma once

#include "semantics/checked.h"

namespace eligo::semantics::lint {

/// True only where it is sure: whatever makes `stronger` true makes `weaker` true.
bool implies(const CheckedFile& file, ExprId stronger, ExprId weaker);

}  // namespace eligo::semantics::lint
