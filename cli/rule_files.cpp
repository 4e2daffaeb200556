// Compiles what is named; one run shows the errors of all files.
#include "rule_files.h"

#include "diagnostics.h"
#include "files.h"
#include "module_folders.h"
#include "syntax/parse.h"

namespace eligo::cli {

base::Expected<CompiledFile, ExitCode> compile_file(const std::string& path, const std::vector<std::string>& vocabulary_folders, Color color,
                                                    Vocabularies* shared) {
  const auto source = read_or_show(path, syntax::kLargestFile, color);
  if (!source) return base::Unexpected{source.error()};
  const CompileResult result = compile_rules(*source, ModuleFolders(module_folders(path, vocabulary_folders)), shared);
  std::vector<diag::Diagnostic> errors = result.diagnostics;
  std::erase_if(errors, [](const diag::Diagnostic& d) { return d.severity() != diag::Severity::kError; });
  show(stderr, errors, color);
  if (!result.program) return base::Unexpected{ExitCode::kUsage};
  return CompiledFile{*source, result.program};
}

base::Expected<Programs, ExitCode> compile_all(const std::vector<std::string>& rules, const std::vector<std::string>& vocabulary_folders, Color color) {
  Programs programs;
  Vocabularies shared;
  ExitCode trouble = ExitCode::kDone;
  for (const std::string& path : rules) {
    const auto compiled = compile_file(path, vocabulary_folders, color, &shared);
    if (compiled) programs.push_back(compiled->program);
    else if (trouble == ExitCode::kDone || compiled.error() == ExitCode::kInputOutput) trouble = compiled.error();
  }
  if (trouble == ExitCode::kDone) return programs;
  if (trouble == ExitCode::kUsage) write(stderr, "the rules do not compile; no one was screened\n");
  return base::Unexpected{trouble};
}

}  // namespace eligo::cli
