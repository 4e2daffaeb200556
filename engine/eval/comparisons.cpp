// Comparisons of numbers: they must come out alike for every result that may be meant.
#include <algorithm>

#include "eval/evaluator.h"
#include "eval/frame_scope.h"

namespace eligo::eval {

using model::ObservedValue;
using program::Result;

namespace {
constexpr std::uint32_t kMostWays = 256;  // of choosing among candidates in one comparison; beyond that it stays unknown
}

std::uint32_t Evaluator::choice_for(program::ResultId id) {
  for (const Choice& choice : frame().choices) {
    if (choice.result == id) return choice.taken;
  }
  const Selection& found = selection(id);
  const std::uint32_t ways = found.has_mean ? 1 : static_cast<std::uint32_t>(found.candidates.size()) + (found.may_be_none ? 1U : 0U);
  if (ways > 1) frame().choices.push_back({id, 0, ways});
  return 0;
}

template <class Once>
Truth Evaluator::for_all_choices(Once once) {
  Truth all = once();
  for (std::uint32_t way = 1; !is_unknown(all); ++way) {
    std::vector<Choice>& choices = frame().choices;
    while (!choices.empty() && choices.back().taken + 1 == choices.back().ways) choices.pop_back();
    if (choices.empty()) return all;
    ++choices.back().taken;
    all = way < kMostWays ? value::agreed(all, once()) : Truth::kUnknown;
  }
  return all;
}

// Why a choice of results is left open: notes the wants of those with several ways, or with none.
void Evaluator::want_choices() {
  if (note() == nullptr) return;
  const auto selections = frame().selections;
  for (const auto& [id, found] : selections) {
    const Result& result = program_.results[id];
    want_all(found.wants);
    if (!found.wants.empty() || found.has_mean || found.candidates.empty()) continue;
    const Fact& first = facts_[found.candidates.front().fact];
    const bool has_broken = std::any_of(found.candidates.begin(), found.candidates.end(), [&](const Candidate& c) { return facts_[c.fact].is_broken; });
    if (has_broken) want(Why::kProblem, result.concept_id, found.candidates.front().fact);
    else if (found.candidates.size() > 1) want(Why::kConflict, result.concept_id, found.candidates.front().fact);
    else if (!first.value.amount.is_point() || first.value.type == ObservedValue::Type::kAnswer) {
      want(Why::kImprecise, result.concept_id, found.candidates.front().fact);
    }
  }
}

Truth Evaluator::compare_once(const Node& node) {
  Interval left_storage, right_storage;
  const Interval* left = number(node.left, left_storage);
  const auto note_side = [&](std::optional<Side> Finding::*side, const Interval* amount) {
    if (Finding* finding = note()) finding->*side = Side{amount != nullptr, amount != nullptr ? *amount : Interval()};
  };
  note_side(&Finding::left, left);
  if (node.op == Node::Op::kInRange) {
    Interval low_storage;
    const Interval* low = number(node.low, low_storage);
    const Interval* high = number(node.right, right_storage);
    note_side(&Finding::low, low);
    note_side(&Finding::right, high);
    if (left == nullptr) return Truth::kUnknown;
    Truth truth = Truth::kTrue;
    truth = truth & (low == nullptr ? Truth::kUnknown : compare(*left, value::Comparison::kGreaterEqual, *low));
    return truth & (high == nullptr ? Truth::kUnknown : compare(*left, value::Comparison::kLessEqual, *high));
  }
  const Interval* right = number(node.right, right_storage);
  note_side(&Finding::right, right);
  if (left == nullptr || right == nullptr) return Truth::kUnknown;
  return compare(*left, node.comparison, *right);
}

Truth Evaluator::decide_compare(const Node& node) {
  FrameScope scope(*this);
  const Truth truth = for_all_choices([&] { return compare_once(node); });
  if (Finding* finding = note()) {
    if (!is_unknown(truth)) finding->wants.clear();
    else want_choices();
    for (const auto& [id, found] : frame().selections) {
      const bool is_input = std::any_of(finding->inputs.begin(), finding->inputs.end(), [&](const InputFound& i) { return i.name == vocabulary_[program_.results[id].concept_id].name; });
      for (const Candidate& c : found.candidates) {
        finding->facts.push_back({c.fact, is_input ? FactUse::Part::kInput : FactUse::Part::kValue, c.counts});
      }
    }
    if (!is_unknown(truth) || !finding->wants.empty()) return truth;
    if (!frame().selections.empty()) {
      const auto& [id, found] = frame().selections.front();
      want(Why::kImprecise, program_.results[id].concept_id, found.candidates.empty() ? std::nullopt : std::optional(found.candidates.front().fact));
    } else if (at_hand_) {
      want(facts_[*at_hand_].is_broken ? Why::kProblem : Why::kImprecise, facts_[*at_hand_].concept_id, at_hand_);
    }
  }
  return truth;
}

}  // namespace eligo::eval
