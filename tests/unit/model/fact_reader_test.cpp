// Concepts, lists, verification, attributes, and keys that facts do not have.
#include "catch.h"
#include "record_of.h"

using eligo::model::test::fact_of;
using eligo::model::test::problems_of;
using eligo::model::test::record_with;

namespace {

// A fact without dates, printed without them.
std::string print(const std::string& list, const std::string& fact) {
  std::string out = fact_of(list, fact);
  for (const char* dates : {" beginning..2026-11-22 to beginning..never undated", " beginning..never to beginning..never"}) {
    if (const auto at = out.find(dates); at != std::string::npos) out.erase(at, std::string(dates).size());
  }
  return out;
}

std::string text_of_problem(const std::string& list, const std::string& fact) { return record_with(list, fact).problems.at(0).text; }

}  // namespace

TEST_CASE("a_concept_is_named_by_id_alias_or_code_without_regard_to_case") {
  CHECK(print("conditions", "{of: HIV_Infection}") == "hiv_infection");
  CHECK(print("conditions", "{of: hiv}") == "hiv_infection");
  CHECK(print("conditions", "{code: ICD10|B20}") == "hiv_infection");
  CHECK(print("conditions", "{code: 'icd10 | B20.1'}") == "hiv_infection");
  CHECK(print("conditions", "{of: hiv, code: icd10|B20}") == "hiv_infection");
  CHECK(print("treatments", "{code: ATC|L01FF01}") == "nivolumab");
  CHECK(print("toxicities", "{of: toxicity}") == "toxicity");
}

TEST_CASE("a_fact_of_an_unknown_concept_is_kept_broken") {
  CHECK(print("conditions", "{of: hiv_infektion}") == "? BROKEN | E0603 conditions[0].of");
  CHECK(print("conditions", "{code: ICD10|Z99}") == "? BROKEN | E0603 conditions[0].code");
  CHECK(print("conditions", "{code: NOSYSTEM|Z99}") == "? BROKEN | E0603 conditions[0].code");
  CHECK(print("conditions", "{code: B20}") == "? BROKEN | E0603 conditions[0].code");
  CHECK(print("conditions", "{colour: red}") == "? BROKEN | E0611 conditions[0]");
  CHECK(print("conditions", "{of: ''}") == "? BROKEN | E0611 conditions[0].of");
  CHECK(print("conditions", "{of: [hiv]}") == "? BROKEN | E0617 conditions[0].of");
  CHECK(text_of_problem("conditions", "{of: infektion}") == "unknown concept `infektion`; did you mean `infection`?");
}

TEST_CASE("name_and_code_that_disagree_set_the_fact_aside") {
  CHECK(print("conditions", "{of: stroke, code: ICD10|B20}") == "stroke BROKEN | E0617 conditions[0].code");
  CHECK(print("conditions", "{of: infection, code: ICD10|B20}") == "infection");
  CHECK(print("conditions", "{of: stroke, code: ICD10|Z99}") == "stroke | E0603 conditions[0].code");
}

TEST_CASE("a_concept_belongs_into_the_list_of_its_kind") {
  CHECK(print("toxicities", "{of: infection}") == "infection BROKEN | E0604 toxicities[0]");
  CHECK(print("conditions", "{of: ALT, value: 5}") == "ALT BROKEN | E0604 conditions[0]");
  CHECK(print("observations", "{of: infection, value: 5}") == "infection BROKEN | E0604 observations[0]");
  CHECK(print("allergies", "{of: infection}") == "infection BROKEN | E0604 allergies[0]");
  CHECK(print("allergies", "{of: nivolumab, severity: severe}") == "nivolumab severity=severe");
  CHECK(print("allergies", "{of: drug_allergy, severity: Mild}") == "drug_allergy severity=mild");
}

TEST_CASE("verification_is_one_of_three_words") {
  CHECK(print("conditions", "{of: stroke, verification: confirmed}") == "stroke");
  CHECK(print("conditions", "{of: stroke, verification: Suspected}") == "stroke suspected");
  CHECK(print("conditions", "{of: stroke, verification: refuted}") == "stroke refuted");
  CHECK(print("conditions", "{of: stroke, verification: perhaps}") == "stroke BROKEN | E0610 conditions[0].verification");
}

TEST_CASE("attributes_are_read_by_their_type") {
  const struct { const char* list; const char* fact; const char* print; } cases[] = {
      {"toxicities", "{of: neuropathy, grade: 2}", "neuropathy grade=2"},
      {"toxicities", "{of: neuropathy, Grade: 2-3}", "neuropathy grade=2 to 3"},
      {"toxicities", "{of: neuropathy, cause: nivolumab}", "neuropathy cause=nivolumab"},
      {"toxicities", "{of: neuropathy, cause: some drug}", "neuropathy cause=\"some drug\""},
      {"treatments", "{of: nivolumab, dose: 10 mg/d, line: 2, intent: palliative}", "nivolumab dose=10 mg/d line=2 intent=palliative"},
      {"treatments", "{of: nivolumab, dose: 10-20mg}", "nivolumab dose=10 to 20 mg"},
      {"treatments", "{of: nivolumab, indication: hiv}", "nivolumab indication=hiv_infection"},
      {"conditions", "{of: arrhythmia, control: Controlled, stable: no, symptomatic: TRUE, severity: moderate}",
       "arrhythmia control=controlled stable=no symptomatic=yes severity=moderate"},
      {"conditions", "{of: infection, role: study_disease}", "infection study-disease role=study_disease"},
      {"conditions", "{of: infection, stage: IVb}", "infection stage=IVb"},
      {"vaccines", "{of: influenza_vaccine, route: oral}", "influenza_vaccine route=oral"},
      {"events", "{of: relapse, site: Lunge}", "relapse site=\"Lunge\""},
      {"observations", "{of: ECOG, value: 1, method: interview}", "ECOG value 1 method=interview"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.fact);
    CHECK(print(c.list, c.fact) == c.print);
  }
}

TEST_CASE("an_attribute_that_cannot_be_read_sets_the_fact_aside") {
  const struct { const char* list; const char* fact; const char* print; } cases[] = {
      {"toxicities", "{of: neuropathy, grade: abc}", "neuropathy BROKEN | E0613 toxicities[0].grade"},
      {"toxicities", "{of: neuropathy, grade: ''}", "neuropathy BROKEN | E0613 toxicities[0].grade"},
      {"toxicities", "{of: neuropathy, grade: {a: 1}}", "neuropathy BROKEN | E0617 toxicities[0].grade"},
      {"treatments", "{of: nivolumab, dose: much}", "nivolumab BROKEN | E0613 treatments[0].dose"},
      {"treatments", "{of: nivolumab, dose: 3 spoons}", "nivolumab BROKEN | E0608 treatments[0].dose"},
      {"conditions", "{of: arrhythmia, control: fair}", "arrhythmia BROKEN | E0610 conditions[0].control"},
      {"conditions", "{of: arrhythmia, symptomatic: rather}", "arrhythmia BROKEN | E0613 conditions[0].symptomatic"},
      {"conditions", "{of: infection, severity: awful}", "infection BROKEN | E0610 conditions[0].severity"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.fact);
    CHECK(print(c.list, c.fact) == c.print);
  }
}

TEST_CASE("an_unknown_key_is_set_aside_alone") {
  CHECK(print("conditions", "{of: infection, colour: red}") == "infection | E0602 conditions[0].colour");
  CHECK(print("conditions", "{of: infection, colour: [red]}") == "infection | E0602 conditions[0].colour");
  CHECK(print("conditions", "{of: infection, control: controlled}") == "infection | E0602 conditions[0].control");
  CHECK(print("conditions", "{of: infection, value: 5, unit: kg}") == "infection | E0602 conditions[0].value, E0602 conditions[0].unit");
  CHECK(print("conditions", "{of: infection, duration: 3 days}") == "infection | E0602 conditions[0].duration");
  CHECK(print("allergies", "{of: nivolumab, dose: 10 mg}") == "nivolumab | E0602 allergies[0].dose");
  CHECK(text_of_problem("toxicities", "{of: neuropathy, grad: 2}") == "unknown key `grad`; did you mean `grade`?");
}

TEST_CASE("one_trouble_never_hides_another") {
  CHECK(print("toxicities", "{of: neuropathy, onset: 2026-02-30, grade: abc, colour: red, verification: x}") ==
        "neuropathy BROKEN | E0610 toxicities[0].verification, E0605 toxicities[0].onset, E0613 toxicities[0].grade, E0602 toxicities[0].colour");
}

TEST_CASE("a_key_that_a_reader_gives_twice_sets_the_fact_aside") {
  using namespace eligo;
  model::RecordBuilder builder(model::test::vocabulary(), {});
  builder.set("patient", "P1", 1);
  builder.begin_fact(clinical::Kind::kToxicity, 0, 2);
  builder.set_fact("of", "neuropathy", 2);
  builder.set_fact("grade", "1", 2);
  builder.set_fact("Grade", "2", 2);
  builder.end_fact();
  const auto record = builder.finish();
  CHECK(record.facts[0].is_broken);
  CHECK(problems_of(record) == "E0616 toxicities[0].Grade");
}
