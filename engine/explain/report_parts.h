// The parts a report is put together from, for those that need only some of them.
#pragma once

#include "explain/cited.h"
#include "explain/report.h"

namespace eligo::explain {

/// What its program says of a criterion: its name, kind and cohort.
void name_criterion(const program::Program& program, const eval::CriterionOutcome& outcome, CriterionReport& out);

/// Adds to a criterion its status and what led to it. The criterion must have been recorded.
void explain_criterion(const Scene& scene, const eval::CriterionOutcome& outcome, CriterionReport& out);

/// All but the criteria, and what the program and the engine alone say (their names and versions).
Report report_frame(const Scene& scene, const eval::Outcome& outcome, const eval::EligibilityWindow& window, const ReportContext& context);

}  // namespace eligo::explain
