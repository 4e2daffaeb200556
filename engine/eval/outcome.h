// The answers: a status for each criterion, a verdict for each cohort, and when the patient could join.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "eval/recording.h"
#include "value/date.h"
#include "value/truth.h"

namespace eligo::eval {

/// pass | fail | unknown | not_applicable (which counts as pass).
enum class Status : std::uint8_t { kPass, kFail, kUnknown, kNotApplicable };
inline constexpr std::size_t kStatuses = 4;
const char* name_of(Status status);

/// Ordered from worst to best, so that the best cohort is the maximum.
enum class Verdict : std::uint8_t { kIneligible, kUndetermined, kEligible };
const char* name_of(Verdict verdict);

struct CriterionOutcome {
  std::uint32_t criterion = 0;                   // index into Program::criteria
  program::CohortId cohort;                      // only where the criterion differs by cohort
  Status status = Status::kUnknown;
  value::Day steady_until = value::kForever;     // the status surely stays up to this screening day, all else being equal
  FindingId finding;                             // of Criterion::root; only where recorded
};

struct CohortOutcome {
  program::CohortId cohort;
  Verdict verdict = Verdict::kUndetermined;
};

struct Outcome {
  Verdict verdict = Verdict::kUndetermined;
  std::vector<CriterionOutcome> criteria;        // in the order of the file; one for each cohort where they differ
  std::vector<CohortOutcome> cohorts;            // empty where the file declares none
  Recording recording;                           // empty where not asked for
};

/// When the patient would be eligible if nothing but the calendar changed (LANGUAGE.md section 6).
struct EligibilityWindow {
  std::optional<value::Day> from;
  std::optional<value::Day> until;               // none where the stretch reaches the horizon
  struct ShiftedMoment { program::TimelineId moment; value::Day day; };
  std::vector<ShiftedMoment> moments_at_from;    // recorded moments that moved with the screening day
};

}  // namespace eligo::eval
