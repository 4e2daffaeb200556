// A finished vocabulary: names, hierarchy, what is inherited, half-lives, codes, attributes.
#include "clinical/vocabulary.h"

#include "base/sha256.h"
#include "catch.h"
#include "module_text.h"

using namespace eligo::clinical;
using namespace eligo::clinical::test;
using eligo::value::Number;

namespace {

const Concept& the(const Vocabulary& v, std::string_view name) {
  const ConceptId id = v.find(name);
  INFO(name);
  REQUIRE(id);
  return v[id];
}

bool lies_under(const Vocabulary& v, std::string_view below, std::string_view above) { return v.is_a(v.find(below), v.find(above)); }

std::optional<Number> half_life_hours(const Vocabulary& v, std::string_view name, bool high = false) {
  const std::optional<HalfLife> found = v.half_life(v.find(name));
  if (!found) return std::nullopt;
  return high ? found->high.at : found->low.at;
}

}  // namespace

TEST_CASE("names_and_aliases_are_found_in_any_case") {
  const Vocabulary v = built("ALT: {kind: observation, aliases: [SGPT, GPT], unit: U/L}");
  for (const char* name : {"ALT", "alt", "sgpt", "Gpt"}) CHECK(v.find(name) == v.find("ALT"));
  CHECK_FALSE(v.find("AST"));
  CHECK(the(v, "alt").name == "ALT");
  CHECK(the(v, "alt").title == "ALT");
  CHECK(the(v, "alt").module == "m");
}

TEST_CASE("every_kind_has_a_root_above_all_its_concepts") {
  const Vocabulary v = built("malignancy: {kind: condition}\nmelanoma: {kind: condition, is_a: [malignancy]}\nnausea: {kind: toxicity}");
  for (std::size_t i = 0; i < kKindCount; ++i) {
    const auto kind = static_cast<Kind>(i);
    const Concept& root = v[v.root(kind)];
    CHECK(root.is_root);
    CHECK(root.kind == kind);
    CHECK(v.find(name_of(kind)) == v.root(kind));
    CHECK(kind_from_name(name_of(kind)) == kind);
    CHECK(kind_from_list_name(list_name_of(kind)) == kind);
  }
  CHECK(lies_under(v, "melanoma", "condition"));
  CHECK(lies_under(v, "melanoma", "melanoma"));
  CHECK_FALSE(lies_under(v, "malignancy", "melanoma"));
  CHECK_FALSE(lies_under(v, "nausea", "condition"));
  CHECK(v[v.root(Kind::kCondition)].descendants.size() == 3);
}

TEST_CASE("a_concept_may_lie_under_several_and_is_listed_once") {
  const Vocabulary v = built(
      "a: {kind: condition}\nb: {kind: condition, is_a: [a]}\nc: {kind: condition, is_a: [a]}\nd: {kind: condition, is_a: [b, c]}");
  const std::vector<ConceptId> below = the(v, "a").descendants;
  CHECK(below.size() == 4);
  CHECK(below.front() == v.find("a"));
  CHECK(lies_under(v, "d", "b"));
  CHECK(lies_under(v, "d", "c"));
  CHECK_FALSE(lies_under(v, "b", "c"));
  CHECK(the(v, "d").descendants.size() == 1);
}

TEST_CASE("order_of_definition_does_not_matter") {
  const Vocabulary v = built("d: {kind: condition, is_a: [b]}\nb: {kind: condition, is_a: [a], only: female}\na: {kind: condition, acute: true}");
  CHECK(lies_under(v, "d", "a"));
  CHECK(the(v, "d").is_acute);
  CHECK(the(v, "d").only_female);
}

TEST_CASE("acute_chronic_only_and_attributes_go_downward_and_nothing_else_does") {
  const Vocabulary v = built(
      "arrhythmia: {kind: condition, chronic: true, only: male, title: T, obtain: ECG, codes: {icd10: [I49]}, attributes: {control: {answers: [controlled, uncontrolled]}}}\n"
      "fibrillation: {kind: condition, is_a: [arrhythmia]}\n"
      "attack: {kind: condition, is_a: [arrhythmia], acute: true}\n"
      "drug: {kind: treatment, half_life: 7 h}\ntablet: {kind: treatment, is_a: [drug]}");
  const Concept& below = the(v, "fibrillation");
  CHECK(below.is_chronic);
  CHECK(below.only_male);
  CHECK(below.title == "fibrillation");
  CHECK(below.obtain.empty());
  CHECK(below.codes.empty());
  REQUIRE(v.attribute(v.find("fibrillation"), "Control"));
  CHECK(v.attribute(v.find("fibrillation"), "control")->choices == std::vector<std::string>{"controlled", "uncontrolled"});
  CHECK_FALSE(v.attribute(v.root(Kind::kCondition), "control"));
  CHECK(the(v, "attack").is_acute);
  CHECK_FALSE(the(v, "attack").is_chronic);
  CHECK_FALSE(the(v, "tablet").own_half_life);
}

TEST_CASE("the_nearest_half_life_upward_counts") {
  const Vocabulary v = built(
      "class_a: {kind: treatment, half_life: 24 hours}\nclass_b: {kind: treatment, half_life: 10-20 h}\n"
      "own: {kind: treatment, is_a: [class_a], half_life: 2 days}\nbelow: {kind: treatment, is_a: [class_a]}\n"
      "both: {kind: treatment, is_a: [class_a, class_b]}\ndeep: {kind: treatment, is_a: [below, class_b]}\nnone: {kind: treatment}\n"
      "minutes: {kind: treatment, half_life: 45-90 min}\nweeks: {kind: treatment, half_life: 1.5 weeks}");
  CHECK(half_life_hours(v, "own") == Number(48));
  CHECK(half_life_hours(v, "below") == Number(24));
  CHECK(half_life_hours(v, "both") == Number(10));
  CHECK(half_life_hours(v, "both", true) == Number(24));
  CHECK(half_life_hours(v, "deep") == Number(10));
  CHECK(half_life_hours(v, "deep", true) == Number(20));
  CHECK_FALSE(half_life_hours(v, "none"));
  CHECK(half_life_hours(v, "minutes") == Number(3, 4));
  CHECK(half_life_hours(v, "minutes", true) == Number(3, 2));
  CHECK(half_life_hours(v, "weeks") == Number(252));
}

TEST_CASE("codes_match_whole_or_by_prefix_as_their_system_does") {
  const Vocabulary v = built(
      "melanoma: {kind: condition, codes: {icd10: [C43]}}\nface: {kind: condition, is_a: [melanoma], codes: {ICD-10-CM: [C43.3], snomed: [\"123\"]}}\n"
      "checkpoint: {kind: treatment, codes: {atc: [L01FF]}}\nnivolumab: {kind: treatment, is_a: [checkpoint], codes: {atc: [L01FF01], rxnorm: [\"1597876\"]}}\n"
      "ALT: {kind: observation, unit: U/L, codes: {loinc: [1742-6]}}");
  CHECK(v.find_code("icd10", "C43.9") == v.find("melanoma"));
  CHECK(v.find_code("ICD-10", "c43.31") == v.find("face"));
  CHECK(v.find_code("icd10cm", "C433") == v.find("face"));
  CHECK_FALSE(v.find_code("icd10", "C4"));
  CHECK_FALSE(v.find_code("icd10", ""));
  CHECK(v.find_code("ATC", "L01FF02") == v.find("checkpoint"));
  CHECK(v.find_code("atc", "l01ff01") == v.find("nivolumab"));
  CHECK(v.find_code("LOINC", "1742-6") == v.find("ALT"));
  CHECK_FALSE(v.find_code("loinc", "1742-66"));
  CHECK_FALSE(v.find_code("snomed", "1234"));
  CHECK(v.find_code("rxnorm", "1597876") == v.find("nivolumab"));
  CHECK_FALSE(v.find_code("cvx", "1597876"));
  CHECK(the(v, "face").codes == std::vector<std::string>{"icd10|C43.3", "snomed|123"});
}

TEST_CASE("observations_carry_what_comparisons_need") {
  const Vocabulary v = built(
      "creatinine: {kind: observation, unit: mg/dL, molar_mass: 113.12, valence: 2, plausible: [0.1, 40], limits: {lower: 0.7, upper: 1.3}, obtain: kidney panel, source: a book}\n"
      "HBV_DNA: {kind: observation, unit: IU/mL, answers: [negative, positive]}\nnyha: {kind: observation, levels: [I, II, III, IV]}\n"
      "kras: {kind: observation, answers: [wild_type, G12D], lasting: true}\nECOG: {kind: observation, plausible: [0, 5]}\n"
      "HbA1c: {kind: observation, unit: \"%\", convert: {mmol/mol: [0.0915, 2.15]}}");
  const Concept& creatinine = the(v, "creatinine");
  CHECK(creatinine.is_quantity());
  CHECK(creatinine.conversions.molar_mass == Number(11312, 100));
  CHECK(creatinine.conversions.valence == Number(2));
  CHECK(creatinine.plausible->low.at == Number(1, 10));
  CHECK(creatinine.default_lln == Number(7, 10));
  CHECK(creatinine.default_uln == Number(13, 10));
  CHECK(creatinine.obtain == "kidney panel");
  CHECK(the(v, "HBV_DNA").is_quantity());
  CHECK(the(v, "ECOG").is_quantity());
  CHECK_FALSE(the(v, "nyha").is_quantity());
  CHECK(the(v, "nyha").levels == std::vector<std::string>{"I", "II", "III", "IV"});
  CHECK_FALSE(the(v, "kras").is_quantity());
  CHECK(the(v, "kras").is_lasting);
  const Concept& hba1c = the(v, "HbA1c");
  CHECK(conversion(parse_unit("mmol/mol").value(), *hba1c.unit, hba1c.conversions)->apply(Number(48)) == Number(6542, 1000));
}

TEST_CASE("attributes_of_a_kind_and_of_a_concept_are_one_list") {
  const Vocabulary v = built(
      "x: {kind: condition, attributes: {control: {levels: [poor, good]}, volume: {unit: mL}, treated: {type: yes_no}, seen: {answers: [no, yes]}, symptomatic: {answers: [yes, no]}, origin: {type: concept}}}");
  const ConceptId x = v.find("x");
  struct Row { const char* name; AttributeType type; };
  for (const Row& row : {Row{"severity", AttributeType::kLevel}, Row{"grade", AttributeType::kNumber}, Row{"stage", AttributeType::kWord}, Row{"site", AttributeType::kConcept},
                         Row{"symptomatic", AttributeType::kYesNo}, Row{"start", AttributeType::kDate}, Row{"duration", AttributeType::kDuration},
                         Row{"control", AttributeType::kLevel}, Row{"volume", AttributeType::kQuantity}, Row{"treated", AttributeType::kYesNo},
                         Row{"seen", AttributeType::kYesNo}, Row{"origin", AttributeType::kConcept}}) {
    INFO(row.name);
    REQUIRE(v.attribute(x, row.name));
    CHECK(v.attribute(x, row.name)->type == row.type);
  }
  CHECK_FALSE(v.attribute(x, "dose"));
  CHECK(v.attribute(v.root(Kind::kTreatment), "dose")->type == AttributeType::kQuantity);
  CHECK(v.attribute(v.root(Kind::kObservation), "value")->type == AttributeType::kQuantity);
  const std::vector<std::string> names = v.attribute_names(x);
  CHECK(std::count(names.begin(), names.end(), "symptomatic") == 1);
  CHECK(std::count(names.begin(), names.end(), "control") == 1);
}

TEST_CASE("allergies_and_steroids_name_what_they_stand_for") {
  const Vocabulary v = built(
      "cyclophosphamide: {kind: treatment}\ncyclo_allergy: {kind: allergy, to: [cyclophosphamide]}\n"
      "methylprednisolone: {kind: treatment, steroid_equivalent: 4 mg}\ndexamethasone: {kind: treatment, steroid_equivalent: 750 ug}");
  CHECK(the(v, "cyclo_allergy").allergy_to == std::vector<ConceptId>{v.find("cyclophosphamide")});
  CHECK(the(v, "methylprednisolone").steroid_equivalent == Number(4));
  CHECK(the(v, "dexamethasone").steroid_equivalent == Number(3, 4));
}

TEST_CASE("modules_join_and_are_digested_in_the_order_of_their_names") {
  const ModuleSource one = module_from("one", "module: one\ntitle: first\nuses: [two]\nconcepts:\n  a: {kind: condition, is_a: [b]}\n");
  const ModuleSource two = module_from("two", "module: two\nconcepts:\n  b: {kind: condition}\n");
  const Built forward = build({one, two}), backward = build({two, one});
  CHECK(forward.errors == 0);
  CHECK(backward.errors == 0);
  CHECK(lies_under(forward.vocabulary, "a", "b"));
  CHECK(forward.vocabulary.sha256() == backward.vocabulary.sha256());
  CHECK(forward.vocabulary.sha256() == eligo::base::sha256_hex(one.source->text() + two.source->text()));
  CHECK(forward.vocabulary.modules() == std::vector<std::string>{"one", "two"});
  CHECK(forward.vocabulary[forward.vocabulary.find("a")].source == one.source);
}

TEST_CASE("a_long_chain_of_concepts_is_no_trouble") {
  std::string lines = "c0: {kind: treatment, half_life: 3 h, only: female}\n";
  for (int i = 1; i < 1500; ++i) lines += "c" + std::to_string(i) + ": {kind: treatment, is_a: [c" + std::to_string(i - 1) + "]}\n";
  const Vocabulary v = built(lines);
  CHECK(lies_under(v, "c1499", "c0"));
  CHECK(the(v, "c1499").only_female);
  CHECK(half_life_hours(v, "c1499") == Number(3));
  CHECK(the(v, "c0").descendants.size() == 1500);
}
