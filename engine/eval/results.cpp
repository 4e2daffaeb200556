// Observations as values: which result is meant. The latest that counts, unless another is chosen. Where dates, `where`
// conditions or broken results leave open which one it is, all that it may be are kept, and must agree.
#include <algorithm>

#include "eval/evaluator.h"
#include "eval/frame_scope.h"
#include "eval/readings.h"

namespace eligo::eval {

using model::ObservedValue;
using program::Result;

namespace {

bool is_surely_later(const Fact& a, const Fact& b) {
  const Span x = Span::of(a.start), y = Span::of(b.start);
  if (x.has_offset && y.has_offset) return x.in_utc().low > y.in_utc().low;
  if (a.start.first > b.start.last) return true;
  const bool same_day = a.start.is_day() && b.start.is_day() && a.start.first == b.start.first;
  return same_day && a.start.has_clock() && b.start.has_clock() && a.start.second > b.start.second;
}

}  // namespace

// Inside its window, not after screening (or the end of a window round a planned moment), and meeting its `where`.
Truth Evaluator::is_valid(const Result& result, std::uint32_t index) {
  const Fact& fact = facts_[index];
  Truth truth = in_scope(result.windows, fact);
  if (!result.windows.empty()) {
    for (program::WindowId id : result.windows) {
      if (!is_false(truth)) truth = truth & in_window(id, index);
    }
  } else if (!result.is_lasting && result.shelf_life.is_valid() && !is_false(truth)) {
    truth = truth & in_window(result.shelf_life, index);
  }
  return truth;
}

void Evaluator::keep_extreme_dates(Candidates& all, bool latest) {
  if (all.size() < 2) return;
  const bool has_clocks = std::any_of(all.begin(), all.end(), [&](const Candidate& c) { return facts_[c.fact].start.has_clock(); });
  if (!has_clocks) return keep_extreme_days(all, latest);
  const Candidates before = all;
  all.remove_if([&](const Candidate& one) {
    return std::any_of(before.begin(), before.end(), [&](const Candidate& other) {
      if (!is_true(other.counts)) return false;
      const Fact& a = facts_[other.fact];
      const Fact& b = facts_[one.fact];
      return latest ? is_surely_later(a, b) : is_surely_later(b, a);
    });
  });
}

// The same by days alone: of those that surely count, one day decides.
void Evaluator::keep_extreme_days(Candidates& all, bool latest) {
  Day extreme = latest ? value::kBeginning : value::kForever;
  for (const Candidate& c : all) {
    if (!is_true(c.counts)) continue;
    const value::TimeSpan& start = facts_[c.fact].start;
    extreme = latest ? std::max(extreme, start.first) : std::min(extreme, start.last);
  }
  all.remove_if([&](const Candidate& c) {
    const value::TimeSpan& start = facts_[c.fact].start;
    return latest ? start.last < extreme : start.first > extreme;
  });
}

void Evaluator::keep_extreme_values(Candidates& all, bool highest) {
  if (all.size() < 2) return;
  const auto is_number = [&](const Candidate& c) { return !facts_[c.fact].is_broken && facts_[c.fact].value.type == ObservedValue::Type::kNumber; };
  const Candidates before = all;
  all.remove_if([&](const Candidate& one) {
    return std::any_of(before.begin(), before.end(), [&](const Candidate& other) {
      if (!is_true(other.counts) || !is_number(other) || !is_number(one)) return false;
      const Interval& a = facts_[other.fact].value.amount;
      const Interval& b = facts_[one.fact].value.amount;
      return is_true(compare(a, highest ? value::Comparison::kGreater : value::Comparison::kLess, b));
    });
  });
}

// One value made of several results stands for them: its limits are those they all came with.
void Evaluator::stand_for(Selection& out, const Interval& amount) {
  out.has_mean = true;
  out.may_be_none = false;
  out.mean = amount;
  for (std::size_t i = 0; i < out.candidates.size(); ++i) {
    const ObservedValue& observed = facts_[out.candidates[i].fact].value;
    const auto join = [&](std::optional<Interval>& joined, const std::optional<value::Number>& limit) {
      if (i == 0) joined = limit ? std::optional(Interval::point(*limit)) : std::nullopt;
      else joined = joined && limit ? std::optional(hull(*joined, Interval::point(*limit))) : std::nullopt;
    };
    join(out.mean_lln, observed.lln);
    join(out.mean_uln, observed.uln);
  }
}

// Whether every candidate surely counts and is a number; else says why not.
bool Evaluator::are_sure_numbers(const Result& result, Selection& out) {
  for (const Candidate& c : out.candidates) {
    const Fact& fact = facts_[c.fact];
    const bool is_number = !fact.is_broken && fact.value.type == ObservedValue::Type::kNumber;
    if (is_true(c.counts) && is_number) continue;
    if (recording_ != nullptr) out.wants.push_back({fact.is_broken ? Why::kProblem : Why::kImprecise, vocabulary_[result.concept_id].name, result.concept_id, {}, c.fact});
    return false;
  }
  return true;
}

// The highest (lowest) of several uncertain numbers lies between the highest of their lower and of their upper ends.
void Evaluator::take_extreme(const Result& result, Selection& out) {
  if (out.candidates.size() < 2) return;
  std::vector<Want> kept = out.wants;
  if (!are_sure_numbers(result, out)) {
    out.wants = std::move(kept);
    return;
  }
  Interval extreme = facts_[out.candidates.front().fact].value.amount;
  for (const Candidate& c : out.candidates) {
    const Interval& amount = facts_[c.fact].value.amount;
    extreme = result.chooser == Result::Chooser::kHighest ? larger_of(extreme, amount) : smaller_of(extreme, amount);
  }
  stand_for(out, extreme);
}

namespace {

bool has_smaller_low(const Interval& a, const Interval& b) { return !a.low.is_missing && !b.low.is_missing ? a.low.at < b.low.at : a.low.is_missing && !b.low.is_missing; }
bool has_larger_high(const Interval& a, const Interval& b) { return !a.high.is_missing && !b.high.is_missing ? a.high.at > b.high.at : a.high.is_missing && !b.high.is_missing; }

// The mean of numbers that surely count and any of those that may: smallest with some of the smallest, largest with some of
// the largest of these.
Interval mean_with_any(const std::vector<Interval>& sure, std::vector<Interval> open) {
  Interval all = Interval::point(value::Number(0));
  for (const Interval& amount : sure) all = all + amount;
  const auto mean = [](const Interval& sum, std::size_t count) { return *divided(sum, Interval::point(value::Number(static_cast<std::int64_t>(count)))); };
  Interval out = mean(all, sure.size());
  for (const auto comes_first : {has_smaller_low, has_larger_high}) {
    std::stable_sort(open.begin(), open.end(), comes_first);
    Interval sum = all;
    for (std::size_t i = 0; i < open.size(); ++i) {
      sum = sum + open[i];
      out = hull(out, mean(sum, sure.size() + i + 1));
    }
  }
  return out;
}

}  // namespace

// Where some results only may count. None where one is no number, or none surely counts: there may be no mean then.
bool Evaluator::take_open_mean(Selection& out) {
  std::vector<Interval> sure, open;
  for (const Candidate& c : out.candidates) {
    const Fact& fact = facts_[c.fact];
    if (fact.is_broken || fact.value.type != ObservedValue::Type::kNumber) return false;
    (is_true(c.counts) ? sure : open).push_back(fact.value.amount);
  }
  if (sure.empty() || open.empty()) return false;
  stand_for(out, mean_with_any(sure, std::move(open)));
  return true;
}

// The mean of all results that count, or of the latest n. Where several may be the last of those, the mean lies between
// that with the smallest and that with the largest of them.
void Evaluator::take_mean(const Result& result, Selection& out) {
  out.may_be_none = true;
  if (result.chooser == Result::Chooser::kMean && take_open_mean(out)) return;
  const std::size_t n = result.chooser == Result::Chooser::kMean ? out.candidates.size() : result.count;
  if (out.candidates.size() < n || n == 0 || !are_sure_numbers(result, out)) {
    out.candidates.clear();
    return;
  }
  std::vector<Candidate> sure, open;
  for (const Candidate& c : out.candidates) {
    std::size_t surely_later = 0, perhaps_later = 0;
    for (const Candidate& other : out.candidates) {
      if (other.fact == c.fact) continue;
      surely_later += is_surely_later(facts_[other.fact], facts_[c.fact]) ? 1 : 0;
      perhaps_later += is_surely_later(facts_[c.fact], facts_[other.fact]) ? 0 : 1;
    }
    if (perhaps_later < n) sure.push_back(c);
    else if (surely_later < n) open.push_back(c);
  }
  const auto amount_of = [&](const Candidate& c) -> const Interval& { return facts_[c.fact].value.amount; };
  Interval low = Interval::point(value::Number(0));
  for (const Candidate& c : sure) low = low + amount_of(c);
  Interval high = low;
  const std::size_t rest = n - std::min(n, sure.size());
  const auto add_first = [&](Interval& sum, auto comes_first) {
    std::stable_sort(open.begin(), open.end(), [&](const Candidate& a, const Candidate& b) { return comes_first(amount_of(a), amount_of(b)); });
    for (std::size_t i = 0; i < rest && i < open.size(); ++i) sum = sum + amount_of(open[i]);
  };
  add_first(low, has_smaller_low);
  add_first(high, has_larger_high);
  out.candidates.clear();
  for (const std::vector<Candidate>* group : {&sure, &open}) {
    for (const Candidate& c : *group) out.candidates.push_back(c);
  }
  stand_for(out, *divided(hull(low, high), Interval::point(value::Number(static_cast<std::int64_t>(n)))));
}

void Evaluator::want_result(const Result& result, Selection& out, const std::vector<std::uint32_t>& stale, const std::vector<std::uint32_t>& undated) {
  if (recording_ == nullptr) return;
  const std::string& name = vocabulary_[result.concept_id].name;
  if (!stale.empty()) {
    std::uint32_t latest = stale.front();
    for (std::uint32_t f : stale) {
      if (is_surely_later(facts_[f], facts_[latest])) latest = f;
    }
    out.wants.push_back({Why::kStale, name, result.concept_id, {}, latest});
  } else if (!undated.empty()) {
    out.wants.push_back({Why::kUndated, name, result.concept_id, {}, undated.front()});
  } else {
    out.wants.push_back({Why::kAbsent, name, result.concept_id, {}, {}});
  }
}

void Evaluator::select(const Result& result, Selection& out) {
  const bool is_recorded = recording_ != nullptr;
  std::vector<std::uint32_t> stale, undated;   // only where recorded, as all that says why
  std::vector<Want> open;                      // why a possible candidate is only possible
  for (std::uint32_t i = first_of(result.slot); i != FactIndex::kNoMore; i = index_[i].next) {
    const std::uint32_t f = index_[i].fact;
    const Fact& fact = facts_[f];
    if (!fact.is_dated && !result.is_lasting) {   // nor does it stand in the way where it was set aside
      if (is_recorded) undated.push_back(f);
      continue;
    }
    Truth counts = is_valid(result, f);
    if (is_false(counts)) {
      if (is_recorded && fact.start.last <= screening_) stale.push_back(f);
      continue;
    }
    if (fact.is_broken) {                      // it may be any value; it may be the one
      out.candidates.push_back({f, counts});
      continue;
    }
    std::vector<Want> wants;
    if (is_unknown(counts) && is_recorded) {
      std::vector<program::WindowId> windows = result.windows;
      if (windows.empty() && result.shelf_life.is_valid()) windows.push_back(result.shelf_life);
      for (program::WindowId id : windows) {
        const MomentState& state = moment(program_.windows[id].moment);
        for (const Want& want : state.wants) wants.push_back(want);
      }
      if (wants.empty()) wants.push_back({Why::kImprecise, vocabulary_[result.concept_id].name, result.concept_id, {}, f});
    }
    if (fact.verification == model::Verification::kSuspected) counts = counts & Truth::kUnknown;
    if (result.where.is_valid()) {
      std::vector<Want>* const outer = wants_;
      wants_ = is_recorded ? &wants : nullptr;
      counts = counts & where(result.where, f);
      wants_ = outer;
    }
    if (is_false(counts)) continue;
    if (is_unknown(counts)) open.insert(open.end(), wants.begin(), wants.end());
    out.candidates.push_back({f, counts});
  }
  const bool had_any = !out.candidates.empty();
  switch (result.chooser) {
    case Result::Chooser::kLatest: keep_extreme_dates(out.candidates, true); break;
    case Result::Chooser::kFirst: keep_extreme_dates(out.candidates, false); break;
    case Result::Chooser::kHighest:
    case Result::Chooser::kLowest:
      keep_extreme_values(out.candidates, result.chooser == Result::Chooser::kHighest);
      take_extreme(result, out);
      break;
    case Result::Chooser::kMean:
    case Result::Chooser::kMeanOfLatest: take_mean(result, out); break;
  }
  if (!out.has_mean) {
    out.may_be_none = std::none_of(out.candidates.begin(), out.candidates.end(), [](const Candidate& c) { return is_true(c.counts); });
  }
  if (!is_recorded) return;
  const bool is_computed = result.formula != nullptr && !had_any;   // its inputs are wanted then
  if (out.may_be_none && out.wants.empty() && !is_computed) {
    if (!had_any) want_result(result, out, stale, undated);
    else if (result.chooser == Result::Chooser::kMean || result.chooser == Result::Chooser::kMeanOfLatest) want_result(result, out, {}, {});
  }
  if (is_open(out)) out.wants.insert(out.wants.end(), open.begin(), open.end());
}

// Whether a candidate only perhaps counts.
bool Evaluator::is_open(const Selection& selection) {
  return std::any_of(selection.candidates.begin(), selection.candidates.end(), [](const Candidate& c) { return is_unknown(c.counts); });
}

// A plain evaluation remembers the selection for all comparisons; one that records looks again, for what it notes belongs
// to the comparison. Inside `where` a window may speak of the fact at hand.
const Selection& Evaluator::selection(program::ResultId id) {
  if (recording_ == nullptr && !at_hand_) {
    SelectionMemo& memo = selections_[id.index()];
    if (memo.age == age_) {
      may_change_after(memo.steady_until);
      return memo.selection;
    }
    const DayWatch watch(*this);
    memo.selection.clear();
    select(program_.results[id], memo.selection);
    memo.age = age_;
    memo.steady_until = watch.steady_until();
    return memo.selection;
  }
  for (const auto& [result, found] : frame().selections) {
    if (result == id) return found;
  }
  Selection found;
  select(program_.results[id], found);
  frame().selections.emplace_back(id, std::move(found));
  return frame().selections.back().second;
}

Truth Evaluator::decide_choice_of_result(const Node& node) {
  FrameScope scope(*this);
  const Result& result = program_.results[node.result];
  const Selection& found = selection(node.result);
  std::optional<Truth> all;
  bool has_problem = false;
  for (const Candidate& c : found.candidates) {
    const Fact& fact = facts_[c.fact];
    Truth here = Truth::kUnknown;
    if (fact.is_broken) has_problem = true;
    else here = answers(vocabulary_[fact.concept_id], fact.value, node.choices, node.is_negated);
    all = all ? value::agreed(*all, here) : here;
    if (Finding* finding = note()) finding->facts.push_back({c.fact, FactUse::Part::kValue, c.counts});
  }
  Truth truth = all.value_or(Truth::kUnknown);
  if (found.may_be_none) truth = Truth::kUnknown;
  if (is_unknown(truth) && note() != nullptr) {
    want_all(found.wants);
    if (found.candidates.empty()) return truth;
    if (has_problem) want(Why::kProblem, result.concept_id, found.candidates.front().fact);
    else if (found.wants.empty()) want(found.candidates.size() > 1 ? Why::kConflict : Why::kImprecise, result.concept_id, found.candidates.front().fact);
  }
  return truth;
}

// A valid value is there: one, however imprecise, or several of the same moment that are alike.
bool Evaluator::is_result_known(program::ResultId id) {
  FrameScope scope(*this);
  const Result& result = program_.results[id];
  const Selection& found = selection(id);
  if (result.formula != nullptr && found.candidates.empty()) {
    Interval storage;
    return computed_number(result, storage) != nullptr && frame().choices.empty();
  }
  if (found.may_be_none) return false;
  if (found.has_mean) return true;
  const Fact& first = facts_[found.candidates.front().fact];
  return std::all_of(found.candidates.begin(), found.candidates.end(), [&](const Candidate& c) {
    const Fact& fact = facts_[c.fact];
    if (fact.is_broken || fact.value.type == ObservedValue::Type::kNone || fact.value.type != first.value.type) return false;
    if (fact.value.type == ObservedValue::Type::kNumber || fact.value.type == ObservedValue::Type::kTitre) {
      return to_text(fact.value.amount) == to_text(first.value.amount);
    }
    return fact.value.choice == first.value.choice;
  });
}

}  // namespace eligo::eval
