// One criterion in words: reasons by address, what is missing, exceptions, notes.
#include <algorithm>

#include "base/ascii.h"
#include "explain/reason_tree.h"
#include "explain/report_parts.h"
#include "explain/sentences.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

using eval::FindingId;
using eval::Status;
using value::Truth;

Tone tone_of(Status status) {
  switch (status) {
    case Status::kFail: return Tone::kBlame;
    case Status::kUnknown: return Tone::kOpen;
    case Status::kPass:
    case Status::kNotApplicable: break;
  }
  return Tone::kCredit;
}

// ---- Reasons

bool is_below(std::string_view address, std::string_view above) {
  return address.size() > above.size() && address.substr(0, above.size()) == above && address[above.size()] == '.';
}

Reason& reason_at(std::vector<Reason>& reasons, const ResponsibleLeaf& leaf, Status status) {
  const auto found = std::find_if(reasons.begin(), reasons.end(), [&](const Reason& r) { return r.id == leaf.address; });
  if (found != reasons.end()) return *found;
  reasons.push_back({std::string(leaf.address), std::string(leaf.label), status, {}, {}});
  return reasons.back();
}

void add_new(std::vector<std::string>& texts, std::string text) {
  if (!text.empty() && std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
}

void add_sentence(Reason& reason, Sentence sentence, Extent extent) {
  if (extent == Extent::kAll) add_new(reason.briefs, sentence.brief.empty() ? sentence.text : std::move(sentence.brief));
  add_new(reason.sentences, std::move(sentence.text));
  cite_new(reason.facts, std::move(sentence.facts));
}

// Only the deepest members are named: what a member above says (the condition of an `if`, a shared exception) is told
// with the first of the members below it.
void hand_down(std::vector<Reason>& reasons) {
  for (std::size_t i = 0; i < reasons.size();) {
    const auto lower = std::find_if(reasons.begin(), reasons.end(), [&](const Reason& r) { return is_below(r.id, reasons[i].id); });
    if (lower == reasons.end()) {
      ++i;
      continue;
    }
    for (std::string& text : reasons[i].sentences) add_new(lower->sentences, std::move(text));
    for (std::string& brief : reasons[i].briefs) add_new(lower->briefs, std::move(brief));
    cite_new(lower->facts, std::move(reasons[i].facts));
    reasons.erase(reasons.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

std::vector<Reason> reasons_of(const Scene& scene, FindingId root, Status status, Extent extent) {
  std::vector<Reason> reasons;
  for (const ResponsibleLeaf& leaf : responsible_leaves(scene.program, scene.recording, root)) {
    add_sentence(reason_at(reasons, leaf, status), told(scene, leaf.finding, tone_of(status)), extent);
  }
  hand_down(reasons);
  if (status != Status::kUnknown || reasons.empty()) return reasons;
  for (const ResponsibleLeaf& leaf : settled_by_presence(scene.program, scene.recording, root)) {
    cite_new(reasons.front().facts, told(scene, leaf.finding, Tone::kOpen).facts);
  }
  return reasons;
}

// ---- What is missing

std::string last_of(const Scene& scene, const eval::Want& want) {
  const bool tells_a_date = want.why == eval::Why::kStale || want.why == eval::Why::kImprecise;
  if (!tells_a_date || !want.fact) return {};
  const CitedFact cited = cited_fact(scene, *want.fact);
  return cited.on.empty() ? cited.start : cited.on;
}

Missing missing_of(const Scene& scene, const eval::Finding& finding, const eval::Want& want, std::string name, Extent extent) {
  Missing out;
  out.of = want.of;
  out.name = std::move(name);
  out.why = want.why;
  out.last = last_of(scene, want);
  if (want.concept_id) out.obtain = scene.vocabulary()[want.concept_id].obtain;
  if (extent == Extent::kData) return out;
  out.text = want_text(scene, finding, want);
  out.cause = want_cause(scene, want);
  return out;
}

void add_want(const Scene& scene, const ResponsibleLeaf& leaf, const eval::Want& want, Extent extent, std::vector<Missing>& out) {
  std::string name = want_name(scene, want);
  const auto is_same = [&](const Missing& m) { return m.why == want.why && base::equal_folded(m.of, want.of) && m.name == name; };
  auto found = std::find_if(out.begin(), out.end(), is_same);
  if (found == out.end()) found = out.insert(out.end(), missing_of(scene, scene.recording[leaf.finding], want, std::move(name), extent));
  const bool is_named = std::find(found->members.begin(), found->members.end(), leaf.address) != found->members.end();
  if (!is_named) found->members.emplace_back(leaf.address);
}

// `address` is that of the nearest member above `root`.
void add_missing(const Scene& scene, FindingId root, std::string_view address, Extent extent, std::vector<Missing>& out) {
  for (ResponsibleLeaf& leaf : responsible_leaves(scene.program, scene.recording, root)) {
    if (leaf.address.empty()) leaf.address = address;
    if (!value::is_unknown(scene.recording[leaf.finding].truth)) continue;
    for (const eval::Want& want : scene.recording[leaf.finding].wants) add_want(scene, leaf, want, extent, out);
  }
}

// ---- Exceptions

// A fact that was found says enough by itself; anything else is told as everywhere.
std::string exception_leaf_text(const Scene& scene, FindingId id) {
  const eval::Finding& finding = scene.recording[id];
  const bool is_fact = scene.program[finding.node].op == program::Node::Op::kFacts && value::is_true(finding.truth);
  const std::string recorded = is_fact ? recorded_words(scene, finding) : "";
  return recorded.empty() ? told(scene, id, Tone::kCredit).text : recorded;
}

std::string used_exception_text(const Scene& scene, FindingId exception) {
  std::string out;
  for (const ResponsibleLeaf& leaf : responsible_leaves(scene.program, scene.recording, exception)) {
    out += (out.empty() ? "" : "; ") + exception_leaf_text(scene, leaf.finding);
  }
  return out;
}

// What the exception asks, and why it is open.
std::string open_exception_text(const Scene& scene, FindingId exception) {
  std::string out = scene.words.of(scene.program[scene.recording[exception].node].text);
  std::string wants;
  for (const ResponsibleLeaf& leaf : responsible_leaves(scene.program, scene.recording, exception)) {
    const std::string text = wants_text(scene, scene.recording[leaf.finding]);
    if (!text.empty()) wants += (wants.empty() ? "" : "; ") + text;
  }
  return wants.empty() ? out : out + " (" + wants + ")";
}

void add_exceptions(const Scene& scene, FindingId root, Extent extent, CriterionReport& criterion) {
  for (const ExceptionFound& found : exceptions_that_matter(scene.program, scene.recording, root)) {
    const bool is_used = value::is_true(found.truth);
    if (!is_used && criterion.status == Status::kFail) add_missing(scene, found.exception, found.address, extent, criterion.missing);
    if (extent == Extent::kData) continue;
    if (is_used) criterion.exceptions_used.push_back((found.waives ? "waived: " : "lifted: ") + used_exception_text(scene, found.exception));
    else criterion.exceptions_open.push_back(open_exception_text(scene, found.exception));
  }
}

// ---- Notes

void add_notes(const Scene& scene, const program::Criterion& rule, FindingId root, CriterionReport& criterion) {
  if (!rule.note.empty()) criterion.notes.push_back(rule.note);
  for (std::string& note : notes_on_the_way(scene.program, scene.recording, root)) add_new(criterion.notes, std::move(note));
}

}  // namespace

void explain_criterion(const Scene& scene, const eval::CriterionOutcome& outcome, CriterionReport& out, Extent extent) {
  const program::Criterion& rule = scene.program.criteria[outcome.criterion];
  out.status = outcome.status;
  const bool is_settled_well = tone_of(outcome.status) == Tone::kCredit;
  (is_settled_well ? out.proof : out.reasons) = reasons_of(scene, outcome.finding, outcome.status, extent);
  if (outcome.status == Status::kUnknown) add_missing(scene, outcome.finding, rule.id, extent, out.missing);
  add_exceptions(scene, outcome.finding, extent, out);
  add_notes(scene, rule, outcome.finding, out);
}

}  // namespace eligo::explain
