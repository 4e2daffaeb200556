// Goes through the stages one by one, so that the vocabulary is not read anew for each of thousands of files.
#include "engine_under_test.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "clinical/vocabulary_source.h"
#include "compile/lower.h"
#include "diag/render.h"
#include "io/read.h"
#include "semantics/check.h"
#include "syntax/parse.h"

namespace eligo::laws {

namespace {

[[noreturn]] void refuse(const std::string& what, const diag::Sink& sink, const std::string& text) {
  std::string said = what + ":\n";
  for (const diag::Diagnostic& diagnostic : sink.sorted()) {
    if (diagnostic.severity() == diag::Severity::kError) said += diag::render_plain(diagnostic);
  }
  throw std::runtime_error(said + text);
}

}  // namespace

EngineUnderTest::EngineUnderTest(const std::string& vocabulary_path) {
  std::ostringstream text;
  text << std::ifstream(vocabulary_path).rdbuf();
  const auto module = io::read_module(std::make_shared<diag::SourceText>(vocabulary_path, text.str()));
  if (!module) throw std::runtime_error(diag::render_plain(module.error()));
  diag::Sink sink;
  vocabulary_ = std::make_shared<const clinical::Vocabulary>(clinical::build_vocabulary({*module}, sink));
  if (sink.has_errors()) refuse("the vocabulary has mistakes", sink, "");
}

std::shared_ptr<const syntax::File> EngineUnderTest::parsed(const std::string& rules) const {
  diag::Sink sink;
  auto file = syntax::parse(std::make_shared<diag::SourceText>("drawn.elig", rules), sink);
  if (!file || sink.has_errors()) refuse("the drawn rules do not parse", sink, rules);
  return std::make_shared<const syntax::File>(std::move(*file));
}

std::shared_ptr<const program::Program> EngineUnderTest::compiled(const std::string& rules) const {
  diag::Sink sink;
  const auto checked = semantics::check(parsed(rules), vocabulary_, sink);
  if (!checked) refuse("the drawn rules do not check", sink, rules);
  return std::make_shared<const program::Program>(compile::lower(*checked));
}

model::PatientRecord EngineUnderTest::read(const std::string& json) const {
  auto records = io::read_records(std::make_shared<diag::SourceText>("drawn.json", json), *vocabulary_, {});
  if (records.size() != 1 || !records.front().record) throw std::runtime_error("the drawn record cannot be read:\n" + json);
  return std::move(*records.front().record);
}

Statuses statuses(const program::Program& program, const eval::Outcome& outcome) {
  Statuses found;
  for (const eval::CriterionOutcome& one : outcome.criteria) found[program.criteria[one.criterion].id] = one.status;
  return found;
}

Statuses statuses(const program::Program& program, const model::PatientRecord& record, eval::Detail detail) {
  return statuses(program, eval::evaluate(program, record, detail));
}

value::Truth truth_of(eval::Status status, bool is_inclusion) {
  switch (status) {
    case eval::Status::kUnknown: return value::Truth::kUnknown;
    case eval::Status::kFail: return is_inclusion ? value::Truth::kFalse : value::Truth::kTrue;
    case eval::Status::kPass: case eval::Status::kNotApplicable: break;
  }
  return is_inclusion ? value::Truth::kTrue : value::Truth::kFalse;
}

}  // namespace eligo::laws
