// What can be worked out once for a program, so that most conditions of most patients take a few comparisons: for each
// condition the way to decide it directly, where there is one. In: a program. Out: flat tables beside its own; no answers.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "program/program.h"
#include "value/truth.h"

namespace eligo::eval {

/// How a condition is decided when nothing is recorded.
struct Step {
  enum class Way : std::uint8_t {
    kInFull,       // as Evaluator::decide() does
    kAll, kAny,    // `and`, `or` of the children
    kNot,
    kFacts,        // a number of facts: none of them, or all surely matching or not
    kComparison,   // a result against numbers or its own limits
    kChoice,       // a result that is a choice
    kWashout
  };
  Way way = Way::kInFull;
  value::Truth when_none = value::Truth::kUnknown;   // of kFacts: without facts, where silence settles it
  program::SlotId slot;                              // of kFacts
  std::uint32_t kinds = 0;                           // of kFacts: bit by bit, whose completeness makes silence count
  program::Range children;
  std::uint32_t comparison = 0;                      // into Plan::comparisons
};

/// A comparison of a result, in its concept's own unit.
struct ResultComparison {
  enum class With : std::uint8_t { kNumber, kRange, kUpperLimit, kLowerLimit };
  With with = With::kNumber;
  value::Comparison op = value::Comparison::kEqual;  // not of kRange
  program::Result::Reading reading = program::Result::Reading::kNumber;
  program::ResultId result, limit_of;
  value::Number number;                              // a factor of the limit; of kRange the lower end
  value::Number upper;                               // of kRange
};

/// What a query asks at all.
struct QueryTraits {
  std::uint32_t kinds = 0;                           // bit by bit: the kinds whose completeness settles it; none for observations
  bool has_details = false;                          // exceptions, indications, causes, required treatments, `where`
  bool is_plain = false;                             // a concept, a phase and windows: nothing else
};

/// What the choice of a result asks.
struct ResultTraits {
  bool is_plain = false;                             // the latest in at most two windows, whatever its other keys say
  std::uint8_t window_count = 0;
  std::array<program::WindowId, 2> windows;          // its own, else its shelf life
};

struct Plan {
  std::vector<Step> steps;                           // by node
  std::vector<ResultComparison> comparisons;
  std::vector<QueryTraits> queries;
  std::vector<ResultTraits> results;
  std::vector<char> is_round_screening;              // by window: round screening, which is always known and no fact gives
  std::vector<char> is_of_one_sex;                   // by concept
  std::size_t most_slots = 0;                        // of one fact
};

Plan plan_of(const program::Program& program);

}  // namespace eligo::eval
