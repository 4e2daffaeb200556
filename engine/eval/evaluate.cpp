// All criteria, the verdict of each cohort, and the eligibility window.
#include "eval/evaluate.h"

#include <algorithm>

#include "eval/evaluator.h"

namespace eligo::eval {

const char* name_of(Why why) {
  switch (why) {
    case Why::kAbsent: return "absent";
    case Why::kStale: return "stale";
    case Why::kUndated: return "undated";
    case Why::kImprecise: return "imprecise";
    case Why::kConflict: return "conflict";
    case Why::kSuspected: return "suspected";
    case Why::kSilent: return "silent";
    case Why::kProblem: return "problem";
    case Why::kNoLimit: return "no_limit";
    case Why::kNoHalfLife: return "no_half_life";
    case Why::kAttribute: return "attribute";
    case Why::kMoment: return "moment";
    case Why::kUnanswered: return "unanswered";
    case Why::kGap: return "gap";
  }
  return "";
}

const char* name_of(Status status) {
  switch (status) {
    case Status::kPass: return "pass";
    case Status::kFail: return "fail";
    case Status::kUnknown: return "unknown";
    case Status::kNotApplicable: return "not_applicable";
  }
  return "";
}

const char* name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kIneligible: return "ineligible";
    case Verdict::kUndetermined: return "undetermined";
    case Verdict::kEligible: return "eligible";
  }
  return "";
}

namespace {

//             | true | false | unknown
//  inclusion  | pass | fail  | unknown
//  exclusion  | fail | pass  | unknown
Status status_of(const program::Criterion& criterion, Truth truth) {
  if (is_unknown(truth)) return Status::kUnknown;
  return is_true(truth) == criterion.is_inclusion ? Status::kPass : Status::kFail;
}

CriterionOutcome evaluate_criterion(Evaluator& evaluator, const program::Program& program, std::uint32_t index, bool recorded) {
  const program::Criterion& criterion = program.criteria[index];
  CriterionOutcome outcome;
  outcome.criterion = index;
  outcome.status = status_of(criterion, evaluator.condition(criterion.root));
  if (recorded) outcome.finding = evaluator.last_finding();
  const bool is_idle = !criterion.applies.empty() &&
                       std::all_of(criterion.applies.begin(), criterion.applies.end(), [&](NodeId id) { return is_false(evaluator.quietly(id)); });
  if (is_idle) outcome.status = Status::kNotApplicable;
  return outcome;
}

Verdict worsened(Verdict verdict, Status status) {
  if (status == Status::kFail) return Verdict::kIneligible;
  if (status == Status::kUnknown) return std::min(verdict, Verdict::kUndetermined);
  return verdict;
}

bool belongs_to(const program::Criterion& criterion, program::CohortId cohort) {
  return std::find(criterion.cohorts.begin(), criterion.cohorts.end(), cohort) != criterion.cohorts.end();
}

// Cohorts for which a criterion passes alike share one entry; where it does not pass, the reasons may differ.
void join_alike(std::vector<CriterionOutcome>& all, std::size_t first) {
  const Status status = all[first].status;
  const bool is_alike = std::all_of(all.begin() + static_cast<std::ptrdiff_t>(first), all.end(), [&](const CriterionOutcome& one) { return one.status == status; });
  if (!is_alike || (status != Status::kPass && status != Status::kNotApplicable)) return;
  all.resize(first + 1);
  all[first].cohort = program::CohortId();
}

void evaluate_without_cohorts(Evaluator& evaluator, const program::Program& program, bool recorded, Outcome& outcome) {
  outcome.criteria.resize(program.criteria.size());
  outcome.verdict = program.has_gap ? Verdict::kUndetermined : Verdict::kEligible;
  for (std::uint32_t i = 0; i < program.criteria.size(); ++i) {
    outcome.criteria[i] = evaluate_criterion(evaluator, program, i, recorded);
    outcome.verdict = worsened(outcome.verdict, outcome.criteria[i].status);
  }
}

void evaluate_with(Evaluator& evaluator, const program::Program& program, bool recorded, Outcome& outcome) {
  const std::size_t cohort_count = program.cohorts.size();
  if (cohort_count == 0) return evaluate_without_cohorts(evaluator, program, recorded, outcome);
  std::vector<Verdict> verdicts(cohort_count, Verdict::kEligible);
  for (std::uint32_t i = 0; i < program.criteria.size(); ++i) {
    const program::Criterion& criterion = program.criteria[i];
    if (!criterion.depends_on_cohort) {
      const CriterionOutcome one = evaluate_criterion(evaluator, program, i, recorded);
      for (std::uint32_t c = 0; c < verdicts.size(); ++c) {
        if (belongs_to(criterion, program::CohortId(c))) verdicts[c] = worsened(verdicts[c], one.status);
      }
      outcome.criteria.push_back(one);
      continue;
    }
    const std::size_t first = outcome.criteria.size();
    for (program::CohortId cohort : criterion.cohorts) {
      evaluator.enter(cohort);
      CriterionOutcome one = evaluate_criterion(evaluator, program, i, recorded);
      one.cohort = cohort;
      verdicts[cohort.index()] = worsened(verdicts[cohort.index()], one.status);
      outcome.criteria.push_back(one);
    }
    evaluator.enter(program::CohortId());
    join_alike(outcome.criteria, first);
  }
  if (program.has_gap) {  // a file that is not complete never says eligible, even where the gap would not matter
    for (Verdict& verdict : verdicts) verdict = std::min(verdict, Verdict::kUndetermined);
  }
  for (std::uint32_t c = 0; c < cohort_count; ++c) outcome.cohorts.push_back({program::CohortId(c), verdicts[c]});
  outcome.verdict = *std::max_element(verdicts.begin(), verdicts.end());
}

}  // namespace

Outcome evaluate(const program::Program& program, const model::PatientRecord& record, Detail detail) {
  Outcome outcome;
  const bool recorded = detail == Detail::kRecorded;
  Evaluator evaluator(program);
  evaluator.begin(record, recorded ? &outcome.recording : nullptr);
  evaluate_with(evaluator, program, recorded, outcome);
  return outcome;
}

Screener::Screener(const program::Program& program) : program_(program), evaluator_(std::make_unique<Evaluator>(program)) {}
Screener::~Screener() = default;

const Outcome& Screener::screen(const model::PatientRecord& record, Detail detail) {
  const bool is_recorded = detail == Detail::kRecorded;
  outcome_.criteria.clear();
  outcome_.cohorts.clear();
  outcome_.recording = Recording();
  evaluator_->begin(record, is_recorded ? &outcome_.recording : nullptr);
  evaluate_with(*evaluator_, program_, is_recorded, outcome_);
  return outcome_;
}

const Outcome& Screener::statuses(const model::PatientRecord& record) { return screen(record, Detail::kStatusOnly); }
const Outcome& Screener::recorded(const model::PatientRecord& record) { return screen(record, Detail::kRecorded); }

namespace {

// Whether some cohort (or, without cohorts, the patient) meets every criterion. What does not depend on the day is asked
// once. The criterion that failed the day before is asked first: on most days it still decides.
class EligibleOn {
 public:
  EligibleOn(Evaluator& evaluator, const program::Program& program)
      : evaluator_(evaluator),
        program_(program),
        groups_(std::max<std::size_t>(1, program.cohorts.size()), Group{0, false, std::vector<char>(program.criteria.size(), 0)}) {}

  bool operator()(Day shift) {
    evaluator_.shift(shift);
    for (std::uint32_t c = 0; c < groups_.size(); ++c) {
      const program::CohortId cohort = program_.cohorts.empty() ? program::CohortId() : program::CohortId(c);
      if (!groups_[c].is_never && meets_all(cohort, groups_[c], shift == 0)) return true;
    }
    return false;
  }

  /// No later day can make a difference.
  bool is_never() const {
    return std::all_of(groups_.begin(), groups_.end(), [](const Group& group) { return group.is_never; });
  }

 private:
  struct Group {                         // a cohort, or the patient
    std::uint32_t stumble = 0;           // the criterion that was not met last
    bool is_never = false;               // a criterion is not met, and never will be
    std::vector<char> is_met_for_good;   // per criterion
  };

  // On the first day all are asked, for one that is never met settles all days.
  bool meets_all(program::CohortId cohort, Group& group, bool asks_all) {
    if (cohort.is_valid()) evaluator_.enter(cohort);
    if (!asks_all && !meets(cohort, group, group.stumble)) return false;
    bool all = true;
    for (std::uint32_t i = 0; i < program_.criteria.size() && (all || asks_all); ++i) {
      if (meets(cohort, group, i)) continue;
      group.stumble = i;
      all = false;
    }
    return all;
  }

  bool meets(program::CohortId cohort, Group& group, std::uint32_t index) {
    if (group.is_met_for_good[index] != 0) return true;
    if (cohort.is_valid() && !belongs_to(program_.criteria[index], cohort)) return true;
    const Evaluator::DayWatch watch(evaluator_);
    const Status status = evaluate_criterion(evaluator_, program_, index, false).status;
    const bool is_met = status == Status::kPass || status == Status::kNotApplicable;
    if (watch.uses_day()) return is_met;
    if (is_met) group.is_met_for_good[index] = 1;
    else group.is_never = true;
    return is_met;
  }

  Evaluator& evaluator_;
  const program::Program& program_;
  std::vector<Group> groups_;
};

}  // namespace

EligibilityWindow eligibility_window(const program::Program& program, const model::PatientRecord& record) {
  EligibilityWindow window;
  if (program.has_gap) return window;
  Evaluator evaluator(program);
  evaluator.begin(record, nullptr);
  EligibleOn is_eligible_on(evaluator, program);
  for (Day d = 0; d <= kHorizon; ++d) {
    const bool eligible = is_eligible_on(d);
    if (!window.from && eligible) {
      window.from = record.screening.first + d;
      for (std::uint32_t t = 0; t < program.timeline.size(); ++t) {
        const std::optional<Day> day = evaluator.recorded_moment(program::TimelineId(t));
        if (day && *day > *window.from) window.moments_at_from.push_back({program::TimelineId(t), *day});
      }
    }
    if (window.from && !eligible) {
      window.until = record.screening.first + d - 1;
      return window;
    }
    if (is_eligible_on.is_never()) return window;
  }
  return window;
}

}  // namespace eligo::eval
