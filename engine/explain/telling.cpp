// Reasons by address, what is missing, exceptions, notes.
#include "explain/telling.h"

#include <algorithm>

#include "base/ascii.h"
#include "explain/reason_tree.h"
#include "explain/sentences.h"

namespace eligo::explain {

namespace {

using eval::FindingId;
using eval::Status;

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

void add_new(std::vector<std::string>& texts, const std::string& text) {
  if (!text.empty() && std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
}

ToldReason& reason_at(base::ReusedList<ToldReason>& reasons, const ResponsibleLeaf& leaf) {
  const auto found = std::find_if(reasons.begin(), reasons.end(), [&](const ToldReason& r) { return r.id == leaf.address; });
  if (found != reasons.end()) return *found;
  ToldReason& reason = reasons.add();
  reason.id = leaf.address;
  reason.label = leaf.label;
  return reason;
}

// Only the deepest members are named: what a member above says (the condition of an `if`, a shared exception) is told
// with the first of the members below it.
void hand_down(const Scene& scene, base::ReusedList<ToldReason>& reasons) {
  for (std::size_t i = 0; i < reasons.size();) {
    const ToldReason& upper = reasons[i];
    const auto lower = std::find_if(reasons.begin(), reasons.end(), [&](const ToldReason& r) { return is_below(r.id, upper.id); });
    if (lower == reasons.end()) {
      ++i;
      continue;
    }
    for (const Stretch& sentence : upper.sentences) lower->add(sentence.of(upper.text));
    for (const std::string& brief : upper.briefs) add_new(lower->briefs, brief);
    cite_new(scene, lower->facts, upper.facts);
    reasons.erase(i);
  }
}

void add_reasons(const Scene& scene, FindingId root, const ResponsibleLeaves& leaves, Status status, ToldCriterion& out) {
  Sentence& sentence = out.sentence;
  for (const ResponsibleLeaf& leaf : leaves) {
    ToldReason& reason = reason_at(out.reasons, leaf);
    tell(scene, leaf.finding, tone_of(status), sentence);
    if (scene.extent == Extent::kAll) add_new(reason.briefs, sentence.brief.empty() ? sentence.text : sentence.brief);
    reason.add(sentence.text);
    cite_new(scene, reason.facts, sentence.facts);
  }
  hand_down(scene, out.reasons);
  if (status != Status::kUnknown || out.reasons.empty()) return;
  for (const ResponsibleLeaf& leaf : settled_by_presence(scene.program, scene.recording, root)) {
    tell(scene, leaf.finding, Tone::kOpen, sentence);
    cite_new(scene, out.reasons[0].facts, sentence.facts);
  }
}

// ---- What is missing

// Wants of the same thing for the same reason, under the same name.
bool are_alike(const Scene& scene, const eval::Want& a, const eval::Want& b) {
  if (a.why != b.why || !base::equal_folded(a.of, b.of)) return false;
  const bool are_named_alike = a.of == b.of && a.concept_id == b.concept_id && a.is_allergy == b.is_allergy;
  return are_named_alike || want_name(scene, a) == want_name(scene, b);
}

void add_want(const Scene& scene, const ResponsibleLeaf& leaf, std::string_view address, const eval::Want& want, std::vector<ToldMissing>& out) {
  auto found = std::find_if(out.begin(), out.end(), [&](const ToldMissing& m) { return are_alike(scene, *m.want, want); });
  if (found == out.end()) found = out.insert(out.end(), ToldMissing{&want, leaf.finding, {}});
  if (scene.extent == Extent::kData) return;
  const bool is_named = std::find(found->members.begin(), found->members.end(), address) != found->members.end();
  if (!is_named) found->members.push_back(address);
}

// `address` is that of the nearest member above the root of the leaves.
void add_missing(const Scene& scene, const ResponsibleLeaves& leaves, std::string_view address, std::vector<ToldMissing>& out) {
  for (const ResponsibleLeaf& leaf : leaves) {
    const eval::Finding& finding = scene.recording[leaf.finding];
    if (!value::is_unknown(finding.truth)) continue;
    for (const eval::Want& want : finding.wants) add_want(scene, leaf, leaf.address.empty() ? address : leaf.address, want, out);
  }
}

// ---- Exceptions

// A fact that was found says enough by itself; anything else is told as everywhere.
std::string exception_leaf_text(const Scene& scene, FindingId id) {
  const eval::Finding& finding = scene.recording[id];
  const bool is_fact = scene.program[finding.node].op == program::Node::Op::kFacts && value::is_true(finding.truth);
  const std::string recorded = is_fact ? recorded_words(scene, finding) : "";
  if (!recorded.empty()) return recorded;
  Sentence sentence;
  tell(scene, id, Tone::kCredit, sentence);
  return sentence.text;
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
  std::string out = scene.prepared.words(scene.program[scene.recording[exception].node].text);
  std::string wants;
  for (const ResponsibleLeaf& leaf : responsible_leaves(scene.program, scene.recording, exception)) {
    std::string text;
    append_wants(text, scene, scene.recording[leaf.finding]);
    if (!text.empty()) wants += (wants.empty() ? "" : "; ") + text;
  }
  return wants.empty() ? out : out + " (" + wants + ")";
}

void add_exceptions(const Scene& scene, FindingId root, Status status, ToldCriterion& criterion) {
  for (const ExceptionFound& found : exceptions_that_matter(scene.program, scene.recording, root)) {
    const bool is_used = value::is_true(found.truth);
    if (!is_used && status == Status::kFail) {
      add_missing(scene, responsible_leaves(scene.program, scene.recording, found.exception), found.address, criterion.missing);
    }
    if (scene.extent == Extent::kData) continue;
    if (is_used) criterion.exceptions_used.push_back((found.waives ? "waived: " : "lifted: ") + used_exception_text(scene, found.exception));
    else criterion.exceptions_open.push_back(open_exception_text(scene, found.exception));
  }
}

// ---- Notes

void add_notes(const Scene& scene, const program::Criterion& rule, FindingId root, std::vector<std::string_view>& notes) {
  if (!rule.note.empty()) notes.push_back(rule.note);
  for (const std::string_view note : notes_on_the_way(scene.program, scene.recording, root)) {
    if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
  }
}

}  // namespace

void ToldReason::add(std::string_view sentence) {
  const auto is_same = [&](const Stretch& other) { return other.of(text) == sentence; };
  if (sentence.empty() || std::any_of(sentences.begin(), sentences.end(), is_same)) return;
  if (!text.empty()) text += "; ";
  sentences.push_back({text.size(), text.size() + sentence.size()});
  text += sentence;
}

void append_last(std::string& out, const Scene& scene, const eval::Want& want) {
  const bool tells_a_date = want.why == eval::Why::kStale || want.why == eval::Why::kImprecise;
  if (!tells_a_date || !want.fact) return;
  CitedFact cited;
  spell(scene, cited_fact(*want.fact), cited);
  out += cited.on.empty() ? cited.start : cited.on;
}

void tell_criterion(const Scene& scene, const eval::CriterionOutcome& outcome, ToldCriterion& out) {
  const program::Criterion& rule = scene.program.criteria[outcome.criterion];
  const ResponsibleLeaves leaves = responsible_leaves(scene.program, scene.recording, outcome.finding);
  out.clear();
  add_reasons(scene, outcome.finding, leaves, outcome.status, out);
  if (outcome.status == Status::kUnknown) add_missing(scene, leaves, rule.id, out.missing);
  add_exceptions(scene, outcome.finding, outcome.status, out);
  add_notes(scene, rule, outcome.finding, out.notes);
}

}  // namespace eligo::explain
