// What an evaluation works with between a record and its answers: stretches of time, which results may be
// meant, how many facts match. Plain values; the Evaluator makes and keeps them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/short_list.h"
#include "eval/demands.h"
#include "eval/recording.h"
#include "value/date.h"
#include "value/interval.h"
#include "value/truth.h"

namespace eligo::eval {

using value::Interval;

/// A stretch in which a point of time lies, in days and in seconds of the local clock.
struct Span {
  Day first = value::kBeginning, last = value::kForever;
  std::int64_t low = 0, high = 0;
  bool has_offset = false;                     // the source said how far its clock is from UTC
  std::int64_t offset = 0;                     // seconds east of UTC

  static Span of(const value::TimeSpan& t) {
    const bool known = t.has_clock() && t.offset != value::TimeSpan::kNoOffset;
    return {t.first, t.last, t.first_second(), t.last_second(), known, known ? t.offset * 60 : 0};
  }
  Span in_utc() const { return {first, last, low - offset, high - offset, has_offset, 0}; }
  bool is_day() const { return first == last; }
};

using Rivals = base::ShortList<std::uint32_t, 4>;

/// A moment as the rules ask for it.
struct MomentState {
  bool is_known = false;
  Span when;
  value::TimeSpan written;                     // as recorded, for explanations
  static constexpr std::uint32_t kNobody = 0xffffffffU;
  std::uint32_t giver = kNobody;               // the fact that surely gives it
  Rivals rivals;                               // several facts may give it: one of them does, whichever it is
  bool moves_evenly = false;                   // it lies a day later on each later screening day, and no fact gives it
  std::vector<Want> wants;                     // why it is not known; only where recorded
};

/// One result that may be the one an observation means.
struct Candidate {
  std::uint32_t fact = 0;
  Truth counts = Truth::kTrue;                 // whether it counts at all (date, `where`) is sure, or only possible
};

/// What an observation as a value may mean.
struct Selection {
  base::ShortList<Candidate, 4> candidates;
  bool may_be_none = false;                    // perhaps no result counts
  bool has_mean = false;                       // `mean` stands instead of a candidate
  Interval mean;
  std::optional<Interval> mean_lln, mean_uln;
  std::vector<Want> wants;                     // why it is not settled; only where recorded

  void clear() {
    candidates.clear();
    may_be_none = has_mean = false;
    wants.clear();
  }
};

/// How many facts match: surely, and possibly beside those.
struct Tally {
  std::int64_t sure = 0;
  std::int64_t possible = 0;
};

/// Whether the number of facts, which lies between `low` and `high`, or above where there is no upper end, is as asked for.
///  quantifier    | true       | false
///  at least n    | low >= n   | high < n
///  at most n     | high <= n  | low > n
///  exactly n     | low = high = n | n < low or n > high
inline Truth quantified(program::Node::Bound bound, std::int64_t n, std::int64_t low, std::int64_t high, bool has_upper_end) {
  switch (bound) {
    case program::Node::Bound::kAtLeast: return value::between(low >= n, !has_upper_end || high >= n);
    case program::Node::Bound::kAtMost: return value::between(has_upper_end && high <= n, low <= n);
    case program::Node::Bound::kExactly: return value::between(has_upper_end && low == n && high == n, low <= n && (!has_upper_end || high >= n));
  }
  return Truth::kUnknown;
}

/// Whether two precise numbers stand in the relation.
inline bool holds(const value::Number& left, value::Comparison op, const value::Number& right) {
  const auto order = left <=> right;
  switch (op) {
    case value::Comparison::kLess: return order < 0;
    case value::Comparison::kLessEqual: return order <= 0;
    case value::Comparison::kGreater: return order > 0;
    case value::Comparison::kGreaterEqual: return order >= 0;
    case value::Comparison::kEqual: return order == 0;
    case value::Comparison::kNotEqual: return order != 0;
  }
  return false;
}

}  // namespace eligo::eval
