// Leaves are nodes without children. Those that no criterion reaches by its tree stand in a `where` of some selector or
// result: they belong to the leaf that they are written in.
#include "testing/coverage.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/edit_distance.h"

namespace eligo::testing {

namespace {

using diag::Code;
using program::Node;
using program::NodeId;
using value::Truth;

constexpr const char* kStatusNames[kSides] = {"pass", "fail", "unknown"};
constexpr const char* kTruthNames[kSides] = {"true", "false", "unknown"};

std::size_t side_of(Truth truth) { return is_true(truth) ? 0 : is_false(truth) ? 1 : 2; }

std::size_t side_of(eval::Status status) {
  switch (status) {
    case eval::Status::kPass:
    case eval::Status::kNotApplicable: return 0;
    case eval::Status::kFail: return 1;
    case eval::Status::kUnknown: return 2;
  }
  return 2;
}

// What the compiler adds of its own stands nowhere in the text.
bool is_leaf(const Node& node) { return node.children.count == 0 && !node.span.is_empty(); }

// A gap is always unknown, no restriction always true; whether something is known, and which cohort is asked of, is never
// itself unknown.
std::array<bool, kSides> ruled_out_by(Node::Op op) {
  using Op = Node::Op;
  if (op == Op::kGap) return {true, true, false};
  if (op == Op::kTrue) return {false, true, true};
  const bool is_never_unknown = op == Op::kKnownResult || op == Op::kKnownAge || op == Op::kKnownSex || op == Op::kKnownMoment ||
                                op == Op::kKnownAttribute || op == Op::kKnownFactValue || op == Op::kKnownValue || op == Op::kInCohort;
  return {false, false, is_never_unknown};
}

// Blanks and line breaks mean nothing in a condition.
std::string spaced(std::string_view text) {
  std::string out;
  for (const char c : base::trimmed(text)) {
    if (!base::is_blank(c)) out += c;
    else if (out.back() != ' ') out += ' ';
  }
  return out;
}

bool lies_in(diag::Span inner, diag::Span outer) { return outer.begin <= inner.begin && inner.end <= outer.end; }

bool is_at(const std::string& at, const std::string& wanted) {
  if (base::equal_folded(at, wanted)) return true;
  return at.size() > wanted.size() && at[wanted.size()] == '.' && base::equal_folded(std::string_view(at).substr(0, wanted.size()), wanted);
}

bool is_meant(const CoveredPart& part, const Impossible& entry) {
  if (entry.leaf.text.empty()) return part.is_criterion && base::equal_folded(part.at, entry.at.text);
  return !part.is_criterion && is_at(part.at, entry.at.text) && spaced(part.text) == spaced(entry.leaf.text);
}

void tell_nothing_meant(const Coverage& coverage, const Impossible& entry, const Mistakes& mistakes) {
  std::vector<std::string> known;
  for (const CoveredPart& part : coverage.parts) {
    if (entry.leaf.text.empty()) {
      if (part.is_criterion) known.push_back(part.at);
    } else if (is_at(part.at, entry.at.text)) {
      known.push_back(part.text);
    }
  }
  const Word& wrong = entry.leaf.text.empty() ? entry.at : entry.leaf;
  const auto near = base::nearest(wrong.text, known);
  const std::string what = entry.leaf.text.empty() ? "the rules have no criterion `" + wrong.text + "`" : "`" + entry.at.text + "` has no condition `" + wrong.text + "`";
  mistakes.add(Code::E0904, wrong.span, what, near ? "did you mean `" + *near + "`?" : "write it as the coverage prints it");
}

}  // namespace

const char* side_name(bool is_criterion, std::size_t side) { return is_criterion ? kStatusNames[side] : kTruthNames[side]; }

std::size_t percent(std::size_t seen, std::size_t possible) { return possible == 0 ? 100 : seen * 100 / possible; }

namespace {

bool is_possible(const CoveredPart& part, std::size_t side) { return !part.ruled_out[side] && part.reasons[side].empty(); }

}  // namespace

std::size_t Coverage::possible(bool of_criteria) const {
  std::size_t count = 0;
  for (const CoveredPart& part : parts) {
    for (std::size_t s = 0; s < kSides; ++s) count += part.is_criterion == of_criteria && is_possible(part, s) ? 1 : 0;
  }
  return count;
}

std::size_t Coverage::seen(bool of_criteria) const {
  std::size_t count = 0;
  for (const CoveredPart& part : parts) {
    for (std::size_t s = 0; s < kSides; ++s) count += part.is_criterion == of_criteria && part.seen[s] && is_possible(part, s) ? 1 : 0;
  }
  return count;
}

CoverageCount::CoverageCount(const program::Program& program, const diag::Source& rules)
    : program_(program), rules_(rules), part_of_(program.nodes.size(), kNone), reached_(program.nodes.size(), false) {
  add_criteria();
  for (const program::Criterion& criterion : program.criteria) walk(criterion.root, criterion.id);
  add_leaves_of_facts();
}

void CoverageCount::add_criteria() {
  for (const program::Criterion& criterion : program_.criteria) {
    CoveredPart part;
    part.is_criterion = true;
    part.at = criterion.id;
    part.text = criterion.title;
    part.line = line_of(criterion.root);
    const Node& root = program_[criterion.root];
    if (root.op == Node::Op::kGap || root.op == Node::Op::kTrue) part.ruled_out = ruled_out_by(root.op);
    coverage_.parts.push_back(std::move(part));
    spans_.push_back(root.span);
  }
}

void CoverageCount::walk(NodeId id, const std::string& at) {
  const Node& node = program_[id];
  const bool is_definition = node.op == Node::Op::kDefinition;
  const std::string& here = is_definition ? node.text : node.address.empty() ? at : node.address;
  reached_[id.index()] = true;
  if (is_leaf(node)) add_leaf(id, here);
  for (std::uint32_t i = 0; i < node.children.count; ++i) walk(program_.children[node.children.first + i], here);
}

void CoverageCount::add_leaf(NodeId id, const std::string& at) {
  const Node& node = program_[id];
  const auto [found, is_new] = known_.try_emplace({node.span.begin, node.span.end, node.text}, coverage_.parts.size());
  part_of_[id.index()] = found->second;
  if (!is_new) return;
  CoveredPart part;
  part.at = at;
  part.text = node.text;
  part.line = line_of(id);
  part.ruled_out = ruled_out_by(node.op);
  coverage_.parts.push_back(std::move(part));
  spans_.push_back(node.span);
}

void CoverageCount::add_leaves_of_facts() {
  const std::size_t reached = coverage_.parts.size();
  for (std::uint32_t n = 0; n < program_.nodes.size(); ++n) {
    const Node& node = program_.nodes[NodeId(n)];
    if (reached_[n] || !is_leaf(node)) continue;
    std::size_t home = kNone;
    for (std::size_t p = 0; p < reached; ++p) {
      if (!lies_in(node.span, spans_[p])) continue;
      if (home == kNone || lies_in(spans_[p], spans_[home])) home = p;
    }
    add_leaf(NodeId(n), home == kNone ? "" : coverage_.parts[home].at);
  }
}

std::uint32_t CoverageCount::line_of(NodeId id) const { return rules_->position(program_[id].span.begin).line; }

void CoverageCount::add(const eval::Outcome& outcome) {
  for (const eval::CriterionOutcome& criterion : outcome.criteria) coverage_.parts[criterion.criterion].seen[side_of(criterion.status)] = true;
  const auto& findings = outcome.recording.findings;
  for (std::uint32_t f = 0; f < findings.size(); ++f) {
    const eval::Finding& finding = findings[eval::FindingId(f)];
    const std::size_t part = part_of_[finding.node.index()];
    if (part != kNone) coverage_.parts[part].seen[side_of(finding.truth)] = true;
  }
}

Coverage CoverageCount::finish(const std::vector<Impossible>& impossible, const Mistakes& mistakes) const {
  Coverage coverage = coverage_;
  for (const Impossible& entry : impossible) {
    bool is_found = false;
    for (CoveredPart& part : coverage.parts) {
      if (!is_meant(part, entry)) continue;
      is_found = true;
      for (const Word& word : entry.never) {
        for (std::size_t s = 0; s < kSides; ++s) {
          if (word.text != side_name(part.is_criterion, s)) continue;
          part.reasons[s] = entry.because;
          if (part.seen[s]) mistakes.add(Code::E0906, word.span, "a test has seen `" + (part.is_criterion ? part.at : part.text) + "` " + word.text + ", so it is not impossible");
        }
      }
    }
    if (!is_found) tell_nothing_meant(coverage, entry, mistakes);
  }
  std::stable_sort(coverage.parts.begin(), coverage.parts.end(), [](const CoveredPart& a, const CoveredPart& b) {
    return a.is_criterion != b.is_criterion ? a.is_criterion : a.line < b.line;
  });
  return coverage;
}

}  // namespace eligo::testing
