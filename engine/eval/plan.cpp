// Looks at every condition once. Only forms that are common and simple get a direct way; all others are decided in full.
#include "eval/plan.h"

#include <map>
#include <optional>
#include <utility>

namespace eligo::eval {

namespace {

using clinical::Conversion;
using program::Node;
using program::Query;
using program::Result;
using program::Value;
using value::Number;

QueryTraits traits_of(const program::Program& program, const Query& query) {
  QueryTraits traits;
  for (program::ConceptId id : query.concepts) {
    const clinical::Concept& concept_ = (*program.vocabulary)[id];
    traits.is_of_one_sex = traits.is_of_one_sex || concept_.only_female || concept_.only_male;
    if (query.is_observation) continue;
    traits.kinds |= 1U << static_cast<unsigned>(query.is_allergy_to ? clinical::Kind::kAllergy : concept_.kind);
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

bool is_screening(const program::Moment& moment) { return moment.form == program::Moment::Form::kScreening && moment.offsets.empty(); }

bool is_round_screening(const program::Program& program, const program::Window& window) {
  if (!is_screening(program.moments[window.moment])) return false;
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

// ---- What is shared --------------------------------------------------------------------------------------------

/// A table in which no entry stands twice.
template <class Entry>
class Distinct {
 public:
  explicit Distinct(std::vector<Entry>& entries) : entries_(entries) {}
  std::uint32_t operator()(const Entry& entry) {
    const auto [at, is_new] = numbers_.try_emplace(entry, static_cast<std::uint32_t>(entries_.size()));
    if (is_new) entries_.push_back(entry);
    return at->second;
  }

 private:
  std::vector<Entry>& entries_;
  std::map<Entry, std::uint32_t> numbers_;
};

struct Shared {
  explicit Shared(PlanTables& tables)
      : demands(tables.demands), facts(tables.facts), results(tables.results), comparisons(tables.comparisons), choices(tables.choices), ages(tables.ages), conditions(tables.conditions) {}
  Distinct<std::vector<DayWindow>> demands;
  Distinct<FactsQuestion> facts;
  Distinct<ResultQuestion> results;
  Distinct<ResultComparison> comparisons;
  Distinct<ChoiceQuestion> choices;
  Distinct<AgeQuestion> ages;
  Distinct<SharedCondition> conditions;
};

// ---- One program -----------------------------------------------------------------------------------------------

class Planner {
 public:
  Planner(const program::Program& program, const std::vector<std::uint32_t>& slots, Shared& shared) : program_(program), shared_(shared) { plan_.slots = slots; }

  Plan plan() {
    for (const Query& query : program_.queries) plan_.queries.push_back(traits_of(program_, query));
    for (const program::Window& window : program_.windows) plan_.is_round_screening.push_back(is_round_screening(program_, window) ? 1 : 0);
    for (const Result& result : program_.results) plan_.results.push_back(traits_of(result));
    for (const Result& result : program_.results) shared_results_.push_back(shared_result(result, plan_.results[shared_results_.size()]));
    for (const Node& node : program_.nodes) plan_.steps.push_back(step_of(node));
    for (const program::Criterion& criterion : program_.criteria) plan_.criteria.push_back({criterion.root, criterion.is_inclusion, !criterion.applies.empty()});
    return std::move(plan_);
  }

 private:
  std::uint32_t slot(program::SlotId id) const { return plan_.slots[id.index()]; }

  Step shared(SharedCondition::Form form, std::uint32_t index) { return {Step::Way::kShared, shared_.conditions({form, index}), {}}; }

  // Windows round screening whose length is one of the calendar; none where one is not.
  template <class Windows>
  bool add_windows(const Windows& windows, std::size_t count, std::vector<DayWindow>& out) const {
    for (std::size_t i = 0; i < count; ++i) {
      const program::Window& window = program_.windows[windows[i]];
      if (plan_.is_round_screening[windows[i].index()] == 0) return false;
      DayWindow& made = out.emplace_back(DayWindow{window.aspect, window.extent, window.side});
      if (window.extent == program::Window::Extent::kNone) continue;
      const program::Duration& length = program_.durations[window.duration];
      if (length.form != program::Duration::Form::kFixed) return false;
      made.unit = length.fixed.unit;
      made.amount = length.fixed.amount;
    }
    return true;
  }

  // ---- Facts

  Step facts_of(const Node& node) {
    const Query& query = program_.queries[node.query];
    if (query.is_observation) return {};
    const QueryTraits& traits = plan_.queries[node.query.index()];
    FactsQuestion asked;
    asked.slot = slot(query.slot);
    asked.kinds = traits.kinds;
    asked.bound = node.bound;
    asked.count = node.count;
    asked.is_plain = traits.is_plain && node.counting == Value::Counting::kFacts;
    asked.takes_suspected = query.takes_suspected;
    asked.is_other = query.is_other;
    asked.is_of_one_sex = traits.is_of_one_sex;
    std::vector<DayWindow> windows;
    if (const auto phase = window_of(query.phase)) windows.push_back(*phase);
    if (asked.is_plain && add_windows(query.windows, query.windows.size(), windows)) return shared_facts(asked, windows);
    plan_.facts.push_back(asked);
    return {Step::Way::kFacts, static_cast<std::uint32_t>(plan_.facts.size() - 1), {}};
  }

  Step shared_facts(FactsQuestion& asked, const std::vector<DayWindow>& windows) {
    asked.demand = shared_.demands(windows);
    return shared(SharedCondition::Form::kFacts, shared_.facts(asked));
  }

  // Washed out of something for a time: none of it less than that time before.
  Step washout_of(const Node& node) {
    const Step alone{Step::Way::kWashout, 0, {}};
    const Query& query = program_.queries[node.query];
    const QueryTraits& traits = plan_.queries[node.query.index()];
    const program::Duration& wait = program_.durations[node.duration];
    if (!traits.is_plain || query.is_observation || !query.windows.empty() || query.phase != Query::Phase::kAny) return alone;
    if (!is_screening(program_.moments[node.moment]) || wait.form != program::Duration::Form::kFixed || wait.fixed.is_clock()) return alone;
    FactsQuestion asked;
    asked.slot = slot(query.slot);
    asked.kinds = traits.kinds;
    asked.bound = Node::Bound::kAtMost;
    asked.is_plain = true;
    asked.takes_suspected = query.takes_suspected;
    asked.is_other = query.is_other;
    asked.looks_ahead = true;
    asked.is_of_one_sex = traits.is_of_one_sex;
    return shared_facts(asked, {{program::Window::Aspect::kTouching, program::Window::Extent::kLessThan, program::Window::Side::kBefore, wait.fixed.unit, wait.fixed.amount}});
  }

  // ---- Results

  // Its number among those of all programs, or kNoEntry.
  std::uint32_t shared_result(const Result& result, const ResultTraits& traits) {
    std::vector<DayWindow> windows;
    if (!traits.is_plain || !add_windows(traits.windows, traits.window_count, windows)) return kNoEntry;
    return shared_.results({slot(result.slot), shared_.demands(windows), result.is_lasting});
  }

  // The conversion of the left side has a positive factor, so that it can be undone on the right one.
  std::optional<ResultComparison> comparison_of(const Node& node) const {
    const Value& left = program_.values[node.left];
    if (left.op != Value::Op::kResult) return std::nullopt;
    const Conversion& conversion = left.conversion;
    const auto undone = [&](const Number& n) { return (n - conversion.offset) / conversion.factor; };
    ResultComparison comparison;
    comparison.reading = left.reading;
    comparison.result = comparison.limit_of = left.result.index();
    comparison.has_formula = program_.results[left.result].formula != nullptr;
    comparison.concept_id = program_.results[left.result].concept_id;
    const std::optional<Number> number = point_of(program_.values[node.right]);
    if (node.op == Node::Op::kInRange) {
      const std::optional<Number> low = point_of(program_.values[node.low]);
      if (!low || !number) return std::nullopt;
      comparison.with = ResultComparison::With::kRange;
      comparison.number = undone(*low);
      comparison.upper = undone(*number);
      return comparison;
    }
    comparison.op = node.comparison;
    if (number) {
      comparison.number = undone(*number);
      return comparison;
    }
    const std::optional<Limit> limit = limit_of(program_, program_.values[node.right]);
    if (!limit || !only_scales(conversion)) return std::nullopt;
    comparison.with = limit->is_upper ? ResultComparison::With::kUpperLimit : ResultComparison::With::kLowerLimit;
    comparison.limit_of = limit->result.index();
    comparison.number = limit->factor / conversion.factor;
    return comparison;
  }

  Step compare(const Node& node) {
    std::optional<ResultComparison> comparison = comparison_of(node);
    if (!comparison) return {};
    const std::uint32_t result = shared_results_[comparison->result], limit_of = shared_results_[comparison->limit_of];
    if (result == kNoEntry || limit_of == kNoEntry) {
      plan_.comparisons.push_back(*comparison);
      return {Step::Way::kComparison, static_cast<std::uint32_t>(plan_.comparisons.size() - 1), {}};
    }
    comparison->result = result;
    comparison->limit_of = limit_of;
    return shared(SharedCondition::Form::kComparison, shared_.comparisons(*comparison));
  }

  Step choose(const Node& node) {
    const std::uint32_t result = shared_results_[node.result.index()];
    if (result == kNoEntry) return {Step::Way::kChoice, 0, {}};
    return shared(SharedCondition::Form::kChoice, shared_.choices({result, node.is_negated, node.choices}));
  }

  // ---- Ages

  // Only whole years, as nearly all rules have them.
  static std::optional<std::int32_t> years_of(const Number& number) {
    constexpr std::int64_t kMostYears = 1000;
    const std::optional<std::int64_t> years = number.is_integer() ? number.floor() : std::nullopt;
    return years && *years >= 0 && *years < kMostYears ? std::optional(static_cast<std::int32_t>(*years)) : std::nullopt;
  }

  std::optional<AgeQuestion> age_asked(const Node& node) const {
    const std::optional<std::int32_t> years = years_of(node.number), upper = years_of(node.upper);
    if (!is_screening(program_.moments[node.moment]) || node.unit != value::TimeUnit::kYears || !years) return std::nullopt;
    if (node.is_range) return upper ? std::optional(AgeQuestion{*years, *upper + 1}) : std::nullopt;
    switch (node.comparison) {
      case value::Comparison::kLess: return AgeQuestion{AgeQuestion::kAnyAge, *years};
      case value::Comparison::kLessEqual: return AgeQuestion{AgeQuestion::kAnyAge, *years + 1};
      case value::Comparison::kGreater: return AgeQuestion{*years + 1, AgeQuestion::kAnyAge};
      case value::Comparison::kGreaterEqual: return AgeQuestion{*years, AgeQuestion::kAnyAge};
      case value::Comparison::kEqual:
      case value::Comparison::kNotEqual: break;
    }
    return std::nullopt;
  }

  // ----

  Step step_of(const Node& node) {
    switch (node.op) {
      case Node::Op::kAnd: return {Step::Way::kAll, 0, node.children};
      case Node::Op::kOr:
      case Node::Op::kWaive: return {Step::Way::kAny, 0, node.children};
      case Node::Op::kNot: return {Step::Way::kNot, 0, node.children};
      case Node::Op::kFacts: return facts_of(node);
      case Node::Op::kCompare:
      case Node::Op::kInRange: return compare(node);
      case Node::Op::kChoiceIs: return choose(node);
      case Node::Op::kWashedOut: return washout_of(node);
      case Node::Op::kAge:
        if (const auto asked = age_asked(node)) return shared(SharedCondition::Form::kAge, shared_.ages(*asked));
        return {};
      case Node::Op::kTrue:
      case Node::Op::kGap:
      case Node::Op::kCountTrue:
      case Node::Op::kIfElse:
      case Node::Op::kIfThen:
      case Node::Op::kLift:
      case Node::Op::kDefinition:
      case Node::Op::kSexIs:
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
    return {};
  }

  const program::Program& program_;
  Shared& shared_;
  Plan plan_;
  std::vector<std::uint32_t> shared_results_;        // by result
};

}  // namespace

Plans plans_of(const std::vector<const program::Program*>& programs, const std::vector<std::vector<std::uint32_t>>& slots) {
  Plans plans;
  Shared shared(plans.tables);
  for (const program::Program* program : programs) plans.of_program.push_back(Planner(*program, slots[plans.of_program.size()], shared).plan());
  return plans;
}

}  // namespace eligo::eval
