// The order of the passes over a file: declarations, meaning, placement, and, where nothing is wrong, advice.
#include "semantics/check.h"

#include "base/ascii.h"
#include "semantics/checker.h"
#include "semantics/lint/lint.h"
#include "semantics/parts.h"
#include "semantics/placement.h"

namespace eligo::semantics {

std::vector<ModuleUse> modules_in_use(const syntax::File& file) {
  std::vector<ModuleUse> modules;
  for (const syntax::Item& item : file.items) {
    const auto* use = std::get_if<syntax::Use>(&item.form);
    if (use == nullptr) continue;
    for (const syntax::Name& name : use->modules) {
      bool is_known = false;
      for (const ModuleUse& module : modules) is_known = is_known || base::equal_folded(module.name, name.text);
      if (!is_known) modules.push_back({name.text, name.span});
    }
  }
  return modules;
}

std::optional<CheckedFile> check(std::shared_ptr<const syntax::File> file,
                                 std::shared_ptr<const clinical::Vocabulary> vocabulary, diag::Sink& sink) {
  CheckedFile out;
  out.file = std::move(file);
  out.vocabulary = std::move(vocabulary);
  Checker(out, sink).run();
  place(out, sink);
  if (sink.has_errors()) return std::nullopt;
  lint::check_all(out, sink);
  return out;
}

void Checker::run() {
  out_.exprs.resize(file_.exprs.size());
  out_.selectors.resize(file_.selectors.size());
  out_.durations.resize(file_.durations.size());
  out_.moments.resize(file_.moments.size());
  facts_of_.resize(file_.selectors.size());

  declare_all();
  check_timeline();
  for (std::uint32_t group = 0; group < group_items_.size(); ++group) group_terms(group, {});
  check_headers();
  for (std::uint32_t i = 0; i < out_.definitions.size(); ++i) definition_type(DefinitionId(i), {});
  for (const CriterionInfo& criterion : out_.criteria) {
    const auto& form = std::get<syntax::Criterion>(file_.items[criterion.item].form);
    condition(form.rule, {});
    if (form.exception) condition(form.exception, {});
  }
  check_timeline_circles();
  mark_cohort_dependence();
}

void Checker::report(diag::Code code, Span span, std::string message, std::string help, std::vector<diag::Label> labels) {
  sink_.add({code, std::move(message), std::move(help), file_.source, span, std::move(labels)});
}

std::string Checker::written(Span span) const { return semantics::written(file_, span); }

}  // namespace eligo::semantics
