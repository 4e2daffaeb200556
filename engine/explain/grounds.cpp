// Walks from a condition to its selectors, results and windows, and from those to moments.
#include "explain/grounds.h"

#include <algorithm>

#include "explain/sentences.h"

namespace eligo::explain {

namespace {

using program::Moment;
using program::Node;
using program::Query;

// All facts of the concepts asked for: which of them decides may depend on the others.
void cite_concepts(const Scene& scene, const std::vector<program::ConceptId>& concepts, std::vector<CitedFact>& facts) {
  for (std::uint32_t i = 0; i < scene.record.facts.size(); ++i) {
    const model::Fact& fact = scene.fact(i);
    if (fact.is_broken || !fact.concept_id) continue;
    const auto is_asked = [&](program::ConceptId asked) { return scene.vocabulary().is_a(fact.concept_id, asked); };
    if (std::any_of(concepts.begin(), concepts.end(), is_asked)) cite(facts, cited_fact(scene, i));
  }
}

void cite_windows(const Scene& scene, const std::vector<program::WindowId>& windows, std::vector<CitedFact>& facts) {
  for (const program::WindowId id : windows) {
    if (!id) continue;
    cite_moment(scene, scene.program.windows[id].moment, {}, facts);
    cite_moment(scene, scene.program.windows[id].to, {}, facts);
  }
}

void cite_study_disease(const Scene& scene, std::vector<CitedFact>& facts) {
  for (std::uint32_t i = 0; i < scene.record.facts.size(); ++i) {
    if (scene.fact(i).is_study_disease) cite(facts, cited_fact(scene, i));
  }
}

void cite_query(const Scene& scene, program::QueryId id, std::vector<CitedFact>& facts) {
  if (!id) return;
  const Query& query = scene.program.queries[id];
  cite_windows(scene, query.windows, facts);
  cite_windows(scene, {query.broken_window}, facts);
  if (query.is_other) cite_study_disease(scene, facts);
  if (query.requiring) cite_concepts(scene, scene.program.queries[query.requiring].concepts, facts);
  cite_query(scene, query.requiring, facts);
}

void cite_value(const Scene& scene, program::ValueId id, std::vector<CitedFact>& facts) {
  if (!id) return;
  const program::Value& value = scene.program.values[id];
  cite_query(scene, value.query, facts);
  if (value.result) cite_windows(scene, scene.program.results[value.result].windows, facts);
  for (std::uint32_t i = 0; i < value.operands.count; ++i) cite_value(scene, scene.program.operands[value.operands.first + i], facts);
}

void cite_condition(const Scene& scene, const eval::Finding& finding, std::vector<CitedFact>& facts) {
  const Node& node = scene.program[finding.node];
  cite_query(scene, node.query, facts);
  if (node.result) cite_windows(scene, scene.program.results[node.result].windows, facts);
  for (const program::ValueId id : {node.left, node.low, node.right}) cite_value(scene, id, facts);
  if (node.query && rests_on_silence(scene, finding)) cite_silence(scene, scene.program.queries[node.query], facts);
}

// A `where` is a tree of its own.
void cite_inside(const Scene& scene, const eval::Finding& finding, std::vector<CitedFact>& facts) {
  cite_condition(scene, finding, facts);
  for (const eval::FactUse& use : finding.facts) cite(facts, cited_fact(scene, use.fact));
  for (const eval::FindingId child : finding.children) cite_inside(scene, scene.recording[child], facts);
  for (const eval::FindingId inner : finding.inner) cite_inside(scene, scene.recording[inner], facts);
}

}  // namespace

void cite_moment(const Scene& scene, program::MomentId id, const std::optional<eval::MomentFound>& found, std::vector<CitedFact>& facts) {
  if (!id) return;
  const Moment& moment = scene.program.moments[id];
  if (moment.form == Moment::Form::kTimeline) {
    const program::Timeline& entry = scene.program.timeline[moment.timeline];
    CitedFact date = cited_date(scene.record, entry.name);
    if (date.of.empty()) cite_moment(scene, entry.formula, {}, facts);
    cite(facts, std::move(date));
  }
  const bool is_event = moment.form == Moment::Form::kFirst || moment.form == Moment::Form::kLatest;
  if (found && found->giver) cite(facts, cited_fact(scene, *found->giver));
  else if (is_event) cite_concepts(scene, scene.program.queries[moment.query].concepts, facts);
  if (is_event) cite_query(scene, moment.query, facts);
}

void cite_grounds(const Scene& scene, const eval::Finding& finding, std::vector<CitedFact>& facts) {
  cite_condition(scene, finding, facts);
  for (const eval::FindingId inner : finding.inner) cite_inside(scene, scene.recording[inner], facts);
}

}  // namespace eligo::explain
