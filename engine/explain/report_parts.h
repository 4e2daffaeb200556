// The parts a report is put together from, for those that need only some of them.
#pragma once

#include "explain/cited.h"
#include "explain/report.h"

namespace eligo::explain {

/// What its program says of a criterion: its name, kind and cohort.
void name_criterion(const program::Program& program, const eval::CriterionOutcome& outcome, CriterionReport& out);

/// Adds to a criterion its status and what led to it. The criterion must have been recorded.
enum class Extent {
  kAll,
  kData   // without what results as data do not show: briefs, the texts of what is missing, words about exceptions
};
void explain_criterion(const Scene& scene, const eval::CriterionOutcome& outcome, CriterionReport& out, Extent extent = Extent::kAll);

/// All but the criteria, and what the program and the engine alone say (their names and versions).
Report report_frame(const Scene& scene, const eval::Outcome& outcome, const eval::EligibilityWindow& window, const ReportContext& context);

}  // namespace eligo::explain
