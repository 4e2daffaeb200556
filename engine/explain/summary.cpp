// Counting, joining and sorting: no word here depends on how the report is laid out.
#include "explain/summary.h"

#include <algorithm>

#include "explain/wording.h"

namespace eligo::explain {

namespace {

using eval::Status;
using eval::Verdict;

template <class Items, class Item>
void add_new(Items& items, Item item) {
  if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(std::move(item));
}

bool is_same_thing(const Wanted& wanted, const Missing& missing) {
  const Missing& first = *wanted.things.front();
  if (!missing.cause.empty() || !first.cause.empty()) return missing.cause == first.cause;
  return missing.of == first.of && missing.why == first.why;
}

std::string eligible_words(const Report& report) {
  std::vector<std::string> cohorts;
  for (const CohortReport& cohort : report.cohorts) {
    if (cohort.verdict == Verdict::kEligible) cohorts.push_back(cohort.id);
  }
  if (!cohorts.empty()) return "for cohort " + joined_list(cohorts);
  return criteria_counted(report.criteria.size()) + (report.criteria.size() == 1 ? " passes" : ", all pass");
}

}  // namespace

std::vector<const CriterionReport*> with_status(const Report& report, Status status) {
  std::vector<const CriterionReport*> out;
  for (const CriterionReport& c : report.criteria) {
    if (c.status == status) out.push_back(&c);
  }
  return out;
}

std::string criteria_counted(std::size_t count) { return std::to_string(count) + (count == 1 ? " criterion" : " criteria"); }

std::string verdict_words(const Report& report) {
  std::vector<std::string> failing;
  for (const CriterionReport* c : with_status(report, Status::kFail)) add_new(failing, c->id);
  const auto unknown = with_status(report, Status::kUnknown);
  const auto needed = static_cast<std::size_t>(std::count_if(unknown.begin(), unknown.end(), [](const CriterionReport* c) { return c->is_needed; }));
  switch (report.verdict) {
    case Verdict::kIneligible: return "fails " + joined_list(failing);
    case Verdict::kUndetermined: return criteria_counted(needed) + (needed == 1 ? " needs" : " need") + " information";
    case Verdict::kEligible: break;
  }
  return eligible_words(report);
}

std::string window_sentence(const Report& report) {
  const bool is_open = report.verdict == Verdict::kUndetermined;
  if (report.eligible_from.empty() && is_open) return "As long as something is missing, no screening day of the next two years is surely eligible.";
  if (report.eligible_from.empty()) return "As the record stands, no screening day of the next two years is eligible.";
  const bool is_one_day = report.eligible_from == report.eligible_until;
  std::string out = std::string("Eligible when screened ") + (is_one_day ? "on " : "from ") + report.eligible_from;
  if (!report.eligible_until.empty() && !is_one_day) out += " to " + report.eligible_until;
  std::vector<std::string> moments;
  for (const MomentAt& moment : report.moments_at_from) moments.push_back(spaced(moment.name) + " from " + moment.day);
  if (!moments.empty()) out += ", with " + joined_list(moments);
  out += ", if nothing else changes";
  if (!report.expiring.empty()) out += "; after " + report.eligible_until + " repeat " + joined_list(report.expiring);
  return out + ".";
}

std::string place_words(const CitedFact& fact) { return fact.at + (fact.line > 0 ? " (line " + std::to_string(fact.line) + ")" : ""); }

std::string Wanted::text() const {
  if (things.size() == 1) return things.front()->text;
  std::vector<std::string> names;
  for (const Missing* missing : things) names.push_back(missing->name);
  return things.front()->cause + ", and nothing recorded about these settles them: " + joined_list(names);
}

std::string Wanted::obtain() const {
  std::vector<std::string> ways;
  for (const Missing* missing : things) {
    if (!missing->obtain.empty()) add_new(ways, missing->obtain);
  }
  return joined_list(ways);
}

std::vector<Wanted> wanted_things(const Report& report) {
  std::vector<Wanted> out;
  for (const CriterionReport* c : with_status(report, Status::kUnknown)) {
    for (const Missing& missing : c->missing) {
      auto found = std::find_if(out.begin(), out.end(), [&](const Wanted& w) { return is_same_thing(w, missing); });
      if (found == out.end()) found = out.insert(out.end(), Wanted{});
      const auto is_named = [&](const Missing* known) { return known->name == missing.name; };
      if (std::none_of(found->things.begin(), found->things.end(), is_named)) found->things.push_back(&missing);
      add_new(found->criteria, c);
      for (const std::string& member : missing.members) add_new(found->members, member);
      found->is_needed = found->is_needed || c->is_needed;
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Wanted& a, const Wanted& b) { return a.criteria.size() > b.criteria.size(); });
  return out;
}

}  // namespace eligo::explain
