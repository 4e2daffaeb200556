// How many? The number of matching facts lies between the sure ones and all that may be, without an upper end where the
// record's silence settles nothing (LANGUAGE.md section 5).
#include <algorithm>
#include <set>

#include "clinical/calendar.h"
#include "eval/evaluator.h"

namespace eligo::eval {

using program::Query;
using program::Value;

bool Evaluator::is_complete_on(program::ConceptId id, bool is_allergy_to) const {
  const clinical::Concept& concept_ = vocabulary_[id];
  if (is_allergy_to) {
    if (record_->is_complete(clinical::Kind::kAllergy)) return true;
    return std::any_of(record_->absent.begin(), record_->absent.end(), [&](program::ConceptId absent) {
      const clinical::Concept& listed = vocabulary_[absent];
      if (listed.kind != clinical::Kind::kAllergy) return false;
      return listed.is_root || std::any_of(listed.allergy_to.begin(), listed.allergy_to.end(),
                                           [&](program::ConceptId substance) { return vocabulary_.is_a(id, substance); });
    });
  }
  if (record_->is_complete(concept_.kind)) return true;
  if (concept_.only_female && record_->sex == clinical::Sex::kMale) return true;
  if (concept_.only_male && record_->sex == clinical::Sex::kFemale) return true;
  return std::any_of(record_->absent.begin(), record_->absent.end(), [&](program::ConceptId absent) { return vocabulary_.is_a(id, absent); });
}

// Results are never complete, but as many as were asked for, in the window and alike in all but their value, are taken as all.
bool Evaluator::has_enough_results(const Query& query, std::int64_t enough) {
  if (!query.takes_enough_as_all) return false;
  std::vector<Want>* const outer = wants_;
  Recording* const recorder = recording_;
  wants_ = nullptr;
  recording_ = nullptr;
  std::vector<std::int64_t> found(query.concepts.size(), 0);
  for (std::uint32_t i = first_of(query.slot); i != FactIndex::kNoMore; i = index_[i].next) {
    const std::uint32_t f = index_[i].fact;
    Truth truth = index_[i].is_sure && !facts_[f].is_broken ? Truth::kTrue : Truth::kUnknown;
    if (gives_a_moment(query, f)) continue;
    truth = truth & matches_time(query, f, true) & matches_identity(query, f, Truth::kTrue);
    if (!is_false(truth) && query.plain_where.is_valid()) truth = truth & where(query.plain_where, f);
    if (!is_true(truth)) continue;
    for (std::size_t c = 0; c < found.size(); ++c) found[c] += query.concepts[c] == facts_[f].concept_id ? 1 : 0;
  }
  wants_ = outer;
  recording_ = recorder;
  return std::all_of(found.begin(), found.end(), [&](std::int64_t n) { return n >= std::max<std::int64_t>(1, enough); });
}

bool Evaluator::are_all_complete(const Query& query) const {
  return std::all_of(query.concepts.begin(), query.concepts.end(), [&](program::ConceptId id) { return is_complete_on(id, query.is_allergy_to); });
}

bool Evaluator::is_complete(program::QueryId id, std::int64_t enough) {
  const Query& query = program_.queries[id];
  if (query.is_observation) return are_all_complete(query) || (enough >= 0 && has_enough_results(query, enough));
  return (plan_.queries[id.index()].kinds & ~shared_.complete_kinds()) == 0 || are_all_complete(query);
}

void Evaluator::want_completeness(const Query& query) {
  for (program::ConceptId id : query.concepts) {
    if (is_complete_on(id, query.is_allergy_to)) continue;
    const clinical::Kind kind = query.is_allergy_to ? clinical::Kind::kAllergy : vocabulary_[id].kind;
    const auto k = static_cast<std::size_t>(kind);
    if (kind == clinical::Kind::kObservation) want(Why::kAbsent, id);
    else want(record_->declared_complete[k] && record_->lost_complete[k] ? Why::kProblem : Why::kSilent, id);
    if (Finding* finding = note()) finding->wants.back().is_allergy = query.is_allergy_to;
  }
}

namespace {

constexpr std::size_t kManyFacts = 300;  // beyond that, imprecise dates are not compared pair by pair

// The distinct concepts: at least the lowest ones (a class beside a drug below it may be that drug), at most all.
void count_different(const clinical::Vocabulary& vocabulary, const std::vector<program::ConceptId>& sure,
                     const std::vector<program::ConceptId>& possible, std::int64_t& low, std::int64_t& high) {
  std::set<program::ConceptId> certain(sure.begin(), sure.end());
  std::set<program::ConceptId> all = certain;
  all.insert(possible.begin(), possible.end());
  high = static_cast<std::int64_t>(all.size());
  low = 0;
  for (program::ConceptId id : certain) {
    const bool has_lower = std::any_of(certain.begin(), certain.end(), [&](program::ConceptId other) { return other != id && vocabulary.is_a(other, id); });
    low += has_lower ? 0 : 1;
  }
}

}  // namespace

// The start of a fact in days, or in seconds where the distance is one of clock times.
struct Evaluator::Start {
  std::int64_t first, last;
};

Evaluator::Start Evaluator::start_of(std::uint32_t index, bool by_clock) const {
  const Span span = Span::of(facts_[index].start);
  return by_clock ? Start{span.low, span.high} : Start{span.first, span.last};
}

std::int64_t Evaluator::after(std::int64_t start, program::DurationId distance, bool by_clock) {
  if (by_clock) return start + clinical::seconds_of(program_.durations[distance].fixed);
  return edge(static_cast<Day>(start), 1, distance, nullptr, true);
}

// The longest chain in which each fact may start the distance after the one before. No set of facts that lie apart is
// longer. Where two facts may each follow the other, all are taken; else the relation has no circle.
std::int64_t Evaluator::longest_chain(program::DurationId distance, const std::vector<Start>& starts, bool by_clock) {
  const std::size_t n = starts.size();
  if (n > kManyFacts) return static_cast<std::int64_t>(n);
  const auto may_follow = [&](const Start& before, const Start& later) { return after(before.first, distance, by_clock) <= later.last; };
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (may_follow(starts[i], starts[j]) && may_follow(starts[j], starts[i])) return static_cast<std::int64_t>(n);
    }
  }
  std::vector<std::int64_t> length(n, 1);
  std::int64_t longest = n == 0 ? 0 : 1;
  bool grew = true;
  while (grew) {
    grew = false;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        if (i == j || length[j] > length[i] || !may_follow(starts[i], starts[j])) continue;
        length[j] = length[i] + 1;
        longest = std::max(longest, length[j]);
        grew = true;
      }
    }
  }
  return longest;
}

// The largest set of facts whose starts lie the distance apart. Where dates are not precise: at least those that surely
// do, at most as many as may follow each other.
Tally Evaluator::apart(program::DurationId distance, const Found& found) {
  const program::Duration& duration = program_.durations[distance];
  const bool by_clock = duration.form == program::Duration::Form::kFixed && duration.fixed.is_clock();
  const auto starts_of = [&](const FactList& facts) {
    std::vector<Start> starts;
    for (std::uint32_t f : facts) starts.push_back(start_of(f, by_clock));
    std::sort(starts.begin(), starts.end(), [](const Start& a, const Start& b) { return a.last < b.last; });
    return starts;
  };
  const auto taken = [&](const std::vector<Start>& starts) {  // each as soon as it surely may
    std::int64_t number = 0;
    std::int64_t next = INT64_MIN;
    for (const Start& start : starts) {
      if (start.first < next) continue;
      ++number;
      next = after(start.last, distance, by_clock);
    }
    return number;
  };
  Tally tally;
  tally.sure = taken(starts_of(found.sure));
  FactList everything = found.sure;
  everything.append(found.possible.begin(), found.possible.end());
  const std::vector<Start> all = starts_of(everything);
  const bool is_precise = std::all_of(all.begin(), all.end(), [](const Start& s) { return s.first == s.last; });
  const std::int64_t most = is_precise ? taken(all) : longest_chain(distance, all, by_clock);
  tally.possible = std::max<std::int64_t>(0, most - tally.sure);
  return tally;
}

void Evaluator::count(const Query& query, const Found& found, Value::Counting counting, std::int64_t& low, std::int64_t& high) {
  low = static_cast<std::int64_t>(found.sure.size());
  high = low + static_cast<std::int64_t>(found.possible.size());
  if (query.apart.is_valid()) {
    const Tally tally = apart(query.apart, found);
    low = tally.sure;
    high = tally.sure + tally.possible;
  }
  if (counting == Value::Counting::kDifferent) {
    std::vector<program::ConceptId> sure, possible;
    for (std::uint32_t f : found.sure) sure.push_back(facts_[f].concept_id);
    for (std::uint32_t f : found.possible) possible.push_back(facts_[f].concept_id);
    count_different(vocabulary_, sure, possible, low, high);
  }
  if (counting == Value::Counting::kLines) {
    std::set<std::string> sure, all;
    std::int64_t without = 0;
    const auto line_of = [&](std::uint32_t f) { return facts_[f].find("line"); };
    const auto text_of = [](const model::FactAttribute& line) { return line.amount.is_point() ? line.amount.low.at.to_text() : std::string(line.text); };
    for (std::uint32_t f : found.sure) {
      if (const auto* line = line_of(f)) sure.insert(text_of(*line));
      else ++without;
    }
    all = sure;
    for (std::uint32_t f : found.possible) {
      if (const auto* line = line_of(f)) all.insert(text_of(*line));
      else ++without;
    }
    low = std::max<std::int64_t>(static_cast<std::int64_t>(sure.size()), found.sure.empty() ? 0 : 1);
    high = static_cast<std::int64_t>(all.size()) + without;
  }
  if (found.low_has_one_more) low = std::max<std::int64_t>(0, low - 1);
  if (found.high_has_one_more) high = std::max<std::int64_t>(low, high - 1);
}

Truth Evaluator::decide_facts(const Node& node) {
  const Found found = find(node.query);
  std::int64_t low = 0, high = 0;
  count(program_.queries[node.query], found, node.counting, low, high);
  return decide_count(node, low, high, found);
}

Truth Evaluator::decide_count(const Node& node, std::int64_t low, std::int64_t high, const Found& found) {
  const bool is_any_or_no = node.is_no || node.is_every || (node.bound == Node::Bound::kAtLeast && node.count == 1);
  const std::int64_t enough = is_any_or_no ? 1 : static_cast<std::int64_t>(node.count);
  const std::int64_t n = node.count;
  Truth truth = quantified(node.bound, n, low, high, false);
  bool complete = false;
  if (is_unknown(truth) || recording_ != nullptr) {
    complete = is_complete(node.query, enough);
    truth = quantified(node.bound, n, low, high, complete);
  }
  Finding* finding = note();
  if (finding == nullptr) return truth;
  const Query& query = program_.queries[node.query];
  finding->is_complete = complete;
  finding->count_low = low;
  if (complete) finding->count_high = high;
  note_found(found, FactUse::Part::kMatch);
  if (is_unknown(truth)) {
    want_all(found.wants);
    const bool facts_could_decide = high >= std::max<std::int64_t>(1, n) && high > low;
    if (!complete && !facts_could_decide) want_completeness(query);
  }
  return truth;
}

void Evaluator::note_found(const Found& found, FactUse::Part part) {
  Finding* finding = note();
  if (finding == nullptr) return;
  const auto add = [&](std::uint32_t f, Truth match) {
    finding->facts.push_back({f, is_contradicted(facts_[f]) ? FactUse::Part::kConflict : part, match});
  };
  for (std::uint32_t f : found.sure) add(f, Truth::kTrue);
  for (std::uint32_t f : found.possible) add(f, Truth::kUnknown);
}

}  // namespace eligo::eval
