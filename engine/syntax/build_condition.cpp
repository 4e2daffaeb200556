// `if`, `and`, `or`, `not`, comparisons and braced lists: sections 2 and 3 of the grammar.
#include "syntax/build.h"
#include "syntax/words.h"

namespace eligo::syntax {

ExprId Builder::head(EligoParser::HeadContext& tree) {
  if (has_only_child(tree)) return condition(first_child<EligoParser::ConditionContext>(tree));
  const Nesting nesting(*this, 1, span(*tree.IF()));
  If result;
  result.condition = condition(*tree.condition());
  result.consequence = head(*tree.head(0));
  if (auto* alternative = tree.head(1)) result.alternative = head(*alternative);
  return add(result, span(tree));
}

ExprId Builder::condition(EligoParser::ConditionContext& tree) {
  if (has_only_child(tree)) return conjunction(first_child<EligoParser::ConjunctionContext>(tree));
  const auto operands = tree.conjunction();
  Or result;
  result.operands.reserve(operands.size());
  for (auto* operand : operands) result.operands.push_back(conjunction(*operand));
  return add(std::move(result), span(tree));
}

ExprId Builder::conjunction(EligoParser::ConjunctionContext& tree) {
  if (has_only_child(tree)) return negation(first_child<EligoParser::NegationContext>(tree));
  const auto operands = tree.negation();
  And result;
  result.operands.reserve(operands.size());
  for (auto* operand : operands) result.operands.push_back(negation(*operand));
  return add(std::move(result), span(tree));
}

ExprId Builder::negation(EligoParser::NegationContext& tree) {
  if (has_only_child(tree)) return value(first_child<EligoParser::ValueContext>(tree));
  const auto nots = tree.NOT();
  const Nesting nesting(*this, nots.size(), span(tree));
  return denied(nots, compared(value(*tree.value()), tree.comparison()), tree);
}

ExprId Builder::denied(const std::vector<Leaf*>& nots, ExprId inner, Tree& whole) {
  for (auto each = nots.rbegin(); each != nots.rend(); ++each) {
    inner = add(Not{inner}, {span(**each).begin, span(whole).end});
  }
  return inner;
}

ExprId Builder::compared(ExprId value, EligoParser::ComparisonContext* tree) {
  if (tree == nullptr) return value;
  const Span whole{file_[value].span.begin, span(*tree).end};
  auto when = measured(tree->measured());
  if (auto* comparator = tree->comparator()) {
    return add(Compare{std::string(file_.source->slice(span(*comparator))), value, this->value(*tree->value()), std::move(when)}, whole);
  }
  if (tree->IN() != nullptr) {
    const ExprId low = range_end(*tree->rangeEnd(0));
    return add(InRange{value, low, range_end(*tree->rangeEnd(1)), std::move(when)}, whole);
  }
  return asked(value, *tree, std::move(when), whole);
}

ExprId Builder::asked(ExprId value, EligoParser::ComparisonContext& tree, std::optional<Measured> when, Span whole) {
  auto& answers = *tree.answers();
  const bool is_negated = tree.NOT() != nullptr;
  if (answers.KNOWN() != nullptr || answers.UNKNOWN() != nullptr) {
    return add(Known{value, (answers.KNOWN() != nullptr) != is_negated, std::move(when)}, whole);
  }
  Is result{value, is_negated, answers.ONE() != nullptr, {}, std::move(when)};
  if (auto* plain = answers.plainAnswer()) result.answers.push_back(answer(*plain));
  for (auto* tree_of_answer : answers.answer()) result.answers.push_back(answer(*tree_of_answer));
  return add(std::move(result), whole);
}

Name Builder::answer(Tree& tree) {
  const Span where = span(tree);
  if (tree.start->getType() == EligoParser::TEXT) {
    auto* plain = dynamic_cast<EligoParser::PlainAnswerContext*>(&tree);
    if (plain == nullptr) plain = static_cast<EligoParser::AnswerContext&>(tree).plainAnswer();
    return text(*plain->TEXT());
  }
  return {std::string(file_.source->slice(where)), where, false};
}

std::optional<Measured> Builder::measured(EligoParser::MeasuredContext* tree) {
  if (tree == nullptr) return std::nullopt;
  Measured result{windows(tree->window()), ExprId(), span(*tree)};
  if (auto* where = tree->bracketedWhere()) result.where = bracketed_where(*where);
  return result;
}

ExprId Builder::range_end(EligoParser::RangeEndContext& tree) {
  ExprId inner;
  if (auto* number = tree.quantity()) inner = quantity(*number);
  else if (auto* factor = tree.limit()) inner = limit(*factor);
  else if (auto* titre = tree.TITRE()) inner = add(Titre{written(*titre)}, span(*titre));
  else if (auto* quoted = tree.TEXT()) inner = add(Text{text(*quoted)}, span(*quoted));
  else if (auto* date = tree.DATE()) inner = date_value(*date);
  else {
    Reference level;
    level.name = name(*tree.NAME());
    inner = add(std::move(level), span(*tree.NAME()));
  }
  if (tree.MINUS() == nullptr) return inner;
  return add(Negation{inner}, span(tree));
}

ExprId Builder::list(EligoParser::ListContext& tree) {
  const Nesting nesting(*this, 1, span(*static_cast<Leaf*>(tree.children.front())));
  List result;
  result.form = tree.ALL() != nullptr       ? List::Form::kAll
                : tree.ANY() != nullptr     ? List::Form::kAny
                : tree.NONE() != nullptr    ? List::Form::kNone
                : tree.EXACTLY() != nullptr ? List::Form::kExactly
                : tree.LEAST() != nullptr   ? List::Form::kAtLeast
                                            : List::Form::kAtMost;
  if (auto* number = tree.NUMBER()) result.count = count(*number);
  result.members = members(*tree.members());
  return add(std::move(result), span(tree));
}

}  // namespace eligo::syntax
