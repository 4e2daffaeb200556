// Windows: whether a fact that lasts from start to end lies where a window asks (the table of LANGUAGE.md section 4).
// Starts, ends and moments that are not known to the day make the answer unknown unless every possibility agrees.
#include <algorithm>

#include "clinical/calendar.h"
#include "eval/evaluator.h"

namespace eligo::eval {

using program::Window;

namespace {

constexpr Day kManyDays = 800;  // a moment less precise than this decides nothing
constexpr Day kMostDays = 400000;  // no wait is longer

}  // namespace

bool Evaluator::lacks_half_life(program::DurationId id, const Fact* drug) const {
  return program_.durations[id].has_half_lives && drug != nullptr && !vocabulary_.half_life(drug->concept_id).has_value();
}

// Kept from one patient to the next: the same few drugs come again and again.
Evaluator::Wait Evaluator::wait_of(program::DurationId id, program::ConceptId drug) {
  std::vector<Wait>& waits = waits_[id.index()];
  if (waits.empty()) waits.resize(vocabulary_.size());
  Wait& wait = waits[drug.index()];
  if (wait.shortest != kUnasked) return wait;
  const std::optional<clinical::HalfLife> hours = vocabulary_.half_life(drug);
  const auto days_of = [&](const value::Bound& end) {
    const std::int64_t days = (program_.durations[id].half_lives * end.at / value::Number(24)).ceiling().value_or(kMostDays);
    return static_cast<Day>(std::min<std::int64_t>(days, kMostDays));
  };
  wait.shortest = hours ? days_of(hours->low) : 0;
  wait.longest = hours && !hours->high.is_missing ? days_of(hours->high) : kEndless;
  return wait;
}

Day Evaluator::edge(Day day, int sign, program::DurationId id, const Fact* drug, bool farther) {
  using Form = program::Duration::Form;
  if (day <= value::kBeginning || day >= value::kForever) return day;
  const program::Duration& duration = program_.durations[id];
  switch (duration.form) {
    case Form::kFixed: return edge_of(day, sign, duration.fixed);
    case Form::kHalfLives: {
      const Wait wait = drug != nullptr ? wait_of(id, drug->concept_id) : Wait{0, kEndless};
      const Day days = farther ? wait.longest : wait.shortest;
      if (days == kEndless) return sign < 0 ? value::kBeginning : value::kForever;
      return day + sign * days;
    }
    case Form::kShorter:
    case Form::kLonger: {
      const bool nearest = duration.form == Form::kShorter;
      std::optional<Day> chosen;
      for (program::DurationId part : duration.parts) {
        const Day end = edge(day, sign, part, drug, farther);
        const bool take_later = (sign < 0) == nearest;
        if (!chosen || (take_later ? end > *chosen : end < *chosen)) chosen = end;
      }
      return chosen.value_or(day);
    }
  }
  return day;
}

Demand Evaluator::demand_at(const Window& window, Day at, Day to, const Fact* drug, bool farther) {
  Day before = at, after = at;
  if (window.extent != Window::Extent::kNone) {
    before = edge(at, -1, window.duration, drug, farther);
    after = edge(at, 1, window.duration, drug, farther);
  }
  return demand_of(window.side, window.extent, at, to, before, after);
}

// Where all clock times say how far they are from UTC, they are compared there; else as the clocks on the wall.
Truth Evaluator::in_clock_window(const Window& window, const Span& from, const Span& to, const MomentState& moment) {
  const bool by_utc = moment.when.has_offset && from.has_offset && to.has_offset;
  const auto shifted = [&](const Span& span) { return by_utc ? span.in_utc() : span; };
  const Span start = shifted(from), end = shifted(to), at = shifted(moment.when);
  const std::int64_t length = clinical::seconds_of(program_.durations[window.duration].fixed);
  const Demand low = demand_of(window.side, window.extent, at.low, at.low, at.low - length, at.low + length);
  const Demand high = demand_of(window.side, window.extent, at.high, at.high, at.high - length, at.high + length);
  // All bounds move with the moment: the narrowest of both ends is sure, the widest possible.
  const Demand narrow{std::max(low.start_min, high.start_min), std::min(low.start_max, high.start_max),
                      std::max(low.end_min, high.end_min), std::min(low.end_max, high.end_max)};
  const Demand wide{std::min(low.start_min, high.start_min), std::max(low.start_max, high.start_max),
                    std::min(low.end_min, high.end_min), std::max(low.end_max, high.end_max)};
  const Truth sure = narrow.met_by(start.low, start.high, end.low, end.high);
  const Truth possible = wide.met_by(start.low, start.high, end.low, end.high);
  return value::between(is_true(sure), !is_false(possible));
}

void Evaluator::make_demand(WindowMemo& memo, const Window& window, Day at, Day to) {
  if (memo.is_made && memo.at == at && memo.to == to) return;
  memo.is_made = true;
  memo.at = at;
  memo.to = to;
  memo.demand = with_aspect(demand_at(window, at, to, nullptr, false), window.aspect);
}

const Evaluator::WindowMemo* Evaluator::plain_demand(program::WindowId id) {
  WindowMemo& memo = windows_[id.index()];
  if (plan_.is_round_screening[id.index()] != 0) {
    make_demand(memo, program_.windows[id], screening_, screening_);
    memo.moves_evenly = true;
    return &memo;
  }
  if (memo.age == age_) {
    may_change_after(memo.steady_until);
    return &memo;
  }
  const Window& window = program_.windows[id];
  const bool has_to = window.side == Window::Side::kFromTo;
  if (window.is_clock || !is_lasting(program_.moments[window.moment]) || (has_to && !is_lasting(program_.moments[window.to]))) return nullptr;
  if (window.extent != Window::Extent::kNone && program_.durations[window.duration].has_half_lives) return nullptr;
  const DayWatch watch(*this);
  const MomentState& from = moment_wherever(window.moment);
  const MomentState& until = has_to ? moment_wherever(window.to) : from;
  if (!from.is_known || !until.is_known || !from.when.is_day() || !until.when.is_day()) return nullptr;
  const auto is_given = [](const MomentState& state) { return state.giver != MomentState::kNobody || !state.rivals.empty(); };
  memo.has_giver = is_given(from) || is_given(until);
  make_demand(memo, window, from.when.first, until.when.first);
  memo.age = age_;
  memo.moves_evenly = from.moves_evenly || until.moves_evenly;
  memo.steady_until = watch.steady_until();
  return &memo;
}

// The edges of a demand that moves evenly only ever move on: what they have passed they never pass again.
void Evaluator::note_steadiness(const WindowMemo& memo, program::DurationId duration, const value::TimeSpan& starts, const value::TimeSpan& ends) {
  const auto not_beyond = [&](Day day, std::int64_t edge) { may_change_beyond(day - edge - 1, duration); };
  const auto not_before = [&](Day day, std::int64_t edge) { may_change_beyond(day - edge, duration); };
  for (const Day start : {starts.first, starts.last}) {
    not_beyond(start, memo.demand.start_max);
    not_before(start, memo.demand.start_min);
  }
  for (const Day end : {ends.first, ends.last}) {
    not_beyond(end, memo.demand.end_max);
    not_before(end, memo.demand.end_min);
  }
}

// Months are of unequal length: an edge that lies some months off may go on by a few days more than the calendar does.
void Evaluator::may_change_beyond(std::int64_t days, program::DurationId id) {
  if (days < 0) return;
  constexpr std::int64_t kUnevenDays = 7;
  const bool is_even = !id.is_valid() || (program_.durations[id].form == program::Duration::Form::kFixed && !program_.durations[id].fixed.is_calendar());
  const std::int64_t steady = std::max<std::int64_t>(0, is_even ? days : days - kUnevenDays);
  may_change_after(static_cast<Day>(std::min<std::int64_t>(screening_ + steady, value::kForever)));
}

Truth Evaluator::in_window(program::WindowId id, std::uint32_t index) {
  const Window& window = program_.windows[id];
  const Fact& fact = facts_[index];
  if (const WindowMemo* memo = plain_demand(id)) {
    if (memo->moves_evenly && !is_for_today_alone_) note_steadiness(*memo, window.duration, fact.start, fact.end);
    return memo->demand.met_by(fact.start.first, fact.start.last, fact.end.first, fact.end.last);
  }
  const MomentState& from = moment(window.moment);
  const MomentState& to = window.side == Window::Side::kFromTo ? moment(window.to) : from;
  if (!from.is_known || !to.is_known) return Truth::kUnknown;
  Span start = Span::of(fact.start), end = Span::of(fact.end);
  if (window.aspect == Window::Aspect::kStarting) end = start;
  if (window.aspect == Window::Aspect::kEnding) start = end;
  if (window.is_clock) return in_clock_window(window, start, end, from);
  const auto days_of = [](const MomentState& state) { return static_cast<std::int64_t>(state.when.last) - state.when.first; };
  if (days_of(from) > kManyDays || days_of(to) > kManyDays) return Truth::kUnknown;
  std::optional<Truth> all;
  const bool depends_on_drug = window.extent != Window::Extent::kNone && program_.durations[window.duration].has_half_lives;
  for (Day at = from.when.first; at <= from.when.last; ++at) {
    const Day to_first = window.side == Window::Side::kFromTo ? to.when.first : at;
    const Day to_last = window.side == Window::Side::kFromTo ? to.when.last : at;
    for (Day until = to_first; until <= to_last; ++until) {
      const auto here_at = [&](bool farther) {
        return demand_at(window, at, until, &fact, farther).met_by(start.first, start.last, end.first, end.last);
      };
      Truth here = here_at(false);
      if (depends_on_drug) here = value::agreed(here, here_at(true));
      all = all ? value::agreed(*all, here) : here;
      if (is_unknown(*all)) return Truth::kUnknown;
    }
  }
  return all.value_or(Truth::kUnknown);
}

std::optional<Evaluator::DayRange> Evaluator::range_of(const Window& window) {
  const MomentState& at = moment(window.moment);
  const MomentState& until = window.side == Window::Side::kFromTo ? moment(window.to) : at;
  if (!at.is_known || !until.is_known) return std::nullopt;
  const auto span_at = [&](Day day, Day to) {
    const bool reaches = window.extent == Window::Extent::kAtLeast || window.extent == Window::Extent::kMoreThan;
    const Demand demand = demand_at(window, day, to, nullptr, false);
    const std::int64_t from = reaches ? demand.start_min : demand.end_min;
    const std::int64_t end = reaches ? demand.end_max : demand.start_max;
    const auto clipped = [](std::int64_t d) { return static_cast<Day>(std::clamp<std::int64_t>(d, value::kBeginning, value::kForever)); };
    return std::pair(clipped(from), clipped(end));
  };
  const auto [from_first, to_first] = span_at(at.when.first, until.when.first);
  const auto [from_last, to_last] = span_at(at.when.last, until.when.last);
  return DayRange{from_first, from_last, to_first, to_last};
}

Truth Evaluator::in_scope_after(const std::vector<program::WindowId>& windows, const Fact& fact) {
  may_change_on(fact.start.first);
  may_change_on(fact.start.last);
  bool may_be_planned = false;
  for (program::WindowId id : windows) {
    const Window& window = program_.windows[id];
    for (program::MomentId asked : {window.moment, window.to}) {
      if (!asked.is_valid()) continue;
      const MomentState& state = moment_wherever(asked);   // one that moves evenly stays before or after screening
      if (!state.moves_evenly) may_change_on(state.when.first);
      if (!state.moves_evenly) may_change_on(state.when.last);
      if (state.is_known && state.when.first > screening_) return Truth::kTrue;
      may_be_planned = may_be_planned || !state.is_known || state.when.last > screening_;
    }
  }
  if (may_be_planned) return Truth::kUnknown;
  return fact.start.first > screening_ ? Truth::kFalse : Truth::kUnknown;
}

Truth Evaluator::in_scope(const program::Query& query, std::uint32_t index) {
  const Fact& fact = facts_[index];
  if (query.phase == program::Query::Phase::kPlanned) {
    may_change_on(fact.start.first);
    may_change_on(fact.start.last);
    return value::between(fact.start.first > screening_, fact.start.last > screening_);
  }
  return in_scope(query.windows, fact);
}

}  // namespace eligo::eval
