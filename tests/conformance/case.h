// A conformance case as its file gives it: rules, and either a record with what screening must answer, or what the
// checker must say.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "clinical/vocabulary_source.h"
#include "diag/diagnostic.h"

namespace eligo::conformance {

using clinical::RawValue;

struct Case {
  std::string name;
  diag::Source rules;                    // named after the case
  std::string record;                    // one patient as JSON text, every scalar a string as written
  std::vector<std::string> assume_complete;
  std::optional<RawValue> expect;
  std::optional<RawValue> check;
  std::string trouble;                   // why this is no case; empty for a good one
};

/// What a folder of cases holds.
struct Folder {
  std::vector<Case> cases;               // in the order of file names and files
  std::vector<clinical::ModuleSource> modules;
  std::vector<std::string> troubles;     // files that cannot be read
};

/// Every `.yaml` file of the folder: a map with `module` is a vocabulary, a list is cases.
Folder read_folder(const std::string& path);

using clinical::value_of;
/// The texts of a list.
std::vector<std::string> texts_of(const RawValue* list);

}  // namespace eligo::conformance
