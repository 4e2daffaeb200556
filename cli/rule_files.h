// Rule files to programs, for every command that runs rules.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/expected.h"
#include "engine.h"
#include "exit_codes.h"
#include "options.h"

namespace eligo::cli {

using Programs = std::vector<std::shared_ptr<const program::Program>>;

/// Compiles all rule files, with the modules in their folders and in `vocabulary_folders`, and shows the errors of all.
/// Where one file has errors there are no programs, but the code to end with.
base::Expected<Programs, ExitCode> compile_all(const std::vector<std::string>& rules, const std::vector<std::string>& vocabulary_folders, Color color);

}  // namespace eligo::cli
