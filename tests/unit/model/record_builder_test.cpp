// The patient, moments, completeness, absences, answers, and what only the whole record tells.
#include "catch.h"
#include "record_of.h"

using namespace eligo;
using model::test::problems_of;
using model::test::record_of;
using model::test::vocabulary;

namespace {

std::string dumped(const std::string& yaml, const model::ReadOptions& options = {}) { return dump(record_of(yaml, options), vocabulary()); }

value::TimeSpan day(std::int32_t year, std::int32_t month, std::int32_t of_month) {
  return value::TimeSpan::on(value::day_from_civil({year, month, of_month}));
}

const std::string kHead = "patient: P1\ndates: {screening: 2026-11-22}\n";

}  // namespace

TEST_CASE("the_patient_is_read_from_three_keys") {
  CHECK(dumped("patient: ' P-1 '\nbirth_date: 1980-04-12\nsex: Female\ndates: {screening: 2026-11-22}") ==
        "patient P-1 female born 1980-04-12 screened 2026-11-22\n");
  CHECK(dumped(kHead + "birth_date: 1980-05\nsex: other") == "patient P1 other born 1980-05-01..1980-05-31 screened 2026-11-22\n");
  CHECK(dumped(kHead + "birth_date: 2026") == "patient P1 unknown born 2026-01-01..2026-11-22 screened 2026-11-22\n");
}

TEST_CASE("what_cannot_be_read_of_the_patient_is_a_problem_and_unknown") {
  CHECK(dumped(kHead + "birth_date: 2006-02-29") == "patient P1 unknown born ? screened 2026-11-22\nproblem E0605 birth_date\n");
  CHECK(dumped(kHead + "birth_date: 2080-04-12") == "patient P1 unknown born ? screened 2026-11-22\nproblem E0605 birth_date\n");
  CHECK(dumped(kHead + "sex: w") == "patient P1 unknown screened 2026-11-22\nproblem E0610 sex\n");
  CHECK(problems_of(record_of("sex: male")) == "E0619 patient");
  CHECK(problems_of(record_of("patient: ''\nsex: male")) == "E0619 patient");
  CHECK(problems_of(record_of(kHead + "sex: [male]")) == "E0617 sex");
}

TEST_CASE("the_screening_day_is_the_one_asked_for_else_the_recorded_else_today") {
  model::ReadOptions options;
  options.today = value::day_from_civil({2030, 1, 1});
  CHECK(record_of("patient: P1", options).screening == day(2030, 1, 1));
  CHECK(record_of(kHead, options).screening == day(2026, 11, 22));
  options.on = day(2028, 2, 29);
  CHECK(record_of(kHead, options).screening == day(2028, 2, 29));
  CHECK(record_of("patient: P1\ndates: {screening: 2026-11-22T14:30}").screening.second == 14 * 3600 + 30 * 60);
}

TEST_CASE("a_screening_day_that_is_none_is_a_problem_and_today_counts") {
  model::ReadOptions options;
  options.today = value::day_from_civil({2030, 1, 1});
  for (const char* text : {"2026-11", "2026-11-31", "soon", "[2026-11-22]"}) {
    CAPTURE(text);
    const auto record = record_of("patient: P1\ndates: {screening: " + std::string(text) + "}", options);
    CHECK(record.screening == day(2030, 1, 1));
    CHECK(problems_of(record) == "E0605 dates.screening");
    CHECK(record.broken_dates.empty());
  }
}

TEST_CASE("moments_are_kept_whatever_their_names") {
  CHECK(dumped("patient: P1\ndates: {screening: 2026-11-22, Consent: 2026-11-20, lymphodepletion: 2026-12, wish: 2026-02-30}") ==
        "patient P1 unknown screened 2026-11-22\ndate consent 2026-11-20\ndate lymphodepletion 2026-12-01..2026-12-31\ndate wish ?\n"
        "problem E0605 dates.wish\n");
}

TEST_CASE("completeness_is_declared_by_list_and_results_never_have_it") {
  CHECK(dumped(kHead + "history: {complete: [conditions, Treatments, observations, illnesses], past: x}") ==
        "patient P1 unknown screened 2026-11-22\ncomplete conditions\ncomplete treatments\n"
        "problem E0614 history.complete[2]\nproblem E0614 history.complete[3]\nproblem E0602 history.past\n");
  CHECK(problems_of(record_of(kHead + "history: {complete: conditions}")) == "E0617 history.complete");
  CHECK(problems_of(record_of(kHead + "history: [conditions]")) == "E0617 history");
  CHECK(problems_of(record_of(kHead + "history:")) == "E0617 history");
}

TEST_CASE("assumed_completeness_is_told_from_the_declared_one") {
  model::ReadOptions options;
  options.assume_complete = {clinical::Kind::kCondition, clinical::Kind::kTreatment, clinical::Kind::kObservation};
  const auto record = record_of(kHead + "history: {complete: [conditions]}", options);
  CHECK(dump(record, vocabulary()) == "patient P1 unknown screened 2026-11-22\ncomplete conditions\ncomplete treatments (assumed)\n");
  CHECK(record.is_complete(clinical::Kind::kTreatment));
  CHECK_FALSE(record.is_complete(clinical::Kind::kObservation));
}

TEST_CASE("a_broken_fact_takes_the_completeness_of_its_list_away") {
  const struct { const char* lists; const char* lost; } cases[] = {
      {"conditions: [{of: infection}]", ""},
      {"conditions: [{of: infection, colour: red}]", ""},
      {"conditions: [{of: infektion}]", "incomplete conditions\n"},
      {"conditions: [{code: ICD10|Z99}]", "incomplete conditions\n"},
      {"conditions: [{onset: 2020}]", "incomplete conditions\n"},
      {"conditions: [{of: infection, onset: 2026-02-30}]", "incomplete conditions\n"},
      {"conditions: [{of: infection, severity: awful}]", "incomplete conditions\n"},
      {"conditions: [infection]", "incomplete conditions\n"},
      {"conditions: infection", "incomplete conditions\n"},
      {"conditions:", "incomplete conditions\n"},
      {"toxicities: [{of: infection}]", "incomplete conditions\nincomplete toxicities\n"},
      {"condtions: [{of: infection}]", "incomplete conditions\n"},
      {"birthday_party: 2026-01-01", ""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.lists);
    const std::string print = dumped(kHead + c.lists);
    std::string lost;
    for (std::size_t at = print.find("incomplete "); at != std::string::npos; at = print.find("incomplete ", at + 1)) {
      lost += print.substr(at, print.find('\n', at) - at + 1);
    }
    CHECK(lost == c.lost);
  }
}

TEST_CASE("ignoring_unmapped_concepts_gives_completeness_back_for_those_alone") {
  model::ReadOptions options;
  options.ignore_unmapped = true;
  const auto lost = [&](const std::string& list) {
    return record_of(kHead + list, options).lost_complete[static_cast<std::size_t>(clinical::Kind::kCondition)];
  };
  CHECK_FALSE(lost("conditions: [{of: infektion}]"));
  CHECK_FALSE(lost("conditions: [{code: ICD10|Z99}]"));
  CHECK(lost("conditions: [{of: infection, onset: 2026-02-30}]"));
  CHECK(lost("conditions: [{onset: 2020}]"));
  CHECK(problems_of(record_of(kHead + "conditions: [{of: infektion}]", options)) == "E0603 conditions[0].of");
}

TEST_CASE("absences_name_concepts_and_roots") {
  CHECK(dumped(kHead + "absent: [HIV, toxicity, diabetis]") ==
        "patient P1 unknown screened 2026-11-22\nabsent hiv_infection\nabsent toxicity\nproblem E0603 absent[2]\n");
  CHECK(problems_of(record_of(kHead + "absent: hiv")) == "E0617 absent");
  CHECK(problems_of(record_of(kHead + "absent: [[hiv]]")) == "E0617 absent[0]");
}

TEST_CASE("answers_are_yes_or_no_in_long_or_short_form") {
  CHECK(dumped(kHead + "answers: {I1: yes, I2: {answer: No, by: investigator, on: 2026-11-20}, fertile: TRUE}") ==
        "patient P1 unknown screened 2026-11-22\nanswer I1 yes\nanswer I2 no by investigator on 2026-11-20\nanswer fertile yes\n");
  const struct { const char* answers; const char* problems; } cases[] = {
      {"{I10: maybe}", "E0610 answers.I10"},
      {"{I10: }", "E0610 answers.I10"},
      {"{I10: {answer: maybe}}", "E0610 answers.I10"},
      {"{I10: {by: me}}", "E0610 answers.I10"},
      {"{I10: [yes]}", "E0617 answers.I10"},
      {"{I10: {answer: [yes]}}", "E0617 answers.I10.answer, E0610 answers.I10"},
      {"{I10: {answer: yes, on: 2026-13-01}}", "E0605 answers.I10.on"},
      {"{I10: {answer: yes, why: x}}", "E0602 answers.I10.why"},
      {"[yes]", "E0617 answers"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.answers);
    const auto record = record_of(kHead + "answers: " + c.answers);
    CHECK(problems_of(record) == c.problems);
    CHECK(record.answers.size() == (std::string(c.problems).find("E0610") == 0 || std::string(c.problems).find("E0617") == 0 ? 0U : 1U));
  }
}

TEST_CASE("a_fact_against_the_sex_is_a_problem_but_stays") {
  for (const char* yaml : {"sex: male\nconditions: [{of: pregnancy}]", "conditions: [{of: pregnancy}]\nsex: male"}) {
    const auto record = record_of(kHead + yaml);
    CHECK(problems_of(record) == "E0612 conditions[0]");
    CHECK_FALSE(record.facts[0].is_broken);
  }
  CHECK(problems_of(record_of(kHead + "sex: female\nconditions: [{of: prostate_cancer}]")) == "E0612 conditions[0]");
  CHECK(problems_of(record_of(kHead + "sex: female\nconditions: [{of: pregnancy}]")).empty());
  CHECK(problems_of(record_of(kHead + "sex: unknown\nconditions: [{of: pregnancy}]")).empty());
  CHECK(problems_of(record_of(kHead + "sex: male\nconditions: [{of: pregnancy, verification: refuted}]")).empty());
}

TEST_CASE("problems_come_in_the_order_of_the_source_with_their_lines") {
  const auto record = record_of(kHead + "conditions:\n- of: pregnancy\n- of: infection\n  onset: 2026-02-30\nsex: male\nparty: x\n");
  CHECK(problems_of(record) == "E0612 conditions[0], E0605 conditions[1].onset, E0602 party");
  CHECK(record.problems[0].line == 4);
  CHECK(record.problems[1].line == 6);
  CHECK(record.problems[2].line == 8);
  CHECK(record.facts[1].place.line == 5);
}

TEST_CASE("an_empty_key_has_a_place_too") {
  CHECK(problems_of(record_of(kHead + "'': x")) == "E0602 \"\"");
}

TEST_CASE("a_builder_can_build_another_record") {
  model::RecordBuilder builder(vocabulary(), {});
  builder.set("patient", "P1", 1);
  builder.set("birth_date", "x", 1);
  builder.begin_fact(clinical::Kind::kCondition, 0, 1);
  builder.set_fact("of", "nonsense", 1);
  builder.end_fact();
  CHECK(problems_of(builder.finish()) == "E0605 birth_date, E0603 conditions[0].of");
  builder.set("patient", "P2", 1);
  const auto second = builder.finish();
  CHECK(second.patient == "P2");
  CHECK(second.facts.empty());
  CHECK(second.problems.empty());
  CHECK_FALSE(second.lost_complete[0]);
}

TEST_CASE("texts_of_facts_outlive_the_builder_and_the_move_of_the_record") {
  std::string yaml = kHead + "observations:\n";
  for (int i = 0; i < 500; ++i) yaml += "  - {of: ANA, value: 1:" + std::to_string(i + 1) + ", on: 2026-11-20, method: a method with a long name}\n";
  auto record = std::make_unique<model::PatientRecord>(record_of(yaml));
  const model::PatientRecord moved = std::move(*record);
  record.reset();
  for (std::size_t i = 0; i < 500; ++i) {
    REQUIRE(moved.facts[i].value.text == "1:" + std::to_string(i + 1));
    REQUIRE(moved.facts[i].find("Method")->text == "a method with a long name");
  }
}

TEST_CASE("the_number_of_problems_is_bounded_and_the_rest_counted") {
  std::string yaml = kHead + "absent: [";
  for (int i = 0; i < 10005; ++i) yaml += "x" + std::to_string(i) + ",";
  const auto record = record_of(yaml + "]");
  CHECK(record.problems.size() == 10001);
  CHECK(record.problems.back().text == "5 more problems are not listed");
}
