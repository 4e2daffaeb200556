// W0505: `any malignancy unless any melanoma` lets everyone with a melanoma pass, whatever else they have.
#include <fmt/format.h>

#include <algorithm>

#include "semantics/lint/lint.h"
#include "semantics/parts.h"

namespace eligo::semantics::lint {

namespace {

const syntax::Quantified* any_facts(const CheckedFile& file, ExprId expr) {
  const auto* quantified = std::get_if<syntax::Quantified>(&(*file.file)[unbracketed(*file.file, expr)].form);
  const bool is_any = quantified != nullptr && quantified->form == syntax::Quantified::Form::kAny;
  return is_any ? quantified : nullptr;
}

bool are_below(const CheckedFile& file, const SelectorInfo& below, const SelectorInfo& above) {
  return std::all_of(below.terms.begin(), below.terms.end(), [&](const Term& term) {
    return std::any_of(above.terms.begin(), above.terms.end(),
                       [&](const Term& other) { return file.vocabulary->is_a(term.concept_id, other.concept_id); });
  });
}

void check(const CheckedFile& file, diag::Sink& sink, ExprId rule, ExprId exception, syntax::Span unless) {
  if (!exception || file[rule].direction != Direction::kTrigger) return;
  const syntax::Quantified* trigger = any_facts(file, rule);
  const syntax::Quantified* lifting = any_facts(file, exception);
  if (trigger == nullptr || lifting == nullptr) return;
  if (!are_below(file, file[lifting->selector], file[trigger->selector])) return;
  const syntax::File& tree = *file.file;
  const std::string all = written(tree, tree[trigger->selector].concepts.span);
  const std::string some = written(tree, tree[lifting->selector].concepts.span);
  warn(file, sink, diag::Code::W0505, unless, fmt::format("with a `{}` this lifts every `{}`", some, all),
       fmt::format("did you mean `any {} except {}`?", all, some));
}

}  // namespace

void check_wide_exceptions(const CheckedFile& file, diag::Sink& sink) {
  for (const CriterionInfo& info : file.criteria) {
    const auto& criterion = std::get<syntax::Criterion>(file.file->items[info.item].form);
    check(file, sink, criterion.rule, criterion.exception, criterion.unless_span);
  }
  for (const syntax::Expr& expr : file.file->exprs) {
    const auto* list = std::get_if<syntax::List>(&expr.form);
    if (list == nullptr) continue;
    for (const syntax::Member& member : list->members) check(file, sink, member.rule, member.exception, member.unless_span);
  }
}

}  // namespace eligo::semantics::lint
