// One rule for each connective: which children carry the blame for its truth. The walk keeps the nearest address.
#include "explain/reason_tree.h"

#include <algorithm>

namespace eligo::explain {

namespace {

using eval::Finding;
using eval::FindingId;
using program::Node;
using value::Truth;
using Op = Node::Op;

using Children = base::ShortList<FindingId, 8>;

Children all_of(const std::vector<FindingId>& ids) {
  Children out;
  out.append(ids.data(), ids.data() + ids.size());
  return out;
}

class Walk {
 public:
  Walk(const program::Program& program, const eval::Recording& recording) : program_(program), recording_(recording) {}

  const Finding& finding(FindingId id) const { return recording_[id]; }
  const Node& node(FindingId id) const { return program_[finding(id).node]; }

  /// The children that are responsible for the truth of a connective; none of a leaf.
  Children responsible_children(FindingId id) const;

 private:
  Children with_truth(const Finding& f, Truth truth) const;
  Children of_count(const Finding& f, const Node& n) const;
  Children of_choice(const Finding& f) const;
  Children of_implication(const Finding& f, const Node& n) const;
  Children of_exception(const Finding& f, bool waives) const;
  std::size_t count_true(const Finding& f) const { return with_truth(f, Truth::kTrue).size(); }

  const program::Program& program_;
  const eval::Recording& recording_;
};

Children Walk::with_truth(const Finding& f, Truth truth) const {
  Children out;
  for (const FindingId child : f.children) {
    if (finding(child).truth == truth) out.push_back(child);
  }
  return out;
}

//            | false           | unknown          | true
//  at least  | the false       | the unknown      | the true
//  at most   | the true        | the unknown      | the false
//  exactly   | too many: the   | the unknown      | all
//            | true; too few:  |                  |
//            | the false       |                  |
Children Walk::of_count(const Finding& f, const Node& n) const {
  if (value::is_unknown(f.truth)) return with_truth(f, Truth::kUnknown);
  const bool holds = value::is_true(f.truth);
  switch (n.bound) {
    case Node::Bound::kAtLeast: return with_truth(f, holds ? Truth::kTrue : Truth::kFalse);
    case Node::Bound::kAtMost: return with_truth(f, holds ? Truth::kFalse : Truth::kTrue);
    case Node::Bound::kExactly: break;
  }
  if (holds) return all_of(f.children);
  return with_truth(f, count_true(f) > n.count ? Truth::kTrue : Truth::kFalse);
}

// Condition and the branch it takes; with an unknown condition what both branches agree on needs both. Where the whole
// is unknown, only what is unknown.
Children Walk::of_choice(const Finding& f) const {
  const Truth condition = finding(f.children[0]).truth;
  Children taken;
  taken.push_back(f.children[0]);
  if (!value::is_false(condition)) taken.push_back(f.children[1]);
  if (!value::is_true(condition)) taken.push_back(f.children[2]);
  const bool keeps_all = !value::is_unknown(f.truth) && !value::is_unknown(condition);
  if (keeps_all) return taken;
  taken.remove_if([&](FindingId child) { return finding(child).truth != f.truth; });
  return taken;
}

//  toward trigger, `A and B`: true: both; false: the false ones; unknown: the unknown ones
//  else, `(not A) or B`:      false: both; true: A where it is false, B where it is true; unknown: the unknown ones
Children Walk::of_implication(const Finding& f, const Node& n) const {
  if (value::is_unknown(f.truth)) return with_truth(f, Truth::kUnknown);
  const bool holds = value::is_true(f.truth);
  if (holds == n.is_toward_trigger) return all_of(f.children);
  Children out;
  if (value::is_false(finding(f.children[0]).truth)) out.push_back(f.children[0]);
  if (finding(f.children[1]).truth == f.truth) out.push_back(f.children[1]);
  return out;
}

//  `R or X`:      false: both; true: the true ones; unknown: the unknown ones
//  `T and not X`: true: both; false: T where it is false, X where it is true; unknown: the unknown ones
Children Walk::of_exception(const Finding& f, bool waives) const {
  if (value::is_unknown(f.truth)) return with_truth(f, Truth::kUnknown);
  if (value::is_true(f.truth) != waives) return all_of(f.children);
  Children out;
  if (finding(f.children[0]).truth == f.truth) out.push_back(f.children[0]);
  if (value::is_true(finding(f.children[1]).truth)) out.push_back(f.children[1]);
  return out;
}

Children Walk::responsible_children(FindingId id) const {
  const Finding& f = finding(id);
  const Node& n = node(id);
  switch (n.op) {
    case Op::kAnd: return value::is_true(f.truth) ? all_of(f.children) : with_truth(f, f.truth);
    case Op::kOr: return value::is_false(f.truth) ? all_of(f.children) : with_truth(f, f.truth);
    case Op::kCountTrue: return of_count(f, n);
    case Op::kIfElse: return of_choice(f);
    case Op::kIfThen: return of_implication(f, n);
    case Op::kWaive: return of_exception(f, true);
    case Op::kLift: return of_exception(f, false);
    case Op::kNot:
    case Op::kDefinition: return all_of(f.children);
    case Op::kTrue: case Op::kGap: case Op::kCompare: case Op::kInRange: case Op::kChoiceIs: case Op::kSexIs: case Op::kAge:
    case Op::kTimeBetween: case Op::kTimeBetweenAge: case Op::kMoments: case Op::kFactDuration: case Op::kKnownResult:
    case Op::kKnownAge: case Op::kKnownSex: case Op::kKnownMoment: case Op::kKnownAttribute: case Op::kKnownFactValue:
    case Op::kKnownValue: case Op::kFacts: case Op::kWashedOut: case Op::kOnTreatment: case Op::kQuestion: case Op::kInCohort:
    case Op::kAttributeIs: case Op::kAttributeYes: case Op::kFactChoiceIs: return {};
  }
  return {};
}

struct Place {
  std::string_view address, label;
};

Place below(const Node& n, Place place) { return n.address.empty() ? place : Place{n.address, n.label}; }

void collect(const Walk& walk, FindingId id, Place place, ResponsibleLeaves& out) {
  place = below(walk.node(id), place);
  const Children children = walk.responsible_children(id);
  for (const FindingId child : children) collect(walk, child, place, out);
  if (!children.empty()) return;
  const bool is_known = std::any_of(out.begin(), out.end(), [&](const ResponsibleLeaf& leaf) { return leaf.finding == id && leaf.address == place.address; });
  if (!is_known) out.push_back({id, place.address, place.label});
}

bool asks_for_presence(const Node& n) {
  return n.op == Op::kKnownResult || n.op == Op::kKnownAge || n.op == Op::kKnownSex || n.op == Op::kKnownMoment || n.op == Op::kKnownValue;
}

void collect_presence(const Walk& walk, FindingId id, Place place, ResponsibleLeaves& out) {
  place = below(walk.node(id), place);
  for (const FindingId child : walk.finding(id).children) collect_presence(walk, child, place, out);
  if (asks_for_presence(walk.node(id)) && !value::is_unknown(walk.finding(id).truth)) out.push_back({id, place.address, place.label});
}

void collect_exceptions(const Walk& walk, FindingId id, std::string_view address, std::vector<ExceptionFound>& out) {
  const Node& n = walk.node(id);
  const Finding& f = walk.finding(id);
  if (!n.address.empty()) address = n.address;
  if (n.op == Op::kWaive || n.op == Op::kLift) {
    const bool waives = n.op == Op::kWaive;
    const Truth rule = walk.finding(f.children[0]).truth;
    const Truth exception = walk.finding(f.children[1]).truth;
    const bool is_against = waives ? !value::is_true(rule) : !value::is_false(rule);
    const bool is_surely_against = is_against && !value::is_unknown(rule);
    if ((is_against && value::is_true(exception)) || (is_surely_against && value::is_unknown(exception))) {
      out.push_back({f.children[1], waives, exception, address});
    }
  }
  for (const FindingId child : f.children) collect_exceptions(walk, child, address, out);
}

void collect_notes(const Walk& walk, FindingId id, std::vector<std::string_view>& out) {
  const std::string& note = walk.node(id).note;
  if (!note.empty() && std::find(out.begin(), out.end(), note) == out.end()) out.push_back(note);
  for (const FindingId child : walk.responsible_children(id)) collect_notes(walk, child, out);
}

}  // namespace

ResponsibleLeaves responsible_leaves(const program::Program& program, const eval::Recording& recording, FindingId root) {
  ResponsibleLeaves out;
  collect(Walk(program, recording), root, {}, out);
  return out;
}

ResponsibleLeaves settled_by_presence(const program::Program& program, const eval::Recording& recording, FindingId root) {
  ResponsibleLeaves out;
  collect_presence(Walk(program, recording), root, {}, out);
  return out;
}

std::vector<ExceptionFound> exceptions_that_matter(const program::Program& program, const eval::Recording& recording, FindingId root) {
  std::vector<ExceptionFound> out;
  collect_exceptions(Walk(program, recording), root, {}, out);
  return out;
}

std::vector<std::string_view> notes_on_the_way(const program::Program& program, const eval::Recording& recording, FindingId root) {
  std::vector<std::string_view> out;
  collect_notes(Walk(program, recording), root, out);
  return out;
}

}  // namespace eligo::explain
