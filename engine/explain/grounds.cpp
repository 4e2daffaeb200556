// Walks from a condition to its selectors, results and windows, and from those to moments.
#include "explain/grounds.h"

#include <algorithm>

#include "explain/sentences.h"

namespace eligo::explain {

namespace {

using clinical::Kind;
using program::Moment;
using program::Node;
using program::Query;

class Grounds {
 public:
  Grounds(const Scene& scene, Citations& facts) : scene_(scene), facts_(facts) {}

  void add_condition(const eval::Finding& finding);
  void add_inside(const eval::Finding& finding);
  void add_moment(program::MomentId id, const std::optional<eval::MomentFound>& found);
  /// What is unknown needs no silence cited: with less said, it is unknown all the more.
  void leave_silence_out() { cites_silence_ = false; }

 private:
  template <class Asks, class Take>
  void each_of(const program::ConceptId* first, const program::ConceptId* last, Asks asks, Take take) const;
  template <class Take>
  void each_of(program::QueryId id, Take take) const;
  bool is_given(program::MomentId id) const;
  bool has_parts(program::QueryId id) const;
  bool may_match_something(program::QueryId id) const;
  void add_concepts(program::QueryId id);
  void add_concept(program::ConceptId asked);
  bool add_fact(std::uint32_t index);
  void add_contradictions(program::ConceptId told);
  void add_windows(const std::vector<program::WindowId>& windows);
  void add_window(program::WindowId id);
  void add_study_disease();
  void add_query(program::QueryId id);
  void add_silence(const Query& query);
  void add_counted(program::QueryId id);
  void add_value(program::ValueId id);
  void add_known(const program::Result& result);

  const Scene& scene_;
  Citations& facts_;
  bool cites_silence_ = true;
};

bool is_allergy(const clinical::Vocabulary& vocabulary, const program::ConceptId* first, const program::ConceptId* last) {
  return std::any_of(first, last, [&](program::ConceptId asked) { return vocabulary[asked].kind == Kind::kAllergy; });
}

// The facts of the concepts asked for, as far as `take` wants them: it says whether that is enough. An allergy may be recorded
// by its substance; of any other fact `asks` tells whether its concept is asked for.
template <class Asks, class Take>
void Grounds::each_of(const program::ConceptId* first, const program::ConceptId* last, Asks asks, Take take) const {
  const bool asks_for_allergies = is_allergy(scene_.vocabulary(), first, last);
  for (std::uint32_t i = 0; i < scene_.record.facts.size(); ++i) {
    const model::Fact& fact = scene_.fact(i);
    const bool is_asked = fact.concept_id && (fact.kind == Kind::kAllergy ? asks_for_allergies : asks(fact.concept_id));
    if (is_asked && take(i)) return;
  }
}

template <class Take>
void Grounds::each_of(program::QueryId id, Take take) const {
  const auto& concepts = scene_.program.queries[id].concepts;
  const std::uint8_t* const asked = scene_.prepared.asked_by(id).data();
  each_of(concepts.data(), concepts.data() + concepts.size(), [asked](program::ConceptId one) { return asked[one.index()] != 0; }, take);
}

// What stands against a fact: an entry of `absent`, the patient's sex.
void Grounds::add_contradictions(program::ConceptId told) {
  cite_absent(scene_, &told, &told + 1, facts_);
  if (scene_.vocabulary()[told].only_female || scene_.vocabulary()[told].only_male) facts_.push_back(kCitedSex);
}

// Never the last one.
bool Grounds::add_fact(std::uint32_t index) {
  facts_.push_back(cited_fact(index));
  add_contradictions(scene_.fact(index).concept_id);
  return false;
}

// All facts of the concepts asked for: which of them decides may depend on the others.
void Grounds::add_concepts(program::QueryId id) {
  each_of(id, [this](std::uint32_t fact) { return add_fact(fact); });
}

void Grounds::add_concept(program::ConceptId asked) {
  const auto asks = [&](program::ConceptId one) { return scene_.vocabulary().is_a(one, asked); };
  each_of(&asked, &asked + 1, asks, [this](std::uint32_t fact) { return add_fact(fact); });
}

void Grounds::add_window(program::WindowId id) {
  if (!id) return;
  add_moment(scene_.program.windows[id].moment, {});
  add_moment(scene_.program.windows[id].to, {});
}

void Grounds::add_windows(const std::vector<program::WindowId>& windows) {
  for (const program::WindowId id : windows) add_window(id);
}

void Grounds::add_study_disease() {
  for (std::uint32_t i = 0; i < scene_.record.facts.size(); ++i) {
    if (scene_.fact(i).is_study_disease) facts_.push_back(cited_fact(i));
  }
}

// Whether a moment may be given by the record.
bool Grounds::is_given(program::MomentId id) const {
  if (!id) return false;
  switch (scene_.program.moments[id].form) {
    case Moment::Form::kTimeline:
    case Moment::Form::kFirst:
    case Moment::Form::kLatest: return true;
    case Moment::Form::kScreening:
    case Moment::Form::kDate:
    case Moment::Form::kIt: break;
  }
  return false;
}

// Whether a selector has parts that rest on anything.
bool Grounds::has_parts(program::QueryId id) const {
  const Query& query = scene_.program.queries[id];
  const auto is_round_given = [&](program::WindowId window) {
    return window && (is_given(scene_.program.windows[window].moment) || is_given(scene_.program.windows[window].to));
  };
  return query.is_other || query.requiring || is_round_given(query.broken_window) || std::any_of(query.windows.begin(), query.windows.end(), is_round_given);
}

// Where nothing is recorded that could match, the parts of the selector ask nothing of anything.
bool Grounds::may_match_something(program::QueryId id) const {
  if (scene_.program.queries[id].is_allergy_to) {
    const std::vector<model::Fact>& facts = scene_.record.facts;
    return std::any_of(facts.begin(), facts.end(), [](const model::Fact& fact) { return fact.kind == Kind::kAllergy; });
  }
  bool is_there = false;
  each_of(id, [&](std::uint32_t) { return is_there = true; });
  return is_there;
}

void Grounds::add_query(program::QueryId id) {
  if (!id || !has_parts(id) || !may_match_something(id)) return;
  const Query& query = scene_.program.queries[id];
  add_windows(query.windows);
  add_window(query.broken_window);
  if (query.is_other) add_study_disease();
  if (!query.requiring) return;
  add_concepts(query.requiring);
  add_silence(scene_.program.queries[query.requiring]);
  add_query(query.requiring);
}

void Grounds::add_silence(const Query& query) {
  if (cites_silence_) cite_silence(scene_, query, facts_);
}

// Facts that are counted as a number: how many more there may be, the record's silence tells.
void Grounds::add_counted(program::QueryId id) {
  if (!id) return;
  add_query(id);
  add_silence(scene_.program.queries[id]);
}

void Grounds::add_value(program::ValueId id) {
  if (!id) return;
  const program::Value& value = scene_.program.values[id];
  add_counted(value.query);
  if (value.result) {
    add_windows(scene_.program.results[value.result].windows);
    add_counted(scene_.program.results[value.result].steroids);
  }
  for (std::uint32_t i = 0; i < value.operands.count; ++i) add_value(scene_.program.operands[value.operands.first + i]);
}

// Which result is the one that counts, and whether it can be read, all of them decide.
void Grounds::add_known(const program::Result& result) {
  add_concept(result.concept_id);
  for (const program::ResultId input : result.inputs) {
    if (input) add_known(scene_.program.results[input]);
  }
  if (!result.formula) return;
  facts_.push_back(kCitedBirthDate);
  facts_.push_back(kCitedSex);
}

void Grounds::add_condition(const eval::Finding& finding) {
  const Node& node = scene_.program[finding.node];
  for (const eval::Want& want : finding.wants) {
    if (want.why == eval::Why::kConflict && want.fact) add_contradictions(scene_.fact(*want.fact).concept_id);
  }
  if (node.op == Node::Op::kKnownResult) add_known(scene_.program.results[node.result]);
  if (node.op == Node::Op::kKnownMoment) add_moment(node.moment, {});
  const auto moments = {node.moment, node.to, node.moment2, node.to2};
  const bool has_moments = value::is_unknown(finding.truth) && std::any_of(moments.begin(), moments.end(), [&](program::MomentId id) { return is_given(id); });
  if (has_moments && (!node.query || may_match_something(node.query))) {
    for (const program::MomentId id : moments) add_moment(id, {});
  }
  add_query(node.query);
  if (node.result) add_windows(scene_.program.results[node.result].windows);
  for (const program::ValueId id : {node.left, node.low, node.right}) add_value(id);
  if (node.query && rests_on_silence(scene_, finding)) add_silence(scene_.program.queries[node.query]);
}

// A `where` is a tree of its own.
void Grounds::add_inside(const eval::Finding& finding) {
  add_condition(finding);
  cite_all(finding, facts_);
  for (const eval::FindingId child : finding.children) add_inside(scene_.recording[child]);
  for (const eval::FindingId inner : finding.inner) add_inside(scene_.recording[inner]);
}

void Grounds::add_moment(program::MomentId id, const std::optional<eval::MomentFound>& found) {
  if (!id) return;
  const Moment& moment = scene_.program.moments[id];
  if (moment.form == Moment::Form::kTimeline) {
    const program::Timeline& entry = scene_.program.timeline[moment.timeline];
    if (recorded_date(scene_, moment.timeline) != nullptr) facts_.push_back({Citation::Of::kDate, moment.timeline.index()});
    else add_moment(entry.formula, {});
  }
  const bool is_event = moment.form == Moment::Form::kFirst || moment.form == Moment::Form::kLatest;
  if (found && found->giver) facts_.push_back(cited_fact(*found->giver));
  else if (is_event) add_concepts(moment.query);
  if (is_event) add_query(moment.query);
}

}  // namespace

void cite_moment(const Scene& scene, program::MomentId id, const std::optional<eval::MomentFound>& found, Citations& facts) {
  Grounds(scene, facts).add_moment(id, found);
}

void cite_grounds(const Scene& scene, const eval::Finding& finding, Citations& facts) {
  Grounds grounds(scene, facts);
  if (value::is_unknown(finding.truth)) grounds.leave_silence_out();
  grounds.add_condition(finding);
  for (const eval::FindingId inner : finding.inner) grounds.add_inside(scene.recording[inner]);
}

}  // namespace eligo::explain
