// How a list of patients narrows down, criterion by criterion, counted from rows alone: nothing is evaluated again, so
// any order of criteria can be asked for. Memory does not grow with the list.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/expected.h"
#include "batch/row.h"
#include "batch/screening.h"

namespace eligo::batch {

/// One criterion in the order asked for. `entered` are the patients whom no earlier criterion ruled out.
struct FunnelStep {
  std::uint32_t criterion = 0;           // index into RowShape::criteria
  std::uint64_t entered = 0, failed = 0, undecided = 0;
  std::uint64_t remaining() const { return entered - failed; }
  std::uint64_t passed() const { return entered - failed - undecided; }
};

/// A criterion by itself, whatever the order.
struct CriterionCount {
  std::uint64_t failed = 0, unknown = 0;
  std::uint64_t only_failed = 0;         // patients who fail this one and no other
};

struct ProblemCount {
  std::uint64_t problems = 0, records = 0;
};

class Funnel : public RowWatcher {
 public:
  /// `order` holds each index of a criterion once.
  Funnel(RowShape shape, std::vector<std::uint32_t> order);
  /// In the order of the file.
  explicit Funnel(RowShape shape);

  /// Rows of other protocols must be kept away; the second argument is not looked at.
  void add(const Row& row, std::size_t program) override;
  /// Adds the counts of a funnel of the same shape and order, or of one that has no criteria and only unreadable records.
  void merge(const Funnel& other);

  const RowShape& shape() const { return shape_; }
  const std::vector<FunnelStep>& steps() const { return steps_; }
  const std::vector<CriterionCount>& criteria() const { return criteria_; }
  std::uint64_t of(RowVerdict verdict) const { return verdicts_[static_cast<std::size_t>(verdict)]; }
  std::uint64_t rows() const { return verdicts_[0] + verdicts_[1] + verdicts_[2] + verdicts_[3]; }
  std::uint64_t screened() const { return rows() - of(RowVerdict::kError); }
  std::uint64_t with_several_failed() const { return several_failed_; }
  /// Undetermined patients who miss one thing only: a result (none, too old, without limits), or anything else.
  std::uint64_t one_test_away() const { return one_test_away_; }
  std::uint64_t one_answer_away() const { return one_answer_away_; }

  // By name or code; the counts of undetermined patients.
  const std::map<std::string, std::uint64_t>& unlocking() const { return unlocking_; }     // the last missing test
  const std::map<std::string, std::uint64_t>& settling() const { return settling_; }       // the last missing thing, where it is no test
  const std::map<std::string, std::uint64_t>& wanted() const { return wanted_; }
  const std::map<std::pair<std::string, std::string>, std::uint64_t>& wanted_why() const { return wanted_why_; }
  const std::map<std::string, ProblemCount>& problems() const { return problems_; }        // of all records, the unreadable too

 private:
  void add_statuses(const Row& row);
  void add_missing(const Row& row);
  void add_problems(const Row& row);

  RowShape shape_;
  std::vector<FunnelStep> steps_;
  std::vector<CriterionCount> criteria_;             // beside shape_.criteria
  std::array<std::uint64_t, kRowVerdicts> verdicts_{};
  std::uint64_t several_failed_ = 0, one_test_away_ = 0, one_answer_away_ = 0;
  std::map<std::string, std::uint64_t> unlocking_, settling_, wanted_;
  std::map<std::pair<std::string, std::string>, std::uint64_t> wanted_why_;
  std::map<std::string, ProblemCount> problems_;
};

/// The entries of a count from most to least; equal ones by name.
std::vector<std::pair<std::string, std::uint64_t>> by_count(const std::map<std::string, std::uint64_t>& counts);

/// The order that ids ask for: those first, the others after them in the order of the file. An id that no criterion has,
/// or that comes twice, is returned as the error.
base::Expected<std::vector<std::uint32_t>, std::string> order_of(const RowShape& shape, const std::vector<std::string>& ids);

}  // namespace eligo::batch
