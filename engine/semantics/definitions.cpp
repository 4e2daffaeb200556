// Definitions and the formulas of the timeline: each is checked once, in whatever order they are used; circles are found.
#include <fmt/format.h>

#include "semantics/checker.h"
#include "semantics/parts.h"

namespace eligo::semantics {

using diag::Code;

Type Checker::definition_type(DefinitionId id, Span use) {
  DefinitionInfo& info = out_.definitions[id];
  Progress& progress = definition_progress_[id.index()];
  if (progress == Progress::kDone) return info.type;
  const auto& form = std::get<syntax::Definition>(file_.items[definition_items_[id.index()]].form);
  if (progress == Progress::kUnderWay) {
    report(Code::E0205, use, fmt::format("the definition of `{}` refers to itself", info.name), "",
           {{form.name.span, "defined here"}});
    return {};
  }
  progress = Progress::kUnderWay;
  Type type;
  if (is_condition(info.body)) {
    condition(info.body, {});
    type.tag = Type::Tag::kCondition;
  } else {
    type = value(info.body, {});
  }
  progress = Progress::kDone;
  info.type = type;
  return type;
}

/// Whether an expression is a condition, by its form; a name is one where it names a definition that is one.
bool Checker::is_condition(ExprId expr) const {
  std::vector<std::string> seen;
  while (true) {
    const auto& form = file_[expr].form;
    if (const auto* bracket = std::get_if<syntax::Bracket>(&form)) {
      expr = bracket->inner;
    } else if (const auto* choice = std::get_if<syntax::If>(&form)) {
      expr = choice->consequence;
    } else if (const auto* reference = std::get_if<syntax::Reference>(&form)) {
      const Declaration* definition = declared(reference->name.text, Declared::kDefinition);
      if (definition == nullptr) return false;
      const std::string name = base::folded(reference->name.text);
      for (const std::string& earlier : seen) {
        if (earlier == name) return true;
      }
      seen.push_back(name);
      expr = out_.definitions[DefinitionId(definition->index)].body;
    } else {
      return is_condition_form(form);
    }
  }
}

void Checker::check_timeline() {
  const std::size_t count = out_.timeline.size();
  for (std::uint32_t i = 0; i < count; ++i) {
    if (out_.timeline[TimelineId(i)].formula) moment(out_.timeline[TimelineId(i)].formula, {});
  }
  for (std::uint32_t i = 0; i < count; ++i) {
    TimelineId at(i);
    for (std::size_t steps = 0; at && steps <= count; ++steps) {
      const MomentId formula = out_.timeline[at].formula;
      const bool goes_on = formula && out_.moments[formula.index()].form == MomentInfo::Form::kTimeline;
      at = goes_on ? out_.moments[formula.index()].timeline : TimelineId();
      if (at != TimelineId(i)) continue;
      const std::string& name = out_.timeline[at].name;
      report(Code::E0405, file_[out_.timeline[at].formula].span, fmt::format("the moment `{}` is reckoned from itself", name),
             "let one of the moments in the circle stand without a formula");
      break;
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
    for (const Term& term : out_.selectors[id.index()].terms) {
      for (const ResolvedException& exception : term.exceptions) look(exception.where);
    }
  });
  return depends;
}

}  // namespace eligo::semantics
