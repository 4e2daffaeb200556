// Of one fact with known days that starts no later than the moment: it lies less than D before the moment, or it ended at
// least D before it, and never both or neither.
#include <algorithm>

#include "pairs.h"

namespace eligo::laws {

namespace {

constexpr Day kReach = 40;      // the moments lie at most so many days before screening

void keep_one_fact(Random& random, DrawnRecord& record, Day consent) {
  record.facts.clear();
  record.absent.clear();
  record.complete = {Kind::kCondition};
  record.moments = {{"consent", {consent, DrawnDate::Precision::kDay, 0}}};
  const Day latest_start = record.screening.day - kReach;
  const std::vector<int> days = {0, 0, 1, 6, 7, 8, 12, 13, 14, 15, 27, 28, 29, 30, 31, 60, 61, 180, 365};
  const Day end = record.screening.day - random.between(0, kReach) - random.pick(days);
  const Day start = std::min(latest_start, end) - random.pick(days);
  DrawnFact fact{Kind::kCondition, "infection", {{"onset", {start, DrawnDate::Precision::kDay, 0}}}, {}};
  if (random.chance(10)) fact.fields.emplace_back("status", "active");
  else fact.dates.push_back({"end", {end, DrawnDate::Precision::kDay, 0}});
  record.facts.push_back(fact);
}

}  // namespace

Question draw_windows(Random& random, const EngineUnderTest& engine, Day screening) {
  RuleWriter writer(random, {.may_use_calendar = true, .may_use_clock = false, .only_monotone = false}, screening);
  Pairs pairs;
  for (int left = 12; left > 0; --left) {
    const std::string duration = writer.duration();
    const std::string moment = random.word({"screening", "consent", "@" + std::to_string(screening - random.between(0, kReach)) + "@"});
    pairs.opposite("`less than D before M` is not `at least D before M`", "any infection less than " + duration + " before " + moment,
                   "any infection at least " + duration + " before " + moment);
    pairs.opposite("`within D before M` is not `more than D before M`", "any infection within " + duration + " before " + moment,
                   "any infection more than " + duration + " before " + moment);
  }
  Question question = pairs.question(engine, frame(random), {.may_be_complete = true, .only_full_dates = true, .may_be_broken = false});
  const Day consent = screening - random.between(0, kReach);
  question.prepare = [consent](Random& chance, DrawnRecord& record) { keep_one_fact(chance, record, consent); };
  return question;
}

}  // namespace eligo::laws
