// What reasons cite: everything they rest on, each thing once, and nothing that decides nothing.
#include "catch.h"
#include "screened.h"

using namespace eligo;

namespace {

/// The places that the first criterion cites, with what they tell of where one place tells of several things.
std::string citations(const std::string& rules, const std::string& record) {
  const explain::CriterionReport criterion = screened(rules, record).criteria.at(0);
  std::string out;
  for (const auto* reasons : {&criterion.reasons, &criterion.proof}) {
    for (const explain::Reason& reason : *reasons) {
      for (const explain::CitedFact& fact : reason.facts) out += (out.empty() ? "" : " ") + (fact.at == "history.complete" ? fact.of : fact.at);
    }
  }
  return out;
}

const std::string kAllComplete = "history: {complete: [conditions, treatments, allergies]}\n";

}  // namespace

TEST_CASE("histories_of_several_kinds_are_all_cited") {
  CHECK(citations("inclusion I1: no infection and no nivolumab", kAllComplete) == "conditions treatments");
}

TEST_CASE("counted_numbers_rest_on_silence") {
  CHECK(citations("inclusion I1: number of infection < 2", kAllComplete) == "conditions");
  CHECK(citations("inclusion I1: total time on nivolumab < 2 weeks", kAllComplete) == "treatments");
  CHECK(citations("inclusion I1: number of infection < 2", "") == "");
}

TEST_CASE("a_contradiction_is_cited_with_both_its_sides") {
  CHECK(citations("exclusion E1: any infection", "absent: [infection]\nconditions: [{of: hiv_infection, onset: 2020-01-01}]\n") == "conditions[0] absent[0]");
  CHECK(citations("exclusion E1: any pregnancy", "sex: male\nconditions: [{of: pregnancy, onset: 2026-10-01}]\n") == "conditions[0] sex");
}

TEST_CASE("silence_settled_by_the_sex_cites_it") {
  CHECK(citations("exclusion E1: any pregnancy", "sex: male\n") == "sex");
}

TEST_CASE("is_known_cites_the_results_it_found") {
  const std::string record = "observations: [{of: LVEF, value: 60, unit: '%', on: 2026-11-18}]\n";
  CHECK(citations("results valid for 28 days before screening\ninclusion I1: LVEF is known", record) == "observations[0]");
}

TEST_CASE("an_unknown_criterion_rests_on_what_is_known_beside_it") {
  const std::string record = "observations: [{of: LVEF, value: 60, unit: '%', on: 2026-11-18}]\n";
  CHECK(citations("results valid for 28 days before screening\ninclusion I1: LVEF is known and no infection", record) == "observations[0]");
}

TEST_CASE("an_allergy_recorded_by_its_substance_has_its_window_cited") {
  const std::string record = "allergies: [{of: nivolumab, start: 2026-12-01, ongoing: true}]\n";
  CHECK(citations("timeline { lymphodepletion }\nexclusion E1: any allergy to nivolumab at lymphodepletion", record) == "allergies[0] dates.lymphodepletion");
}

TEST_CASE("what_decides_nothing_is_not_cited") {
  // A second drug that may offend, beside one that surely does.
  const std::string drugs = "treatments: [{of: nivolumab, end: 2026-11-20}, {of: nivolumab}]\n";
  CHECK(citations("timeline { lymphodepletion }\ninclusion I1: washed out of nivolumab for 8 weeks before lymphodepletion", drugs) == "treatments[0] dates.lymphodepletion");
  // The moment of a window that nothing lies in or near.
  CHECK(citations("timeline { lymphodepletion }\ninclusion I1: no infection before lymphodepletion", kAllComplete) == "conditions");
}

TEST_CASE("an_allergy_that_is_missing_is_asked_for_as_an_allergy") {
  CHECK(missing("exclusion E1: any allergy to nivolumab", "history: {complete: [treatments]}\n") ==
        "nothing recorded about an allergy to nivolumab settles it, and the history of allergies is not said to be complete");
  CHECK(missing("exclusion E1: number of allergy to nivolumab = 1", "history: {complete: [treatments]}\n") ==
        "nothing recorded about an allergy to nivolumab settles it, and the history of allergies is not said to be complete");
}

TEST_CASE("an_undated_event_is_asked_for_by_its_own_name") {
  CHECK(missing("inclusion I1: time since latest (relapse, discharge) >= 2 weeks", "events: [{of: discharge}]\n") == "discharge, without a date, does not count");
}

TEST_CASE("unknown_dates_are_not_blamed_on_the_indication") {
  const std::string record = "history: {complete: [conditions, treatments]}\nconditions: [{of: infection, status: resolved}]\n"
                             "treatments: [{of: nivolumab, indication: infection, start: 2026-11-01, ongoing: true}]\n";
  CHECK(missing("exclusion E1: any infection requiring nivolumab", record).find("indication") == std::string::npos);
  CHECK(missing("exclusion E1: any infection requiring nivolumab", record).find("infection") != std::string::npos);
}
