// Vocabulary modules for tests, written as YAML in the test itself.
#pragma once

#include <string>
#include <vector>

#include "clinical/vocabulary_source.h"

namespace eligo::clinical::test {

/// A module out of YAML text that is known to be well formed.
ModuleSource module_from(const std::string& name, const std::string& yaml);

/// A module called `m` with these concepts, each on a line of its own: `ALT: {kind: observation}`.
ModuleSource concepts(const std::string& lines);

struct Built {
  Vocabulary vocabulary;
  std::vector<diag::Diagnostic> diagnostics;
  std::size_t errors;
};
Built build(const std::vector<ModuleSource>& modules);
/// Builds and requires that nothing is reported.
Vocabulary built(const std::string& concept_lines);

}  // namespace eligo::clinical::test
