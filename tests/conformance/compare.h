// What a case demands against what the engine said. In: the expectation as read, and the answer. Out: a line for each
// difference; none where the case passes.
#pragma once

#include <string>
#include <vector>

#include "case.h"
#include "explain/report.h"

namespace eligo::conformance {

std::vector<std::string> differences(const RawValue& expect, const explain::Report& report);

/// `compiles`: the engine made a program of the rules.
std::vector<std::string> differences(const RawValue& check, const std::vector<diag::Diagnostic>& diagnostics, bool compiles);

}  // namespace eligo::conformance
