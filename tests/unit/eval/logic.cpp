// Lists, counts, choices and exceptions, over all truths.
#include "catch.h"
#include "unit/eval/small_world.h"

using namespace eligo;
using eval::testing::World;
using program::Node;
using value::Truth;

namespace {

constexpr Truth F = Truth::kFalse, U = Truth::kUnknown, T = Truth::kTrue;
constexpr Truth kAll[] = {F, U, T};

Truth of_two(Node::Op op, Truth a, Truth b, bool toward_trigger = false) {
  World world;
  Node node;
  node.op = op;
  node.is_toward_trigger = toward_trigger;
  const auto left = world.constant(a), right = world.constant(b);
  return world.truth(world.add(std::move(node), {left, right}));
}

Truth counted(Node::Bound bound, std::uint32_t count, std::vector<Truth> members) {
  World world;
  std::vector<program::NodeId> children;
  for (Truth member : members) children.push_back(world.constant(member));
  Node node;
  node.op = Node::Op::kCountTrue;
  node.bound = bound;
  node.count = count;
  return world.truth(world.add(std::move(node), children));
}

}  // namespace

TEST_CASE("and_is_the_minimum_and_or_the_maximum_of_every_pair") {
  for (Truth a : kAll) {
    for (Truth b : kAll) {
      CHECK(of_two(Node::Op::kAnd, a, b) == std::min(a, b));
      CHECK(of_two(Node::Op::kOr, a, b) == std::max(a, b));
    }
  }
}

TEST_CASE("an_exception_waives_a_requirement_and_lifts_a_trigger") {
  for (Truth rule : kAll) {
    for (Truth exception : kAll) {
      CHECK(of_two(Node::Op::kWaive, rule, exception) == (rule | exception));
      CHECK(of_two(Node::Op::kLift, rule, exception) == (rule & !exception));
    }
  }
}

TEST_CASE("if_then_is_harmless_where_its_condition_is_false") {
  for (Truth a : kAll) {
    for (Truth b : kAll) {
      CHECK(of_two(Node::Op::kIfThen, a, b, false) == ((!a) | b));
      CHECK(of_two(Node::Op::kIfThen, a, b, true) == (a & b));
    }
  }
}

TEST_CASE("if_else_with_an_unknown_condition_is_what_both_branches_agree_on") {
  for (Truth then : kAll) {
    for (Truth otherwise : kAll) {
      for (Truth condition : kAll) {
        World world;
        Node node;
        node.op = Node::Op::kIfElse;
        const auto a = world.constant(condition), b = world.constant(then), c = world.constant(otherwise);
        const Truth expected = condition == T ? then : condition == F ? otherwise : then == otherwise ? then : U;
        CHECK(world.truth(world.add(std::move(node), {a, b, c})) == expected);
      }
    }
  }
}

TEST_CASE("counts_lie_between_the_sure_and_the_possible_members") {
  using Bound = Node::Bound;
  CHECK(counted(Bound::kAtLeast, 2, {T, T, U}) == T);
  CHECK(counted(Bound::kAtLeast, 2, {T, U, F}) == U);
  CHECK(counted(Bound::kAtLeast, 3, {T, U, F}) == F);
  CHECK(counted(Bound::kAtMost, 1, {T, T, U}) == F);
  CHECK(counted(Bound::kAtMost, 1, {T, U, F}) == U);
  CHECK(counted(Bound::kAtMost, 2, {T, U, F}) == T);
  CHECK(counted(Bound::kExactly, 1, {T, F, F}) == T);
  CHECK(counted(Bound::kExactly, 1, {T, U, F}) == U);
  CHECK(counted(Bound::kExactly, 1, {T, T, U}) == F);
  CHECK(counted(Bound::kExactly, 2, {T, F, F}) == F);
}

TEST_CASE("a_criterion_passes_by_its_kind") {
  for (bool is_inclusion : {true, false}) {
    World world;
    const auto yes = world.constant(T), no = world.constant(F), open = world.constant(U);
    CHECK(world.status(yes, is_inclusion) == (is_inclusion ? eval::Status::kPass : eval::Status::kFail));
    CHECK(world.status(no, is_inclusion) == (is_inclusion ? eval::Status::kFail : eval::Status::kPass));
    CHECK(world.status(open, is_inclusion) == eval::Status::kUnknown);
  }
}

TEST_CASE("a_whole_rule_whose_condition_is_false_is_not_applicable") {
  World world;
  const auto no = world.constant(F), rule = world.constant(F);
  CHECK(world.status(rule, true, {no}) == eval::Status::kNotApplicable);
  CHECK(world.status(rule, true, {no, world.constant(U)}) == eval::Status::kFail);
}
