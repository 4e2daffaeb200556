// Ages, and the time between moments: comparisons of lengths of time, by the calendar from the earlier day on.
#include <algorithm>

#include "clinical/calendar.h"
#include "eval/evaluator.h"

namespace eligo::eval {

using value::Comparison;

namespace {

Interval whole_numbers(std::int64_t low, std::int64_t high) {
  return {value::Bound::closed(value::Number(low)), value::Bound::closed(value::Number(high))};
}

Truth compare_age(const Node& node, std::int64_t low, std::int64_t high) {
  if (low == high) {
    const value::Number age(low);
    return value::truth(node.is_range ? age >= node.number && age <= node.upper : holds(age, node.comparison, node.number));
  }
  const Interval age = whole_numbers(low, high);
  if (!node.is_range) return compare(age, node.comparison, Interval::point(node.number));
  return compare(age, Comparison::kGreaterEqual, Interval::point(node.number)) & compare(age, Comparison::kLessEqual, Interval::point(node.upper));
}

}  // namespace

// The day that `later` names is that of the next birthday or a few before it.
void Evaluator::may_age_after(Day first, Day last, value::TimeUnit unit, std::int64_t low, std::int64_t high) {
  constexpr std::int64_t kMost = 100000;
  const auto next = [&](Day birth, std::int64_t age, Day day) -> std::int64_t {
    const value::Duration duration{static_cast<std::int32_t>(std::clamp<std::int64_t>(age + 1, 0, kMost)), unit};
    const bool is_told = age >= 0 && age < kMost && !duration.is_clock();
    return is_told ? std::max<std::int64_t>(0, static_cast<std::int64_t>(clinical::later(birth, duration)) - day - 1) : 0;
  };
  may_change_beyond(next(record_->birth.last, low, first), {});
  may_change_beyond(next(record_->birth.first, high, last), {});
}

Truth Evaluator::decide_age(const Node& node) {
  if (!record_->has_birth_date) {
    want(record_->birth_date_is_broken ? Why::kProblem : Why::kAbsent, std::string_view("birth_date"));
    return Truth::kUnknown;
  }
  const MomentState& at = moment_wherever(node.moment);
  note_moment(at, false);
  if (!at.is_known) {
    want_all(at.wants);
    return Truth::kUnknown;
  }
  const std::int64_t low = clinical::completed(node.unit, record_->birth.last, at.when.first);
  const bool is_precise = record_->birth.is_day() && at.when.is_day();
  const std::int64_t high = is_precise ? low : clinical::completed(node.unit, record_->birth.first, at.when.last);
  if (at.moves_evenly && !is_for_today_alone_) may_age_after(at.when.first, at.when.last, node.unit, low, high);
  if (Finding* finding = note()) {
    finding->age_low = low;
    finding->age_high = high;
  }
  const Truth truth = compare_age(node, low, high);
  if (is_unknown(truth)) {
    if (!record_->birth.is_day()) want(Why::kImprecise, std::string_view("birth_date"));
    want_all(at.wants);
  }
  return truth;
}

// from + duration  <=  to   means   "at least the duration has passed"; `+` is monotone, so the ends of the spans decide.
Truth Evaluator::compare_stretch(const Span& from, const Span& to, Comparison op, program::DurationId id) {
  const program::Duration& duration = program_.durations[id];
  std::int64_t due_low = 0, due_high = 0, at_low = 0, at_high = 0;
  if (duration.form == program::Duration::Form::kFixed && duration.fixed.is_clock()) {
    const std::int64_t seconds = clinical::seconds_of(duration.fixed);
    const bool by_utc = from.has_offset && to.has_offset;
    const Span start = by_utc ? from.in_utc() : from, end = by_utc ? to.in_utc() : to;
    due_low = start.low + seconds;
    due_high = start.high + seconds;
    at_low = end.low;
    at_high = end.high;
  } else {
    due_low = edge(from.first, 1, id, nullptr, false);
    due_high = edge(from.last, 1, id, nullptr, true);
    at_low = to.first;
    at_high = to.last;
  }
  return compare(whole_numbers(at_low, at_high), op, whole_numbers(due_low, due_high));
}

Truth Evaluator::decide_time_between(const Node& node) {
  const MomentState& from = moment(node.moment);
  const MomentState& to = moment(node.to);
  note_moment(from, false);
  note_moment(to, true);
  Truth truth = Truth::kUnknown;
  if (from.is_known && to.is_known) truth = compare_stretch(from.when, to.when, node.comparison, node.duration);
  if (is_unknown(truth)) {
    want_all(from.wants);
    want_all(to.wants);
  }
  return truth;
}

Truth Evaluator::decide_time_between_both(const Node& node) {
  const program::MomentId ids[] = {node.moment, node.to, node.moment2, node.to2};
  const MomentState* states[4];
  bool known = true;
  for (std::size_t i = 0; i < 4; ++i) {
    states[i] = &moment(ids[i]);
    known = known && states[i]->is_known;
  }
  Truth truth = Truth::kUnknown;
  if (known) {
    const auto days = [](const Span& from, const Span& to) {
      return whole_numbers(static_cast<std::int64_t>(to.first) - from.last, static_cast<std::int64_t>(to.last) - from.first);
    };
    truth = compare(days(states[0]->when, states[1]->when), node.comparison, days(states[2]->when, states[3]->when));
  }
  if (is_unknown(truth)) {
    for (const MomentState* state : states) want_all(state->wants);
  }
  return truth;
}

Truth Evaluator::decide_moments(const Node& node) {
  const MomentState& left = moment(node.moment);
  const MomentState& right = moment(node.to);
  note_moment(left, false);
  note_moment(right, true);
  Truth truth = Truth::kUnknown;
  if (left.is_known && right.is_known) {
    truth = compare(whole_numbers(left.when.first, left.when.last), node.comparison, whole_numbers(right.when.first, right.when.last));
  }
  if (is_unknown(truth)) {
    want_all(left.wants);
    want_all(right.wants);
  }
  return truth;
}

// A fact that goes on has lasted at least until screening.
Truth Evaluator::decide_fact_duration(const Node& node) {
  const Fact& fact = facts_[*at_hand_];
  Truth truth = Truth::kUnknown;
  if (fact.is_dated && !fact.is_broken) {
    Span end = Span::of(fact.end);
    if (fact.has_not_ended) {
      may_change_after(screening_);
      end = Span::of(value::TimeSpan::between(std::max(screening_, fact.start.first), value::kForever));
    }
    truth = compare_stretch(Span::of(fact.start), end, node.comparison, node.duration);
  }
  if (is_unknown(truth)) want(fact.is_broken ? Why::kProblem : fact.is_dated ? Why::kImprecise : Why::kUndated, fact.concept_id, at_hand_);
  return truth;
}

}  // namespace eligo::eval
