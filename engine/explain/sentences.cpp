// The one place that sends a leaf to its family, and says in general words what no family knows.
#include "explain/grounds.h"
#include "explain/sentences.h"

#include "explain/wording.h"

namespace eligo::explain {

namespace {

using Op = program::Node::Op;
using value::Truth;

// "holds: …", "does not hold: …": for conditions without a sentence of their own.
Sentence in_general(const Leaf& leaf) {
  Sentence out{(value::is_true(leaf.finding.truth) ? "this holds: " : "this does not hold: ") + leaf.scene.prepared.words(leaf.node.text), {}};
  cite_all(leaf.finding, out.facts);
  return out;
}

Sentence tell_sex(const Leaf& leaf) {
  return {std::string("the sex is ") + name_of(leaf.scene.record.sex), {kCitedSex}};
}

Sentence tell_cohort(const Leaf& leaf) {
  const program::Cohort& cohort = leaf.scene.program.cohorts[leaf.node.cohort];
  const std::string name = cohort.title.empty() ? spaced(cohort.name) : cohort.title;
  return {(value::is_true(leaf.finding.truth) ? "this is cohort " : "this is not cohort ") + name, {}};
}

Sentence tell_settled(const Leaf& leaf) {
  switch (leaf.node.op) {
    case Op::kCompare:
    case Op::kInRange: return tell_comparison(leaf);
    case Op::kChoiceIs: return tell_choice(leaf);
    case Op::kSexIs: return tell_sex(leaf);
    case Op::kAge: return tell_age(leaf);
    case Op::kTimeBetween:
    case Op::kTimeBetweenAge: return tell_time_between(leaf);
    case Op::kMoments: return tell_moments(leaf);
    case Op::kFacts: return tell_facts(leaf);
    case Op::kWashedOut: return tell_washout(leaf);
    case Op::kOnTreatment: return tell_treatment(leaf);
    case Op::kQuestion: return tell_question(leaf);
    case Op::kInCohort: return tell_cohort(leaf);
    case Op::kTrue: return {"nothing is asked here", {}};
    case Op::kKnownResult: case Op::kKnownAge: case Op::kKnownSex: case Op::kKnownMoment: case Op::kKnownValue: return tell_known(leaf);
    case Op::kGap: case Op::kAnd: case Op::kOr: case Op::kNot: case Op::kCountTrue: case Op::kIfElse: case Op::kIfThen: case Op::kWaive:
    case Op::kLift: case Op::kDefinition: case Op::kFactDuration: case Op::kKnownAttribute: case Op::kKnownFactValue: case Op::kAttributeIs:
    case Op::kAttributeYes: case Op::kFactChoiceIs: return in_general(leaf);
  }
  return {};
}

// Conditions whose own words tell what a missing result is for.
bool compares_a_result(Op op) { return op == Op::kCompare || op == Op::kInRange || op == Op::kChoiceIs; }

// What is wanted, what for, and the facts that may matter.
Sentence tell_unknown(const Leaf& leaf) {
  Sentence out = empty_sentence();
  append_wants(out.text, leaf.scene, leaf.finding);
  const std::string& words = leaf.scene.prepared.words(leaf.node.text);
  if (out.text.empty()) out.text.append("the record does not settle this: ").append(words);
  else if (compares_a_result(leaf.node.op)) out.text.append("; to decide: ").append(words);
  cite_all(leaf.finding, out.facts);
  for (const eval::Want& want : leaf.finding.wants) {
    if (want.fact) out.facts.push_back(cited_fact(*want.fact));
  }
  return out;
}

}  // namespace

Sentence empty_sentence() {
  constexpr std::size_t kUsualText = 256;
  Sentence out;
  out.text.reserve(kUsualText);
  return out;
}

Sentence told(const Scene& scene, eval::FindingId id, Tone tone) {
  const eval::Finding& finding = scene.recording[id];
  const Leaf leaf{scene, scene.program[finding.node], finding, tone};
  Sentence out = value::is_unknown(finding.truth) ? tell_unknown(leaf) : tell_settled(leaf);
  cite_grounds(scene, finding, out.facts);
  return out;
}

}  // namespace eligo::explain
