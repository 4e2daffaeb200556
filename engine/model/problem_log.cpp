// Sorting and capping of problems; one that several facts of one place have in common is told once.
#include "model/problem_log.h"

#include <algorithm>

namespace eligo::model {

void ProblemLog::add_at(Turn turn, Problem problem) {
  if (entries_.size() >= kMost) {
    ++dropped_;
    return;
  }
  entries_.emplace_back(turn, std::move(problem));
}

std::vector<Problem> ProblemLog::take() {
  std::stable_sort(entries_.begin(), entries_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Problem> problems;
  if (!entries_.empty()) problems.reserve(entries_.size() + 1);
  const auto is_last = [&](const Problem& it) {
    return !problems.empty() && problems.back().code == it.code && problems.back().at == it.at && problems.back().text == it.text && problems.back().line == it.line;
  };
  for (auto& entry : entries_) {
    if (!is_last(entry.second)) problems.push_back(std::move(entry.second));
  }
  if (dropped_ > 0) {
    problems.push_back({diag::Code::E0618, "patient", std::to_string(dropped_) + " more problems are not listed", 0});
  }
  entries_.clear();
  dropped_ = 0;
  turn_ = 0;
  return problems;
}

}  // namespace eligo::model
