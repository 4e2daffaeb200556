// Moments: the screening day, the protocol's timeline, dates, events, the fact at hand, and durations added to them.
// A moment that the record does not settle to the day is a stretch of days; one it does not know at all is unknown.
#include <algorithm>
#include <tuple>

#include "base/ascii.h"
#include "clinical/calendar.h"
#include "eval/evaluator.h"

namespace eligo::eval {

using program::Moment;

// Whether the moment is the same whatever fact is at hand. An event's selector may speak of that fact; a timeline moment
// cannot.
bool Evaluator::is_lasting(const Moment& moment) const {
  switch (moment.form) {
    case Moment::Form::kScreening:
    case Moment::Form::kDate:
    case Moment::Form::kTimeline: return true;
    case Moment::Form::kIt: return false;
    case Moment::Form::kFirst:
    case Moment::Form::kLatest: return !at_hand_.has_value();
  }
  return false;
}

const MomentState& Evaluator::moment(program::MomentId id) {
  MomentMemo& memo = moments_[id.index()];
  const Moment& asked = program_.moments[id];
  const bool lasts = is_lasting(asked);
  if (lasts && memo.age == age_) {
    may_change_after(memo.steady_until);
    return memo.state;
  }
  const DayWatch watch(*this);
  MomentState state = work_out(asked);
  memo.state = std::move(state);
  memo.steady_until = watch.steady_until();
  memo.age = lasts ? age_ : 0;
  return memo.state;
}

const MomentState& Evaluator::moment_wherever(program::MomentId id) {
  DayWatch watch(*this);
  const MomentState& state = moment(id);
  if (state.moves_evenly) watch.disregard();
  return state;
}

MomentState Evaluator::work_out(const Moment& moment) {
  MomentState state;
  switch (moment.form) {
    case Moment::Form::kScreening:
      may_change_after(screening_);
      state.is_known = state.moves_evenly = true;
      state.when = screening_span_;
      break;
    case Moment::Form::kDate:
      state.is_known = true;
      state.when = Span::of(value::TimeSpan::on(moment.date));
      break;
    case Moment::Form::kTimeline: state = timeline_moment(moment.timeline); break;
    case Moment::Form::kIt: state = moment_at_hand(moment); break;
    case Moment::Form::kFirst:
    case Moment::Form::kLatest: state = event_moment(moment); break;
  }
  if (state.is_known) apply_offsets(moment, state);
  return state;
}

MomentState Evaluator::timeline_moment(program::TimelineId id) {
  const program::Timeline& entry = program_.timeline[id];
  for (const model::NamedDate& date : record_->dates) {
    if (!base::equal_folded(date.name, entry.name)) continue;
    MomentState state;
    state.is_known = true;
    value::TimeSpan when = date.when;
    if (when.first > record_->screening.first) {
      may_change_after(screening_);
      state.moves_evenly = true;
      when.first += shift_;
      when.last += shift_;
    }
    state.when = Span::of(when);
    return state;
  }
  if (entry.formula.is_valid()) {
    const std::optional<std::uint32_t> outer = at_hand_;
    at_hand_.reset();
    MomentState state = moment(entry.formula);
    at_hand_ = outer;
    return state;
  }
  MomentState state;
  const auto& broken = record_->broken_dates;
  const bool is_broken = std::any_of(broken.begin(), broken.end(), [&](const std::string& name) { return base::equal_folded(name, entry.name); });
  if (recording_) state.wants.push_back({is_broken ? Why::kProblem : Why::kMoment, entry.name, {}, {}, {}});
  return state;
}

MomentState Evaluator::moment_at_hand(const Moment& moment) {
  const Fact& fact = facts_[*at_hand_];
  MomentState state;
  state.giver = *at_hand_;
  state.is_known = fact.is_dated && !(moment.is_end && fact.has_not_ended);
  state.when = Span::of(moment.is_end ? fact.end : fact.start);
  if (!state.is_known && recording_) {
    const clinical::Concept& concept_ = vocabulary_[fact.concept_id];
    state.wants.push_back({Why::kUndated, concept_.name, fact.concept_id, {}, *at_hand_});
  }
  return state;
}

namespace {

// The stretch in which the first (or latest) of several starts lies. `sure` are there in any case, `possible` perhaps.
using Spans = base::ShortList<Span, 6>;

Span extreme_of(const Spans& sure, const Spans& possible, bool first) {
  Span out = sure.front();
  for (const Span& s : sure) {
    if (first ? s.high < out.high : s.low > out.low) {
      out.high = first ? s.high : out.high;
      out.last = first ? s.last : out.last;
      out.low = first ? out.low : s.low;
      out.first = first ? out.first : s.first;
    }
  }
  for (const Spans* group : {&sure, &possible}) {
    for (const Span& s : *group) {
      if (first && s.low < out.low) {
        out.low = s.low;
        out.first = s.first;
      }
      if (!first && s.high > out.high) {
        out.high = s.high;
        out.last = s.last;
      }
    }
  }
  return out;
}

}  // namespace

MomentState Evaluator::event_moment(const Moment& moment) {
  const bool first = moment.form == Moment::Form::kFirst;
  MomentState state;
  Found found = find(moment.query);
  const auto undated = [&](std::uint32_t f) { return !facts_[f].is_dated; };
  std::vector<std::uint32_t> undated_facts;
  if (recording_) std::copy_if(found.sure.begin(), found.sure.end(), std::back_inserter(undated_facts), undated);
  found.sure.remove_if(undated);
  found.possible.remove_if(undated);
  if (found.sure.empty()) {
    if (!recording_) return state;
    state.wants = found.wants;
    for (std::uint32_t f : undated_facts) state.wants.push_back({Why::kUndated, vocabulary_[facts_[f].concept_id].name, facts_[f].concept_id, {}, f});
    if (found.possible.empty() && undated_facts.empty()) {
      const program::ConceptId asked = program_.queries[moment.query].concepts.front();
      state.wants.push_back({Why::kMoment, vocabulary_[asked].name, asked, {}, {}});
    }
    return state;
  }
  Spans sure, possible;
  for (std::uint32_t f : found.sure) sure.push_back(Span::of(facts_[f].start));
  for (std::uint32_t f : found.possible) possible.push_back(Span::of(facts_[f].start));
  const Span start = extreme_of(sure, possible, first);

  // Who gives it: every fact that may be the one. Where several begin together, none of them surely is.
  FactList givers;
  const auto may_give = [&](std::uint32_t f) {
    const Span s = Span::of(facts_[f].start);
    return s.low <= start.high && s.high >= start.low;
  };
  std::copy_if(found.sure.begin(), found.sure.end(), std::back_inserter(givers), may_give);
  const bool is_sure = std::none_of(found.possible.begin(), found.possible.end(), may_give);
  if (is_sure && givers.size() == 1) state.giver = givers.front();
  if (state.giver == MomentState::kNobody) {
    state.rivals.append(givers.begin(), givers.end());
    std::copy_if(found.possible.begin(), found.possible.end(), std::back_inserter(state.rivals), may_give);
  }
  state.is_known = true;
  state.when = start;
  if (recording_ && !start.is_day() && !moment.is_end) {
    for (std::uint32_t f : givers) {
      const program::ConceptId id = facts_[f].concept_id;
      state.wants.push_back({Why::kImprecise, vocabulary_[id].name, id, {}, f});
    }
  }
  return moment.is_end ? end_of_event(std::move(state)) : state;
}

// The end of the event: that of the fact which gives it; where several may give it, one of theirs. Unknown where one of
// them goes on.
MomentState Evaluator::end_of_event(MomentState state) {
  Rivals all = state.rivals;
  if (state.giver != MomentState::kNobody) all.push_back(state.giver);
  const auto goes_on = std::find_if(all.begin(), all.end(), [&](std::uint32_t f) { return facts_[f].has_not_ended; });
  state.is_known = goes_on == all.end();
  if (!state.is_known) {
    const program::ConceptId id = facts_[*goes_on].concept_id;
    if (recording_) state.wants.push_back({Why::kMoment, vocabulary_[id].name, id, {}, *goes_on});
    return state;
  }
  state.when = Span::of(facts_[all.front()].end);
  for (std::uint32_t f : all) {
    const Span end = Span::of(facts_[f].end);
    if (end.low < state.when.low) std::tie(state.when.low, state.when.first) = std::tie(end.low, end.first);
    if (end.high > state.when.high) std::tie(state.when.high, state.when.last) = std::tie(end.high, end.last);
  }
  if (recording_ && !state.when.is_day()) {
    for (std::uint32_t f : all) {
      const program::ConceptId id = facts_[f].concept_id;
      state.wants.push_back({Why::kImprecise, vocabulary_[id].name, id, {}, f});
    }
  }
  return state;
}

void Evaluator::apply_offsets(const Moment& moment, MomentState& state) {
  for (const program::Offset& offset : moment.offsets) {
    state.moves_evenly = false;
    const program::Duration& duration = program_.durations[offset.duration];
    const int sign = offset.is_minus ? -1 : 1;
    if (duration.form == program::Duration::Form::kFixed && duration.fixed.is_clock()) {
      const std::int64_t seconds = sign * clinical::seconds_of(duration.fixed);
      state.when.low += seconds;
      state.when.high += seconds;
      const auto day = [](std::int64_t s) { return static_cast<Day>(s >= 0 ? s / 86400 : -((-s + 86399) / 86400)); };
      state.when.first = day(state.when.low);
      state.when.last = day(std::max(state.when.low, state.when.high - 1));
      continue;
    }
    const std::int64_t into_first = state.when.low - static_cast<std::int64_t>(state.when.first) * 86400;
    const std::int64_t into_last = state.when.high - static_cast<std::int64_t>(state.when.last) * 86400;
    state.when.first = edge(state.when.first, sign, offset.duration, nullptr, false);
    state.when.last = edge(state.when.last, sign, offset.duration, nullptr, false);
    state.when.low = static_cast<std::int64_t>(state.when.first) * 86400 + into_first;
    state.when.high = static_cast<std::int64_t>(state.when.last) * 86400 + into_last;
  }
}

void Evaluator::note_moment(const MomentState& state, bool is_second) {
  Finding* finding = note();
  if (finding == nullptr) return;
  MomentFound found;
  found.is_known = state.is_known;
  found.when = value::TimeSpan::between(state.when.first, state.when.last);
  if (state.giver != MomentState::kNobody) {
    found.giver = state.giver;
    finding->facts.push_back({state.giver, FactUse::Part::kMoment, Truth::kTrue});
  }
  for (std::uint32_t rival : state.rivals) finding->facts.push_back({rival, FactUse::Part::kMoment, Truth::kUnknown});
  (is_second ? finding->to : finding->moment) = found;
}

}  // namespace eligo::eval
