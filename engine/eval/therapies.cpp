// Treatment over time: washouts, treatment that covers a stretch of days, days of treatment in all.
#include <algorithm>

#include "clinical/calendar.h"
#include "eval/evaluator.h"

namespace eligo::eval {

namespace {

struct Days {
  Day first, last;
};

// Joins stretches of days that overlap or follow each other.
std::vector<Days> joined(std::vector<Days> all) {
  std::erase_if(all, [](const Days& d) { return d.first > d.last; });
  std::sort(all.begin(), all.end(), [](const Days& a, const Days& b) { return a.first < b.first; });
  std::vector<Days> out;
  for (const Days& one : all) {
    if (!out.empty() && one.first <= out.back().last + 1) out.back().last = std::max(out.back().last, one.last);
    else out.push_back(one);
  }
  return out;
}

bool covers(const std::vector<Days>& stretches, Day first, Day last) {
  return std::any_of(stretches.begin(), stretches.end(), [&](const Days& d) { return d.first <= first && d.last >= last; });
}

std::int64_t days_within(const std::vector<Days>& stretches, Day first, Day last) {
  std::int64_t sum = 0;
  for (const Days& d : stretches) {
    const std::int64_t from = std::max(d.first, first), to = std::min(d.last, last);
    if (to >= from) sum += to - from + 1;
  }
  return sum;
}

constexpr Day kManyDays = 800;  // a moment less precise than this decides nothing

}  // namespace

// How long it stays what offends() says, while the moment goes on with screening.
void Evaluator::note_steadiness(const Node& node, const Fact& fact, const MomentState& before) {
  const program::Duration& wait = program_.durations[node.duration];
  const bool is_by_clock = wait.form == program::Duration::Form::kFixed && wait.fixed.is_clock();
  if (is_by_clock || !before.when.is_day()) return may_change_after(screening_);
  const std::int64_t at = before.when.first;
  for (const Day start : {fact.start.first, fact.start.last}) may_change_beyond(start - at - 1, {});
  for (const bool farther : {false, true}) {
    const std::int64_t limit = edge(before.when.first, -1, node.duration, &fact, farther);
    for (const Day end : {fact.end.first, fact.end.last}) may_change_beyond(end - limit - 1, node.duration);
  }
}

// A fact up to the moment that ends later than the wait before it, or goes on.
Truth Evaluator::offends(const Node& node, std::uint32_t index, const MomentState& before) {
  const Fact& fact = facts_[index];
  if (!before.is_known || before.when.last - before.when.first > kManyDays) return Truth::kUnknown;
  const program::Duration& wait = program_.durations[node.duration];
  const bool has_half_lives = wait.has_half_lives;
  if (before.moves_evenly && !is_for_today_alone_) note_steadiness(node, fact, before);
  if (wait.form == program::Duration::Form::kFixed && wait.fixed.is_clock()) {
    const std::int64_t seconds = clinical::seconds_of(wait.fixed);
    const Span start = Span::of(fact.start), end = Span::of(fact.end);
    return value::between(start.high <= before.when.low, start.low <= before.when.high) &
           value::between(end.low > before.when.high - seconds, end.high > before.when.low - seconds);
  }
  std::optional<Truth> all;
  for (Day at = before.when.first; at <= before.when.last; ++at) {
    const auto offends_at = [&](bool farther) {
      const Day limit = edge(at, -1, node.duration, &fact, farther);
      return value::between(fact.start.last <= at, fact.start.first <= at) & value::between(fact.end.first > limit, fact.end.last > limit);
    };
    Truth here = offends_at(false);
    if (has_half_lives) here = value::agreed(here, offends_at(true));
    all = all ? value::agreed(*all, here) : here;
  }
  return *all;
}

void Evaluator::note_washout(const Node& node, std::uint32_t index, Truth offending, const MomentState& before) {
  Finding* finding = note();
  if (finding == nullptr) return;
  const Fact& fact = facts_[index];
  WashoutFound found;
  found.fact = index;
  found.offends = offending;
  if (fact.end.is_day() && !fact.has_not_ended) {
    found.last_dose = fact.end.first;
    const bool is_settled = edge(fact.end.first, 1, node.duration, &fact, false) == edge(fact.end.first, 1, node.duration, &fact, true);
    if (is_settled) {
      // The first day for the moment from which the wait reaches back to the last dose.
      Day clear = edge(fact.end.first, 1, node.duration, &fact, true);
      while (edge(clear, -1, node.duration, &fact, true) >= fact.end.first) --clear;
      while (edge(clear, -1, node.duration, &fact, true) < fact.end.first) ++clear;
      found.clear_from = clear;
      found.days = static_cast<std::int64_t>(clear) - fact.end.first;
    }
  }
  const program::Duration& duration = program_.durations[node.duration];
  found.used_half_lives = duration.form == program::Duration::Form::kHalfLives;
  for (program::DurationId part : duration.parts) {
    if (!program_.durations[part].has_half_lives || !before.is_known) continue;
    const Day at = before.when.first;
    found.used_half_lives = edge(at, -1, part, &fact, true) == edge(at, -1, node.duration, &fact, true);
  }
  finding->washouts.push_back(std::move(found));
}

// `no SELECTOR` that ends later than M - D or is ongoing: silence counts as everywhere, and so is the fact that gives M left out.
Truth Evaluator::decide_washout(const Node& node) {
  const program::Query& query = program_.queries[node.query];
  const MomentState before = moment_wherever(node.moment);
  note_moment(before, false);
  const Found found = find(node.query, !query.windows.empty() || query.phase != program::Query::Phase::kAny);
  Found offenders;
  std::vector<Want> wants;
  const auto consider = [&](std::uint32_t f, Truth match) {
    if (f == before.giver) return;
    const Truth by_time = offends(node, f, before);
    const Truth here = match & by_time;
    if (is_false(here)) return;
    (is_true(here) ? offenders.sure : offenders.possible).push_back(f);
    if (recording_ == nullptr) return;
    note_washout(node, f, here, before);
    if (Finding* finding = note()) finding->facts.push_back({f, is_contradicted(facts_[f]) ? FactUse::Part::kConflict : FactUse::Part::kOffender, here});
    if (!is_unknown(here)) return;
    for (const Want& want : found.wants) {
      if (want.fact == f) wants.push_back(want);
    }
    if (!is_unknown(by_time) || facts_[f].is_broken) return;
    const program::ConceptId id = facts_[f].concept_id;
    if (!before.is_known) wants.insert(wants.end(), before.wants.begin(), before.wants.end());
    else if (lacks_half_life(node.duration, &facts_[f])) wants.push_back({Why::kNoHalfLife, vocabulary_[id].name, id, {}, f});
    else wants.push_back({facts_[f].is_dated ? Why::kImprecise : Why::kUndated, vocabulary_[id].name, id, {}, f});
  };
  for (std::uint32_t f : found.sure) consider(f, Truth::kTrue);
  for (std::uint32_t f : found.possible) consider(f, Truth::kUnknown);
  const bool complete = is_complete(node.query, -1);
  if (Finding* finding = note()) finding->is_complete = complete;
  leave_rivals_out(before, offenders);
  const std::size_t surely = offenders.sure.size() - (offenders.low_has_one_more ? 1 : 0);
  const std::size_t perhaps = offenders.sure.size() + offenders.possible.size() - (offenders.high_has_one_more ? 1 : 0);
  if (surely > 0) return Truth::kFalse;
  if (perhaps > 0) {
    want_all(wants);
    if (wants.empty()) want_all(found.wants.empty() ? before.wants : found.wants);
    return Truth::kUnknown;
  }
  if (!complete) {
    want_completeness(query);
    return Truth::kUnknown;
  }
  return Truth::kTrue;
}

Truth Evaluator::is_covered(const Node& node, const Found& found, Day first, Day last) {
  std::vector<Days> sure, possible;
  const auto add_possible = [&](std::uint32_t f) { possible.push_back({facts_[f].start.first, facts_[f].end.last}); };
  for (std::uint32_t f : found.sure) {
    sure.push_back({facts_[f].start.last, facts_[f].end.first});
    add_possible(f);
  }
  for (std::uint32_t f : found.possible) add_possible(f);
  const bool may_be = covers(joined(possible), first, last) || !is_complete(node.query, -1);
  return value::between(covers(joined(sure), first, last), may_be);
}

// No recorded fact starts, ends or differs in dose in (first, last].
Truth Evaluator::is_unchanged(const Node&, const Found& found, Day first, Day last) {
  Truth changed = Truth::kFalse;
  const auto lies_within = [&](const value::TimeSpan& when) {
    return value::between(when.first > first && when.last <= last, when.last > first && when.first <= last);
  };
  std::vector<std::uint32_t> overlapping;
  const auto consider = [&](std::uint32_t f, Truth match) {
    const Fact& fact = facts_[f];
    changed = changed | (match & (lies_within(fact.start) | lies_within(fact.end)));
    if (fact.start.first <= last && fact.end.last > first) overlapping.push_back(f);
  };
  for (std::uint32_t f : found.sure) consider(f, Truth::kTrue);
  for (std::uint32_t f : found.possible) consider(f, Truth::kUnknown);
  for (std::size_t i = 0; i < overlapping.size(); ++i) {
    for (std::size_t j = i + 1; j < overlapping.size(); ++j) {
      const Fact& a = facts_[overlapping[i]];
      const Fact& b = facts_[overlapping[j]];
      if (a.concept_id != b.concept_id) continue;
      const model::FactAttribute* x = a.find("dose");
      const model::FactAttribute* y = b.find("dose");
      if (x == nullptr || y == nullptr || !x->unit || !y->unit) {
        changed = changed | Truth::kUnknown;
        continue;
      }
      const std::optional<clinical::Conversion> conversion = clinical::conversion(*x->unit, *y->unit, {});
      const Truth same = conversion ? compare(conversion->apply(x->amount), value::Comparison::kEqual, y->amount) : Truth::kUnknown;
      const bool surely_both = a.start.last <= last && a.end.first > first && b.start.last <= last && b.end.first > first;
      changed = changed | ((!same) & (surely_both ? Truth::kTrue : Truth::kUnknown));
    }
  }
  return !changed;
}

Truth Evaluator::decide_on_treatment(const Node& node) {
  const program::Query& query = program_.queries[node.query];
  const MomentState before = moment(node.moment);
  note_moment(before, false);
  const Found found = find(node.query, !query.windows.empty() || query.phase != program::Query::Phase::kAny);
  note_found(found, FactUse::Part::kMatch);
  Truth truth = Truth::kUnknown;
  if (before.is_known && before.when.last - before.when.first <= kManyDays) {
    std::optional<Truth> all;
    for (Day at = before.when.first; at <= before.when.last; ++at) {
      const Day first = edge(at, -1, node.duration, nullptr, false);
      Truth here = is_covered(node, found, first, at);
      if (node.is_unchanged) here = here & is_unchanged(node, found, first, at);
      all = all ? value::agreed(*all, here) : here;
    }
    truth = *all;
  }
  Finding* finding = note();
  if (finding == nullptr || !is_unknown(truth)) return truth;
  finding->is_complete = is_complete(node.query, -1);
  want_all(before.wants);
  want_all(found.wants);
  const auto want_dates = [&](std::uint32_t f) {
    const Fact& fact = facts_[f];
    if (!fact.is_dated) want_all({{Why::kUndated, vocabulary_[fact.concept_id].name, fact.concept_id, {}, f}});
    else if (!fact.start.is_day() || (!fact.end.is_day() && !fact.has_not_ended)) {
      want_all({{Why::kImprecise, vocabulary_[fact.concept_id].name, fact.concept_id, {}, f}});
    } else if (node.is_unchanged && fact.find("dose") == nullptr && found.sure.size() > 1) {
      want_all({{Why::kAttribute, vocabulary_[fact.concept_id].name, fact.concept_id, "dose", f}});
    }
  };
  for (std::uint32_t f : found.sure) want_dates(f);
  if (finding->wants.empty()) want_completeness(query);
  return truth;
}

// Days covered by matching facts, each once: at least those surely covered, at most those possibly, open upward where the
// record is not complete. What goes on counts up to screening.
std::optional<Interval> Evaluator::total_days(const program::Query& query, program::QueryId id) {
  const Found found = find(id);
  note_found(found, FactUse::Part::kMatch);
  DayRange counted{value::kBeginning, value::kBeginning, value::kForever, value::kForever};
  for (program::WindowId window_id : query.windows) {
    const std::optional<DayRange> range = range_of(program_.windows[window_id]);
    if (!range) {
      want_all(moment(program_.windows[window_id].moment).wants);
      return std::nullopt;
    }
    counted.from_first = std::max(counted.from_first, range->from_first);
    counted.from_last = std::max(counted.from_last, range->from_last);
    counted.to_first = std::min(counted.to_first, range->to_first);
    counted.to_last = std::min(counted.to_last, range->to_last);
  }
  may_change_after(screening_);
  if (counted.to_first >= value::kForever) counted.to_first = screening_;
  if (counted.to_last >= value::kForever) counted.to_last = screening_;
  std::vector<Days> sure, possible;
  const auto end_of = [&](const Fact& fact, Day end) { return fact.has_not_ended || end >= value::kForever ? screening_ : end; };
  for (std::uint32_t f : found.sure) {
    const Fact& fact = facts_[f];
    sure.push_back({fact.start.last, end_of(fact, fact.end.first)});
    possible.push_back({fact.start.first, end_of(fact, fact.end.last)});
  }
  for (std::uint32_t f : found.possible) possible.push_back({facts_[f].start.first, end_of(facts_[f], facts_[f].end.last)});
  const std::int64_t low = days_within(joined(sure), counted.from_last, counted.to_first);
  const std::int64_t high = days_within(joined(possible), counted.from_first, counted.to_last);
  const bool complete = is_complete(id, -1);
  want_all(found.wants);
  if (!complete) want_completeness(query);
  for (std::uint32_t f : found.sure) {
    const Fact& fact = facts_[f];
    if (note() != nullptr && (!fact.start.is_day() || (!fact.end.is_day() && !fact.has_not_ended))) want(Why::kImprecise, fact.concept_id, f);
  }
  return Interval{value::Bound::closed(value::Number(low)), complete ? value::Bound::closed(value::Number(std::max(low, high))) : value::Bound::none()};
}

}  // namespace eligo::eval
