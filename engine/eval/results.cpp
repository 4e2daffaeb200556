// Observations as values: which result is meant. The latest that counts, unless another is chosen. Where dates, `where`
// conditions or broken results leave open which one it is, all that it may be are kept, and must agree.
#include <algorithm>

#include "base/ascii.h"
#include "eval/evaluator.h"
#include "eval/frame_scope.h"

namespace eligo::eval {

using model::ObservedValue;
using program::Result;

namespace {

bool is_surely_later(const Fact& a, const Fact& b) {
  if (a.start.first > b.start.last) return true;
  const bool same_day = a.start.is_day() && b.start.is_day() && a.start.first == b.start.first;
  return same_day && a.start.has_clock() && b.start.has_clock() && a.start.second > b.start.second;
}

}  // namespace

// Inside its window, not after screening (or the end of a window round a planned moment), and meeting its `where`.
Truth Evaluator::is_valid(const Result& result, std::uint32_t index) {
  const Fact& fact = record_.facts[index];
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

void Evaluator::keep_extreme_dates(std::vector<Candidate>& all, bool latest) {
  const std::vector<Candidate> before = all;
  std::erase_if(all, [&](const Candidate& one) {
    return std::any_of(before.begin(), before.end(), [&](const Candidate& other) {
      if (!is_true(other.counts)) return false;
      const Fact& a = record_.facts[other.fact];
      const Fact& b = record_.facts[one.fact];
      return latest ? is_surely_later(a, b) : is_surely_later(b, a);
    });
  });
}

void Evaluator::keep_extreme_values(std::vector<Candidate>& all, bool highest) {
  const auto is_number = [&](const Candidate& c) { return !record_.facts[c.fact].is_broken && record_.facts[c.fact].value.type == ObservedValue::Type::kNumber; };
  const std::vector<Candidate> before = all;
  std::erase_if(all, [&](const Candidate& one) {
    return std::any_of(before.begin(), before.end(), [&](const Candidate& other) {
      if (!is_true(other.counts) || !is_number(other) || !is_number(one)) return false;
      const Interval& a = record_.facts[other.fact].value.amount;
      const Interval& b = record_.facts[one.fact].value.amount;
      return is_true(compare(a, highest ? value::Comparison::kGreater : value::Comparison::kLess, b));
    });
  });
}

// The mean of all results that count, or of the latest n: unknown where it is not sure which those are.
void Evaluator::take_mean(const Result& result, Selection& out) {
  std::vector<Candidate> all = out.candidates;
  out.candidates.clear();
  out.may_be_none = true;
  const auto blame = [&](Why why, const Candidate& c) {
    if (recording_ != nullptr) out.wants.push_back({why, vocabulary_[result.concept_id].name, result.concept_id, {}, c.fact});
  };
  const std::size_t n = result.chooser == Result::Chooser::kMean ? all.size() : result.count;
  if (all.size() < n || n == 0) return;
  std::stable_sort(all.begin(), all.end(), [&](const Candidate& a, const Candidate& b) { return is_surely_later(record_.facts[a.fact], record_.facts[b.fact]); });
  if (n < all.size() && !is_surely_later(record_.facts[all[n - 1].fact], record_.facts[all[n].fact])) {
    blame(Why::kConflict, all[n]);
    return;
  }
  all.resize(n);
  Interval sum = Interval::point(value::Number(0));
  std::optional<Interval> lln, uln;
  for (std::size_t i = 0; i < n; ++i) {
    const Fact& fact = record_.facts[all[i].fact];
    if (!is_true(all[i].counts)) return blame(Why::kImprecise, all[i]);
    if (fact.is_broken) return blame(Why::kProblem, all[i]);
    if (fact.value.type != ObservedValue::Type::kNumber) return blame(Why::kImprecise, all[i]);
    sum = sum + fact.value.amount;
    const auto join = [&](std::optional<Interval>& joined, const std::optional<value::Number>& limit) {
      if (i == 0) joined = limit ? std::optional(Interval::point(*limit)) : std::nullopt;
      else joined = joined && limit ? std::optional(hull(*joined, Interval::point(*limit))) : std::nullopt;
    };
    join(lln, fact.value.lln);
    join(uln, fact.value.uln);
  }
  out.may_be_none = false;
  out.has_mean = true;
  out.mean = *divided(sum, Interval::point(value::Number(static_cast<std::int64_t>(n))));
  out.mean_lln = lln;
  out.mean_uln = uln;
  out.candidates = std::move(all);
}

void Evaluator::want_result(const Result& result, Selection& out, const std::vector<std::uint32_t>& stale, const std::vector<std::uint32_t>& undated) {
  if (recording_ == nullptr) return;
  const std::string& name = vocabulary_[result.concept_id].name;
  if (!stale.empty()) {
    std::uint32_t latest = stale.front();
    for (std::uint32_t f : stale) {
      if (is_surely_later(record_.facts[f], record_.facts[latest])) latest = f;
    }
    out.wants.push_back({Why::kStale, name, result.concept_id, {}, latest});
  } else if (!undated.empty()) {
    out.wants.push_back({Why::kUndated, name, result.concept_id, {}, undated.front()});
  } else {
    out.wants.push_back({Why::kAbsent, name, result.concept_id, {}, {}});
  }
}

Selection Evaluator::select(const Result& result) {
  Selection out;
  std::vector<std::uint32_t> stale, undated;
  std::vector<Want> open;                      // why a possible candidate is only possible
  const std::uint32_t slot = result.slot.index();
  for (std::uint32_t i = slot_starts_[slot]; i < slot_starts_[slot + 1]; ++i) {
    const std::uint32_t f = slot_facts_[i].fact;
    const Fact& fact = record_.facts[f];
    if (!fact.is_dated && !fact.is_broken && !result.is_lasting) {
      undated.push_back(f);
      continue;
    }
    Truth counts = fact.is_dated || result.is_lasting ? is_valid(result, f) : Truth::kUnknown;
    if (is_false(counts)) {
      if (fact.start.last <= screening_) stale.push_back(f);
      continue;
    }
    if (fact.is_broken) {                      // it may be any value; it may be the one
      out.candidates.push_back({f, counts});
      continue;
    }
    std::vector<Want> wants;
    if (is_unknown(counts) && recording_ != nullptr) {
      std::vector<program::WindowId> windows = result.windows;
      if (windows.empty() && result.shelf_life.is_valid()) windows.push_back(result.shelf_life);
      for (program::WindowId id : windows) {
        const MomentState state = moment(program_.windows[id].moment);
        for (const Want& want : state.wants) wants.push_back(want);
      }
      if (wants.empty()) wants.push_back({Why::kImprecise, vocabulary_[result.concept_id].name, result.concept_id, {}, f});
    }
    if (fact.verification == model::Verification::kSuspected) counts = counts & Truth::kUnknown;
    if (result.where.is_valid()) {
      std::vector<Want>* const outer = wants_;
      wants_ = recording_ != nullptr ? &wants : nullptr;
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
    case Result::Chooser::kHighest: keep_extreme_values(out.candidates, true); break;
    case Result::Chooser::kLowest: keep_extreme_values(out.candidates, false); break;
    case Result::Chooser::kMean:
    case Result::Chooser::kMeanOfLatest: take_mean(result, out); break;
  }
  if (!out.has_mean) {
    out.may_be_none = std::none_of(out.candidates.begin(), out.candidates.end(), [](const Candidate& c) { return is_true(c.counts); });
  }
  const bool is_computed = result.formula != nullptr && !had_any;   // its inputs are wanted then
  if (out.may_be_none && out.wants.empty() && !is_computed) {
    if (!had_any) want_result(result, out, stale, undated);
    else if (result.chooser == Result::Chooser::kMean || result.chooser == Result::Chooser::kMeanOfLatest) want_result(result, out, {}, {});
  }
  if (is_open(out)) out.wants.insert(out.wants.end(), open.begin(), open.end());
  return out;
}

// Whether a candidate only perhaps counts.
bool Evaluator::is_open(const Selection& selection) {
  return std::any_of(selection.candidates.begin(), selection.candidates.end(), [](const Candidate& c) { return is_unknown(c.counts); });
}

const Selection& Evaluator::selection(program::ResultId id) {
  Frame& here = frame();
  for (const auto& [result, found] : here.selections) {
    if (result == id) return found;
  }
  Selection found = select(program_.results[id]);
  Frame& still = frame();
  still.selections.emplace_back(id, std::move(found));
  return still.selections.back().second;
}

// Does what was observed answer as asked? A quantity reported as below its limit of detection answers negative, any
// other number positive.
Truth Evaluator::answers(const clinical::Concept& owner, const ObservedValue& observed, const Node& node) {
  std::uint16_t choice = observed.choice;
  const std::vector<std::string>& words = observed.type == ObservedValue::Type::kLevel ? owner.levels : owner.answers;
  switch (observed.type) {
    case ObservedValue::Type::kNone: return Truth::kUnknown;
    case ObservedValue::Type::kTitre:
    case ObservedValue::Type::kNumber: {
      const char* word = observed.is_below_limit ? "negative" : "positive";
      const auto at = std::find_if(words.begin(), words.end(), [&](const std::string& w) { return base::equal_folded(w, word); });
      if (at == words.end()) return Truth::kUnknown;
      choice = static_cast<std::uint16_t>(at - words.begin());
      break;
    }
    case ObservedValue::Type::kAnswer:
    case ObservedValue::Type::kLevel: break;
  }
  const bool found = std::find(node.choices.begin(), node.choices.end(), choice) != node.choices.end();
  return value::truth(found != node.is_negated);
}

Truth Evaluator::decide_choice_of_result(const Node& node) {
  FrameScope scope(*this);
  const Result& result = program_.results[node.result];
  const Selection found = selection(node.result);
  std::optional<Truth> all;
  bool has_problem = false;
  for (const Candidate& c : found.candidates) {
    const Fact& fact = record_.facts[c.fact];
    Truth here = Truth::kUnknown;
    if (fact.is_broken) has_problem = true;
    else here = answers(vocabulary_[fact.concept_id], fact.value, node);
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
  const Selection found = selection(id);
  if (result.formula != nullptr && found.candidates.empty()) {
    Interval storage;
    return computed_number(result, storage) != nullptr && std::all_of(frame().choices.begin(), frame().choices.end(), [](const Choice& c) { return c.ways == 1; });
  }
  if (found.may_be_none) return false;
  if (found.has_mean) return true;
  const Fact& first = record_.facts[found.candidates.front().fact];
  return std::all_of(found.candidates.begin(), found.candidates.end(), [&](const Candidate& c) {
    const Fact& fact = record_.facts[c.fact];
    if (fact.is_broken || fact.value.type == ObservedValue::Type::kNone || fact.value.type != first.value.type) return false;
    if (fact.value.type == ObservedValue::Type::kNumber || fact.value.type == ObservedValue::Type::kTitre) {
      return to_text(fact.value.amount) == to_text(first.value.amount);
    }
    return fact.value.choice == first.value.choice;
  });
}

}  // namespace eligo::eval
