// The name of a module is read from its `module:` line alone; only the module that is asked for is read as YAML.
#include "module_folders.h"

#include <algorithm>
#include <filesystem>

#include "base/ascii.h"
#include "files.h"
#include "io/read.h"

namespace eligo::cli {

namespace fs = std::filesystem;

namespace {

// The value of the line that begins with `module:`; empty where there is none.
std::string_view declared_module(std::string_view text) {
  constexpr std::string_view kKey = "module:";
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (line.starts_with(kKey)) {
      const std::string_view rest = line.substr(kKey.size());
      std::string_view value = base::trimmed(rest.substr(0, rest.find(" #")));
      if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front()) value = value.substr(1, value.size() - 2);
      return value;
    }
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return {};
}

std::vector<std::string> yaml_files_in(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code trouble;
  for (auto entry = fs::directory_iterator(folder, trouble); !trouble && entry != fs::directory_iterator(); entry.increment(trouble)) {
    if (entry->path().extension() == ".yaml" && entry->is_regular_file(trouble)) files.push_back(entry->path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// The file, where it declares the module `name`.
diag::Source module_in(const std::string& file, std::string_view name) {
  std::error_code trouble;
  if (!fs::is_regular_file(file, trouble)) return nullptr;
  const auto source = read_file(file, io::kLargestYaml);
  return source && base::equal_folded(declared_module((*source)->text()), name) ? *source : nullptr;
}

// The module in the folder: in the file of its name, or in another.
diag::Source find_in(const std::string& folder, std::string_view name) {
  if (auto source = module_in((fs::path(folder) / (base::folded(name) + ".yaml")).string(), name)) return source;
  for (const std::string& file : yaml_files_in(folder)) {
    if (auto source = module_in(file, name)) return source;
  }
  return nullptr;
}

void add_folder(std::vector<std::string>& folders, const fs::path& folder) {
  std::error_code trouble;
  if (!fs::is_directory(folder, trouble)) return;
  std::string text = folder.lexically_normal().string();
  if (std::find(folders.begin(), folders.end(), text) == folders.end()) folders.push_back(std::move(text));
}

// The first rules/vocabulary in `folder` or above it.
void add_project_folder(std::vector<std::string>& folders, fs::path folder) {
  std::error_code trouble;
  for (;; folder = folder.parent_path()) {
    if (fs::is_directory(folder / "rules" / "vocabulary", trouble)) {
      add_folder(folders, folder / "rules" / "vocabulary");
      return;
    }
    if (folder == folder.parent_path()) return;
  }
}

}  // namespace

std::vector<std::string> module_folders(const std::string& rules, const std::vector<std::string>& further) {
  std::error_code trouble;
  const fs::path working = fs::current_path(trouble);
  const fs::path beside = rules == "-" ? working : fs::absolute(rules, trouble).lexically_normal().parent_path();
  std::vector<std::string> folders;
  add_folder(folders, beside);
  add_project_folder(folders, beside);
  add_project_folder(folders, working);
  add_folder(folders, ELIGO_VOCABULARY_FOLDER);
  for (const std::string& folder : further) add_folder(folders, folder);
  return folders;
}

std::optional<ModuleProvider::Found> ModuleFolders::find(std::string_view name) const {
  for (const std::string& folder : folders_) {
    if (const diag::Source source = find_in(folder, name)) return io::read_module(source);
  }
  return std::nullopt;
}

std::vector<std::string> ModuleFolders::names() const {
  std::vector<std::string> names;
  for (const std::string& folder : folders_) {
    for (const std::string& file : yaml_files_in(folder)) {
      const auto source = read_file(file, io::kLargestYaml);
      const std::string name(source ? declared_module((*source)->text()) : std::string_view());
      if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

}  // namespace eligo::cli
