// Which members carry the blame: every connective with every truth, on trees of leaves whose truths are given.
#include "catch.h"
#include "explain/reason_tree.h"

using namespace eligo;
using program::Node;
using value::Truth;

namespace {

constexpr Truth T = Truth::kTrue, F = Truth::kFalse, U = Truth::kUnknown;

// A program and a recording that grow together: node and finding of the same number belong together.
struct Tree {
  program::Program program;
  eval::Recording recording;

  eval::FindingId add(Node node, Truth truth, std::vector<eval::FindingId> children) {
    const eval::FindingId id = recording.findings.add(program.nodes.add(std::move(node)));
    recording.findings[id].truth = truth;
    recording.findings[id].children = std::move(children);
    return id;
  }

  eval::FindingId leaf(Truth truth, std::string address) {
    Node node;
    node.op = Node::Op::kQuestion;
    node.address = std::move(address);
    return add(std::move(node), truth, {});
  }

  // Members A, B, … with these truths under one connective.
  eval::FindingId over(Node node, Truth truth, const std::vector<Truth>& members) {
    std::vector<eval::FindingId> children;
    char name = 'A';
    for (const Truth member : members) children.push_back(leaf(member, std::string(1, name++)));
    return add(std::move(node), truth, std::move(children));
  }

  std::string addresses(eval::FindingId root) const {
    std::string out;
    for (const auto& leaf : explain::responsible_leaves(program, recording, root)) out += leaf.address;
    return out;
  }
};

Node node_of(Node::Op op) {
  Node node;
  node.op = op;
  return node;
}

Node counting(Node::Bound bound, std::uint32_t count) {
  Node node = node_of(Node::Op::kCountTrue);
  node.bound = bound;
  node.count = count;
  return node;
}

std::string blamed(Node node, Truth truth, const std::vector<Truth>& members) {
  Tree tree;
  const eval::FindingId root = tree.over(std::move(node), truth, members);
  return tree.addresses(root);
}

}  // namespace

TEST_CASE("of_a_failed_and_the_false_members_are_responsible") {
  const Node node = node_of(Node::Op::kAnd);
  CHECK(blamed(node, F, {T, F, U, F}) == "BD");
  CHECK(blamed(node, U, {T, U, U}) == "BC");
  CHECK(blamed(node, T, {T, T}) == "AB");
}

TEST_CASE("of_a_failed_or_all_members_are_responsible") {
  const Node node = node_of(Node::Op::kOr);
  CHECK(blamed(node, F, {F, F}) == "AB");
  CHECK(blamed(node, U, {F, U}) == "B");
  CHECK(blamed(node, T, {F, T, U}) == "B");
}

TEST_CASE("of_counts_those_that_pull_the_other_way_are_responsible") {
  using Bound = Node::Bound;
  CHECK(blamed(counting(Bound::kAtLeast, 2), F, {T, F, F}) == "BC");
  CHECK(blamed(counting(Bound::kAtLeast, 1), T, {T, F, U}) == "A");
  CHECK(blamed(counting(Bound::kAtLeast, 2), U, {T, U, F}) == "B");
  CHECK(blamed(counting(Bound::kAtMost, 0), F, {T, F, U}) == "A");
  CHECK(blamed(counting(Bound::kAtMost, 1), T, {T, F}) == "B");
  CHECK(blamed(counting(Bound::kAtMost, 0), U, {F, U}) == "B");
  CHECK(blamed(counting(Bound::kExactly, 1), F, {T, T, F}) == "AB");
  CHECK(blamed(counting(Bound::kExactly, 2), F, {T, F, F}) == "BC");
  CHECK(blamed(counting(Bound::kExactly, 1), T, {T, F}) == "AB");
  CHECK(blamed(counting(Bound::kExactly, 1), U, {T, U}) == "B");
}

TEST_CASE("a_choice_blames_its_condition_and_the_branch_taken") {
  const Node node = node_of(Node::Op::kIfElse);
  CHECK(blamed(node, F, {T, F, T}) == "AB");
  CHECK(blamed(node, F, {F, T, F}) == "AC");
  CHECK(blamed(node, F, {U, F, F}) == "BC");
  CHECK(blamed(node, U, {U, T, F}) == "A");
  CHECK(blamed(node, U, {U, U, F}) == "AB");
  CHECK(blamed(node, U, {T, U, F}) == "B");
}

TEST_CASE("an_implication_toward_requirement_is_not_A_or_B") {
  const Node node = node_of(Node::Op::kIfThen);
  CHECK(blamed(node, F, {T, F}) == "AB");
  CHECK(blamed(node, T, {F, F}) == "A");
  CHECK(blamed(node, T, {T, T}) == "B");
  CHECK(blamed(node, U, {U, F}) == "A");
  CHECK(blamed(node, U, {T, U}) == "B");
}

TEST_CASE("an_implication_toward_trigger_is_A_and_B") {
  Node node = node_of(Node::Op::kIfThen);
  node.is_toward_trigger = true;
  CHECK(blamed(node, T, {T, T}) == "AB");
  CHECK(blamed(node, F, {F, T}) == "A");
  CHECK(blamed(node, F, {T, F}) == "B");
  CHECK(blamed(node, U, {T, U}) == "B");
}

TEST_CASE("exceptions_share_the_blame_where_they_do_not_help") {
  const Node waive = node_of(Node::Op::kWaive);
  CHECK(blamed(waive, F, {F, F}) == "AB");
  CHECK(blamed(waive, T, {F, T}) == "B");
  CHECK(blamed(waive, U, {F, U}) == "B");
  const Node lift = node_of(Node::Op::kLift);
  CHECK(blamed(lift, T, {T, F}) == "AB");
  CHECK(blamed(lift, F, {F, U}) == "A");
  CHECK(blamed(lift, F, {T, T}) == "B");
  CHECK(blamed(lift, U, {T, U}) == "B");
}

TEST_CASE("a_leaf_belongs_to_the_nearest_address_above_it") {
  Tree tree;
  const auto inner = tree.leaf(F, "");
  Node addressed = node_of(Node::Op::kNot);
  addressed.address = "I1.2";
  addressed.label = "Label";
  const auto middle = tree.add(addressed, T, {inner});
  Node top = node_of(Node::Op::kOr);
  top.address = "I1";
  const auto leaves = explain::responsible_leaves(tree.program, tree.recording, tree.add(top, T, {middle}));
  REQUIRE(leaves.size() == 1);
  CHECK(leaves[0].address == "I1.2");
  CHECK(leaves[0].label == "Label");
  CHECK(leaves[0].finding == inner);
}

TEST_CASE("an_exception_matters_where_the_rule_alone_is_against_the_patient") {
  const auto found = [](Node::Op op, Truth truth, Truth rule, Truth exception) {
    Tree tree;
    const auto root = tree.over(node_of(op), truth, {rule, exception});
    return explain::exceptions_that_matter(tree.program, tree.recording, root);
  };
  CHECK(found(Node::Op::kWaive, T, F, T).size() == 1);
  CHECK(found(Node::Op::kWaive, U, F, U).at(0).truth == U);
  CHECK(found(Node::Op::kWaive, T, T, U).empty());
  CHECK(found(Node::Op::kWaive, F, F, F).empty());
  CHECK(found(Node::Op::kWaive, U, U, U).empty());
  CHECK(found(Node::Op::kLift, U, T, U).size() == 1);
  CHECK(found(Node::Op::kLift, F, T, T).at(0).waives == false);
  CHECK(found(Node::Op::kLift, F, F, T).empty());
}

TEST_CASE("notes_are_those_of_members_on_the_way") {
  Tree tree;
  const auto noted = [&](Truth truth, const char* address, const char* note) {
    Node node = node_of(Node::Op::kQuestion);
    node.address = address;
    node.note = note;
    return tree.add(std::move(node), truth, {});
  };
  const std::vector<eval::FindingId> members = {noted(T, "I1.1", "not told"), noted(F, "I1.2", "told")};
  const auto root = tree.add(node_of(Node::Op::kAnd), F, members);
  CHECK(explain::notes_on_the_way(tree.program, tree.recording, root) == std::vector<std::string_view>{"told"});
}
