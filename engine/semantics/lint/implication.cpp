// Compares conditions by their form: same text, narrower numbers, fewer answers, shorter windows, concepts below.
#include "semantics/lint/implication.h"

#include <algorithm>

#include "base/ascii.h"
#include "semantics/constants.h"
#include "semantics/lint/claims.h"
#include "semantics/parts.h"
#include "syntax/print.h"

namespace eligo::semantics::lint {

using syntax::List;
using syntax::Quantified;
using syntax::Selector;
using syntax::Window;

namespace {

constexpr std::size_t kMostSteps = 200000;

/// Each exception of the wide selector is one of the narrow selector too.
bool takes_away_less(const SelectorInfo& narrow, const SelectorInfo& wide) {
  return std::all_of(wide.exceptions.begin(), wide.exceptions.end(), [&](const ResolvedException& exception) {
    return std::any_of(narrow.exceptions.begin(), narrow.exceptions.end(), [&](const ResolvedException& other) {
      return exception.concept_id == other.concept_id && !other.where && other.exceptions.empty();
    });
  });
}

}  // namespace

Implication::Implication(const CheckedFile& file)
    : file_(file), tree_(*file.file), steps_left_(kMostSteps), texts_(file.exprs.size()), judged_(file.exprs.size()) {}

bool Implication::holds(ExprId a, ExprId b) {
  if (steps_left_ == 0) return false;
  --steps_left_;
  a = opened(a);
  b = opened(b);
  if (is_judged(a) || is_judged(b)) return false;
  return text(a) == text(b) || by_parts(a, b) || by_numbers(a, b) || by_answers(a, b) || by_facts(a, b);
}

/// By what `and`, `or` and lists join.
bool Implication::by_parts(ExprId a, ExprId b) {
  const auto implies_b = [&](ExprId part) { return holds(part, b); };
  const auto implied_by_a = [&](ExprId part) { return holds(a, part); };
  const std::vector<ExprId> any_of_a = joined(a, false);
  if (!any_of_a.empty()) return std::all_of(any_of_a.begin(), any_of_a.end(), implies_b);
  const std::vector<ExprId> all_of_b = joined(b, true);
  if (!all_of_b.empty()) return std::all_of(all_of_b.begin(), all_of_b.end(), implied_by_a);
  const std::vector<ExprId> all_of_a = joined(a, true);
  if (std::any_of(all_of_a.begin(), all_of_a.end(), implies_b)) return true;
  const std::vector<ExprId> any_of_b = joined(b, false);
  return std::any_of(any_of_b.begin(), any_of_b.end(), implied_by_a);
}

const std::string& Implication::text(ExprId expr) {
  std::string& text = texts_[expr.index()];
  if (text.empty()) text = base::folded(syntax::print(tree_, expr));
  return text;
}

/// Questions are answered place by place, and gaps say nothing.
bool Implication::is_judged(ExprId expr) {
  if (judged_[expr.index()]) return *judged_[expr.index()];
  const auto& form = tree_[expr].form;
  bool judged = std::holds_alternative<syntax::Confirm>(form) || std::holds_alternative<syntax::Gap>(form) ||
                std::holds_alternative<syntax::NoRestriction>(form);
  for_each_part(tree_, expr, [&](ExprId part, PartRole) { judged = judged || is_judged(part); });
  judged_[expr.index()] = judged;
  return judged;
}

/// Without brackets, definitions replaced by what they stand for.
ExprId Implication::opened(ExprId expr) const {
  while (true) {
    expr = unbracketed(tree_, expr);
    const Use& use = file_[expr].use;
    if (use.form != Use::Form::kDefinition) return expr;
    expr = file_.definitions[use.definition].body;
  }
}

/// What an expression joins by `and`, or by `or`; empty where it does not.
std::vector<ExprId> Implication::joined(ExprId expr, bool is_and) const {
  const auto& form = tree_[expr].form;
  if (const auto* conjunction = std::get_if<syntax::And>(&form)) return is_and ? conjunction->operands : std::vector<ExprId>();
  if (const auto* disjunction = std::get_if<syntax::Or>(&form)) return is_and ? std::vector<ExprId>() : disjunction->operands;
  const auto* list = std::get_if<List>(&form);
  std::vector<ExprId> rules;
  if (list == nullptr || list->form != (is_and ? List::Form::kAll : List::Form::kAny)) return rules;
  for (const syntax::Member& member : list->members) {
    if (member.exception) return {};
    rules.push_back(member.rule);
  }
  return rules;
}

bool Implication::by_numbers(ExprId a, ExprId b) const {
  const std::optional<Claim> narrow = claim_of(file_, a);
  const std::optional<Claim> wide = claim_of(file_, b);
  return narrow && wide && narrow->subject == wide->subject && is_within(narrow->range, wide->range);
}

bool Implication::by_answers(ExprId a, ExprId b) {
  const auto* few = std::get_if<syntax::Is>(&tree_[a].form);
  const auto* many = std::get_if<syntax::Is>(&tree_[b].form);
  if (few == nullptr || many == nullptr || few->is_negated || many->is_negated || few->measured || many->measured) return false;
  const std::vector<std::uint16_t>& choices = file_[b].choices;
  if (text(few->value) != text(many->value) || file_[a].choices.empty()) return false;
  return std::all_of(file_[a].choices.begin(), file_[a].choices.end(),
                     [&](std::uint16_t choice) { return std::find(choices.begin(), choices.end(), choice) != choices.end(); });
}

bool Implication::by_facts(ExprId a, ExprId b) {
  const auto* first = std::get_if<Quantified>(&tree_[a].form);
  const auto* second = std::get_if<Quantified>(&tree_[b].form);
  if (first == nullptr || second == nullptr || first->form != second->form) return false;
  if (first->form == Quantified::Form::kAny) return is_narrower(first->selector, second->selector);
  if (first->form == Quantified::Form::kNo) return is_narrower(second->selector, first->selector);
  return false;
}

/// `any melanoma` and `no malignancy`.
bool Implication::wants_what_is_excluded(ExprId a, ExprId b) {
  if (steps_left_ == 0) return false;
  --steps_left_;
  const auto* wanted = std::get_if<Quantified>(&tree_[opened(a)].form);
  const auto* excluded = std::get_if<Quantified>(&tree_[opened(b)].form);
  if (wanted == nullptr || excluded == nullptr || excluded->form != Quantified::Form::kNo) return false;
  const bool is_counted = wanted->form == Quantified::Form::kAtLeast || wanted->form == Quantified::Form::kExactly;
  const bool is_some = is_counted && wanted->count.find_first_not_of('0') != std::string::npos;
  return (wanted->form == Quantified::Form::kAny || is_some) && is_narrower(wanted->selector, excluded->selector);
}

/// Whether every fact that `a` selects is one that `b` selects.
bool Implication::is_narrower(SelectorId a_id, SelectorId b_id) {
  const Selector& a = tree_[a_id];
  const Selector& b = tree_[b_id];
  const SelectorInfo& narrow = file_[a_id];
  const SelectorInfo& wide = file_[b_id];
  if (b.phase != Selector::Phase::kAny && a.phase != b.phase) return false;
  if (b.phase == Selector::Phase::kAny && a.phase == Selector::Phase::kPlanned) return false;
  if (a.takes_suspected != b.takes_suspected || a.is_other != b.is_other) return false;
  if (a.concepts.is_allergy_to != b.concepts.is_allergy_to) return false;
  if (b.apart || b.requiring_selector || !wide.requiring.empty()) return false;
  if (!are_terms_below(narrow, wide) || !takes_away_less(narrow, wide)) return false;
  if (!wide.given_for.empty() && narrow.given_for != wide.given_for) return false;
  if (!wide.due_to.empty() && narrow.due_to != wide.due_to) return false;
  if (b.where && (!a.where || !holds(a.where, b.where))) return false;
  return are_windows_within(a.windows, b.windows);
}

bool Implication::are_terms_below(const SelectorInfo& narrow, const SelectorInfo& wide) const {
  return std::all_of(narrow.terms.begin(), narrow.terms.end(), [&](const Term& below) {
    return std::any_of(wide.terms.begin(), wide.terms.end(), [&](const Term& above) {
      return file_.vocabulary->is_a(below.concept_id, above.concept_id) && above.exceptions.empty();
    });
  });
}

bool Implication::are_windows_within(const std::vector<Window>& inner, const std::vector<Window>& outer) const {
  if (outer.empty()) {
    return std::all_of(inner.begin(), inner.end(), [&](const Window& window) {
      const bool is_before = window.side == Window::Side::kBefore || window.side == Window::Side::kOnOrBefore;
      return is_before && file_[window.moment].form == MomentInfo::Form::kScreening;
    });
  }
  if (inner.size() != outer.size()) return false;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (!is_window_within(inner[i], outer[i])) return false;
  }
  return true;
}

bool Implication::is_window_within(const Window& inner, const Window& outer) const {
  if (inner.aspect != outer.aspect || inner.side != outer.side) return false;
  if (!is_same_moment(inner.moment, outer.moment) || !is_same_moment(inner.to, outer.to)) return false;
  if (!inner.duration || !outer.duration) return inner.extent == outer.extent;
  const bool is_inside = inner.extent == Window::Extent::kWithin || inner.extent == Window::Extent::kLessThan;
  const bool is_outer_inside = outer.extent == Window::Extent::kWithin || outer.extent == Window::Extent::kLessThan;
  if (is_inside != is_outer_inside) return false;
  const std::optional<int> order = compared_lengths(inner.duration, outer.duration);
  if (!order) return false;
  if (*order == 0) {
    const Window::Extent open = is_inside ? Window::Extent::kLessThan : Window::Extent::kMoreThan;
    return inner.extent == outer.extent || inner.extent == open;
  }
  return is_inside ? *order < 0 : *order > 0;
}

bool Implication::is_same_moment(MomentId a, MomentId b) const {
  if (!a || !b) return !a && !b;
  return base::equal_folded(written(tree_, tree_[a].span), written(tree_, tree_[b].span));
}

/// -1, 0 or 1, where both lengths are fixed and of one family.
std::optional<int> Implication::compared_lengths(DurationId a, DurationId b) const {
  using Form = syntax::Duration::Form;
  if (tree_[a].form != Form::kFixed || tree_[b].form != Form::kFixed) {
    const bool is_same = base::equal_folded(written(tree_, tree_[a].span), written(tree_, tree_[b].span));
    return is_same ? std::optional(0) : std::nullopt;
  }
  return compare_lengths(file_[a].fixed, file_[b].fixed);
}

}  // namespace eligo::semantics::lint
