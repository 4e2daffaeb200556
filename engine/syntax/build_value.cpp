// Sums, numbers with units, limits, names as values: section 3 of the grammar.
#include "base/ascii.h"
#include "syntax/build.h"
#include "syntax/words.h"

namespace eligo::syntax {

namespace {

bool binds_tightly(char sign) { return sign == '*' || sign == '/'; }

}  // namespace

ExprId Builder::value(EligoParser::ValueContext& tree) {
  if (has_only_child(tree)) return operand(first_child<EligoParser::OperandContext>(tree));
  const auto operands = tree.operand();
  const Nesting nesting(*this, operands.size() - 1, span(tree));
  if (is_too_deep_) return add(NoRestriction{}, span(tree));
  return chain(operand(*operands.front()), operands, 1, tree.sign());
}

ExprId Builder::bare_value(EligoParser::BareValueContext& tree) {
  const auto operands = tree.operand();
  const Nesting nesting(*this, operands.size() + tree.MINUS().size(), span(tree));
  if (is_too_deep_) return add(NoRestriction{}, span(tree));
  return chain(negated(tree.MINUS(), unbracketed(*tree.unbracketed())), operands, 0, tree.sign());
}

// Left to right: a product grows until a `+` or `-` closes it into the sum.
ExprId Builder::chain(ExprId first, const std::vector<EligoParser::OperandContext*>& operands, std::size_t begin,
                      const std::vector<EligoParser::SignContext*>& signs) {
  const auto joined = [this](char op, ExprId left, ExprId right) {
    return add(Arithmetic{op, left, right}, diag::joined(file_[left].span, file_[right].span));
  };
  ExprId sum;
  char sum_sign = '+';
  ExprId product = first;
  for (std::size_t i = 0; i < signs.size(); ++i) {
    const char sign = file_.source->slice(span(*signs[i])).front();
    const ExprId next = operand(*operands[begin + i]);
    if (binds_tightly(sign)) {
      product = joined(sign, product, next);
      continue;
    }
    sum = sum ? joined(sum_sign, sum, product) : product;
    sum_sign = sign;
    product = next;
  }
  return sum ? joined(sum_sign, sum, product) : product;
}

ExprId Builder::operand(EligoParser::OperandContext& tree) {
  if (has_only_child(tree)) return unbracketed(first_child<EligoParser::UnbracketedContext>(tree));
  const auto signs = tree.MINUS();
  const Nesting nesting(*this, signs.size(), span(tree));
  if (auto* plain = tree.unbracketed()) return negated(signs, unbracketed(*plain));
  const Nesting bracket(*this, 1, span(tree));
  const Span inside{span(*tree.OPEN()).begin, span(tree).end};
  return negated(signs, add(Bracket{head(*tree.head())}, inside));
}

ExprId Builder::negated(const std::vector<Leaf*>& signs, ExprId inner) {
  for (auto sign = signs.rbegin(); sign != signs.rend(); ++sign) {
    inner = add(Negation{inner}, {span(**sign).begin, file_[inner].span.end});
  }
  return inner;
}

ExprId Builder::unbracketed(EligoParser::UnbracketedContext& tree) {
  const std::size_t begin = tree.start->getType();
  if (begin == EligoParser::TEXT) return add(Text{text(first_child<Leaf>(tree))}, span(tree));
  if (begin == EligoParser::TITRE) return add(Titre{written(first_child<Leaf>(tree))}, span(tree));
  switch (first_child<Tree>(tree).getRuleIndex()) {
    case EligoParser::RuleReference: return reference(first_child<EligoParser::ReferenceContext>(tree));
    case EligoParser::RuleQuantity: return quantity(first_child<EligoParser::QuantityContext>(tree));
    case EligoParser::RuleLimit: return limit(first_child<EligoParser::LimitContext>(tree));
    case EligoParser::RuleList: return list(first_child<EligoParser::ListContext>(tree));
    case EligoParser::RuleSelection: return selection(first_child<EligoParser::SelectionContext>(tree));
    case EligoParser::RuleWashedOut: return washed_out(first_child<EligoParser::WashedOutContext>(tree));
    case EligoParser::RuleOnTreatment: return on_treatment(first_child<EligoParser::OnTreatmentContext>(tree));
    case EligoParser::RuleConfirm: return confirm(first_child<EligoParser::ConfirmContext>(tree));
    case EligoParser::RuleInCohort: return add(InCohort{name(*tree.inCohort()->NAME())}, span(tree));
    case EligoParser::RuleNumberOf: return number_of(first_child<EligoParser::NumberOfContext>(tree));
    case EligoParser::RuleTotalTime: return add(TotalTime{selector(*tree.totalTime()->selector())}, span(tree));
    case EligoParser::RuleTimeBetween: return time_between(first_child<EligoParser::TimeBetweenContext>(tree));
    case EligoParser::RuleMomentValue: return moment_value(first_child<EligoParser::MomentValueContext>(tree));
    default: return chosen(first_child<EligoParser::ChosenContext>(tree));
  }
}

ExprId Builder::quantity(EligoParser::QuantityContext& tree) {
  Quantity result;
  result.number = number(*tree.NUMBER());
  result.has_times = tree.X() != nullptr;
  if (tree.children.size() > 1) {
    auto* last = tree.children.back();
    auto* leaf = dynamic_cast<Leaf*>(last);
    result.unit_span = leaf != nullptr ? span(*leaf) : span(*tree.timeUnit());
    result.unit = std::string(file_.source->slice(result.unit_span));
  }
  if (result.unit.starts_with("x10")) {  // `1 x10^9/L`: the x stands close to the power
    result.unit.erase(0, 1);
    result.has_times = true;
  }
  return add(std::move(result), span(tree));
}

ExprId Builder::limit(EligoParser::LimitContext& tree) {
  Limit result;
  if (auto* factor = tree.NUMBER()) result.factor = number(*factor);
  result.is_upper = tree.ULN() != nullptr;
  result.has_times = tree.X() != nullptr;
  return add(std::move(result), span(tree));
}

ExprId Builder::reference(EligoParser::ReferenceContext& tree) {
  Reference result;
  if (has_only_child(tree)) {
    auto& only = first_child<Leaf>(tree);
    result.name = tree.start->getType() == EligoParser::NAME ? name(only) : Name{written(only), span(only), false};
    return add(std::move(result), span(tree));
  }
  if (auto* chooser = tree.chooser()) choose(result, *chooser);
  if (auto* leaf = tree.NAME()) result.name = name(*leaf);
  else result.name = {written(*tree.END()), span(*tree.END()), false};
  result.windows = windows(tree.window());
  if (auto* where = tree.bracketedWhere()) result.where = bracketed_where(*where);
  const bool is_age_at = base::equal_folded(result.name.text, "age") && result.windows.size() == 1 && !result.where &&
                         result.chooser == Reference::Chooser::kNone && result.windows[0].side == Window::Side::kAt &&
                         result.windows[0].aspect == Window::Aspect::kTouching;
  if (is_age_at) return add(AgeAt{result.windows[0].moment}, span(tree));
  return add(std::move(result), span(tree));
}

void Builder::choose(Reference& reference, EligoParser::ChooserContext& tree) {
  using Chooser = Reference::Chooser;
  if (auto* number = tree.NUMBER()) {
    reference.count = count(*number);
    const bool is_zero = reference.count.find_first_not_of('0') == std::string::npos;
    if (is_zero) report(diag::Code::E0107, "a mean of no results", "the number of results is at least 1", span(*number));
  }
  reference.chooser = tree.NUMBER() != nullptr    ? Chooser::kMeanOfLatest
                      : tree.MEAN() != nullptr    ? Chooser::kMean
                      : tree.FIRST() != nullptr   ? Chooser::kFirst
                      : tree.LATEST() != nullptr  ? Chooser::kLatest
                      : tree.HIGHEST() != nullptr ? Chooser::kHighest
                                                  : Chooser::kLowest;
}

ExprId Builder::chosen(EligoParser::ChosenContext& tree) {
  const Nesting nesting(*this, 1, span(tree));
  std::vector<ExprId> values;
  for (auto* each : tree.head()) values.push_back(head(*each));
  const bool is_each = tree.EACH() != nullptr;
  if (is_each || tree.EITHER() != nullptr) return add(Each{is_each, std::move(values)}, span(tree));
  return add(Extreme{tree.SMALLER() != nullptr, std::move(values)}, span(tree));
}

ExprId Builder::confirm(EligoParser::ConfirmContext& tree) {
  Confirm result;
  if (auto* leaf = tree.NAME()) result.name = name(*leaf);
  result.question = text_if(tree.TEXT());
  return add(std::move(result), span(tree));
}

}  // namespace eligo::syntax
