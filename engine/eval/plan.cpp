// Looks at every condition once. Only forms that are common and simple get a direct way; all others are decided in full.
#include "eval/plan.h"

#include <algorithm>
#include <optional>

namespace eligo::eval {

namespace {

using clinical::Conversion;
using program::Node;
using program::Query;
using program::Result;
using program::Value;
using value::Number;
using value::Truth;

QueryTraits traits_of(const program::Program& program, const Query& query) {
  QueryTraits traits;
  for (program::ConceptId id : query.concepts) {
    if (query.is_observation) continue;
    traits.kinds |= 1U << static_cast<unsigned>(query.is_allergy_to ? clinical::Kind::kAllergy : (*program.vocabulary)[id].kind);
  }
  traits.has_details = !query.exceptions.empty() || !query.given_for.empty() || !query.due_to.empty() || query.requiring.is_valid() ||
                       query.where.is_valid() || query.broken_where.is_valid();
  traits.is_plain = !traits.has_details && query.phase != Query::Phase::kPlanned && !query.broken_window.is_valid() && !query.apart.is_valid() && query.windows.size() <= 2;
  return traits;
}

ResultTraits traits_of(const Result& result) {
  ResultTraits traits;
  traits.is_plain = result.chooser == Result::Chooser::kLatest && !result.where.is_valid() && result.windows.size() <= traits.windows.size();
  if (!traits.is_plain) return traits;
  for (program::WindowId id : result.windows) traits.windows[traits.window_count++] = id;
  if (traits.window_count == 0 && !result.is_lasting && result.shelf_life.is_valid()) traits.windows[traits.window_count++] = result.shelf_life;
  return traits;
}

bool is_round_screening(const program::Program& program, const program::Window& window) {
  const program::Moment& moment = program.moments[window.moment];
  if (moment.form != program::Moment::Form::kScreening || !moment.offsets.empty()) return false;
  if (window.is_clock || window.side == program::Window::Side::kFromTo) return false;
  return window.extent == program::Window::Extent::kNone || !program.durations[window.duration].has_half_lives;
}

// ---- Comparisons -----------------------------------------------------------------------------------------------

/// A limit of a result, times a factor; the result in its own unit.
struct Limit {
  program::ResultId result;
  bool is_upper = true;
  Number factor;
};

bool only_scales(const Conversion& conversion) { return conversion.offset.is_zero(); }

std::optional<Number> point_of(const Value& value) {
  if (value.op != Value::Op::kConstant || !value.constant.is_point()) return std::nullopt;
  return value.constant.low.at;
}

std::optional<Limit> limit_of(const program::Program& program, const Value& value) {
  if (!only_scales(value.conversion)) return std::nullopt;
  if (value.op == Value::Op::kUpperLimit || value.op == Value::Op::kLowerLimit) {
    return Limit{value.result, value.op == Value::Op::kUpperLimit, value.conversion.factor};
  }
  if (value.op != Value::Op::kMultiply || value.operands.count != 2) return std::nullopt;
  for (std::uint32_t i = 0; i < 2; ++i) {
    const std::optional<Number> number = point_of(program.values[program.operands[value.operands.first + i]]);
    std::optional<Limit> limit = limit_of(program, program.values[program.operands[value.operands.first + 1 - i]]);
    if (!number || !limit) continue;
    limit->factor = limit->factor * *number * value.conversion.factor;
    return limit;
  }
  return std::nullopt;
}

// The conversion of the left side has a positive factor, so that it can be undone on the right one.
std::optional<ResultComparison> comparison_of(const program::Program& program, const Node& node) {
  const Value& left = program.values[node.left];
  if (left.op != Value::Op::kResult) return std::nullopt;
  const Conversion& conversion = left.conversion;
  const auto undone = [&](const Number& n) { return (n - conversion.offset) / conversion.factor; };
  ResultComparison comparison;
  comparison.op = node.comparison;
  comparison.reading = left.reading;
  comparison.result = left.result;
  const std::optional<Number> number = point_of(program.values[node.right]);
  if (node.op == Node::Op::kInRange) {
    const std::optional<Number> low = point_of(program.values[node.low]);
    if (!low || !number) return std::nullopt;
    comparison.with = ResultComparison::With::kRange;
    comparison.number = undone(*low);
    comparison.upper = undone(*number);
    return comparison;
  }
  if (number) {
    comparison.number = undone(*number);
    return comparison;
  }
  const std::optional<Limit> limit = limit_of(program, program.values[node.right]);
  if (!limit || !only_scales(conversion)) return std::nullopt;
  comparison.with = limit->is_upper ? ResultComparison::With::kUpperLimit : ResultComparison::With::kLowerLimit;
  comparison.limit_of = limit->result;
  comparison.number = limit->factor / conversion.factor;
  return comparison;
}

// ---- Facts -----------------------------------------------------------------------------------------------------

//  of no facts at all:   at least n | at most n | exactly n
//                        n = 0      | true      | n = 0
Truth truth_of_none(const Node& node) {
  return value::truth(node.bound == Node::Bound::kAtMost || node.count == 0);
}

Step step_of(const program::Program& program, const Node& node, Plan& plan) {
  Step step;
  step.children = node.children;
  switch (node.op) {
    case Node::Op::kAnd: step.way = Step::Way::kAll; break;
    case Node::Op::kOr: step.way = Step::Way::kAny; break;
    case Node::Op::kNot: step.way = Step::Way::kNot; break;
    case Node::Op::kFacts:
      if (program.queries[node.query].is_observation) break;
      step.way = Step::Way::kFacts;
      step.slot = program.queries[node.query].slot;
      step.kinds = plan.queries[node.query.index()].kinds;
      step.when_none = truth_of_none(node);
      break;
    case Node::Op::kCompare:
    case Node::Op::kInRange:
      if (const std::optional<ResultComparison> comparison = comparison_of(program, node)) {
        step.way = Step::Way::kComparison;
        step.comparison = static_cast<std::uint32_t>(plan.comparisons.size());
        plan.comparisons.push_back(*comparison);
      }
      break;
    case Node::Op::kChoiceIs: step.way = Step::Way::kChoice; break;
    case Node::Op::kWashedOut: step.way = Step::Way::kWashout; break;
    case Node::Op::kTrue:
    case Node::Op::kGap:
    case Node::Op::kCountTrue:
    case Node::Op::kIfElse:
    case Node::Op::kIfThen:
    case Node::Op::kWaive:
    case Node::Op::kLift:
    case Node::Op::kDefinition:
    case Node::Op::kSexIs:
    case Node::Op::kAge:
    case Node::Op::kTimeBetween:
    case Node::Op::kTimeBetweenAge:
    case Node::Op::kMoments:
    case Node::Op::kFactDuration:
    case Node::Op::kKnownResult:
    case Node::Op::kKnownAge:
    case Node::Op::kKnownSex:
    case Node::Op::kKnownMoment:
    case Node::Op::kKnownAttribute:
    case Node::Op::kKnownFactValue:
    case Node::Op::kKnownValue:
    case Node::Op::kOnTreatment:
    case Node::Op::kQuestion:
    case Node::Op::kInCohort:
    case Node::Op::kAttributeIs:
    case Node::Op::kAttributeYes:
    case Node::Op::kFactChoiceIs: break;
  }
  return step;
}

}  // namespace

Plan plan_of(const program::Program& program) {
  Plan plan;
  for (const Query& query : program.queries) plan.queries.push_back(traits_of(program, query));
  for (const Result& result : program.results) plan.results.push_back(traits_of(result));
  for (const program::Window& window : program.windows) plan.is_round_screening.push_back(is_round_screening(program, window) ? 1 : 0);
  for (std::uint32_t id = 0; id < program.vocabulary->size(); ++id) {
    const clinical::Concept& concept_ = (*program.vocabulary)[program::ConceptId(id)];
    plan.is_of_one_sex.push_back(concept_.only_female || concept_.only_male ? 1 : 0);
  }
  for (const auto* ranges : {&program.slots.by_concept, &program.slots.by_substance}) {
    for (const program::Range& range : *ranges) plan.most_slots = std::max<std::size_t>(plan.most_slots, range.count);
  }
  for (const Node& node : program.nodes) plan.steps.push_back(step_of(program, node, plan));
  return plan;
}

}  // namespace eligo::eval
