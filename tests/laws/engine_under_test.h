// The engine as the laws use it: texts in, statuses out. The vocabulary is read once.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "clinical/vocabulary.h"
#include "eval/evaluate.h"
#include "program/program.h"
#include "syntax/ast.h"

namespace eligo::laws {

class EngineUnderTest {
 public:
  /// Reads the module; throws std::runtime_error where it cannot, for then no law can be asked.
  explicit EngineUnderTest(const std::string& vocabulary_path);

  /// The tree of a text. The drawn texts have no mistakes: std::runtime_error where the engine finds one, with what it said.
  std::shared_ptr<const syntax::File> parsed(const std::string& rules) const;
  std::shared_ptr<const program::Program> compiled(const std::string& rules) const;
  model::PatientRecord read(const std::string& json) const;
  const clinical::Vocabulary& vocabulary() const { return *vocabulary_; }

 private:
  std::shared_ptr<const clinical::Vocabulary> vocabulary_;
};

/// Status by criterion id.
using Statuses = std::map<std::string, eval::Status>;
Statuses statuses(const program::Program& program, const eval::Outcome& outcome);
Statuses statuses(const program::Program& program, const model::PatientRecord& record, eval::Detail detail = eval::Detail::kStatusOnly);

/// Whether the criterion's condition is true, false or unknown, whatever its kind: a pass of an exclusion is false.
value::Truth truth_of(eval::Status status, bool is_inclusion);

}  // namespace eligo::laws
