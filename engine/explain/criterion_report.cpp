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

void add_new(std::vector<std::string>& texts, std::string text) {
  if (!text.empty() && std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
}

// Reasons as they come together; what each cites is spelled out at the end.
class Reasons {
 public:
  Reasons(const Scene& scene, Status status) : scene_(scene), status_(status) {}

  void add(const ResponsibleLeaf& leaf) {
    const std::size_t at = place_of(leaf);
    Sentence sentence = told(scene_, leaf.finding, tone_of(status_));
    if (scene_.extent == Extent::kAll) add_new(reasons_[at].briefs, sentence.brief.empty() ? sentence.text : std::move(sentence.brief));
    add_new(reasons_[at].sentences, std::move(sentence.text));
    cite_new(scene_, cited_[at], sentence.facts);
  }

  /// Only the deepest members are named: what a member above says (the condition of an `if`, a shared exception) is told
  /// with the first of the members below it.
  void hand_down() {
    for (std::size_t i = 0; i < reasons_.size();) {
      const auto found = std::find_if(reasons_.begin(), reasons_.end(), [&](const Reason& r) { return is_below(r.id, reasons_[i].id); });
      if (found == reasons_.end()) {
        ++i;
        continue;
      }
      for (std::string& text : reasons_[i].sentences) add_new(found->sentences, std::move(text));
      for (std::string& brief : reasons_[i].briefs) add_new(found->briefs, std::move(brief));
      cite_new(scene_, cited_[static_cast<std::size_t>(found - reasons_.begin())], cited_[i]);
      reasons_.erase(reasons_.begin() + static_cast<std::ptrdiff_t>(i));
      cited_.erase(cited_.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  bool empty() const { return reasons_.empty(); }
  /// The first one cites these, too.
  void cite(const Citations& more) { cite_new(scene_, cited_.front(), more); }

  std::vector<Reason> take() {
    for (std::size_t i = 0; i < reasons_.size(); ++i) reasons_[i].facts = spelled(scene_, cited_[i]);
    return std::move(reasons_);
  }

 private:
  std::size_t place_of(const ResponsibleLeaf& leaf) {
    const auto found = std::find_if(reasons_.begin(), reasons_.end(), [&](const Reason& r) { return r.id == leaf.address; });
    if (found != reasons_.end()) return static_cast<std::size_t>(found - reasons_.begin());
    reasons_.push_back({std::string(leaf.address), std::string(leaf.label), status_, {}, {}});
    cited_.emplace_back();
    return reasons_.size() - 1;
  }

  const Scene& scene_;
  Status status_;
  std::vector<Reason> reasons_;
  std::vector<Citations> cited_;         // by reason
};

std::vector<Reason> reasons_of(const Scene& scene, FindingId root, const std::vector<ResponsibleLeaf>& leaves, Status status) {
  Reasons reasons(scene, status);
  for (const ResponsibleLeaf& leaf : leaves) reasons.add(leaf);
  reasons.hand_down();
  if (status == Status::kUnknown && !reasons.empty()) {
    for (const ResponsibleLeaf& leaf : settled_by_presence(scene.program, scene.recording, root)) reasons.cite(told(scene, leaf.finding, Tone::kOpen).facts);
  }
  return reasons.take();
}

// ---- What is missing

std::string last_of(const Scene& scene, const eval::Want& want) {
  const bool tells_a_date = want.why == eval::Why::kStale || want.why == eval::Why::kImprecise;
  if (!tells_a_date || !want.fact) return {};
  const CitedFact cited = spelled(scene, cited_fact(*want.fact));
  return cited.on.empty() ? cited.start : cited.on;
}

Missing missing_of(const Scene& scene, const eval::Finding& finding, const eval::Want& want, std::string name) {
  Missing out;
  out.of = want.of;
  out.name = std::move(name);
  out.why = want.why;
  out.last = last_of(scene, want);
  if (want.concept_id) out.obtain = scene.vocabulary()[want.concept_id].obtain;
  if (scene.extent == Extent::kData) return out;
  append_want(out.text, scene, finding, want);
  out.cause = want_cause(scene, want);
  return out;
}

void add_want(const Scene& scene, const ResponsibleLeaf& leaf, const eval::Want& want, std::vector<Missing>& out) {
  std::string name = want_name(scene, want);
  const auto is_same = [&](const Missing& m) { return m.why == want.why && base::equal_folded(m.of, want.of) && m.name == name; };
  auto found = std::find_if(out.begin(), out.end(), is_same);
  if (found == out.end()) found = out.insert(out.end(), missing_of(scene, scene.recording[leaf.finding], want, std::move(name)));
  const bool is_named = std::find(found->members.begin(), found->members.end(), leaf.address) != found->members.end();
  if (!is_named) found->members.emplace_back(leaf.address);
}

// `address` is that of the nearest member above the root of the leaves.
void add_missing(const Scene& scene, const std::vector<ResponsibleLeaf>& leaves, std::string_view address, std::vector<Missing>& out) {
  for (ResponsibleLeaf leaf : leaves) {
    if (leaf.address.empty()) leaf.address = address;
    if (!value::is_unknown(scene.recording[leaf.finding].truth)) continue;
    for (const eval::Want& want : scene.recording[leaf.finding].wants) add_want(scene, leaf, want, out);
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
  std::string out = scene.prepared.words(scene.program[scene.recording[exception].node].text);
  std::string wants;
  for (const ResponsibleLeaf& leaf : responsible_leaves(scene.program, scene.recording, exception)) {
    std::string text;
    append_wants(text, scene, scene.recording[leaf.finding]);
    if (!text.empty()) wants += (wants.empty() ? "" : "; ") + text;
  }
  return wants.empty() ? out : out + " (" + wants + ")";
}

void add_exceptions(const Scene& scene, FindingId root, CriterionReport& criterion) {
  for (const ExceptionFound& found : exceptions_that_matter(scene.program, scene.recording, root)) {
    const bool is_used = value::is_true(found.truth);
    if (!is_used && criterion.status == Status::kFail) {
      add_missing(scene, responsible_leaves(scene.program, scene.recording, found.exception), found.address, criterion.missing);
    }
    if (scene.extent == Extent::kData) continue;
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

void explain_criterion(const Scene& scene, const eval::CriterionOutcome& outcome, CriterionReport& out) {
  const program::Criterion& rule = scene.program.criteria[outcome.criterion];
  out.status = outcome.status;
  const bool is_settled_well = tone_of(outcome.status) == Tone::kCredit;
  const std::vector<ResponsibleLeaf> leaves = responsible_leaves(scene.program, scene.recording, outcome.finding);
  (is_settled_well ? out.proof : out.reasons) = reasons_of(scene, outcome.finding, leaves, outcome.status);
  if (outcome.status == Status::kUnknown) add_missing(scene, leaves, rule.id, out.missing);
  add_exceptions(scene, outcome.finding, out);
  add_notes(scene, rule, outcome.finding, out);
}

}  // namespace eligo::explain
