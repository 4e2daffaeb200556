// Finds and builds.
#include "whole_vocabulary.h"

#include "clinical/vocabulary_source.h"
#include "diagnostics.h"
#include "module_folders.h"

namespace eligo::cli {

base::Expected<std::shared_ptr<const clinical::Vocabulary>, ExitCode> whole_vocabulary(const std::vector<std::string>& further, Color color) {
  using Found = base::Expected<std::shared_ptr<const clinical::Vocabulary>, ExitCode>;
  const ModuleFolders folders(further.empty() ? module_folders("-", {}) : further);
  std::vector<clinical::ModuleSource> modules;
  std::vector<diag::Diagnostic> troubles;
  for (const std::string& name : folders.names()) {
    auto module = folders.find(name);
    if (!module) continue;
    if (*module) modules.push_back(**module);
    else troubles.push_back(module->error());
  }
  diag::Sink sink;
  auto vocabulary = std::make_shared<const clinical::Vocabulary>(clinical::build_vocabulary(modules, sink));
  const auto found = sink.sorted();
  troubles.insert(troubles.end(), found.begin(), found.end());
  show(stderr, troubles, color);
  if (count_of(troubles, diag::Severity::kError) > 0) return base::Unexpected{ExitCode::kUsage};
  return Found(std::move(vocabulary));
}

}  // namespace eligo::cli
