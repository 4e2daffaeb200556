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
  Grounds(const Scene& scene, std::vector<CitedFact>& facts) : scene_(scene), facts_(facts) {}

  void add_condition(const eval::Finding& finding);
  void add_inside(const eval::Finding& finding);
  void add_moment(program::MomentId id, const std::optional<eval::MomentFound>& found);
  /// What is unknown needs no silence cited: with less said, it is unknown all the more.
  void leave_silence_out() { cites_silence_ = false; }

 private:
  bool is_of(const model::Fact& fact, const std::vector<program::ConceptId>& concepts) const;
  bool may_match_something(const Query& query) const;
  void add_concepts(const std::vector<program::ConceptId>& concepts);
  void add_contradictions(program::ConceptId told);
  void add_windows(const std::vector<program::WindowId>& windows);
  void add_study_disease();
  void add_query(program::QueryId id);
  void add_silence(const Query& query);
  void add_counted(program::QueryId id);
  void add_value(program::ValueId id);
  void add_known(const program::Result& result);

  const Scene& scene_;
  std::vector<CitedFact>& facts_;
  bool cites_silence_ = true;
};

// An allergy may be recorded by its substance.
bool Grounds::is_of(const model::Fact& fact, const std::vector<program::ConceptId>& concepts) const {
  const auto is_asked = [&](program::ConceptId asked) {
    if (!fact.concept_id) return false;
    return fact.kind == Kind::kAllergy ? scene_.vocabulary()[asked].kind == Kind::kAllergy : scene_.vocabulary().is_a(fact.concept_id, asked);
  };
  return std::any_of(concepts.begin(), concepts.end(), is_asked);
}

// What stands against a fact: an entry of `absent`, the patient's sex.
void Grounds::add_contradictions(program::ConceptId told) {
  cite_absent(scene_, {told}, facts_);
  if (scene_.vocabulary()[told].only_female || scene_.vocabulary()[told].only_male) cite(facts_, cited_sex(scene_.record));
}

// All facts of the concepts asked for: which of them decides may depend on the others.
void Grounds::add_concepts(const std::vector<program::ConceptId>& concepts) {
  for (std::uint32_t i = 0; i < scene_.record.facts.size(); ++i) {
    if (!is_of(scene_.fact(i), concepts)) continue;
    cite(facts_, cited_fact(scene_, i));
    add_contradictions(scene_.fact(i).concept_id);
  }
}

void Grounds::add_windows(const std::vector<program::WindowId>& windows) {
  for (const program::WindowId id : windows) {
    if (!id) continue;
    add_moment(scene_.program.windows[id].moment, {});
    add_moment(scene_.program.windows[id].to, {});
  }
}

void Grounds::add_study_disease() {
  for (std::uint32_t i = 0; i < scene_.record.facts.size(); ++i) {
    if (scene_.fact(i).is_study_disease) cite(facts_, cited_fact(scene_, i));
  }
}

// Where nothing is recorded that could match, the parts of the selector ask nothing of anything.
bool Grounds::may_match_something(const Query& query) const {
  const auto may_match = [&](const model::Fact& fact) { return query.is_allergy_to ? fact.kind == Kind::kAllergy : is_of(fact, query.concepts); };
  return std::any_of(scene_.record.facts.begin(), scene_.record.facts.end(), may_match);
}

void Grounds::add_query(program::QueryId id) {
  if (!id) return;
  const Query& query = scene_.program.queries[id];
  if (!may_match_something(query)) return;
  add_windows(query.windows);
  add_windows({query.broken_window});
  if (query.is_other) add_study_disease();
  if (!query.requiring) return;
  add_concepts(scene_.program.queries[query.requiring].concepts);
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
  add_concepts({result.concept_id});
  for (const program::ResultId input : result.inputs) {
    if (input) add_known(scene_.program.results[input]);
  }
  if (!result.formula) return;
  cite(facts_, cited_birth_date(scene_.record));
  cite(facts_, cited_sex(scene_.record));
}

void Grounds::add_condition(const eval::Finding& finding) {
  const Node& node = scene_.program[finding.node];
  for (const eval::Want& want : finding.wants) {
    if (want.why == eval::Why::kConflict && want.fact) add_contradictions(scene_.fact(*want.fact).concept_id);
  }
  if (node.op == Node::Op::kKnownResult) add_known(scene_.program.results[node.result]);
  if (node.op == Node::Op::kKnownMoment) add_moment(node.moment, {});
  const auto asks_of_something = [&] { return !node.query || may_match_something(scene_.program.queries[node.query]); };
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
  for (const eval::FactUse& use : finding.facts) cite(facts_, cited_fact(scene_, use.fact));
  for (const eval::FindingId child : finding.children) add_inside(scene_.recording[child]);
  for (const eval::FindingId inner : finding.inner) add_inside(scene_.recording[inner]);
}

void Grounds::add_moment(program::MomentId id, const std::optional<eval::MomentFound>& found) {
  if (!id) return;
  const Moment& moment = scene_.program.moments[id];
  if (moment.form == Moment::Form::kTimeline) {
    const program::Timeline& entry = scene_.program.timeline[moment.timeline];
    CitedFact date = cited_date(scene_.record, entry.name);
    if (date.of.empty()) add_moment(entry.formula, {});
    cite(facts_, std::move(date));
  }
  const bool is_event = moment.form == Moment::Form::kFirst || moment.form == Moment::Form::kLatest;
  if (found && found->giver) cite(facts_, cited_fact(scene_, *found->giver));
  else if (is_event) add_concepts(scene_.program.queries[moment.query].concepts);
  if (is_event) add_query(moment.query);
}

}  // namespace

void cite_moment(const Scene& scene, program::MomentId id, const std::optional<eval::MomentFound>& found, std::vector<CitedFact>& facts) {
  Grounds(scene, facts).add_moment(id, found);
}

void cite_grounds(const Scene& scene, const eval::Finding& finding, std::vector<CitedFact>& facts) {
  Grounds grounds(scene, facts);
  if (value::is_unknown(finding.truth)) grounds.leave_silence_out();
  grounds.add_condition(finding);
  for (const eval::FindingId inner : finding.inner) grounds.add_inside(scene.recording[inner]);
}

}  // namespace eligo::explain
