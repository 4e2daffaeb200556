// Why something is unknown, in words: one sentence for each reason of the result's `missing`.
#include <algorithm>

#include "base/ascii.h"
#include "explain/sentences.h"
#include "explain/window_days.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

using eval::Want;
using eval::Why;

// Computed quantities and names that are no concept stand as they are printed.
std::string plain_name(const Scene& scene, const Want& want) {
  if (want.concept_id) return (want.is_allergy ? "an allergy to " : "") + shown_name(scene.vocabulary()[want.concept_id]);
  if (base::equal_folded(want.of, "birth_date")) return "the birth date";
  if (base::equal_folded(want.of, "sex")) return "the sex";
  return spaced(want.of);
}

const program::Question* question_of(const Scene& scene, const Want& want) {
  for (const program::Question& question : scene.program.questions) {
    if (base::equal_folded(question.name, want.of)) return &question;
  }
  return nullptr;
}

std::string absent(const Scene& scene, const Want& want) {
  const std::string name = plain_name(scene, want);
  return want.concept_id ? "no result of " + name + " is recorded" : name + " is not recorded";
}

std::string stale(const Scene& scene, const eval::Finding& finding, const Want& want) {
  const std::string name = plain_name(scene, want);
  if (!want.fact) return "the latest result of " + name + " is too old";
  const model::Fact& fact = scene.fact(*want.fact);
  std::string out = fact_phrase(scene, fact) + " does not count any more";
  const value::Day age = scene.record.screening.first - fact.start.first;
  if (fact.start.is_day() && age > 0) out = fact_phrase(scene, fact) + " is " + shown_count(age, "day") + " old at screening and does not count any more";
  const std::vector<program::WindowId> windows = validity_windows(scene, finding, want.concept_id);
  const auto days = windows.size() == 1 ? days_of(scene, windows.front()) : std::nullopt;
  if (days && days->first > fact.start.last) out += "; to be repeated: results from " + value::to_text(days->first) + " on count";
  return out;
}

std::string imprecise(const Scene& scene, const Want& want) {
  if (base::equal_folded(want.of, "birth_date")) return "the birth date (" + date_text(scene.record.birth) + ") is too coarse to tell";
  if (!want.fact) return plain_name(scene, want) + " is not precise enough to tell";
  const model::Fact& fact = scene.fact(*want.fact);
  const bool is_coarse = fact.is_dated && (!fact.start.is_day() || (!fact.end.is_day() && !fact.has_not_ended));
  if (is_coarse) return "the dates are too coarse to tell: " + fact_phrase(scene, fact);
  return fact_phrase(scene, fact) + " is not precise enough to tell";
}

// Results of one moment that disagree are all shown; any other fact stands against `absent` or the patient's sex.
std::string conflict(const Scene& scene, const eval::Finding& finding, const Want& want) {
  std::vector<std::string> entries;
  for (const eval::FactUse& use : finding.facts) {
    const model::Fact& fact = scene.fact(use.fact);
    const bool is_meant = use.part == eval::FactUse::Part::kConflict || (want.concept_id && fact.concept_id && scene.vocabulary().is_a(fact.concept_id, want.concept_id));
    if (is_meant) entries.push_back(fact_phrase(scene, fact));
  }
  const bool is_result = want.concept_id && scene.vocabulary()[want.concept_id].kind == clinical::Kind::kObservation;
  if (is_result) return "results of one moment disagree: " + (entries.empty() ? plain_name(scene, want) : joined_few(entries));
  const std::string entry = entries.empty() ? plain_name(scene, want) : joined_few(entries);
  const bool is_listed = want.concept_id && std::any_of(scene.record.absent.begin(), scene.record.absent.end(), [&](program::ConceptId absent) { return scene.vocabulary().is_a(want.concept_id, absent); });
  return "the record contradicts itself: it tells of " + entry + (is_listed ? ", and lists it as absent" : std::string(", and the sex is ") + name_of(scene.record.sex));
}

// The kind whose history would settle silence about what is wanted; none for results, which are never complete.
std::optional<clinical::Kind> silent_kind(const Scene& scene, const Want& want) {
  if (!want.concept_id) return std::nullopt;
  const clinical::Kind kind = want.is_allergy ? clinical::Kind::kAllergy : scene.vocabulary()[want.concept_id].kind;
  return kind == clinical::Kind::kObservation ? std::nullopt : std::optional(kind);
}

std::string silent(const Scene& scene, const Want& want) {
  if (!want.concept_id) return "nothing is recorded about " + plain_name(scene, want);
  const std::string out = "nothing recorded about " + plain_name(scene, want) + " settles it, and ";
  return out + (silent_kind(scene, want) ? want_cause(scene, want) : "results are never taken as complete");
}

// What was set aside is named with its place; its values are not to be relied on. Without a fact, a broken entry has
// taken away the completeness of its kind.
std::string problem(const Scene& scene, const Want& want) {
  if (want.fact) return "the entry for " + plain_name(scene, want) + " at " + model::to_text(scene.fact(*want.fact).place) + " was set aside for a data problem";
  if (!silent_kind(scene, want)) return plain_name(scene, want) + " was set aside for a data problem";
  return "nothing recorded about " + plain_name(scene, want) + " settles it, and " + want_cause(scene, want);
}

std::string attribute(const Scene& scene, const Want& want) {
  const std::string which = want.attribute.empty() ? "an attribute" : "the " + spaced(want.attribute);
  const std::string owner = want.fact ? fact_phrase(scene, scene.fact(*want.fact)) : plain_name(scene, want);
  return which + " of " + owner + (want.fact ? ", " : " ") + "is not recorded well enough to tell";
}

std::string no_limit(const Scene& scene, const Want& want) {
  const std::string owner = want.fact ? fact_phrase(scene, scene.fact(*want.fact)) : plain_name(scene, want);
  return "no reference limit came with " + owner;
}

std::string unanswered(const Scene& scene, const Want& want) {
  const program::Question* question = question_of(scene, want);
  return question ? "not answered yet: \"" + question->text + "\"" : "the question " + want.of + " is not answered yet";
}

std::string gap(const Scene& scene, const eval::Finding& finding) {
  return "the rules are not complete here: " + scene.program[finding.node].text;
}

}  // namespace

std::string want_name(const Scene& scene, const Want& want) {
  const program::Question* question = want.why == Why::kUnanswered ? question_of(scene, want) : nullptr;
  return question ? "\"" + question->text + "\"" : plain_name(scene, want);
}

std::string want_cause(const Scene& scene, const Want& want) {
  const auto kind = silent_kind(scene, want);
  const bool is_silence = want.why == Why::kSilent || (want.why == Why::kProblem && !want.fact);
  if (!kind || !is_silence) return {};
  const std::string history = std::string("the history of ") + clinical::list_name_of(*kind);
  return history + (want.why == Why::kSilent ? " is not said to be complete" : " is not complete: an entry was set aside for a data problem");
}

std::string want_text(const Scene& scene, const eval::Finding& finding, const Want& want) {
  switch (want.why) {
    case Why::kAbsent: return absent(scene, want);
    case Why::kStale: return stale(scene, finding, want);
    case Why::kUndated: return (want.fact ? fact_phrase(scene, scene.fact(*want.fact)) : plain_name(scene, want) + " without a date") + ", does not count";
    case Why::kImprecise: return imprecise(scene, want);
    case Why::kConflict: return conflict(scene, finding, want);
    case Why::kSuspected: return plain_name(scene, want) + " is suspected, not confirmed";
    case Why::kSilent: return silent(scene, want);
    case Why::kProblem: return problem(scene, want);
    case Why::kNoLimit: return no_limit(scene, want);
    case Why::kNoHalfLife: return "the half-life of " + plain_name(scene, want) + " is not known";
    case Why::kAttribute: return attribute(scene, want);
    case Why::kMoment: return "the date of " + plain_name(scene, want) + " is not known";
    case Why::kUnanswered: return unanswered(scene, want);
    case Why::kGap: return gap(scene, finding);
  }
  return {};
}

std::string wants_text(const Scene& scene, const eval::Finding& finding) {
  std::vector<std::string> texts;
  for (const Want& want : finding.wants) {
    std::string text = want_text(scene, finding, want);
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
    if (texts.size() == kFew) break;
  }
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : "; ") + text;
  return out;
}

}  // namespace eligo::explain
