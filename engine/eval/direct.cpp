// Conditions decided by the plan: from what all programs share, or, where they speak of the program's own moments, in the
// same way with the demands of these. Only for the present day alone, and where nothing is recorded. Each answer is what
// deciding in full would say; where anything may be open there is no answer, and the condition is decided in full.
#include "eval/evaluator.h"
#include "eval/readings.h"

namespace eligo::eval {

using program::Query;

Truth Evaluator::decide_plainly(NodeId id) {
  const Step& step = plan_.steps[id.index()];
  Answer answer = Answer::kOpen;
  switch (step.way) {
    case Step::Way::kInFull: break;
    case Step::Way::kShared: break;   // has been asked
    case Step::Way::kAll:
    case Step::Way::kAny: return decide_members(step);
    case Step::Way::kNot: return !condition_today(program_.children[step.children.first]);
    case Step::Way::kFacts: answer = facts_directly(program_.nodes[id], plan_.facts[step.index]); break;
    case Step::Way::kComparison: answer = compare_directly(plan_.comparisons[step.index]); break;
    case Step::Way::kChoice: answer = choice_directly(program_.nodes[id]); break;
    case Step::Way::kWashout: answer = washout_directly(program_.nodes[id]); break;
  }
  return is_sure(answer) ? truth_of(answer) : decide(program_.nodes[id]);
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
Answer Evaluator::choice_directly(const Node& node) {
  if (at_hand_) return Answer::kOpen;
  const Settled& found = settled(node.result);
  if (found.state == Settled::State::kOpen) return Answer::kOpen;
  if (found.state == Settled::State::kNone) return Answer::kUnknown;
  const Fact& fact = facts_[found.fact];
  return sure(answers(vocabulary_[fact.concept_id], fact.value, node.choices, node.is_negated));
}

Answer Evaluator::compare_directly(const ResultComparison& comparison) {
  if (at_hand_) return Answer::kOpen;
  const Settled& found = settled(program::ResultId(comparison.result));
  return shared_.compare(comparison, found, settled(program::ResultId(comparison.limit_of)));
}

Answer Evaluator::facts_directly(const Node& node, const FactsQuestion& asked) {
  if (const Answer none = shared_.nothing_there(asked); is_sure(none)) return none;
  const Query& query = program_.queries[node.query];
  Demand demand;
  if (!asked.is_plain || !add_demands(query.windows, query.windows.size(), demand)) return Answer::kOpen;
  if (const auto phase = window_of(query.phase)) demand = both(demand, demand_of(*phase, screening_));
  return shared_.facts(asked, demand);
}

// A washout before a day that no fact gives.
Answer Evaluator::washout_directly(const Node& node) {
  const Query& query = program_.queries[node.query];
  if (!plan_.queries[node.query.index()].is_plain || !record_->absent.empty()) return Answer::kOpen;
  if (!query.windows.empty() || query.phase != Query::Phase::kAny) return Answer::kOpen;
  const MomentState& before = moment(node.moment);
  if (!before.is_known || !before.when.is_day() || before.giver != MomentState::kNobody || !before.rivals.empty()) return Answer::kOpen;
  Truth offending = Truth::kFalse;
  for (std::uint32_t i = first_of(query.slot); i != FactIndex::kNoMore; i = index_[i].next) {
    const Answer identity = shared_.is_asked_for(index_[i], query.takes_suspected, query.is_other);
    if (identity == Answer::kOpen) return Answer::kOpen;
    if (identity != Answer::kFalse) offending = offending | (truth_of(identity) & offends(node, index_[i].fact, before));
  }
  if (!is_false(offending)) return sure(!offending);
  return is_complete(node.query, -1) ? Answer::kTrue : Answer::kUnknown;
}

}  // namespace eligo::eval
