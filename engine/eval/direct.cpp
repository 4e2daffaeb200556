// Conditions decided by the plan: from what all programs share, or, where they speak of the program's own moments, in the
// same way with the demands of these. Only for the present day alone, and where nothing is recorded. Each answer is what
// deciding in full would say; where anything may be open there is no answer, and the condition is decided in full.
#include "eval/evaluator.h"
#include "eval/readings.h"

namespace eligo::eval {

using program::Query;

Truth Evaluator::decide_plainly(NodeId id) {
  const Step& step = plan_.steps[id.index()];
  Sure sure;
  switch (step.way) {
    case Step::Way::kInFull: break;
    case Step::Way::kShared: break;   // has been asked
    case Step::Way::kAll:
    case Step::Way::kAny: return decide_members(step);
    case Step::Way::kNot: return !condition_today(program_.children[step.children.first]);
    case Step::Way::kFacts: sure = facts_directly(program_.nodes[id], plan_.facts[step.index]); break;
    case Step::Way::kComparison: sure = compare_directly(plan_.comparisons[step.index]); break;
    case Step::Way::kChoice: sure = choice_directly(program_.nodes[id]); break;
    case Step::Way::kWashout: sure = washout_directly(program_.nodes[id]); break;
  }
  return sure ? *sure : decide(program_.nodes[id]);
}

Truth Evaluator::decide_members(const Step& step) {
  const bool is_all = step.way == Step::Way::kAll;
  Truth truth = value::truth(is_all);
  for (std::uint32_t i = 0; i < step.children.count; ++i) {
    const Truth one = condition_today(program_.children[step.children.first + i]);
    truth = is_all ? truth & one : truth | one;
    if (truth == value::truth(!is_all)) break;
  }
  return truth;
}

// Joins the demands of the windows; false where one of them asks different things of different facts, or a fact may give it.
template <class Windows>
bool Evaluator::add_demands(const Windows& windows, std::size_t count, Demand& demand) {
  for (std::size_t i = 0; i < count; ++i) {
    const WindowMemo* memo = plain_demand(windows[i]);
    if (memo == nullptr || memo->has_giver) return false;
    demand = both(demand, memo->demand);
  }
  return true;
}

const Settled& Evaluator::settled(program::ResultId id) {
  SettledMemo& memo = settled_[id.index()];
  if (memo.age == age_) return memo.settled;
  memo.settled = settle(id);
  memo.age = age_;
  return memo.settled;
}

Settled Evaluator::settle(program::ResultId id) {
  const program::Result& result = program_.results[id];
  const ResultTraits& traits = plan_.results[id.index()];
  Demand demand;
  if (!traits.is_plain || !add_demands(traits.windows, traits.window_count, demand)) return {};
  return shared_.settle({plan_.slots[result.slot.index()], kNoEntry, result.is_lasting}, demand);
}

// A window may speak of the fact at hand.
Sure Evaluator::choice_directly(const Node& node) {
  if (at_hand_) return std::nullopt;
  const Settled& found = settled(node.result);
  if (found.state == Settled::State::kOpen) return std::nullopt;
  if (found.state == Settled::State::kNone) return Truth::kUnknown;
  const Fact& fact = facts_[found.fact];
  return answers(vocabulary_[fact.concept_id], fact.value, node.choices, node.is_negated);
}

Sure Evaluator::compare_directly(const ResultComparison& comparison) {
  if (at_hand_) return std::nullopt;
  const Settled& found = settled(program::ResultId(comparison.result));
  return shared_.compare(comparison, found, settled(program::ResultId(comparison.limit_of)));
}

Sure Evaluator::facts_directly(const Node& node, const FactsQuestion& asked) {
  if (const Sure none = shared_.nothing_there(asked)) return none;
  const Query& query = program_.queries[node.query];
  Demand demand;
  if (!asked.is_plain || !add_demands(query.windows, query.windows.size(), demand)) return std::nullopt;
  if (const auto phase = window_of(query.phase)) demand = both(demand, demand_of(*phase, screening_));
  return shared_.facts(asked, demand);
}

// A washout before a day that no fact gives.
Sure Evaluator::washout_directly(const Node& node) {
  const Query& query = program_.queries[node.query];
  if (!plan_.queries[node.query.index()].is_plain || !record_->absent.empty()) return std::nullopt;
  if (!query.windows.empty() || query.phase != Query::Phase::kAny) return std::nullopt;
  const MomentState& before = moment(node.moment);
  if (!before.is_known || !before.when.is_day() || before.giver != MomentState::kNobody || !before.rivals.empty()) return std::nullopt;
  Truth offending = Truth::kFalse;
  for (std::uint32_t i = first_of(query.slot); i != FactIndex::kNoMore; i = index_[i].next) {
    const Sure identity = shared_.is_asked_for(index_[i], query.takes_suspected, query.is_other);
    if (!identity) return std::nullopt;
    if (!is_false(*identity)) offending = offending | (*identity & offends(node, index_[i].fact, before));
  }
  if (!is_false(offending)) return !offending;
  return is_complete(node.query, -1) ? Truth::kTrue : Truth::kUnknown;
}

}  // namespace eligo::eval
