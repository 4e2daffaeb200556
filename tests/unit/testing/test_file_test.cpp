// What test files may hold, what each change does to the record, and every mistake with its line.
#include "catch.h"
#include "tested.h"

using Lines = std::vector<std::string>;

namespace {

const std::string kBase = R"(base:
  birth_date: 1980-04-12
  history: {complete: [conditions, toxicities]}
  observations:
    - {of: ALT, value: 32, unit: U/L, uln: 40, on: 2026-11-18}
    - {of: total_bilirubin, value: 0.8, unit: mg/dL, uln: 1.2, on: 2026-11-18}
  answers: {E2: no}
tests:
)";

Lines run(const std::string& tests) { return answers(tested(kBase + tests)); }
Lines mistakes(const std::string& text) { return tested(text).mistakes; }

}  // namespace

TEST_CASE("a_test_is_the_base_with_its_changes") {
  CHECK(run("- {name: base, expect: {I1: pass, I2: pass, E1: pass, E2: pass, verdict: eligible}}") ==
        Lines{"I1: pass", "I2: pass", "E1: pass", "E2: pass", "verdict: eligible"});
  CHECK(run("- {name: a verdict alone, expect: eligible}") == Lines{"verdict: eligible"});
  CHECK(run("- {name: a status alone, criterion: I1, expect: pass}") == Lines{"I1: pass"});
  CHECK(run("- {name: not met, criterion: I1, expect: fail}") == Lines{"I1: pass, not fail"});
}

TEST_CASE("a_fact_under_with_takes_the_place_of_the_facts_of_its_name") {
  CHECK(run("- {name: t, criterion: I2, with: {observations: [{of: alt, value: 101, unit: U/L, uln: 40, on: 2026-11-10}]}, expect: fail}") == Lines{"I2: fail"});
  // Beside the newer one of the base an older result decides nothing.
  CHECK(run("- {name: t, criterion: I2, add: {observations: [{of: ALT, value: 101, unit: U/L, uln: 40, on: 2026-11-10}]}, expect: pass}") == Lines{"I2: pass"});
}

TEST_CASE("keys_of_maps_and_single_values_replace") {
  CHECK(run("- {name: t, criterion: I1, with: {birth_date: 2010-01-01}, expect: fail}") == Lines{"I1: fail"});
  CHECK(run("- {name: t, criterion: E2, with: {answers: {E2: yes}}, expect: fail}") == Lines{"E2: fail"});
  CHECK(run("- {name: t, criterion: E1, with: {history: {complete: [conditions]}}, expect: unknown}") == Lines{"E1: unknown"});
  CHECK(run("- {name: t, criterion: E1, with: {history: {complete: []}, absent: [toxicity]}, expect: pass}") == Lines{"E1: pass"});
}

TEST_CASE("without_takes_away_what_it_names") {
  const struct { const char* name; const char* expect; } cases[] = {
      {"ALT", "{I2: unknown}"}, {"ALT.uln", "{I2: unknown}"}, {"birth_date", "{I1: unknown}"}, {"answers.E2", "{E2: unknown}"}, {"history", "{E1: unknown}"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.name);
    const auto result = tested(kBase + "- {name: t, without: [" + c.name + "], expect: " + c.expect + "}");
    REQUIRE(result.result.cases.size() == 1);
    CHECK(result.result.cases[0].passed());
  }
  CHECK(run("- {name: t, incomplete: [toxicities], criterion: E1, expect: unknown}") == Lines{"E1: unknown"});
  CHECK(run("- {name: t, record: {birth_date: 2020}, criterion: I1, expect: fail}") == Lines{"I1: fail"});
}

TEST_CASE("a_table_varies_one_value") {
  CHECK(run("- {name: t, criterion: I2, vary: ALT, values: {100: pass, 100.1: fail, '<150': unknown, not recorded: unknown}}") ==
        Lines{"I2: pass", "I2: fail", "I2: unknown", "I2: unknown"});
  CHECK(run("- {name: t, criterion: I1, vary: birth_date, values: {2008-11-22: pass, 2008-11-23: fail, 2008: unknown}}") ==
        Lines{"I1: pass", "I1: fail", "I1: unknown"});
  CHECK(run("- {name: t, criterion: I2, vary: [ALT.uln, total_bilirubin.uln], values: {0.1: fail, 100: pass}}") ==
        Lines{"I2: fail", "I2: pass", "I2: fail", "I2: pass"});
  CHECK(run("- {name: t, vary: answers.E2, values: {yes: {E2: fail, verdict: ineligible}}}") == Lines{"E2: fail", "verdict: ineligible"});
  CHECK(run("- {name: t, criterion: E1, with: {toxicities: [{of: rash, ongoing: true}]}, vary: rash.grade, values: {1: pass, 2: fail, not recorded: unknown}}")[2] ==
        "E1: unknown");
}

TEST_CASE("groups_hand_their_changes_and_names_down") {
  const Tested all = tested(kBase +
                            "- name: liver\n"
                            "  criterion: I2\n"
                            "  with: {observations: [{of: total_bilirubin, value: 3, unit: mg/dL, uln: 1.2, on: 2026-11-18}]}\n"
                            "  cases:\n"
                            "    - {expect: fail}\n"
                            "    - {name: Gilbert, with: {conditions: [{of: gilbert_syndrome, onset: 2010}]}, expect: pass}\n");
  CHECK(answers(all) == Lines{"I2: fail", "I2: pass"});
  CHECK(all.result.cases[0].name == "liver, 1");
  CHECK(all.result.cases[1].name == "liver, Gilbert");
  CHECK(all.result.cases[1].line == 15);
}

TEST_CASE("only_the_tests_whose_name_holds_a_part_are_run") {
  const Tested some = tested(kBase + "- {name: Liver, expect: eligible}\n- {name: kidney, expect: eligible}\n", kRules, "liv");
  CHECK(some.result.cases.size() == 1);
  CHECK_FALSE(some.result.coverage.has_value());
}

TEST_CASE("a_problem_of_the_record_is_told_with_its_line_unless_it_is_expected") {
  const std::string broken = "with: {observations: [{of: ALT, value: 32, on: 2026-11-18}]}, expect: {I2: unknown}}";
  const Lines told = run("- {name: t, " + broken);
  REQUIRE(told.size() == 2);
  CHECK(told[0].substr(0, 14) == "E0608 line 10:");
  CHECK(told[1] == "I2: unknown");
  CHECK(run("- {name: t, problems: expected, " + broken) == Lines{"I2: unknown"});
  CHECK(run("- {name: t, problems: expected, expect: {I2: pass}}")[0].substr(0, 14) == "E0907 line 10:");
}

TEST_CASE("every_mistake_has_a_code_and_a_line") {
  const std::string base = "tests:\n- name: t\n  record: {}\n";
  const struct { std::string text; const char* mistake; } cases[] = {
      {"base: {}", "E0901 line 1: a test file without a list of `tests`"},
      {"test: []\ntests: []", "E0901 line 2: unknown key `test`; did you mean `tests`?"},
      {base + "  expects: pass", "E0901 line 5: unknown key `expects`; did you mean `expect`?"},
      {base + "  criterion: I1", "E0901 line 3: the test `t` does not have one of `expect`, `values` and `cases`"},
      {"tests: [{expect: eligible}]", "E0901 line 2: a test without a `name`"},
      {base + "  expect: pass", "E0901 line 5: it is not said whose status is expected; write `criterion: I1` beside it, or {I1: pass}"},
      {base + "  values: {1: pass}", "E0901 line 5: `values` without `vary`; `vary: ALT` says which value changes"},
      {base + "  expect: {}", "E0901 line 5: nothing is expected"},
      {base + "  on: 2026-11\n  expect: eligible", "E0902 line 5: the day of screening is no day; write a day that exists, as 2026-11-22"},
      {base + "  with: [ALT]\n  expect: eligible", "E0902 line 5: `with` is no part of a record; write a map, as {observations: [...]}"},
      {base + "  add: {sex: male}\n  expect: eligible", "E0902 line 5: `add` takes lists of facts, and `sex` is none; write it under `with`"},
      {base + "  problems: yes\n  expect: eligible", "E0902 line 5: `problems` is not `expected`; without the key a test expects no problems"},
      {base + "  expect: {I1: passed}", "E0903 line 5: `passed` is no status; did you mean `pass`?"},
      {base + "  expect: {verdict: pass}", "E0903 line 5: `pass` is no verdict; write one of eligible, ineligible, undetermined"},
      {base + "  expect: {I9: pass}", "E0904 line 5: the rules have no criterion `I9`; did you mean `I1`?"},
      {base + "  expect: {I1: {A: pass}}", "E0904 line 5: the rules have no cohort `A`"},
      {base + "  without: [sex]\n  expect: eligible",
       "E0905 line 5: the record has no `sex` to take away; write a name as in `ALT`, `ALT.uln`, `sex`, `dates.consent`, `answers.I8`, `absent.pregnancy`"},
      {base + "  incomplete: [conditions]\n  expect: eligible", "E0905 line 5: the record has no `conditions` to take away; write a kind that `history.complete` lists"},
      {base + "  vary: ALT\n  values: {1: eligible}", "E0905 line 5: the record has no fact `ALT`"},
      {"tests: []\nimpossible: [{never: true, because: x, leaf: y}]", "E0901 line 3: an entry without `at`; `at: E6.3` names a criterion, a member or a definition"},
      {"tests: []\nimpossible: [{at: I1, never: true, because: x}]", "E0903 line 3: `true` cannot stand here; a criterion is pass, fail or unknown"},
      {"tests: []\nimpossible: [{at: I1, never: fail}]", "E0901 line 3: an entry without a reason; `because: \"…\"` says why no record can bring it about"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK(mistakes(c.text) == Lines{c.mistake});
  }
}
