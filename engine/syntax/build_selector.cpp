// Selectors and what counts with them: section 5 of the grammar.
#include "syntax/build.h"
#include "syntax/words.h"

namespace eligo::syntax {

namespace {

Quantified::Counting counting_of(EligoParser::CountingContext* tree) {
  if (tree == nullptr) return Quantified::Counting::kFacts;
  return tree->LINES() != nullptr ? Quantified::Counting::kLines : Quantified::Counting::kDifferent;
}

}  // namespace

ExprId Builder::selection(EligoParser::SelectionContext& tree) {
  using Form = Quantified::Form;
  Quantified result;
  result.form = tree.ANY() != nullptr       ? Form::kAny
                : tree.NO() != nullptr      ? Form::kNo
                : tree.EVERY() != nullptr   ? Form::kEvery
                : tree.EXACTLY() != nullptr ? Form::kExactly
                : tree.LEAST() != nullptr   ? Form::kAtLeast
                                            : Form::kAtMost;
  if (auto* number = tree.NUMBER()) result.count = count(*number);
  result.counting = counting_of(tree.counting());
  result.selector = selector(*tree.selector());
  return add(std::move(result), span(tree));
}

ExprId Builder::number_of(EligoParser::NumberOfContext& tree) {
  return add(NumberOf{counting_of(tree.counting()), selector(*tree.selector())}, span(tree));
}

SelectorId Builder::selector(EligoParser::SelectorContext& tree) {
  Selector result;
  result.span = span(tree);
  if (has_only_child(tree)) {
    result.concepts = concepts(first_child<EligoParser::ConceptNamesContext>(tree));
    return file_.selectors.add(std::move(result));
  }
  if (tree.ACTIVE() != nullptr) result.phase = Selector::Phase::kActive;
  if (tree.PAST() != nullptr) result.phase = Selector::Phase::kPast;
  if (tree.PLANNED() != nullptr) result.phase = Selector::Phase::kPlanned;
  result.takes_suspected = tree.SUSPECTED() != nullptr;
  result.is_other = tree.OTHER() != nullptr;
  const auto sets = tree.conceptNames();  // what is selected, what it is given for, what it is due to
  result.concepts = concepts(*sets.front());
  if (auto* allergy = tree.ALLERGY()) {  // `allergy to`
    result.concepts.is_allergy_to = true;
    result.concepts.span.begin = span(*allergy).begin;
  }
  if (auto* except = tree.exceptions()) result.exceptions = exceptions(*except, result.exceptions_bracketed);
  if (tree.GIVEN() != nullptr) result.given_for = concepts(*sets[1]);
  if (tree.DUE() != nullptr) result.due_to = concepts(*sets.back());
  if (auto* needed = tree.requirement()) requirement(result, *needed);
  result.windows = windows(tree.window());
  if (auto* distance = tree.apart()) result.apart = duration(*distance->duration());
  if (auto* condition_tree = tree.where()) result.where = where(*condition_tree, result.is_where_bracketed);
  return file_.selectors.add(std::move(result));
}

SelectorId Builder::selector_of_names(ConceptSet set) {
  Selector result;
  result.span = set.span;
  result.concepts = std::move(set);
  return file_.selectors.add(std::move(result));
}

void Builder::requirement(Selector& selector, EligoParser::RequirementContext& tree) {
  if (auto* leaf = tree.NAME()) {
    selector.requiring = ConceptSet{{name(*leaf)}, false, false, span(*leaf)};
  } else if (auto* several = tree.severalNames()) {
    selector.requiring = concepts(*several);
  } else {
    const Nesting nesting(*this, 1, span(tree));
    selector.requiring_selector = this->selector(*tree.selector());
  }
}

ConceptSet Builder::concepts(EligoParser::ConceptNamesContext& tree) {
  std::vector<Name> all;
  for (auto* one : tree.conceptName()) all.push_back(name(one->NAME() != nullptr ? *one->NAME() : *one->ALLERGY()));
  return {std::move(all), tree.OPEN() != nullptr, false, span(tree)};
}

ConceptSet Builder::concepts(EligoParser::SeveralNamesContext& tree) {
  return {names(tree.NAME()), true, false, span(tree)};
}

std::vector<Exception> Builder::exceptions(EligoParser::ExceptionsContext& tree, bool& is_bracketed) {
  is_bracketed = tree.OPEN() != nullptr;
  std::vector<Exception> result;
  if (auto* leaf = tree.NAME()) result.push_back({name(*leaf), ExprId(), false});
  for (auto* each : tree.excepted()) {
    Exception exception;
    exception.concept_name = name(*each->NAME());
    if (auto* condition_tree = each->where()) exception.where = where(*condition_tree, exception.is_where_bracketed);
    result.push_back(std::move(exception));
  }
  return result;
}

ExprId Builder::where(EligoParser::WhereContext& tree, bool& is_bracketed) {
  const Nesting nesting(*this, 1, span(*tree.WHERE()));
  is_bracketed = tree.head() != nullptr;
  if (is_bracketed) return head(*tree.head());
  auto& bare = *tree.bareCondition();
  const auto nots = bare.NOT();
  const Nesting denials(*this, nots.size(), span(bare));
  return denied(nots, compared(bare_value(*bare.bareValue()), bare.comparison()), bare);
}

ExprId Builder::bracketed_where(EligoParser::BracketedWhereContext& tree) {
  const Nesting nesting(*this, 1, span(tree));
  return head(*tree.head());
}

}  // namespace eligo::syntax
