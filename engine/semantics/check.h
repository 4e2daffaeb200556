// Tree to meaning: names, kinds, types, units, answers, directions, addresses, moments; then the lint checks.
#pragma once

#include <memory>
#include <optional>

#include "diag/diagnostic.h"
#include "semantics/checked.h"

namespace eligo::semantics {

/// The modules that the file's `use` lines name, with their places, each once.
struct ModuleUse {
  std::string name;
  diag::Span span;
};
std::vector<ModuleUse> modules_in_use(const syntax::File& file);

/// Checks the file against the vocabulary. Every mistake goes to `sink` (one mistake, one message). None where there
/// were errors, in the file or already in `sink`.
std::optional<CheckedFile> check(std::shared_ptr<const syntax::File> file,
                                 std::shared_ptr<const clinical::Vocabulary> vocabulary, diag::Sink& sink);

}  // namespace eligo::semantics
