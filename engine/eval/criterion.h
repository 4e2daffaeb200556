// One criterion at a time, for all that goes through criteria: the outcome, and the search for days on which all are met.
#pragma once

#include "eval/outcome.h"

namespace eligo::eval {

class Evaluator;

/// On the evaluator's present day, for its present cohort.
CriterionOutcome evaluate_criterion(Evaluator& evaluator, const program::Program& program, std::uint32_t index, bool recorded);

bool belongs_to(const program::Criterion& criterion, program::CohortId cohort);

/// The first stretch of days on which some cohort meets every criterion. `today` is what the evaluator answered on the
/// day of screening; the evaluator does not record, and is back on that day afterwards.
EligibilityWindow eligibility_window_of(Evaluator& evaluator, const program::Program& program, const Outcome& today);

}  // namespace eligo::eval
