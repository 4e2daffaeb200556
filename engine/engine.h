// The engine for those who embed it: rules in, a program out; a program and a record in, a report out.
// Bytes, vocabulary modules and the day of screening are handed in; nothing is read, printed or kept here.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "clinical/vocabulary_source.h"
#include "diag/diagnostic.h"
#include "explain/report.h"
#include "model/record.h"
#include "program/program.h"

namespace eligo {

/// The engine's version, as reports name it.
const char* version();

/// Where vocabulary modules come from: files, a database, a program's own memory.
class ModuleProvider {
 public:
  using Found = base::Expected<clinical::ModuleSource, diag::Diagnostic>;

  virtual ~ModuleProvider() = default;
  /// The module of that name (case does not matter), or why it cannot be read; none where there is no such module.
  virtual std::optional<Found> find(std::string_view name) const = 0;
  /// The names of all modules, for suggestions.
  virtual std::vector<std::string> names() const = 0;
};

/// Modules that are held in memory.
class ModuleList : public ModuleProvider {
 public:
  explicit ModuleList(std::vector<clinical::ModuleSource> modules);

  std::optional<Found> find(std::string_view name) const override;
  std::vector<std::string> names() const override;

 private:
  std::vector<clinical::ModuleSource> modules_;
  std::vector<std::string> names_;   // beside modules_
};

struct CompileResult {
  std::shared_ptr<const program::Program> program;   // null where the rules have errors
  std::vector<diag::Diagnostic> diagnostics;         // all of them, in the order of the files
  std::size_t dropped = 0;                           // how many more there were than can be shown
};

/// Vocabularies by the modules they were built from, so that rule files with the same modules share one: a record that was
/// read for one of them is then read for all.
using Vocabularies = std::map<std::string, std::shared_ptr<const clinical::Vocabulary>>;

/// Parses, checks and lowers a rule file with the modules that it uses, and those that these use in turn.
/// One run reports every mistake. Without a module that is used, names are not checked: they could all be in it.
/// A vocabulary is taken from `shared` where it stands there already (what is to be said of its modules was said when it
/// was built), else added to it.
CompileResult compile_rules(const diag::Source& rules, const ModuleProvider& modules, Vocabularies* shared = nullptr);

struct FormatResult {
  std::optional<std::string> text;                   // none where the file does not parse
  std::vector<diag::Diagnostic> diagnostics;         // why it does not
};

/// A rule file in the one style. Names are written as the vocabulary spells them where all modules are found and the
/// rules have no errors; otherwise they stay as they are.
FormatResult format_rules(const diag::Source& rules, const ModuleProvider& modules);

/// One patient against one program, with every reason. `assumptions`: what the caller assumed beyond what the record
/// tells of, for the report. The record must have been read with the program's vocabulary.
explain::Report screen(const program::Program& program, const model::PatientRecord& record, std::vector<std::string> assumptions = {});

}  // namespace eligo
