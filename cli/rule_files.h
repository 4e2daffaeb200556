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

struct CompiledFile {
  diag::Source source;
  std::shared_ptr<const program::Program> program;
};

/// Compiles one rule file, with the modules in its folders and in `vocabulary_folders`, and shows its errors. Where it has
/// some there is no program, but the code to end with. `shared` as for compile_rules.
base::Expected<CompiledFile, ExitCode> compile_file(const std::string& path, const std::vector<std::string>& vocabulary_folders, Color color,
                                                    Vocabularies* shared = nullptr);

/// The same with all of several files, before any patient is screened: where one has errors there are no programs.
base::Expected<Programs, ExitCode> compile_all(const std::vector<std::string>& rules, const std::vector<std::string>& vocabulary_folders, Color color);

}  // namespace eligo::cli
