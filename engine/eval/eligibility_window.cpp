// Goes from one day on which something may change to the next, and asks only then. What each criterion came to holds as
// long as the evaluator said it would; while one is not met, no other is asked.
#include <algorithm>

#include "eval/criterion.h"
#include "eval/evaluate.h"
#include "eval/evaluator.h"

namespace eligo::eval {

namespace {

bool is_met(Status status) { return status == Status::kPass || status == Status::kNotApplicable; }

class Search {
 public:
  Search(Evaluator& evaluator, const program::Program& program, const Outcome& today)
      : evaluator_(evaluator), program_(program), groups_(std::max<std::size_t>(1, program.cohorts.size())) {
    for (std::uint32_t c = 0; c < program.cohorts.size(); ++c) groups_[c].cohort = program::CohortId(c);
    for (Group& group : groups_) start(group, today);
  }

  bool is_eligible() const {
    return std::any_of(groups_.begin(), groups_.end(), [](const Group& group) { return group.is_met; });
  }

  /// The next day on which that may be otherwise.
  Day next_day() const {
    Day steady_until = value::kForever;
    for (const Group& group : groups_) steady_until = std::min(steady_until, group.steady_until);
    return steady_until + 1;
  }

  /// `day` is the next day, `shift` the same from screening on.
  void go_to(Day day, Day shift) {
    evaluator_.shift(shift);
    for (Group& group : groups_) {
      if (group.steady_until < day) ask(group, day);
    }
  }

 private:
  struct Group {                          // a cohort, or the patient
    program::CohortId cohort;
    bool is_met = true;                   // every criterion is
    Day steady_until = value::kForever;   // so it stays up to this day
    std::uint32_t stumble = 0;            // the criterion that was not met last
    std::vector<Day> met_until;           // per criterion; kForever where it does not belong to the cohort
  };

  // Of criteria that are not met, the one that stays so longest is the one to wait for.
  void start(Group& group, const Outcome& today) {
    group.met_until.assign(program_.criteria.size(), value::kForever);
    Day unmet_until = value::kBeginning;
    for (const CriterionOutcome& one : today.criteria) {
      if (group.cohort && (one.cohort ? one.cohort != group.cohort : !belongs_to(program_.criteria[one.criterion], group.cohort))) continue;
      if (is_met(one.status)) {
        note_met(group, one);
        continue;
      }
      group.is_met = false;
      group.met_until[one.criterion] = value::kBeginning;
      if (one.steady_until <= unmet_until) continue;
      unmet_until = one.steady_until;
      group.stumble = one.criterion;
    }
    if (!group.is_met) group.steady_until = unmet_until;
  }

  void ask(Group& group, Day day) {
    if (group.cohort) evaluator_.enter(group.cohort);
    group.steady_until = value::kForever;
    group.is_met = meets(group, group.stumble, day);
    for (std::uint32_t i = 0; group.is_met && i < program_.criteria.size(); ++i) group.is_met = meets(group, i, day);
  }

  // Else the group stays unmet as long as this criterion does.
  bool meets(Group& group, std::uint32_t index, Day day) {
    if (group.met_until[index] < day) {
      const CriterionOutcome one = evaluate_criterion(evaluator_, program_, index, false);
      if (!is_met(one.status)) {
        group.stumble = index;
        group.steady_until = one.steady_until;
        return false;
      }
      group.met_until[index] = one.steady_until;
    }
    group.steady_until = std::min(group.steady_until, group.met_until[index]);
    return true;
  }

  void note_met(Group& group, const CriterionOutcome& one) {
    group.met_until[one.criterion] = one.steady_until;
    group.steady_until = std::min(group.steady_until, one.steady_until);
  }

  Evaluator& evaluator_;
  const program::Program& program_;
  std::vector<Group> groups_;
};

void open_window(const Evaluator& evaluator, const program::Program& program, Day day, EligibilityWindow& window) {
  window.from = day;
  for (std::uint32_t t = 0; t < program.timeline.size(); ++t) {
    const std::optional<Day> moment = evaluator.recorded_moment(program::TimelineId(t));
    if (moment && *moment > day) window.moments_at_from.push_back({program::TimelineId(t), *moment});
  }
}

// Whether one criterion alone keeps the patient out up to that day.
bool stays_out(const program::Program& program, const Outcome& today, Day last) {
  const auto stays_unmet = [last](const CriterionOutcome& one) { return !is_met(one.status) && one.steady_until >= last; };
  return program.cohorts.empty() && std::any_of(today.criteria.begin(), today.criteria.end(), stays_unmet);
}

}  // namespace

EligibilityWindow eligibility_window_of(Evaluator& evaluator, const program::Program& program, const Outcome& today) {
  EligibilityWindow window;
  if (program.has_gap) return window;
  const Day first = evaluator.screening_day(), last = first + kHorizon;
  if (stays_out(program, today, last)) return window;
  Search search(evaluator, program, today);
  if (search.is_eligible()) open_window(evaluator, program, first, window);
  for (Day day = search.next_day(); day <= last; day = search.next_day()) {
    search.go_to(day, day - first);
    if (!window.from && search.is_eligible()) open_window(evaluator, program, day, window);
    if (!window.from || search.is_eligible()) continue;
    window.until = day - 1;
    break;
  }
  evaluator.shift(0);
  evaluator.enter(program::CohortId());
  return window;
}

}  // namespace eligo::eval
