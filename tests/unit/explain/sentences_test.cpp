// One sentence for each shape of condition and each thing it may come to, through the whole engine.
#include "catch.h"
#include "screened.h"

namespace {

std::string alt(const std::string& value, const std::string& on = "2026-11-18") {
  return "observations: [{of: ALT, value: \"" + value + "\", unit: U/L, uln: 40, on: " + on + "}]\n";
}

const std::string kValid = "results valid for 28 days before screening\n";
const std::string kTimeline = "timeline { lymphodepletion }\n";

}  // namespace

TEST_CASE("a_result_over_its_limit_is_told_with_value_limit_and_distance") {
  CHECK(sentences("inclusion I1: ALT <= 2.5 x ULN", alt("132")) ==
        "ALT 132 U/L on 2026-11-18 is 3.3 x ULN (ULN 40 U/L); the limit is 2.5 x ULN = 100 U/L; 32 U/L too high");
  CHECK(sentences("inclusion I1: ALT <= 100 U/L", alt("132")) == "ALT 132 U/L on 2026-11-18; the limit is 100 U/L; 32 U/L too high");
  CHECK(sentences("exclusion E1: ALT < 100 U/L", alt("90.5")) == "ALT 90.5 U/L on 2026-11-18; the limit is 100 U/L; 9.5 U/L too low");
  CHECK(sentences("inclusion I1: 100 U/L >= ALT", alt("132")) == "ALT 132 U/L on 2026-11-18; the limit is 100 U/L; 32 U/L too high");
}

TEST_CASE("a_result_within_its_limit_is_told_with_the_room_left") {
  CHECK(sentences("inclusion I1: ALT <= 2.5 x ULN", alt("32")) ==
        "ALT 32 U/L on 2026-11-18 is 0.8 x ULN (ULN 40 U/L); the limit is 2.5 x ULN = 100 U/L; 68 U/L below it");
  CHECK(sentences("inclusion I1: ALT <= 100 U/L", alt("100")) == "ALT 100 U/L on 2026-11-18; the limit is 100 U/L; exactly at the limit");
}

TEST_CASE("a_strict_limit_that_is_just_reached_says_so") {
  CHECK(sentences("inclusion I1: ALT < 100 U/L", alt("100")) == "ALT 100 U/L on 2026-11-18; the limit is 100 U/L; exactly at the limit, and must be below it");
}

TEST_CASE("the_multiple_is_never_rounded_to_the_limit") {
  CHECK(sentences("inclusion I1: ALT <= 2.5 x ULN", alt("100.001")) ==
        "ALT 100.001 U/L on 2026-11-18 is about 2.50003 x ULN (ULN 40 U/L); the limit is 2.5 x ULN = 100 U/L; 0.001 U/L too high");
}

TEST_CASE("value_and_limit_are_never_rounded_to_each_other") {
  CHECK(sentences("inclusion I1: creatinine >= 1 mg/dL", "observations: [{of: creatinine, value: 88.4, unit: umol/L, on: 2026-11-18}]\n") ==
        "creatinine 88.4 umol/L on 2026-11-18 (= 0.99998 mg/dL); the limit is 1 mg/dL; 0.0000192 mg/dL too low");
  CHECK(sentences("inclusion I1: ALT > 39.99999999999999999999 U/L", alt("40")) ==
        "ALT 40 U/L on 2026-11-18; the limit is 39.99999999999999999999 U/L; 0.00000000000000000001 U/L above it");
}

TEST_CASE("a_conversion_is_shown") {
  CHECK(sentences("inclusion I1: creatinine <= 90 umol/L", "observations: [{of: creatinine, value: 1.1, unit: mg/dL, on: 2026-11-18}]\n") ==
        "creatinine 1.1 mg/dL on 2026-11-18 (= 97.24 umol/L); the limit is 90 umol/L; 7.24 umol/L too high");
}

TEST_CASE("limit_and_distance_are_in_the_unit_of_the_rule") {
  CHECK(sentences("inclusion I1: ALT in 1..2 kU/L", alt("2500")) == "ALT 2500 U/L on 2026-11-18 (= 2.5 kU/L); the range is 1 to 2 kU/L; 0.5 kU/L too high");
  CHECK(sentences("inclusion I1: creatinine <= 0.1 mmol/L measured within 2 weeks before screening", "observations: [{of: creatinine, value: 1, unit: mg/dL, on: 2026-11-18}]\n") ==
        "creatinine 1 mg/dL on 2026-11-18 (= 0.0884 mmol/L); the limit is 0.1 mmol/L; 0.0116 mmol/L below it");
}

TEST_CASE("a_computed_quantity_shows_its_inputs") {
  CHECK(sentences(kValid + "inclusion I1: creatinine_clearance > 60 mL/min",
                  "birth_date: 1966-05-10\nsex: male\nobservations:\n"
                  "  - {of: weight, value: 54, unit: kg, on: 2026-11-20}\n  - {of: creatinine, value: 1.0, unit: mg/dL, on: 2026-11-20}\n") ==
        "creatinine clearance 60 mL/min, computed from creatinine 1 mg/dL, body weight 54 kg, age 60 years and sex male "
        "by (140 - age) x weight / (72 x creatinine), x 0.85 if female; the limit is 60 mL/min; exactly at the limit, and must be above it");
}

TEST_CASE("levels_and_answers_are_told_by_name") {
  CHECK(sentences("exclusion E1: nyha_class >= III", "observations: [{of: nyha_class, value: IV, on: 2026-11-18}]\n") == "NYHA class IV on 2026-11-18; must be below III");
  CHECK(sentences("inclusion I1: nyha_class in I..II", "observations: [{of: nyha_class, value: III, on: 2026-11-18}]\n") == "NYHA class III on 2026-11-18; the range is I to II, and it lies outside");
  CHECK(sentences("inclusion I1: HBsAg is negative", "observations: [{of: HBsAg, value: positive, on: 2026-11-18}]\n") == "HBsAg positive on 2026-11-18; must be negative");
  CHECK(sentences("exclusion E1: HBsAg is positive", "observations: [{of: HBsAg, value: positive, on: 2026-11-18}]\n") == "HBsAg positive on 2026-11-18; must not be positive");
  CHECK(sentences("inclusion I1: HBV_DNA is negative", "observations: [{of: HBV_DNA, value: \"<20\", unit: IU/mL, on: 2026-11-18}]\n") ==
        "hepatitis B virus DNA <20 IU/mL on 2026-11-18, which counts as negative");
}

TEST_CASE("titres_and_counted_days_are_told_as_such") {
  CHECK(sentences("inclusion I1: ANA >= 1:80", "observations: [{of: ANA, value: \"1:40\", on: 2026-11-18}]\n") == "ANA 1:40 on 2026-11-18; must be at least 1:80");
  CHECK(sentences("inclusion I1: total time on nivolumab <= 10 days", "history: {complete: [treatments]}\ntreatments: [{of: nivolumab, start: 2026-08-01, end: 2026-08-20}]\n") ==
        "the total time on nivolumab is 20 days, from nivolumab, from 2026-08-01 to 2026-08-20; the limit is 10 days; 10 days too high");
}

TEST_CASE("a_date_is_told_as_precisely_as_it_is_known") {
  CHECK(sentences("exclusion E1: any stroke", "conditions: [{of: stroke, onset: 2015}]\n") == "recorded: stroke in 2015");
  CHECK(missing("exclusion E1: any stroke within 6 months before screening", "conditions: [{of: stroke, onset: 2026-05}]\n") == "the dates are too coarse to tell: stroke in 2026-05");
}

TEST_CASE("a_range_tells_on_which_side_a_value_lies") {
  CHECK(sentences("inclusion I1: ECOG in 0..2", "observations: [{of: ECOG, value: 4, on: 2026-11-18}]\n") == "ECOG 4 on 2026-11-18; the range is 0 to 2; 2 too high");
  CHECK(sentences("inclusion I1: ECOG in 0..2", "observations: [{of: ECOG, value: 1, on: 2026-11-18}]\n") == "ECOG 1 on 2026-11-18; the range is 0 to 2, and it lies within");
}

TEST_CASE("an_age_tells_when_it_will_do") {
  CHECK(sentences("inclusion I1: age >= 18 years", "birth_date: 2008-12-05\n") == "age 17 years at screening on 2026-11-22; must be at least 18 years, which is so from 2026-12-05 on");
  CHECK(sentences("inclusion I1: age < 65 years", "birth_date: 1950-01-01\n") == "age 76 years at screening on 2026-11-22; must be below 65 years");
  CHECK(sentences("inclusion I1: age > 14 years", "birth_date: 1980-01-01\n") == "age 46 years at screening on 2026-11-22, which is above 14 years");
}

TEST_CASE("a_washout_tells_last_dose_rule_and_clear_date") {
  const std::string rule = kTimeline + "inclusion I1: washed out of nivolumab for 3 half-lives before lymphodepletion";
  CHECK(sentences(rule, "treatments: [{of: nivolumab, start: 2026-08-01, end: 2026-10-20}]\n") ==
        "nivolumab, last dose 2026-10-20: 3 half-lives (75 days) end on 2027-01-03, 26 days after lymphodepletion on 2026-12-08");
  CHECK(sentences(rule, "treatments: [{of: nivolumab, start: 2026-08-01, ongoing: true}]\n") ==
        "nivolumab, still given; asked for: 3 half-lives without it before lymphodepletion on 2026-12-08");
}

TEST_CASE("a_recorded_fact_tells_what_it_counts_as") {
  CHECK(sentences(kTimeline + "exclusion E1: any live_vaccine within 6 weeks before lymphodepletion", "vaccines: [{of: yellow_fever_vaccine, on: 2026-11-01}]\n") ==
        "recorded: yellow fever vaccine on 2026-11-01, 37 days before lymphodepletion; this counts as live vaccine within 6 weeks before lymphodepletion (2026-10-27 to 2026-12-08)");
  CHECK(sentences("exclusion E1: any hiv_infection", "conditions: [{of: hiv_infection, onset: 2019, status: active}]\n") == "recorded: HIV infection, since 2019");
}

TEST_CASE("silence_is_told_with_what_it_means") {
  CHECK(sentences("exclusion E1: any hiv_infection", "") == "nothing recorded about HIV infection settles it, and the history of conditions is not said to be complete");
  CHECK(sentences("inclusion I1: any hiv_infection", "absent: [infection]\n") == "not recorded: HIV infection; infection is recorded as absent");
  CHECK(sentences("inclusion I1: any hiv_infection", "history: {complete: [conditions]}\n") == "not recorded: HIV infection; the history of conditions is said to be complete");
  CHECK(sentences("inclusion I1: any pregnancy", "sex: male\n") == "not recorded: pregnancy; the sex is male");
}

TEST_CASE("questions_are_told_with_the_answer") {
  CHECK(sentences("inclusion I1: confirm able \"Able to comply\"", "answers: {able: {answer: no, by: investigator, on: 2026-11-20}}\n") ==
        "\"Able to comply\": answered no by investigator on 2026-11-20");
  CHECK(missing("inclusion I1: confirm able \"Able to comply\"", "") == "not answered yet: \"Able to comply\"");
}

TEST_CASE("what_is_missing_says_why") {
  CHECK(missing("inclusion I1: LVEF >= 50 %", "") == "no result of LVEF is recorded");
  CHECK(missing(kValid + "inclusion I1: LVEF >= 50 %", "observations: [{of: LVEF, value: 60, unit: \"%\", on: 2026-06-01}]\n") ==
        "LVEF 60 % on 2026-06-01 is 174 days old at screening and does not count any more; to be repeated: results from 2026-10-25 on count");
  CHECK(missing("inclusion I1: LVEF >= 50 %", "observations: [{of: LVEF, value: 60, unit: \"%\"}]\n") == "LVEF 60 %, without a date, does not count");
  CHECK(missing("inclusion I1: ALT <= 2 x ULN", "observations: [{of: ALT, value: 60, unit: U/L, on: 2026-11-18}]\n") == "no reference limit came with ALT 60 U/L on 2026-11-18");
  CHECK(missing("inclusion I1: LVEF >= 50 %", "observations: [{of: LVEF, value: 45-55, unit: \"%\", on: 2026-11-18}]\n") == "LVEF 45-55 % on 2026-11-18 is not precise enough to tell");
  CHECK(missing("inclusion I1: age >= 18 years", "birth_date: 2008\n") == "the birth date (2008) is too coarse to tell");
  CHECK(missing("inclusion I1: sex is female", "") == "the sex is not recorded");
  CHECK(missing(kTimeline + "inclusion I1: washed out of camrelizumab for 3 half-lives before lymphodepletion", "treatments: [{of: camrelizumab, start: 2026-08-01, end: 2026-10-20}]\n") ==
        "the half-life of camrelizumab is not known");
}

TEST_CASE("results_that_disagree_are_both_shown") {
  CHECK(missing("inclusion I1: ALT <= 100 U/L", "observations:\n  - {of: ALT, value: 30, unit: U/L, on: 2026-11-18}\n  - {of: ALT, value: 130, unit: U/L, on: 2026-11-18}\n") ==
        "results of one moment disagree: ALT 30 U/L on 2026-11-18 and ALT 130 U/L on 2026-11-18");
}

TEST_CASE("an_exception_that_is_used_is_named") {
  const auto report = screened("inclusion I1: ALT <= 2 x ULN unless any gilbert_syndrome", alt("132") + "conditions: [{of: gilbert_syndrome, onset: 2019}]\n");
  CHECK(report.verdict == eligo::eval::Verdict::kEligible);
  REQUIRE(report.criteria.at(0).exceptions_used.size() == 1);
  CHECK(report.criteria[0].exceptions_used[0] == "waived: Gilbert syndrome, recorded 2019");
}

TEST_CASE("a_failing_criterion_asks_only_for_what_would_settle_an_exception") {
  const auto report = screened("inclusion I1: all of { ALT <= 2 x ULN unless any gilbert_syndrome, sex is female, LVEF >= 50 % }", "sex: male\n" + alt("132"));
  const auto& criterion = report.criteria.at(0);
  CHECK(criterion.status == eligo::eval::Status::kFail);
  REQUIRE(criterion.missing.size() == 1);
  CHECK(criterion.missing[0].of == "gilbert_syndrome");
  CHECK(criterion.exceptions_open.size() == 1);
}

TEST_CASE("every_reason_cites_what_it_rests_on") {
  const auto report = screened("inclusion I1: sex is female and age >= 18 years", "birth_date: 2010-01-01\nsex: male\n");
  const auto& facts = report.criteria.at(0).reasons.at(0).facts;
  REQUIRE(facts.size() == 2);
  CHECK(facts[0].at == "sex");
  CHECK(facts[1].at == "birth_date");
  CHECK(facts[1].value == "2010-01-01");
}

TEST_CASE("the_condition_of_an_if_is_told_with_the_members_below_it") {
  const auto report = screened("inclusion I1: if sex is female then all of { HBsAg is negative, ECOG <= 2 }",
                               "sex: female\nobservations: [{of: HBsAg, value: positive, on: 2026-11-18}, {of: ECOG, value: 1, on: 2026-11-18}]\n");
  const auto& reasons = report.criteria.at(0).reasons;
  REQUIRE(reasons.size() == 1);
  CHECK(reasons[0].id == "I1.1");
  CHECK(reasons[0].sentences == std::vector<std::string>{"HBsAg positive on 2026-11-18; must be negative", "the sex is female"});
}

TEST_CASE("what_is_unknown_is_not_needed_where_another_criterion_fails") {
  const auto report = screened("inclusion I1: sex is female\ninclusion I2: LVEF >= 50 %", "sex: male\n");
  CHECK(report.criteria.at(1).status == eligo::eval::Status::kUnknown);
  CHECK_FALSE(report.criteria[1].is_needed);
}

TEST_CASE("the_window_names_the_results_that_end_it") {
  const auto report = screened(kValid + "inclusion I1: all of { ALT <= 100 U/L, LVEF >= 50 % }",
                               "observations:\n  - {of: ALT, value: 30, unit: U/L, on: 2026-11-10}\n  - {of: LVEF, value: 60, unit: \"%\", on: 2026-11-18}\n");
  CHECK(report.eligible_from == "2026-11-22");
  CHECK(report.eligible_until == "2026-12-08");
  CHECK(report.expiring == std::vector<std::string>{"ALT"});
}

namespace {

std::string places(const std::string& rules, const std::string& record) {
  std::string out;
  const auto report = screened(rules, record);
  for (const auto& reason : report.criteria.at(0).reasons) {
    for (const auto& fact : reason.facts) out += (out.empty() ? "" : " ") + fact.at;
  }
  return out;
}

}  // namespace

TEST_CASE("citations_hold_all_that_a_reason_rests_on") {
  CHECK(places(kTimeline + "exclusion E1: any live_vaccine within 6 weeks before lymphodepletion", "vaccines: [{of: yellow_fever_vaccine, on: 2026-11-01}]\n") ==
        "vaccines[0] dates.lymphodepletion");
  CHECK(places("timeline { lymphodepletion infusion = lymphodepletion + 5 days }\nexclusion E1: any live_vaccine within 6 weeks before infusion",
               "vaccines: [{of: yellow_fever_vaccine, on: 2026-11-02}]\n") == "vaccines[0] dates.lymphodepletion");
  CHECK(places("exclusion E1: any stroke after first relapse", "conditions: [{of: stroke, onset: 2026-03-01}]\nevents: [{of: relapse, on: 2026-01-01}]\n") == "conditions[0] events[0]");
  CHECK(places("study disease hiv_infection\nexclusion E1: any other infection",
               "conditions:\n  - {of: hiv_infection, onset: 2015, role: study_disease}\n  - {of: infection, onset: 2026-10-01, status: active}\n") == "conditions[1] conditions[0]");
  CHECK(places("inclusion I1: ALT (where no stroke within 7 days before it) <= 100 U/L", alt("132") + "history: {complete: [conditions]}\n") == "observations[0] history.complete");
  CHECK(places("inclusion I1: on nivolumab for at least 4 weeks before screening", "history: {complete: [treatments]}\ntreatments: [{of: nivolumab, start: 2026-11-01, ongoing: true}]\n") ==
        "treatments[0] history.complete");
}

TEST_CASE("of_very_many_facts_the_first_few_are_told_and_all_are_cited") {
  std::string record = "conditions:\n";
  for (int i = 0; i < 2000; ++i) record += "  - {of: stroke, onset: 2020-01-02}\n";
  const auto report = screened("exclusion E1: any stroke", record);
  const auto& reason = report.criteria.at(0).reasons.at(0);
  CHECK(reason.sentences.at(0).size() < 200);
  CHECK(reason.sentences[0].find("and 1995 more") != std::string::npos);
  CHECK(reason.facts.size() == 2000);
}
