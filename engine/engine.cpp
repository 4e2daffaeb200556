// The stages one after the other. Modules are followed from the `use` lines through the `uses:` of modules.
#include "engine.h"

#include <algorithm>
#include <deque>

#include "base/ascii.h"
#include "base/edit_distance.h"
#include "base/sha256.h"
#include "compile/lower.h"
#include "eval/evaluate.h"
#include "semantics/check.h"
#include "semantics/respell.h"
#include "syntax/parse.h"
#include "syntax/print.h"

namespace eligo {

namespace {

using clinical::RawValue;

/// A module that is asked for, and the place that asks.
struct Wanted {
  std::string name;
  diag::Source source;
  diag::Span span;
};

diag::Diagnostic no_such_module(const Wanted& wanted, const ModuleProvider& modules) {
  const std::vector<std::string> names = modules.names();
  std::string help = "modules are looked for beside the rule file, in rules/vocabulary, and under --vocabulary DIR";
  if (const auto near = base::nearest(wanted.name, names)) help = "did you mean `" + *near + "`?";
  return {diag::Code::E0202, "no vocabulary module `" + wanted.name + "`", help, wanted.source, wanted.span, {}};
}

std::vector<Wanted> modules_used_by(const clinical::ModuleSource& module) {
  std::vector<Wanted> wanted;
  const RawValue* uses = value_of(module.root, "uses");
  if (uses == nullptr) return wanted;
  for (const RawValue& name : uses->items) wanted.push_back({name.text, module.source, name.span});
  return wanted;
}

// All modules in use, each once. None where one is missing or cannot be read.
std::optional<std::vector<clinical::ModuleSource>> find_modules(const syntax::File& file, const ModuleProvider& modules, diag::Sink& sink) {
  std::vector<clinical::ModuleSource> found;
  std::vector<std::string> asked;
  std::deque<Wanted> wanted;
  bool all_found = true;
  for (const semantics::ModuleUse& use : semantics::modules_in_use(file)) wanted.push_back({use.name, file.source, use.span});
  for (; !wanted.empty(); wanted.pop_front()) {
    const Wanted& next = wanted.front();
    const std::string name = base::folded(next.name);
    if (std::find(asked.begin(), asked.end(), name) != asked.end()) continue;
    asked.push_back(name);
    const auto module = modules.find(name);
    if (module && module->has_value()) {
      for (Wanted& further : modules_used_by(module->value())) wanted.push_back(std::move(further));
      found.push_back(module->value());
    } else {
      sink.add(module ? module->error() : no_such_module(next, modules));
      all_found = false;
    }
  }
  if (!all_found) return std::nullopt;
  return found;
}

// The same for the same modules, in whatever order they were found.
std::string key_of(const std::vector<clinical::ModuleSource>& modules) {
  std::vector<std::string> texts;
  for (const clinical::ModuleSource& module : modules) texts.push_back(base::sha256_hex(module.source->text()));
  std::sort(texts.begin(), texts.end());
  std::string key;
  for (const std::string& text : texts) key += text + ' ';
  return key;
}

std::shared_ptr<const clinical::Vocabulary> load_vocabulary(const syntax::File& file, const ModuleProvider& modules, diag::Sink& sink, Vocabularies* shared) {
  const auto sources = find_modules(file, modules, sink);
  if (!sources) return nullptr;
  const std::string key = shared == nullptr ? "" : key_of(*sources);
  if (shared != nullptr && shared->contains(key)) return shared->at(key);
  diag::Sink trouble;
  auto vocabulary = std::make_shared<const clinical::Vocabulary>(clinical::build_vocabulary(*sources, trouble));
  for (diag::Diagnostic& diagnostic : trouble.sorted()) sink.add(std::move(diagnostic));
  if (trouble.has_errors()) return nullptr;
  if (shared != nullptr) shared->emplace(key, vocabulary);
  return vocabulary;
}

}  // namespace

ModuleList::ModuleList(std::vector<clinical::ModuleSource> modules) : modules_(std::move(modules)) {
  for (const clinical::ModuleSource& module : modules_) {
    const RawValue* name = value_of(module.root, "module");
    names_.push_back(name == nullptr ? "" : name->text);
  }
}

std::optional<ModuleProvider::Found> ModuleList::find(std::string_view name) const {
  for (std::size_t i = 0; i < modules_.size(); ++i) {
    if (base::equal_folded(names_[i], name)) return modules_[i];
  }
  return std::nullopt;
}

std::vector<std::string> ModuleList::names() const { return names_; }

const char* version() { return ELIGO_VERSION; }

CompileResult compile_rules(const diag::Source& rules, const ModuleProvider& modules, Vocabularies* shared) {
  diag::Sink sink;
  CompileResult result;
  if (auto parsed = syntax::parse(rules, sink)) {
    const auto file = std::make_shared<const syntax::File>(std::move(*parsed));
    if (const auto vocabulary = load_vocabulary(*file, modules, sink, shared)) {
      if (const auto checked = semantics::check(file, vocabulary, sink)) {
        program::Program program = compile::lower(*checked);
        program.rules_sha256 = base::sha256_hex(rules->text());
        result.program = std::make_shared<const program::Program>(std::move(program));
      }
    }
  }
  result.diagnostics = sink.sorted();
  result.dropped = sink.dropped();
  return result;
}

FormatResult format_rules(const diag::Source& rules, const ModuleProvider& modules) {
  diag::Sink mistakes;
  auto parsed = syntax::parse(rules, mistakes);
  if (!parsed || mistakes.has_errors()) return {std::nullopt, mistakes.sorted()};
  const auto file = std::make_shared<const syntax::File>(std::move(*parsed));
  diag::Sink unsaid;  // mistakes in what the names mean are for `check` to say
  const auto vocabulary = load_vocabulary(*file, modules, unsaid, nullptr);
  const auto checked = vocabulary ? semantics::check(file, vocabulary, unsaid) : std::nullopt;
  return {syntax::print(checked ? semantics::respelled(*checked) : *file), {}};
}

explain::Report screen(const program::Program& program, const model::PatientRecord& record, std::vector<std::string> assumptions) {
  const eval::Outcome outcome = eval::evaluate(program, record, eval::Detail::kRecorded);
  return explain::explain(program, record, outcome, eval::eligibility_window(program, record), {version(), std::move(assumptions)});
}

}  // namespace eligo
