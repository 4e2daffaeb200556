// What can be worked out once for programs of one vocabulary, so that most conditions of most patients take a few
// comparisons: for each condition the way to decide it directly, where there is one. Conditions that ask the same of the
// record and of the day of screening alone are one, of whichever program. Out: flat tables beside the programs'; no answers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "eval/demands.h"
#include "program/program.h"
#include "value/truth.h"

namespace eligo::eval {

/// No entry of a table.
inline constexpr std::uint32_t kNoEntry = 0xffffffffU;

/// How many facts of a slot are there that meet a demand, and is that as many as asked for.
struct FactsQuestion {
  std::uint32_t slot = 0;                            // of the FactIndex
  std::uint32_t kinds = 0;                           // bit by bit, whose completeness makes silence count
  std::uint32_t demand = kNoEntry;                      // into PlanTables::demands; kNoEntry: the program's own windows ask
  std::uint32_t count = 0;
  program::Node::Bound bound = program::Node::Bound::kAtLeast;
  bool is_plain = false;                             // nothing is asked but a concept, a phase and windows
  bool takes_suspected = false;
  bool is_other = false;                             // another than the study disease
  bool looks_ahead = false;                          // facts after screening are looked at like all others
  bool is_of_one_sex = false;                        // of some concept asked for: then the patient's sex may settle it
  friend auto operator<=>(const FactsQuestion&, const FactsQuestion&) = default;
};

/// The latest result of a slot that meets a demand.
struct ResultQuestion {
  std::uint32_t slot = 0;
  std::uint32_t demand = kNoEntry;
  bool is_lasting = false;
  friend auto operator<=>(const ResultQuestion&, const ResultQuestion&) = default;
};

/// A comparison of a result, in its concept's own unit.
struct ResultComparison {
  enum class With : std::uint8_t { kNumber, kRange, kUpperLimit, kLowerLimit };
  With with = With::kNumber;
  value::Comparison op = value::Comparison::kEqual;  // not of kRange
  program::Result::Reading reading = program::Result::Reading::kNumber;
  bool has_formula = false;                          // that gives the number where there is no result
  std::uint32_t result = 0, limit_of = 0;            // into PlanTables::results, or the program's
  program::ConceptId concept_id;                     // of the result that is asked for
  value::Number number;                              // a factor of the limit; of kRange the lower end
  value::Number upper;                               // of kRange
  friend auto operator<=>(const ResultComparison&, const ResultComparison&) = default;
};

/// Whether a result answers with one of these.
struct ChoiceQuestion {
  std::uint32_t result = 0;                          // into PlanTables::results
  bool is_negated = false;
  std::vector<std::uint16_t> choices;
  friend auto operator<=>(const ChoiceQuestion&, const ChoiceQuestion&) = default;
};

/// Completed years of age on the day of screening.
struct AgeQuestion {
  static constexpr std::int32_t kAnyAge = -1;
  std::int32_t least = kAnyAge;
  std::int32_t below = kAnyAge;
  friend auto operator<=>(const AgeQuestion&, const AgeQuestion&) = default;
};

/// A condition that asks the same of every program: an entry of one of the tables below.
struct SharedCondition {
  enum class Form : std::uint8_t { kFacts, kComparison, kChoice, kAge };
  Form form = Form::kFacts;
  std::uint32_t index = 0;
  friend auto operator<=>(const SharedCondition&, const SharedCondition&) = default;
};

/// What all programs ask. No entry is there twice.
struct PlanTables {
  std::vector<std::vector<DayWindow>> demands;       // each as windows that all are to be met
  std::vector<FactsQuestion> facts;
  std::vector<ResultQuestion> results;
  std::vector<ResultComparison> comparisons;
  std::vector<ChoiceQuestion> choices;
  std::vector<AgeQuestion> ages;
  std::vector<SharedCondition> conditions;
};

/// How a condition is decided when nothing is recorded.
struct Step {
  enum class Way : std::uint8_t {
    kInFull,       // as Evaluator::decide() does
    kShared,       // `index` into PlanTables::conditions
    kAll, kAny,    // `and`, `or` of the children
    kNot,
    kFacts,        // `index` into Plan::facts
    kComparison,   // `index` into Plan::comparisons
    kChoice,       // a result that is a choice
    kWashout
  };
  Way way = Way::kInFull;
  std::uint32_t index = 0;
  program::Range children;
};

/// What a query asks at all.
struct QueryTraits {
  std::uint32_t kinds = 0;                           // bit by bit: the kinds whose completeness settles it; none for observations
  bool has_details = false;                          // exceptions, indications, causes, required treatments, `where`
  bool is_plain = false;                             // a concept, a phase and windows: nothing else
  bool is_of_one_sex = false;                        // some concept is
};

/// What the choice of a result asks.
struct ResultTraits {
  bool is_plain = false;                             // the latest in at most two windows, whatever its other keys say
  std::uint8_t window_count = 0;
  std::array<program::WindowId, 2> windows;          // its own, else its shelf life
};

/// What a criterion needs.
struct CriterionStep {
  program::NodeId root;
  bool is_inclusion = true;
  bool may_not_apply = false;
};

/// Of one program: what its own numbers mean, and conditions on its own moments.
struct Plan {
  std::vector<Step> steps;                           // by node
  std::vector<CriterionStep> criteria;
  std::vector<std::uint32_t> slots;                  // by slot: its number in the FactIndex
  std::vector<FactsQuestion> facts;
  std::vector<ResultComparison> comparisons;
  std::vector<QueryTraits> queries;
  std::vector<ResultTraits> results;
  std::vector<char> is_round_screening;              // by window: round screening, which is always known and no fact gives
};

struct Plans {
  PlanTables tables;
  std::vector<Plan> of_program;
};

/// `slots` of each program: what its slots are numbered in the FactIndex.
Plans plans_of(const std::vector<const program::Program*>& programs, const std::vector<std::vector<std::uint32_t>>& slots);

}  // namespace eligo::eval
