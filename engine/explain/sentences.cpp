// The one place that sends a leaf to its family, and says in general words what no family knows.
#include "explain/grounds.h"
#include "explain/sentences.h"

#include "explain/wording.h"

namespace eligo::explain {

namespace {

using Op = program::Node::Op;
using value::Truth;

// "holds: …", "does not hold: …": for conditions without a sentence of their own.
void tell_in_general(const Leaf& leaf, Sentence& out) {
  out.text.append(value::is_true(leaf.finding.truth) ? "this holds: " : "this does not hold: ").append(leaf.scene.prepared.words(leaf.node.text));
  cite_all(leaf.finding, out.facts);
}

void tell_sex(const Leaf& leaf, Sentence& out) {
  out.text.append("the sex is ").append(name_of(leaf.scene.record.sex));
  out.facts.push_back(kCitedSex);
}

void tell_cohort(const Leaf& leaf, Sentence& out) {
  const program::Cohort& cohort = leaf.scene.program.cohorts[leaf.node.cohort];
  out.text += value::is_true(leaf.finding.truth) ? "this is cohort " : "this is not cohort ";
  if (cohort.title.empty()) append_spaced(out.text, cohort.name);
  else out.text += cohort.title;
}

void tell_settled(const Leaf& leaf, Sentence& out) {
  switch (leaf.node.op) {
    case Op::kCompare:
    case Op::kInRange: return tell_comparison(leaf, out);
    case Op::kChoiceIs: return tell_choice(leaf, out);
    case Op::kSexIs: return tell_sex(leaf, out);
    case Op::kAge: return tell_age(leaf, out);
    case Op::kTimeBetween:
    case Op::kTimeBetweenAge: return tell_time_between(leaf, out);
    case Op::kMoments: return tell_moments(leaf, out);
    case Op::kFacts: return tell_facts(leaf, out);
    case Op::kWashedOut: return tell_washout(leaf, out);
    case Op::kOnTreatment: return tell_treatment(leaf, out);
    case Op::kQuestion: return tell_question(leaf, out);
    case Op::kInCohort: return tell_cohort(leaf, out);
    case Op::kTrue: out.text += "nothing is asked here"; return;
    case Op::kKnownResult: case Op::kKnownAge: case Op::kKnownSex: case Op::kKnownMoment: case Op::kKnownValue: return tell_known(leaf, out);
    case Op::kGap: case Op::kAnd: case Op::kOr: case Op::kNot: case Op::kCountTrue: case Op::kIfElse: case Op::kIfThen: case Op::kWaive:
    case Op::kLift: case Op::kDefinition: case Op::kFactDuration: case Op::kKnownAttribute: case Op::kKnownFactValue: case Op::kAttributeIs:
    case Op::kAttributeYes: case Op::kFactChoiceIs: return tell_in_general(leaf, out);
  }
}

// Conditions whose own words tell what a missing result is for.
bool compares_a_result(Op op) { return op == Op::kCompare || op == Op::kInRange || op == Op::kChoiceIs; }

// What is wanted, what for, and the facts that may matter.
void tell_unknown(const Leaf& leaf, Sentence& out) {
  append_wants(out.text, leaf.scene, leaf.finding);
  const std::string& words = leaf.scene.prepared.words(leaf.node.text);
  if (out.text.empty()) out.text.append("the record does not settle this: ").append(words);
  else if (compares_a_result(leaf.node.op)) out.text.append("; to decide: ").append(words);
  cite_all(leaf.finding, out.facts);
  for (const eval::Want& want : leaf.finding.wants) {
    if (want.fact) out.facts.push_back(cited_fact(*want.fact));
  }
}

}  // namespace

void tell(const Scene& scene, eval::FindingId id, Tone tone, Sentence& out) {
  const eval::Finding& finding = scene.recording[id];
  const Leaf leaf{scene, scene.program[finding.node], finding, tone};
  out.clear();
  value::is_unknown(finding.truth) ? tell_unknown(leaf, out) : tell_settled(leaf, out);
  cite_grounds(scene, finding, out.facts);
}

}  // namespace eligo::explain
