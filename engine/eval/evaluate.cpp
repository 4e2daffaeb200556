// All criteria, and the verdict of each cohort.
#include "eval/evaluate.h"

#include <algorithm>

#include "eval/criterion.h"
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
Status status_of(bool is_inclusion, Truth truth) {
  static constexpr Status kOfTruth[2][3] = {{Status::kPass, Status::kUnknown, Status::kFail}, {Status::kFail, Status::kUnknown, Status::kPass}};
  return kOfTruth[is_inclusion ? 1 : 0][static_cast<std::size_t>(truth)];
}

bool is_idle(Evaluator& evaluator, const program::Criterion& criterion) {
  return !criterion.applies.empty() &&
         std::all_of(criterion.applies.begin(), criterion.applies.end(), [&](NodeId id) { return is_false(evaluator.quietly(id)); });
}

// Of the present day alone.
inline Status status_today(Evaluator& evaluator, const program::Program& program, std::uint32_t index, const CriterionStep& step) {
  const Truth truth = evaluator.condition_today(step.root);
  if (step.may_not_apply && is_idle(evaluator, program.criteria[index])) return Status::kNotApplicable;
  return status_of(step.is_inclusion, truth);
}

}  // namespace

CriterionOutcome evaluate_criterion(Evaluator& evaluator, const program::Program& program, std::uint32_t index, bool recorded) {
  const program::Criterion& criterion = program.criteria[index];
  if (evaluator.is_for_today_alone()) {
    return {index, program::CohortId(), status_today(evaluator, program, index, evaluator.plan().criteria[index]), evaluator.screening_day(), FindingId()};
  }
  CriterionOutcome outcome;
  outcome.criterion = index;
  const Evaluator::DayWatch watch(evaluator);
  outcome.status = status_of(criterion.is_inclusion, evaluator.condition(criterion.root));
  if (recorded) outcome.finding = evaluator.last_finding();
  if (is_idle(evaluator, criterion)) outcome.status = Status::kNotApplicable;
  outcome.steady_until = watch.steady_until();
  return outcome;
}

bool belongs_to(const program::Criterion& criterion, program::CohortId cohort) {
  return std::find(criterion.cohorts.begin(), criterion.cohorts.end(), cohort) != criterion.cohorts.end();
}

namespace {

Verdict worsened(Verdict verdict, Status status) {
  static constexpr Verdict kBestOfStatus[kStatuses] = {Verdict::kEligible, Verdict::kIneligible, Verdict::kUndetermined, Verdict::kEligible};
  return std::min(verdict, kBestOfStatus[static_cast<std::size_t>(status)]);
}

// Cohorts for which a criterion passes alike share one entry; where it does not pass, the reasons may differ.
void join_alike(std::vector<CriterionOutcome>& all, std::size_t first) {
  const Status status = all[first].status;
  const bool is_alike = std::all_of(all.begin() + static_cast<std::ptrdiff_t>(first), all.end(), [&](const CriterionOutcome& one) { return one.status == status; });
  if (!is_alike || (status != Status::kPass && status != Status::kNotApplicable)) return;
  for (std::size_t i = first; i < all.size(); ++i) all[first].steady_until = std::min(all[first].steady_until, all[i].steady_until);
  all.resize(first + 1);
  all[first].cohort = program::CohortId();
}

// What most patients of a list are asked for: a few comparisons for each criterion.
void evaluate_today(Evaluator& evaluator, const program::Program& program, Outcome& outcome) {
  const Day today = evaluator.screening_day();
  CriterionOutcome* one = outcome.criteria.data();
  Verdict verdict = outcome.verdict;
  std::uint32_t index = 0;
  for (const CriterionStep& step : evaluator.plan().criteria) {
    const Status status = status_today(evaluator, program, index, step);
    *one++ = {index++, program::CohortId(), status, today, FindingId()};
    verdict = worsened(verdict, status);
  }
  outcome.verdict = verdict;
}

void evaluate_without_cohorts(Evaluator& evaluator, const program::Program& program, bool recorded, Outcome& outcome) {
  outcome.criteria.resize(program.criteria.size());
  outcome.verdict = program.has_gap ? Verdict::kUndetermined : Verdict::kEligible;
  if (evaluator.is_for_today_alone()) return evaluate_today(evaluator, program, outcome);
  for (std::uint32_t i = 0; i < program.criteria.size(); ++i) {
    outcome.criteria[i] = evaluate_criterion(evaluator, program, i, recorded);
    outcome.verdict = worsened(outcome.verdict, outcome.criteria[i].status);
  }
}

void evaluate_with(Evaluator& evaluator, const program::Program& program, bool recorded, Outcome& outcome) {
  const std::size_t cohort_count = program.cohorts.size();
  if (cohort_count == 0) return evaluate_without_cohorts(evaluator, program, recorded, outcome);
  outcome.criteria.clear();
  outcome.cohorts.clear();
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
  SharedAnswers shared({&program});
  shared.turn_to(record);
  Evaluator evaluator(program, shared, 0);
  evaluator.begin(record, recorded ? &outcome.recording : nullptr);
  if (!recorded) evaluator.ask_for_today_alone();
  evaluate_with(evaluator, program, recorded, outcome);
  return outcome;
}

namespace {

// Evaluates once more, recording, the criteria that `is_wanted` holds for.
template <class Claim>
void record_those(Evaluator& evaluator, const program::Program& program, Outcome& outcome, Claim is_wanted) {
  evaluator.record(outcome.recording);
  for (CriterionOutcome& one : outcome.criteria) {
    if (!is_wanted(one.status)) continue;
    if (!program.cohorts.empty()) evaluator.enter(one.cohort);
    const CriterionOutcome again = evaluate_criterion(evaluator, program, one.criterion, true);
    one.finding = again.finding;
    one.steady_until = again.steady_until;
  }
}

}  // namespace

Screener::Screener(const program::Program& program)
    : program_(program), alone_(std::make_unique<SharedAnswers>(std::vector<const program::Program*>{&program})), evaluator_(std::make_unique<Evaluator>(program, *alone_, 0)) {}
Screener::Screener(const program::Program& program, SharedAnswers& shared, std::size_t number)
    : program_(program), evaluator_(std::make_unique<Evaluator>(program, shared, number)) {}
Screener::~Screener() = default;

ScreenerGroup::ScreenerGroup(const std::vector<const program::Program*>& programs) : shared_(std::make_unique<SharedAnswers>(programs)) {
  for (const program::Program* program : programs) screeners_.emplace_back(new Screener(*program, *shared_, screeners_.size()));
}
ScreenerGroup::~ScreenerGroup() = default;
ScreenerGroup::ScreenerGroup(ScreenerGroup&&) noexcept = default;

void ScreenerGroup::turn_to(const model::PatientRecord& record) { shared_->turn_to(record); }

void Screener::begin(const model::PatientRecord& record, Detail detail) {
  if (alone_) alone_->turn_to(record);
  outcome_.recording.findings.clear();
  evaluator_->begin(record, detail == Detail::kRecorded ? &outcome_.recording : nullptr);
}

const Outcome& Screener::statuses(const model::PatientRecord& record) {
  begin(record, Detail::kStatusOnly);
  evaluator_->ask_for_today_alone();
  evaluate_with(*evaluator_, program_, false, outcome_);
  return outcome_;
}

const Outcome& Screener::recorded(const model::PatientRecord& record) {
  begin(record, Detail::kRecorded);
  evaluate_with(*evaluator_, program_, true, outcome_);
  return outcome_;
}

const Outcome& Screener::record_unknown() {
  record_those(*evaluator_, program_, outcome_, [](Status status) { return status == Status::kUnknown; });
  return outcome_;
}

const Outcome& Screener::reasons(const model::PatientRecord& record) {
  statuses(record);
  record_those(*evaluator_, program_, outcome_, [&](Status status) {
    const bool is_settled_well = status == Status::kPass || status == Status::kNotApplicable;
    return !is_settled_well || program_.default_limits_allowed;
  });
  return outcome_;
}

EligibilityWindow Screener::eligibility_window() {
  evaluator_->stop_recording();
  return eligibility_window_of(*evaluator_, program_, outcome_);
}

EligibilityWindow eligibility_window(const program::Program& program, const model::PatientRecord& record) {
  Outcome today;
  SharedAnswers shared({&program});
  shared.turn_to(record);
  Evaluator evaluator(program, shared, 0);
  evaluator.begin(record, nullptr);
  evaluate_with(evaluator, program, false, today);
  return eligibility_window_of(evaluator, program, today);
}

}  // namespace eligo::eval
