// What is asked of facts: windows, counts, silence, washouts.
#include "catch.h"
#include "unit/eval/small_world.h"

using namespace eligo;
using eval::testing::day;
using eval::testing::World;
using program::Node;
using program::Window;
using value::TimeSpan;
using value::Truth;

namespace {

constexpr Truth F = Truth::kFalse, U = Truth::kUnknown, T = Truth::kTrue;

struct Case {
  Window::Extent extent;
  Window::Side side;
  Window::Aspect aspect;
  int start, end;  // days from screening
  Truth expected;
};

// `any surgery` with a window of 14 days round screening, in a record that is complete.
Truth in_window(const Case& c) {
  World world;
  world.complete(clinical::Kind::kProcedure);
  Window window;
  window.extent = c.extent;
  window.side = c.side;
  window.aspect = c.aspect;
  window.moment = world.screening();
  if (c.extent != Window::Extent::kNone) window.duration = world.length(14, value::TimeUnit::kDays);
  Node node;
  node.op = Node::Op::kFacts;
  node.count = 1;
  node.query = world.query("surgery", {window});
  const value::Day at = day(2026, 11, 22);
  world.fact("surgery", TimeSpan::on(at + c.start), TimeSpan::on(at + c.end));
  return world.truth(world.add(std::move(node)));
}

}  // namespace

TEST_CASE("each_window_holds_just_inside_and_not_just_outside") {
  using E = Window::Extent;
  using S = Window::Side;
  using A = Window::Aspect;
  const Case cases[] = {
      {E::kWithin, S::kBefore, A::kTouching, -30, -14, T},   {E::kWithin, S::kBefore, A::kTouching, -30, -15, F},
      {E::kWithin, S::kBefore, A::kTouching, 0, 0, T},       {E::kLessThan, S::kBefore, A::kTouching, -30, -14, F},
      {E::kLessThan, S::kBefore, A::kTouching, -30, -13, T}, {E::kAtLeast, S::kBefore, A::kTouching, -30, -14, T},
      {E::kAtLeast, S::kBefore, A::kTouching, -30, -13, F},  {E::kMoreThan, S::kBefore, A::kTouching, -30, -14, F},
      {E::kMoreThan, S::kBefore, A::kTouching, -30, -15, T}, {E::kNone, S::kBefore, A::kTouching, -1, 5, T},
      {E::kNone, S::kBefore, A::kTouching, 0, 5, F},         {E::kNone, S::kOnOrBefore, A::kTouching, 0, 5, T},
      {E::kNone, S::kAfter, A::kTouching, -5, 0, F},         {E::kNone, S::kAfter, A::kTouching, -5, 1, T},
      {E::kNone, S::kOnOrAfter, A::kTouching, -5, 0, T},     {E::kNone, S::kAt, A::kTouching, -5, 0, T},
      {E::kNone, S::kAt, A::kTouching, -5, -1, F},           {E::kWithin, S::kBefore, A::kStarting, -15, -1, F},
      {E::kWithin, S::kBefore, A::kStarting, -14, -1, T},    {E::kWithin, S::kBefore, A::kEnding, -30, -14, T},
      {E::kWithin, S::kBefore, A::kEnding, -30, -15, F},     {E::kWithin, S::kOf, A::kTouching, -14, -14, T},
      {E::kLessThan, S::kOf, A::kTouching, -14, -14, F},
  };
  for (const Case& c : cases) {
    INFO("extent " << int(c.extent) << " side " << int(c.side) << " aspect " << int(c.aspect) << " from " << c.start << " to " << c.end);
    CHECK(in_window(c) == c.expected);
  }
}

TEST_CASE("a_partial_date_is_unknown_unless_all_its_days_agree") {
  const auto any_within_14_days = [](TimeSpan span) {
    World world;
    world.complete(clinical::Kind::kProcedure);
    Window window;
    window.extent = Window::Extent::kWithin;
    window.moment = world.screening();
    window.duration = world.length(14, value::TimeUnit::kDays);
    Node node;
    node.op = Node::Op::kFacts;
    node.count = 1;
    node.query = world.query("surgery", {window});
    world.fact("surgery", span, span);
    return world.truth(world.add(std::move(node)));
  };
  CHECK(any_within_14_days(TimeSpan::between(day(2026, 11, 10), day(2026, 11, 20))) == T);
  CHECK(any_within_14_days(TimeSpan::between(day(2026, 11, 1), day(2026, 11, 20))) == U);
  CHECK(any_within_14_days(TimeSpan::between(day(2026, 10, 1), day(2026, 10, 31))) == F);
}

TEST_CASE("silence_settles_nothing_unless_the_record_is_complete") {
  for (bool complete : {false, true}) {
    World world;
    if (complete) world.complete(clinical::Kind::kCondition);
    Node any, no;
    any.op = no.op = Node::Op::kFacts;
    any.count = 1;
    any.query = no.query = world.query("infection");
    no.bound = Node::Bound::kAtMost;
    no.is_no = true;
    const auto any_id = world.add(std::move(any)), no_id = world.add(std::move(no));
    CHECK(world.truth(any_id) == (complete ? F : U));
    CHECK(world.truth(no_id) == (complete ? T : U));
  }
}

TEST_CASE("a_suspected_or_broken_fact_is_only_possible") {
  for (bool broken : {false, true}) {
    World world;
    world.complete(clinical::Kind::kCondition);
    model::Fact& fact = world.fact("infection", TimeSpan::on(day(2026, 1, 1)), TimeSpan::on(day(2026, 1, 2)));
    if (broken) fact.is_broken = true;
    else fact.verification = model::Verification::kSuspected;
    Node node;
    node.op = Node::Op::kFacts;
    node.count = 1;
    node.query = world.query("infection");
    CHECK(world.truth(world.add(std::move(node))) == U);
  }
}

TEST_CASE("a_washout_in_half_lives_ends_on_its_last_day") {
  const auto washed_out = [](int last_dose) {
    World world;
    world.complete(clinical::Kind::kTreatment);
    program::Duration wait;
    wait.form = program::Duration::Form::kHalfLives;
    wait.half_lives = 5;  // of 2 days
    wait.has_half_lives = true;
    Node node;
    node.op = Node::Op::kWashedOut;
    node.query = world.query("drug");
    node.duration = world.program.durations.add(std::move(wait));
    node.moment = world.screening();
    const value::Day at = day(2026, 11, 22);
    world.fact("drug", TimeSpan::on(at - 100), TimeSpan::on(at + last_dose));
    return world.truth(world.add(std::move(node)));
  };
  CHECK(washed_out(-10) == T);
  CHECK(washed_out(-9) == F);
}

TEST_CASE("the_eligibility_window_opens_the_day_after_a_look_back_ends") {
  World world;
  world.complete(clinical::Kind::kProcedure);
  Window window;
  window.extent = Window::Extent::kWithin;
  window.moment = world.screening();
  window.duration = world.length(14, value::TimeUnit::kDays);
  Node node;
  node.op = Node::Op::kFacts;
  node.bound = Node::Bound::kAtMost;
  node.query = world.query("surgery", {window});
  const value::Day at = day(2026, 11, 22);
  world.fact("surgery", TimeSpan::on(at - 4), TimeSpan::on(at - 4));
  CHECK(world.status(world.add(std::move(node))) == eval::Status::kFail);
  const eval::EligibilityWindow found = eval::eligibility_window(world.program, world.record);
  REQUIRE(found.from.has_value());
  CHECK(*found.from == at + 11);
  CHECK_FALSE(found.until.has_value());
}
