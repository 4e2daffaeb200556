// Conditions decided directly, by the plan: the latest result of one sure day, precise numbers, facts that surely are what
// they say. Only for the present day alone, and where nothing is recorded. Each answer is what deciding in full would say;
// where anything may be open there is no answer, and the condition is decided in full.
#include <algorithm>
#include <utility>

#include "eval/evaluator.h"

namespace eligo::eval {

using model::ObservedValue;
using program::Query;
using program::Result;

namespace {

// Clock times that say how far they are from UTC may come in another order than their days, but not across so many.
constexpr Day kSurelyApart = 4;

}  // namespace

Truth Evaluator::decide_plainly(NodeId id) {
  const Step& step = plan_.steps[id.index()];
  std::optional<Truth> sure;
  switch (step.way) {
    case Step::Way::kInFull: break;
    case Step::Way::kAll:
    case Step::Way::kAny: return decide_members(step);
    case Step::Way::kNot: return !decide_plainly(program_.children[step.children.first]);
    case Step::Way::kFacts:
      if (slot_heads_[step.slot.index()] != kNoMore) sure = facts_directly(program_.nodes[id]);
      else if ((step.kinds & ~complete_kinds_) == 0) return step.when_none;
      break;
    case Step::Way::kComparison: sure = compare_directly(plan_.comparisons[step.comparison]); break;
    case Step::Way::kChoice: sure = choice_directly(program_.nodes[id]); break;
    case Step::Way::kWashout: sure = washout_directly(program_.nodes[id]); break;
  }
  return sure ? *sure : decide(program_.nodes[id]);
}

Truth Evaluator::decide_members(const Step& step) {
  const bool is_all = step.way == Step::Way::kAll;
  Truth truth = value::truth(is_all);
  for (std::uint32_t i = 0; i < step.children.count; ++i) {
    const Truth one = decide_plainly(program_.children[step.children.first + i]);
    truth = is_all ? truth & one : truth | one;
    if (truth == value::truth(!is_all)) break;
  }
  return truth;
}

// The demands of the windows; false where one of them asks different things of different facts, or a fact may give it.
template <class Windows>
bool Evaluator::plain_demands(const Windows& windows, std::size_t count, Demands& demands) {
  for (std::size_t i = 0; i < count; ++i) {
    const WindowMemo* memo = plain_demand(windows[i]);
    if (memo == nullptr || memo->has_giver) return false;
    demands[i] = &memo->demand;
  }
  return true;
}

namespace {

Truth meets(const Fact& fact, const std::array<const Demand*, 2>& demands, std::size_t count) {
  Truth truth = Truth::kTrue;
  for (std::size_t i = 0; i < count; ++i) truth = truth & demands[i]->met_by(fact.start.first, fact.start.last, fact.end.first, fact.end.last);
  return truth;
}

}  // namespace

// ---- Results ---------------------------------------------------------------------------------------------------

const Evaluator::Settled& Evaluator::settled(program::ResultId id) {
  Settled& memo = settled_[id.index()];
  if (memo.age == age_) return memo;
  memo.state = settle(program_.results[id], plan_.results[id.index()], memo.fact);
  memo.age = age_;
  return memo;
}

// The latest result that counts, where each surely counts or not and one is surely the latest.
Evaluator::Settled::State Evaluator::settle(const Result& result, const ResultTraits& traits, std::uint32_t& chosen) {
  using State = Settled::State;
  Demands demands{};
  if (!traits.is_plain || !plain_demands(traits.windows, traits.window_count, demands)) return State::kOpen;
  Day latest = value::kBeginning, next = value::kBeginning;
  bool has_clock = false;
  for (std::uint32_t i = slot_heads_[result.slot.index()]; i != kNoMore; i = slot_facts_[i].next) {
    const Fact& fact = facts_[slot_facts_[i].fact];
    const value::TimeSpan& start = fact.start;
    if (!fact.is_dated && !result.is_lasting) continue;
    if (fact.is_broken || fact.verification == model::Verification::kSuspected || !start.is_day() || start.last > screening_) return State::kOpen;
    const Truth counts = meets(fact, demands, traits.window_count);
    if (is_unknown(counts)) return State::kOpen;
    if (is_false(counts)) continue;
    has_clock = has_clock || start.has_clock();
    if (start.first > latest) {
      next = std::exchange(latest, start.first);
      chosen = slot_facts_[i].fact;
    } else {
      next = std::max(next, start.first);
    }
  }
  if (latest == value::kBeginning) return State::kNone;
  return latest - next >= (has_clock ? kSurelyApart : 1) ? State::kOne : State::kOpen;
}

std::optional<Truth> Evaluator::choice_directly(const Node& node) {
  if (at_hand_) return std::nullopt;
  const Settled& found = settled(node.result);
  if (found.state == Settled::State::kOpen) return std::nullopt;
  if (found.state == Settled::State::kNone) return Truth::kUnknown;
  const Fact& fact = facts_[found.fact];
  return answers(vocabulary_[fact.concept_id], fact.value, node);
}

// Without any result the number is unknown, unless a formula gives it.
std::optional<Truth> Evaluator::compare_directly(const ResultComparison& comparison) {
  if (at_hand_) return std::nullopt;
  const Settled& found = settled(comparison.result);
  const Result& result = program_.results[comparison.result];
  if (found.state == Settled::State::kNone && result.formula == nullptr) return Truth::kUnknown;
  if (found.state != Settled::State::kOne) return std::nullopt;
  const Fact& fact = facts_[found.fact];
  if (fact.concept_id != result.concept_id) return std::nullopt;
  if (comparison.reading != Result::Reading::kChoice) {
    const Interval* amount = read(fact.value, comparison.reading);
    if (amount == nullptr || !amount->is_point()) return std::nullopt;
    return compare_directly(comparison, amount->low.at);
  }
  if (fact.value.type != ObservedValue::Type::kLevel && fact.value.type != ObservedValue::Type::kAnswer) return std::nullopt;
  return compare_directly(comparison, value::Number(fact.value.choice));
}

std::optional<Truth> Evaluator::compare_directly(const ResultComparison& comparison, const value::Number& number) {
  switch (comparison.with) {
    case ResultComparison::With::kNumber: return value::truth(holds(number, comparison.op, comparison.number));
    case ResultComparison::With::kRange: return value::truth(number >= comparison.number && number <= comparison.upper);
    case ResultComparison::With::kUpperLimit:
    case ResultComparison::With::kLowerLimit: break;
  }
  const Settled& found = settled(comparison.limit_of);
  if (found.state != Settled::State::kOne) return std::nullopt;
  const ObservedValue& observed = facts_[found.fact].value;
  const std::optional<value::Number>& limit = comparison.with == ResultComparison::With::kUpperLimit ? observed.uln : observed.lln;
  if (!limit) return std::nullopt;
  return value::truth(holds(number, comparison.op, *limit * comparison.number));
}

// ---- Facts -----------------------------------------------------------------------------------------------------

// Whether the fact is one of those asked for, its dates aside; none where that is open in other ways than being suspected
// or of a class above.
std::optional<Truth> Evaluator::identity_directly(const Query& query, const SlotFact& entry) const {
  const Fact& fact = facts_[entry.fact];
  if (fact.is_broken || plan_.is_of_one_sex[fact.concept_id.index()] != 0) return std::nullopt;
  if (query.is_other) {
    if (!study_disease_marked_) return std::nullopt;
    if (fact.is_study_disease) return Truth::kFalse;
  }
  const bool is_suspected = fact.verification == model::Verification::kSuspected && !query.takes_suspected;
  return entry.is_sure && !is_suspected ? Truth::kTrue : Truth::kUnknown;
}

std::optional<Truth> Evaluator::facts_directly(const Node& node) {
  const Query& query = program_.queries[node.query];
  if (node.counting != program::Value::Counting::kFacts || !plan_.queries[node.query.index()].is_plain || !record_->absent.empty()) return std::nullopt;
  Demands demands{};
  if (!plain_demands(query.windows, query.windows.size(), demands)) return std::nullopt;
  Tally tally;
  for (std::uint32_t i = slot_heads_[query.slot.index()]; i != kNoMore; i = slot_facts_[i].next) {
    const std::uint32_t f = slot_facts_[i].fact;
    if (facts_[f].start.last > screening_) return std::nullopt;
    const std::optional<Truth> identity = identity_directly(query, slot_facts_[i]);
    if (!identity) return std::nullopt;
    if (is_false(*identity)) continue;
    const Truth truth = *identity & matches_phase(query, f) & meets(facts_[f], demands, query.windows.size());
    tally.sure += is_true(truth) ? 1 : 0;
    tally.possible += is_unknown(truth) ? 1 : 0;
  }
  return decide_count(node, tally.sure, tally.sure + tally.possible, nullptr);
}

// A washout before a day that no fact gives.
std::optional<Truth> Evaluator::washout_directly(const Node& node) {
  const Query& query = program_.queries[node.query];
  if (!plan_.queries[node.query.index()].is_plain || !record_->absent.empty()) return std::nullopt;
  if (!query.windows.empty() || query.phase != Query::Phase::kAny) return std::nullopt;
  const MomentState& before = moment(node.moment);
  if (!before.is_known || !before.when.is_day() || before.giver != MomentState::kNobody || !before.rivals.empty()) return std::nullopt;
  Truth offending = Truth::kFalse;
  for (std::uint32_t i = slot_heads_[query.slot.index()]; i != kNoMore; i = slot_facts_[i].next) {
    const std::optional<Truth> identity = identity_directly(query, slot_facts_[i]);
    if (!identity) return std::nullopt;
    if (!is_false(*identity)) offending = offending | (*identity & offends(node, slot_facts_[i].fact, before));
  }
  if (!is_false(offending)) return !offending;
  return is_complete(node.query, -1) ? Truth::kTrue : Truth::kUnknown;
}

}  // namespace eligo::eval
