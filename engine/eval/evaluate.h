// Rules against a record: the one place where truth is decided.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "eval/outcome.h"

namespace eligo::eval {

class Evaluator;
class SharedAnswers;

enum class Detail : std::uint8_t {
  kStatusOnly,   // as fast as it goes
  kRecorded      // every condition is evaluated and recorded
};

/// Evaluates every criterion. Pure: equal inputs give equal outcomes, and nothing else is read.
Outcome evaluate(const program::Program& program, const model::PatientRecord& record, Detail detail);

/// Evaluates one record after the other against the same program and keeps its memory: status only, a further record
/// costs next to no allocation. The answers are those of evaluate(). Not to be shared between threads.
class Screener {
 public:
  explicit Screener(const program::Program& program);  // which must outlive it
  ~Screener();
  Screener(const Screener&) = delete;
  Screener& operator=(const Screener&) = delete;
  /// Each valid until the next call of any.
  const Outcome& statuses(const model::PatientRecord& record);
  const Outcome& recorded(const model::PatientRecord& record);
  /// Statuses, and recorded what says why: all criteria that fail or are unknown, and where a default reference limit may
  /// have been used, the others too.
  const Outcome& reasons(const model::PatientRecord& record);
  /// Of the record that was asked for last.
  EligibilityWindow eligibility_window();
  /// After statuses(), of the same record: the same outcome with the criteria that came out unknown recorded, and only these.
  const Outcome& record_unknown();

 private:
  friend class ScreenerGroup;
  Screener(const program::Program& program, SharedAnswers& shared, std::size_t number);
  void begin(const model::PatientRecord& record, Detail detail);

  const program::Program& program_;
  std::unique_ptr<SharedAnswers> alone_;       // null in a group
  std::unique_ptr<Evaluator> evaluator_;
  Outcome outcome_;
};

/// Programs of one vocabulary that are asked about the same records: what they share is worked out once for each record.
class ScreenerGroup {
 public:
  explicit ScreenerGroup(const std::vector<const program::Program*>& programs);   // which must outlive it; at least one
  ~ScreenerGroup();
  ScreenerGroup(ScreenerGroup&&) noexcept;
  /// To the record that the screeners are asked about next.
  void turn_to(const model::PatientRecord& record);
  Screener& operator[](std::size_t program) { return *screeners_[program]; }

 private:
  std::unique_ptr<SharedAnswers> shared_;
  std::vector<std::unique_ptr<Screener>> screeners_;
};

/// Shifts the screening day by 0 to 730 days, with every recorded moment after it, and finds the first stretch of days on
/// which the verdict is eligible.
EligibilityWindow eligibility_window(const program::Program& program, const model::PatientRecord& record);

inline constexpr value::Day kHorizon = 730;  // days

}  // namespace eligo::eval
