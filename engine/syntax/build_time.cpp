// Durations, moments, windows, and the therapies that are reckoned with them: section 4 of the grammar.
#include "base/ascii.h"
#include "syntax/build.h"
#include "syntax/words.h"

namespace eligo::syntax {

DurationId Builder::duration(EligoParser::DurationContext& tree) {
  Duration result;
  result.span = span(tree);
  if (auto* unit = tree.timeUnit()) {
    result.amount = whole_number(*tree.NUMBER(), "a number of days, weeks, months or years");
    result.unit = base::folded(file_.source->slice(span(*unit)));
  } else if (auto* amount = tree.NUMBER()) {
    result.form = Duration::Form::kHalfLives;
    result.amount = number(*amount);
  } else {
    const Nesting nesting(*this, 1, result.span);
    result.form = tree.SHORTER() != nullptr ? Duration::Form::kShorter : Duration::Form::kLonger;
    for (auto* part : tree.duration()) result.parts.push_back(duration(*part));
  }
  return file_.durations.add(std::move(result));
}

MomentId Builder::moment(EligoParser::MomentContext& tree) {
  Moment result;
  result.span = span(tree);
  if (auto* leaf = tree.NAME()) {
    result.name = name(*leaf);
  } else if (auto* date = tree.DATE()) {
    result.base = Moment::Base::kDate;
    result.name = {written(*date), span(*date), false};
  } else if (tree.IT() != nullptr) {
    result.base = Moment::Base::kIt;
  } else {
    auto& fact = *tree.event();
    result.is_end = fact.END() != nullptr;
    event(result, fact.NAME(), fact.bracketedSelector(), fact.FIRST() != nullptr);
  }
  for (auto* offset : tree.offset()) {
    result.offsets.push_back({offset->MINUS() != nullptr, duration(*offset->duration())});
  }
  return file_.moments.add(std::move(result));
}

void Builder::event(Moment& moment, Leaf* concept_name, EligoParser::BracketedSelectorContext* selector_tree, bool is_first) {
  moment.base = is_first ? Moment::Base::kFirst : Moment::Base::kLatest;
  if (concept_name != nullptr) {
    const Name only = name(*concept_name);
    moment.selector = selector_of_names({{only}, false, false, only.span});
  } else if (auto* several = selector_tree->severalNames()) {
    moment.selector = selector_of_names(concepts(*several));
  } else {
    const Nesting nesting(*this, 1, span(*selector_tree));
    moment.selector = selector(*selector_tree->selector());
    moment.is_bracketed = true;
  }
}

ExprId Builder::date_value(Leaf& leaf) {
  Moment result;
  result.base = Moment::Base::kDate;
  result.span = span(leaf);
  result.name = {written(leaf), result.span, false};
  return add(MomentValue{file_.moments.add(std::move(result))}, span(leaf));
}

ExprId Builder::moment_value(EligoParser::MomentValueContext& tree) {
  if (auto* date = tree.DATE()) return date_value(*date);
  Moment result;
  result.span = span(tree);
  result.is_end = tree.END() != nullptr;
  if (tree.IT() != nullptr) result.base = Moment::Base::kIt;
  else event(result, tree.NAME(), tree.bracketedSelector(), tree.FIRST() != nullptr);
  return add(MomentValue{file_.moments.add(std::move(result))}, span(tree));
}

std::vector<Window> Builder::windows(const std::vector<EligoParser::WindowContext*>& trees) {
  std::vector<Window> result;
  for (auto* tree : trees) result.push_back(window(*tree));
  return result;
}

Window Builder::window(EligoParser::WindowContext& tree) {
  using Extent = Window::Extent;
  using Side = Window::Side;
  auto& side = *tree.windowSide();
  Window result;
  result.span = span(tree);
  if (tree.STARTING() != nullptr) result.aspect = Window::Aspect::kStarting;
  if (tree.ENDING() != nullptr) result.aspect = Window::Aspect::kEnding;
  result.extent = side.WITHIN() != nullptr ? Extent::kWithin
                  : side.LESS() != nullptr  ? Extent::kLessThan
                  : side.LEAST() != nullptr ? Extent::kAtLeast
                  : side.MORE_() != nullptr ? Extent::kMoreThan
                                            : Extent::kNone;
  const bool is_on = side.ON() != nullptr;
  result.side = side.BEFORE() != nullptr  ? (is_on ? Side::kOnOrBefore : Side::kBefore)
                : side.AFTER() != nullptr ? (is_on ? Side::kOnOrAfter : Side::kAfter)
                : side.SINCE() != nullptr ? Side::kSince
                : side.OF() != nullptr    ? Side::kOf
                : side.FROM() != nullptr  ? Side::kFromTo
                                          : Side::kAt;
  if (auto* length = side.duration()) result.duration = duration(*length);
  result.moment = moment(*side.moment(0));
  if (auto* to = side.moment(1)) result.to = moment(*to);
  return result;
}

ExprId Builder::washed_out(EligoParser::WashedOutContext& tree) {
  const SelectorId of = selector(*tree.selector());
  const DurationId length = duration(*tree.duration());
  return add(WashedOut{of, length, moment(*tree.moment())}, span(tree));
}

ExprId Builder::on_treatment(EligoParser::OnTreatmentContext& tree) {
  const SelectorId of = selector(*tree.selector());
  const DurationId length = duration(*tree.duration());
  return add(OnTreatment{tree.UNCHANGED() != nullptr, of, length, moment(*tree.moment())}, span(tree));
}

ExprId Builder::time_between(EligoParser::TimeBetweenContext& tree) {
  TimeBetween result;
  result.from = moment(*tree.moment(0));
  if (auto* to = tree.moment(1)) result.to = moment(*to);
  return add(result, span(tree));
}

}  // namespace eligo::syntax
