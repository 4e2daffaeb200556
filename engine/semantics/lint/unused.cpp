// W0506: definitions, groups and cohorts that nothing in the file refers to.
#include <fmt/format.h>

#include <unordered_set>

#include "base/ascii.h"
#include "semantics/lint/lint.h"
#include "semantics/overloaded.h"

namespace eligo::semantics::lint {

namespace {

using Names = std::unordered_set<std::string, base::FoldedHash, base::FoldedEqual>;

void add(Names& names, const syntax::ConceptSet& set) {
  for (const syntax::Name& name : set.names) names.insert(name.text);
}
void add(Names& names, const std::vector<syntax::Exception>& exceptions) {
  for (const syntax::Exception& exception : exceptions) names.insert(exception.concept_name.text);
}

/// Every name that stands where concepts stand.
Names names_of_concepts(const syntax::File& file) {
  Names names;
  for (const syntax::Selector& selector : file.selectors) {
    add(names, selector.concepts);
    add(names, selector.exceptions);
    for (const auto* set : {&selector.given_for, &selector.due_to, &selector.requiring}) {
      if (set->has_value()) add(names, **set);
    }
  }
  for (const syntax::Item& item : file.items) {
    if (const auto* disease = std::get_if<syntax::StudyDisease>(&item.form)) add(names, disease->concepts);
    if (const auto* group = std::get_if<syntax::Group>(&item.form)) {
      add(names, group->concepts);
      add(names, group->exceptions);
    }
  }
  return names;
}

Names names_of_cohorts(const CheckedFile& file) {
  Names names;
  for (const ExprInfo& info : file.exprs) {
    if (info.cohort) names.insert(file.cohorts[info.cohort].name);
  }
  for (const CriterionInfo& info : file.criteria) {
    const auto& criterion = std::get<syntax::Criterion>(file.file->items[info.item].form);
    for (const syntax::Name& name : criterion.cohorts) names.insert(name.text);
  }
  return names;
}

Names names_of_definitions(const CheckedFile& file) {
  Names names;
  for (const ExprInfo& info : file.exprs) {
    if (info.use.form == Use::Form::kDefinition) names.insert(file.definitions[info.use.definition].name);
  }
  return names;
}

}  // namespace

void check_unused(const CheckedFile& file, diag::Sink& sink) {
  const Names definitions = names_of_definitions(file);
  const Names concepts = names_of_concepts(*file.file);
  const Names cohorts = names_of_cohorts(file);
  const auto check = [&](const Names& used, const syntax::Name& name, const char* kind) {
    if (used.contains(name.text)) return;
    warn(file, sink, diag::Code::W0506, name.span, fmt::format("the {} `{}` is not used", kind, name.text));
  };
  for (const syntax::Item& item : file.file->items) {
    std::visit(Overloaded{[&](const syntax::Definition& d) { check(definitions, d.name, "definition"); },
                          [&](const syntax::Group& g) { check(concepts, g.name, "group"); },
                          [&](const syntax::Cohort& c) { check(cohorts, c.name, "cohort"); }, [](const auto&) {}},
               item.form);
  }
}

}  // namespace eligo::semantics::lint
