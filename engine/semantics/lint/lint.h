// Advice on rule files that are correct: each check is one function in one file of this folder. Warnings go to the sink.
#pragma once

#include "diag/diagnostic.h"
#include "semantics/checked.h"

namespace eligo::semantics::lint {

void check_all(const CheckedFile& file, diag::Sink& sink);

}  // namespace eligo::semantics::lint
