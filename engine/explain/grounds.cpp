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
  template <class Asks>
  bool is_of(const model::Fact& fact, const program::ConceptId* first, const program::ConceptId* last, Asks asks) const;
  bool may_match_something(program::QueryId id) const;
  void add_concepts(program::QueryId id);
  void add_concept(program::ConceptId asked);
  void add_fact(std::uint32_t index);
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

// An allergy may be recorded by its substance. `asks` knows of the concepts asked for, one of which is that of any other fact
// or lies above it.
template <class Asks>
bool Grounds::is_of(const model::Fact& fact, const program::ConceptId* first, const program::ConceptId* last, Asks asks) const {
  if (!fact.concept_id) return false;
  if (fact.kind != Kind::kAllergy) return asks(fact.concept_id);
  return std::any_of(first, last, [&](program::ConceptId asked) { return scene_.vocabulary()[asked].kind == Kind::kAllergy; });
}

// What stands against a fact: an entry of `absent`, the patient's sex.
void Grounds::add_contradictions(program::ConceptId told) {
  cite_absent(scene_, &told, &told + 1, facts_);
  if (scene_.vocabulary()[told].only_female || scene_.vocabulary()[told].only_male) facts_.push_back(kCitedSex);
}

void Grounds::add_fact(std::uint32_t index) {
  facts_.push_back(cited_fact(index));
  add_contradictions(scene_.fact(index).concept_id);
}

// All facts of the concepts asked for: which of them decides may depend on the others.
void Grounds::add_concepts(program::QueryId id) {
  const auto& concepts = scene_.program.queries[id].concepts;
  const auto asks = [&](program::ConceptId one) { return scene_.prepared.asks_for(id, one); };
  for (std::uint32_t i = 0; i < scene_.record.facts.size(); ++i) {
    if (is_of(scene_.fact(i), concepts.data(), concepts.data() + concepts.size(), asks)) add_fact(i);
  }
}

void Grounds::add_concept(program::ConceptId asked) {
  const auto asks = [&](program::ConceptId one) { return scene_.vocabulary().is_a(one, asked); };
  for (std::uint32_t i = 0; i < scene_.record.facts.size(); ++i) {
    if (is_of(scene_.fact(i), &asked, &asked + 1, asks)) add_fact(i);
  }
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

// Where nothing is recorded that could match, the parts of the selector ask nothing of anything.
bool Grounds::may_match_something(program::QueryId id) const {
  const Query& query = scene_.program.queries[id];
  const program::ConceptId* const concepts = query.concepts.data();
  const auto asks = [&](program::ConceptId one) { return scene_.prepared.asks_for(id, one); };
  const auto may_match = [&](const model::Fact& fact) {
    return query.is_allergy_to ? fact.kind == Kind::kAllergy : is_of(fact, concepts, concepts + query.concepts.size(), asks);
  };
  return std::any_of(scene_.record.facts.begin(), scene_.record.facts.end(), may_match);
}

void Grounds::add_query(program::QueryId id) {
  if (!id) return;
  if (!may_match_something(id)) return;
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
  const auto asks_of_something = [&] { return !node.query || may_match_something(node.query); };
  if (value::is_unknown(finding.truth) && asks_of_something()) {
    for (const program::MomentId id : {node.moment, node.to, node.moment2, node.to2}) add_moment(id, {});
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
