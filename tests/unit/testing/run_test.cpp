// Answers with cohorts, reasons beside what is not met, and accepting what the rules say.
#include "catch.h"
#include "tested.h"

using Lines = std::vector<std::string>;

namespace {

const char* const kCohorts = R"(protocol T "t"
use small
cohort A "a"
cohort B "b"
inclusion I1: age >= 18 years
inclusion I2: if in cohort A then ALT <= 40 U/L
)";

const std::string kChild = "base: {birth_date: 2015, observations: [{of: ALT, value: 50, unit: U/L, on: 2026-11-18}]}\ntests:\n";

}  // namespace

TEST_CASE("a_criterion_that_differs_by_cohort_is_asked_for_each") {
  const Tested all = tested(kChild +
                                "- {name: t, with: {birth_date: 1980}, expect: {I2: {A: fail, B: not_applicable}, verdict: {A: ineligible, B: eligible}}}\n"
                                "- {name: u, expect: {I1: {A: fail, B: fail}, I2: pass}}\n",
                            kCohorts);
  CHECK(answers(all) == Lines{"I2 for A: fail", "I2 for B: not_applicable", "verdict for A: ineligible", "verdict for B: eligible", "I1 for A: fail", "I1 for B: fail",
                              "I2: {A: fail, B: not_applicable}, not pass"});
}

TEST_CASE("what_is_not_met_is_explained") {
  const Tested all = tested(kChild + "- {name: t, expect: {I1: pass}}\n", kCohorts);
  const auto& answer = all.result.cases.at(0).answers.at(0);
  REQUIRE(answer.reasons.size() == 1);
  CHECK(answer.reasons[0].substr(0, 4) == "I1: ");
}

TEST_CASE("accepting_rewrites_the_words_and_nothing_else") {
  const std::string tests =
      "base: {birth_date: 2015}   # a child\n"
      "tests:\n"
      "  - name: t   # of age\n"
      "    criterion: I1\n"
      "    vary: birth_date\n"
      "    values: {1980: fail, 2015: fail, not recorded: \"pass\"}\n"
      "  - {name: u, expect: {I1: pass, verdict: eligible}}\n";
  const Tested all = tested(tests);
  CHECK(all.accepted ==
        "on: 2026-11-22\n"
        "base: {birth_date: 2015}   # a child\n"
        "tests:\n"
        "  - name: t   # of age\n"
        "    criterion: I1\n"
        "    vary: birth_date\n"
        "    values: {1980: pass, 2015: fail, not recorded: unknown}\n"
        "  - {name: u, expect: {I1: fail, verdict: ineligible}}\n");
  CHECK(tested(all.accepted.substr(std::string("on: 2026-11-22\n").size())).result.failures() == 0);
}

TEST_CASE("one_word_for_answers_that_differ_is_left_alone") {
  const std::string two = "base: {birth_date: 1980, answers: {E2: no}}\ntests:\n- {name: t, vary: [birth_date, answers.E2], values: {2015-01-01: {I1: unknown}}, problems: expected}\n";
  CHECK(tested(two).accepted == "on: 2026-11-22\n" + two);
}
