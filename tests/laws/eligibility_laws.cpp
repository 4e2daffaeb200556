// The eligibility window is what asking every day by itself would find.
#include <fmt/format.h>

#include "law.h"

namespace eligo::laws {

namespace {

using value::Day;

/// The record as it stands `days` later: the screening day and what was to come after it move, facts stay.
class Later {
 public:
  Later(model::PatientRecord& record, Day days) : record_(record), days_(days), screening_(record.screening.first) { move(days); }
  ~Later() { move(-days_); }
  Later(const Later&) = delete;
  Later& operator=(const Later&) = delete;

 private:
  void move(Day days) {
    record_.screening.first += days;
    record_.screening.last += days;
    for (std::size_t i = 0; i < record_.dates.size(); ++i) {
      model::NamedDate& date = record_.dates[i];
      if (is_first_) moves_.push_back(date.when.first > screening_);
      if (!moves_[i]) continue;
      date.when.first += days;
      date.when.last += days;
    }
    is_first_ = false;
  }

  model::PatientRecord& record_;
  Day days_, screening_;
  bool is_first_ = true;
  std::vector<bool> moves_;
};

std::string told(const std::optional<Day>& from, const std::optional<Day>& until) {
  return fmt::format("{} to {}", from ? value::to_text(*from) : "never", until ? value::to_text(*until) : "the end");
}

std::string asked_day_by_day(const program::Program& program, model::PatientRecord& record) {
  std::optional<Day> from;
  eval::Screener screener(program);
  const Day today = record.screening.first;
  for (Day d = 0; d <= eval::kHorizon; ++d) {
    const Later later(record, d);
    const bool is_eligible = screener.statuses(record).verdict == eval::Verdict::kEligible;
    if (is_eligible && !from) from = today + d;
    if (!is_eligible && from) return told(from, today + d - 1);
  }
  return told(from, std::nullopt);
}

}  // namespace

Question draw_eligibility(Random& random, const EngineUnderTest& engine, Day screening) {
  RuleWriter writer(random, {}, screening);
  std::string rules = frame(random);
  const bool has_cohorts = random.chance(30);
  if (has_cohorts) rules += "cohort A \"first arm\"\ncohort B \"second arm\"\n";
  const int count = random.between(1, 3);
  for (int number = 0; number < count; ++number) {
    const std::string cohort = has_cohorts ? random.word({"", " for A", " for B"}) : "";
    const std::string condition = has_cohorts && random.chance(30) ? "(in cohort A or " + writer.condition() + ")" : writer.condition();
    rules += fmt::format("{} C{}{}: {}\n", random.word({"inclusion", "exclusion"}), number, cohort, condition);
  }
  rules = with_dates(rules);
  const auto program = engine.compiled(rules);
  const auto ask = [=, &engine](const DrawnRecord& record, std::uint64_t) -> std::optional<Breach> {
    model::PatientRecord read = engine.read(record.json());
    const std::string expected = asked_day_by_day(*program, read);
    const eval::EligibilityWindow window = eval::eligibility_window(*program, read);
    const std::string found = told(window.from, window.until);
    if (found == expected) return std::nullopt;
    return Breach{"the window is what every day by itself says", fmt::format("day by day {}, at once {}", expected, found), rules, {}};
  };
  return {{}, 1, {}, ask};
}

}  // namespace eligo::laws
