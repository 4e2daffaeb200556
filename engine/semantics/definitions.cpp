// Definitions: each is checked once, in whatever order they are used; circles are found, and towers too high.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "semantics/checker.h"
#include "semantics/parts.h"

namespace eligo::semantics {

using diag::Code;

namespace {

/// How deep a rule may nest, its definitions written out: later stages walk rules and definitions by recursion.
constexpr std::size_t kDeepestRule = 300;

}  // namespace

/// Goes one level down. False, and said once, where that is too deep.
bool Checker::descend(Span span) {
  ++level_;
  deepest_ = std::max(deepest_, level_);
  if (level_ <= kDeepestRule) return true;
  report_depth(span);
  return false;
}

void Checker::report_depth(Span span) {
  if (std::exchange(is_depth_reported_, true)) return;
  report(Code::E0211, span, "definitions rest on each other too deeply",
         fmt::format("with its definitions written out, a rule nests at most {} deep", kDeepestRule));
}

Type Checker::definition_type(DefinitionId id, Span use) {
  DefinitionInfo& info = out_.definitions[id];
  Progress& progress = definition_progress_[id.index()];
  if (progress == Progress::kUnderWay) {
    const auto& form = std::get<syntax::Definition>(file_.items[definition_items_[id.index()]].form);
    report(Code::E0205, use, fmt::format("the definition of `{}` refers to itself", info.name), "", {{form.name.span, "defined here"}});
    return {};
  }
  if (progress == Progress::kUntouched) check_definition(id);
  const std::size_t reached = level_ + definition_depth_[id.index()];
  deepest_ = std::max(deepest_, reached);
  if (reached > kDeepestRule) report_depth(use);
  return info.type;
}

void Checker::check_definition(DefinitionId id) {
  DefinitionInfo& info = out_.definitions[id];
  definition_progress_[id.index()] = Progress::kUnderWay;
  const std::size_t outer_deepest = std::exchange(deepest_, level_);
  Type type;
  if (is_condition(info.body)) {
    condition(info.body, {});
    type.tag = Type::Tag::kCondition;
  } else {
    type = value(info.body, {});
  }
  definition_depth_[id.index()] = deepest_ - level_;
  deepest_ = std::max(deepest_, outer_deepest);
  definition_progress_[id.index()] = Progress::kDone;
  info.type = type;
}

/// Whether an expression is a condition, by its form; a name is one where it names a definition that is one.
bool Checker::is_condition(ExprId expr) const {
  std::size_t definitions = 0;
  while (true) {
    const auto& form = file_[expr].form;
    if (const auto* bracket = std::get_if<syntax::Bracket>(&form)) {
      expr = bracket->inner;
    } else if (const auto* choice = std::get_if<syntax::If>(&form)) {
      expr = choice->consequence;
    } else if (const auto* reference = std::get_if<syntax::Reference>(&form)) {
      const Declaration* definition = declared(reference->name.text, Declared::kDefinition);
      if (definition == nullptr) return false;
      if (++definitions > out_.definitions.size()) return true;  // a circle, reported where it closes
      expr = out_.definitions[DefinitionId(definition->index)].body;
    } else {
      return is_condition_form(form);
    }
  }
}

void Checker::mark_cohort_dependence() {
  for (CriterionInfo& info : out_.criteria) {
    const auto& criterion = std::get<syntax::Criterion>(file_.items[info.item].form);
    std::vector<bool> seen(out_.definitions.size(), false);
    info.depends_on_cohort = depends_on_cohort(criterion.rule, seen) ||
                             (criterion.exception && depends_on_cohort(criterion.exception, seen));
  }
}

bool Checker::depends_on_cohort(ExprId expr, std::vector<bool>& seen) const {
  if (std::holds_alternative<syntax::InCohort>(file_[expr].form)) return true;
  const Use& use = out_.exprs[expr.index()].use;
  if (use.form == Use::Form::kDefinition && !seen[use.definition.index()]) {
    seen[use.definition.index()] = true;
    if (depends_on_cohort(out_.definitions[use.definition].body, seen)) return true;
  }
  bool depends = false;
  const auto look = [&](ExprId part) { depends = depends || (part && depends_on_cohort(part, seen)); };
  for_each_part(file_, expr, [&](ExprId part, PartRole) { look(part); });
  for_each_selector(file_, expr, [&](SelectorId id) {
    const SelectorInfo& selected = out_.selectors[id.index()];
    for (ExprId where : wheres_of(selected.exceptions)) look(where);
    for (const Term& term : selected.terms) {
      for (ExprId where : wheres_of(term.exceptions)) look(where);
    }
  });
  return depends;
}

}  // namespace eligo::semantics
