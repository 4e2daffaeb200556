// Vocabulary modules in folders: beside the rule file, in the nearest rules/vocabulary above it or above the working
// folder, in the one that Eligo was built with, and in the folders of --vocabulary, in this order.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine.h"

namespace eligo::cli {

/// The folders in which the modules of a rule file are looked for. `rules` may be `-`: the working folder counts then.
std::vector<std::string> module_folders(const std::string& rules, const std::vector<std::string>& further);

/// A module is a `.yaml` file whose line `module:` names it. Other files are passed over.
class ModuleFolders : public ModuleProvider {
 public:
  explicit ModuleFolders(std::vector<std::string> folders) : folders_(std::move(folders)) {}

  std::optional<Found> find(std::string_view name) const override;
  std::vector<std::string> names() const override;

 private:
  std::vector<std::string> folders_;
};

}  // namespace eligo::cli
