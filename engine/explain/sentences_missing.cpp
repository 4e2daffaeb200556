// Why something is unknown, in words: one sentence for each reason of the result's `missing`.
#include <algorithm>

#include "base/ascii.h"
#include "base/short_list.h"
#include "explain/sentences.h"
#include "explain/window_days.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

using eval::Want;
using eval::Why;

// Computed quantities and names that are no concept stand as they are printed.
void append_plain_name(std::string& out, const Scene& scene, const Want& want) {
  if (want.concept_id) out.append(want.is_allergy ? "an allergy to " : "").append(scene.prepared.name(want.concept_id));
  else if (base::equal_folded(want.of, "birth_date")) out += "the birth date";
  else if (base::equal_folded(want.of, "sex")) out += "the sex";
  else append_spaced(out, want.of);
}

void append_wanted(std::string& out, const Scene& scene, std::string_view before, const Want& want, std::string_view behind) {
  append_plain_name(out += before, scene, want);
  out += behind;
}

const program::Question* question_of(const Scene& scene, const Want& want) {
  for (const program::Question& question : scene.program.questions) {
    if (base::equal_folded(question.name, want.of)) return &question;
  }
  return nullptr;
}

void append_absent(std::string& out, const Scene& scene, const Want& want) {
  if (want.concept_id) append_wanted(out, scene, "no result of ", want, " is recorded");
  else append_wanted(out, scene, "", want, " is not recorded");
}

void append_stale(std::string& out, const Scene& scene, const eval::Finding& finding, const Want& want) {
  if (!want.fact) return append_wanted(out, scene, "the latest result of ", want, " is too old");
  const model::Fact& fact = scene.fact(*want.fact);
  append_phrase(out, scene, fact);
  const value::Day age = scene.record.screening.first - fact.start.first;
  const bool has_age = fact.start.is_day() && age > 0;
  if (has_age) append_count(out += " is ", age, "day");
  out += has_age ? " old at screening and does not count any more" : " does not count any more";
  const std::vector<program::WindowId> windows = validity_windows(scene, finding, want.concept_id);
  const auto days = windows.size() == 1 ? days_of(scene, windows.front()) : std::nullopt;
  if (!days || days->first <= fact.start.last) return;
  value::append_text(out += "; to be repeated: results from ", days->first);
  out += " on count";
}

void append_imprecise(std::string& out, const Scene& scene, const Want& want) {
  if (base::equal_folded(want.of, "birth_date")) {
    append_date(out += "the birth date (", scene.record.birth);
    out += ") is too coarse to tell";
    return;
  }
  if (!want.fact) return append_wanted(out, scene, "", want, " is not precise enough to tell");
  const model::Fact& fact = scene.fact(*want.fact);
  const bool is_coarse = fact.is_dated && (!fact.start.is_day() || (!fact.end.is_day() && !fact.has_not_ended));
  if (is_coarse) out += "the dates are too coarse to tell: ";
  append_phrase(out, scene, fact);
  if (!is_coarse) out += " is not precise enough to tell";
}

// Results of one moment that disagree are all shown; any other fact stands against `absent` or the patient's sex.
std::string conflict(const Scene& scene, const eval::Finding& finding, const Want& want) {
  std::vector<std::string> entries;
  for (const eval::FactUse& use : finding.facts) {
    const model::Fact& fact = scene.fact(use.fact);
    const bool is_meant = use.part == eval::FactUse::Part::kConflict || (want.concept_id && fact.concept_id && scene.vocabulary().is_a(fact.concept_id, want.concept_id));
    if (is_meant) entries.push_back(fact_phrase(scene, fact));
  }
  std::string entry = joined_few(entries);
  if (entries.empty()) append_plain_name(entry, scene, want);
  const bool is_result = want.concept_id && scene.vocabulary()[want.concept_id].kind == clinical::Kind::kObservation;
  if (is_result) return "results of one moment disagree: " + entry;
  const bool is_listed = want.concept_id && std::any_of(scene.record.absent.begin(), scene.record.absent.end(), [&](program::ConceptId absent) { return scene.vocabulary().is_a(want.concept_id, absent); });
  return "the record contradicts itself: it tells of " + entry + (is_listed ? ", and lists it as absent" : std::string(", and the sex is ") + name_of(scene.record.sex));
}

// The kind whose history would settle silence about what is wanted; none for results, which are never complete.
std::optional<clinical::Kind> silent_kind(const Scene& scene, const Want& want) {
  if (!want.concept_id) return std::nullopt;
  const clinical::Kind kind = want.is_allergy ? clinical::Kind::kAllergy : scene.vocabulary()[want.concept_id].kind;
  return kind == clinical::Kind::kObservation ? std::nullopt : std::optional(kind);
}

void append_silent(std::string& out, const Scene& scene, const Want& want) {
  if (!want.concept_id) return append_wanted(out, scene, "nothing is recorded about ", want, "");
  append_wanted(out, scene, "nothing recorded about ", want, " settles it, and ");
  if (silent_kind(scene, want)) append_cause(out, scene, want);
  else out += "results are never taken as complete";
}

// What was set aside is named with its place; its values are not to be relied on. Without a fact, a broken entry has
// taken away the completeness of its kind.
void append_problem(std::string& out, const Scene& scene, const Want& want) {
  if (want.fact) return append_wanted(out, scene, "the entry for ", want, " at " + model::to_text(scene.fact(*want.fact).place) + " was set aside for a data problem");
  if (!silent_kind(scene, want)) return append_wanted(out, scene, "", want, " was set aside for a data problem");
  append_wanted(out, scene, "nothing recorded about ", want, " settles it, and ");
  append_cause(out, scene, want);
}

// The fact that lacks something, or what it would tell of.
void append_owner(std::string& out, const Scene& scene, const Want& want) {
  if (want.fact) append_phrase(out, scene, scene.fact(*want.fact));
  else append_plain_name(out, scene, want);
}

void append_attribute(std::string& out, const Scene& scene, const Want& want) {
  if (want.attribute.empty()) out += "an attribute";
  else append_spaced(out += "the ", want.attribute);
  append_owner(out += " of ", scene, want);
  out += want.fact ? ", is not recorded well enough to tell" : " is not recorded well enough to tell";
}

void append_undated(std::string& out, const Scene& scene, const Want& want) {
  append_owner(out, scene, want);
  out += want.fact ? ", does not count" : " without a date, does not count";
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
  if (question) return "\"" + question->text + "\"";
  std::string out;
  append_plain_name(out, scene, want);
  return out;
}

void append_cause(std::string& out, const Scene& scene, const Want& want) {
  const auto kind = silent_kind(scene, want);
  const bool is_silence = want.why == Why::kSilent || (want.why == Why::kProblem && !want.fact);
  if (!kind || !is_silence) return;
  out.append("the history of ").append(clinical::list_name_of(*kind));
  out += want.why == Why::kSilent ? " is not said to be complete" : " is not complete: an entry was set aside for a data problem";
}

void append_want(std::string& out, const Scene& scene, const eval::Finding& finding, const Want& want) {
  switch (want.why) {
    case Why::kAbsent: return append_absent(out, scene, want);
    case Why::kStale: return append_stale(out, scene, finding, want);
    case Why::kUndated: return append_undated(out, scene, want);
    case Why::kImprecise: return append_imprecise(out, scene, want);
    case Why::kConflict: out += conflict(scene, finding, want); return;
    case Why::kSuspected: return append_wanted(out, scene, "", want, " is suspected, not confirmed");
    case Why::kSilent: return append_silent(out, scene, want);
    case Why::kProblem: return append_problem(out, scene, want);
    case Why::kNoLimit: return append_owner(out += "no reference limit came with ", scene, want);
    case Why::kNoHalfLife: return append_wanted(out, scene, "the half-life of ", want, " is not known");
    case Why::kAttribute: return append_attribute(out, scene, want);
    case Why::kMoment: return append_wanted(out, scene, "the date of ", want, " is not known");
    case Why::kUnanswered: out += unanswered(scene, want); return;
    case Why::kGap: out += gap(scene, finding); return;
  }
}

// Each text once; of very many, the first few.
void append_wants(std::string& out, const Scene& scene, const eval::Finding& finding) {
  base::ShortList<Stretch, kFew> told;
  for (const Want& want : finding.wants) {
    const std::size_t before = out.size();
    if (told.size() > 0) out += "; ";
    const std::size_t from = out.size();
    append_want(out, scene, finding, want);
    const std::string_view text = std::string_view(out).substr(from);
    const auto is_same = [&](const Stretch& other) { return other.of(out) == text; };
    if (std::any_of(told.begin(), told.end(), is_same)) out.resize(before);
    else told.push_back({from, out.size()});
    if (told.size() == kFew) break;
  }
}

}  // namespace eligo::explain
