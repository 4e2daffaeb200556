// Counting rows.
#include "batch/funnel.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "base/ascii.h"

namespace eligo::batch {

namespace {

std::vector<std::uint32_t> file_order(const RowShape& shape) {
  std::vector<std::uint32_t> order(shape.criteria.size());
  std::iota(order.begin(), order.end(), 0U);
  return order;
}

template <class Key>
void add_all(std::map<Key, std::uint64_t>& to, const std::map<Key, std::uint64_t>& from) {
  for (const auto& [key, count] : from) to[key] += count;
}

// Only results are asked for in these words; a test settles them.
bool is_of_result(eval::Why why) { return why == eval::Why::kAbsent || why == eval::Why::kStale || why == eval::Why::kNoLimit; }

}  // namespace

Funnel::Funnel(RowShape shape, std::vector<std::uint32_t> order) : shape_(std::move(shape)), criteria_(shape_.criteria.size()) {
  for (const std::uint32_t criterion : order) steps_.push_back({criterion, 0, 0, 0});
}

Funnel::Funnel(RowShape shape) : Funnel(shape, file_order(shape)) {}

void Funnel::add(const Row& row, std::size_t /*program*/) {
  ++verdicts_[static_cast<std::size_t>(row.verdict)];
  add_problems(row);
  if (row.verdict == RowVerdict::kError) return;
  add_statuses(row);
  if (row.verdict == RowVerdict::kUndetermined) add_missing(row);
}

void Funnel::add_statuses(const Row& row) {
  std::uint32_t failed = 0, last = 0;
  for (std::uint32_t i = 0; i < row.statuses.size(); ++i) {
    if (row.statuses[i] == eval::Status::kUnknown) ++criteria_[i].unknown;
    if (row.statuses[i] != eval::Status::kFail) continue;
    ++criteria_[i].failed;
    ++failed;
    last = i;
  }
  if (failed == 1) ++criteria_[last].only_failed;
  if (failed > 1) ++several_failed_;
  for (FunnelStep& step : steps_) {
    const eval::Status status = row.statuses[step.criterion];
    ++step.entered;
    if (status == eval::Status::kUnknown) ++step.undecided;
    if (status != eval::Status::kFail) continue;
    ++step.failed;
    break;
  }
}

void Funnel::add_missing(const Row& row) {
  std::set<std::string> names;
  for (const RowMissing& missing : row.missing) {
    names.insert(missing.of);
    ++wanted_why_[{missing.of, eval::name_of(missing.why)}];
  }
  for (const std::string& name : names) ++wanted_[name];
  if (names.size() != 1) return;
  const bool is_test = std::all_of(row.missing.begin(), row.missing.end(), [](const RowMissing& missing) { return is_of_result(missing.why); });
  ++(is_test ? one_test_away_ : one_answer_away_);
  ++(is_test ? unlocking_ : settling_)[*names.begin()];
}

void Funnel::add_problems(const Row& row) {
  std::set<std::string> codes;
  for (const RowProblem& problem : row.problems) {
    ++problems_[problem.code].problems;
    if (codes.insert(problem.code).second) ++problems_[problem.code].records;
  }
}

void Funnel::merge(const Funnel& other) {
  for (std::size_t i = 0; i < other.steps_.size(); ++i) {
    steps_[i].entered += other.steps_[i].entered;
    steps_[i].failed += other.steps_[i].failed;
    steps_[i].undecided += other.steps_[i].undecided;
    criteria_[i].failed += other.criteria_[i].failed;
    criteria_[i].unknown += other.criteria_[i].unknown;
    criteria_[i].only_failed += other.criteria_[i].only_failed;
  }
  for (std::size_t v = 0; v < kRowVerdicts; ++v) verdicts_[v] += other.verdicts_[v];
  several_failed_ += other.several_failed_;
  one_test_away_ += other.one_test_away_;
  one_answer_away_ += other.one_answer_away_;
  add_all(unlocking_, other.unlocking_);
  add_all(settling_, other.settling_);
  add_all(wanted_, other.wanted_);
  add_all(wanted_why_, other.wanted_why_);
  for (const auto& [code, count] : other.problems_) {
    problems_[code].problems += count.problems;
    problems_[code].records += count.records;
  }
}

std::vector<std::pair<std::string, std::uint64_t>> by_count(const std::map<std::string, std::uint64_t>& counts) {
  std::vector<std::pair<std::string, std::uint64_t>> out(counts.begin(), counts.end());
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return out;
}

base::Expected<std::vector<std::uint32_t>, std::string> order_of(const RowShape& shape, const std::vector<std::string>& ids) {
  std::vector<std::uint32_t> order;
  const auto has = [&](std::uint32_t index) { return std::find(order.begin(), order.end(), index) != order.end(); };
  for (const std::string& id : ids) {
    const auto found = std::find_if(shape.criteria.begin(), shape.criteria.end(), [&](const CriterionName& c) { return base::equal_folded(c.id, id); });
    const auto index = static_cast<std::uint32_t>(found - shape.criteria.begin());
    if (found == shape.criteria.end() || has(index)) return base::Unexpected{id};
    order.push_back(index);
  }
  for (std::uint32_t i = 0; i < shape.criteria.size(); ++i) {
    if (!has(i)) order.push_back(i);
  }
  return order;
}

}  // namespace eligo::batch
