// What a word finds, and what is told of a concept.
#include <map>

#include "catch.h"
#include "clinical/vocabulary_table.h"
#include "module_text.h"

using namespace eligo::clinical;
using namespace eligo::clinical::test;

namespace {

const ModuleSource& small_module() {
  static const ModuleSource kModule = module_from("small", R"(module: small
concepts:
  transaminase: {kind: observation, title: enzymes of the liver}
  ALT: {kind: observation, title: alanine aminotransferase, aliases: [SGPT], is_a: [transaminase], unit: U/L, plausible: [1, 15000], limits: {upper: 55},
        codes: {loinc: [1742-6]}, obtain: liver panel, source: LOINC V}
  weight: {kind: observation, unit: kg}
  creatinine: {kind: observation, unit: mg/dL, molar_mass: 113.1179}
  CrCl: {kind: observation, unit: mL/min, formula: cockcroft_gault}
  antibody: {kind: treatment, half_life: 25-26.7 d}
  nivolumab: {kind: treatment, is_a: [antibody], codes: {atc: [L01FF01]}}
  heparin: {kind: treatment, half_life: 0.75-1.5 h}
  arrhythmia: {kind: condition, chronic: true, attributes: {control: {answers: [controlled, uncontrolled]}}}
)");
  return kModule;
}

const Built& small() {
  static const Built kBuilt = build({small_module()});
  return kBuilt;
}

std::vector<std::string> found(const ConceptSearch& search) {
  std::vector<std::string> names;
  for (const ConceptId id : find_concepts(small().vocabulary, search)) names.push_back(small().vocabulary[id].name);
  return names;
}

std::map<std::string, std::vector<std::string>> shown(const char* name) {
  std::map<std::string, std::vector<std::string>> all;
  for (const Property& property : properties(small().vocabulary, small().vocabulary.find(name), {small_module()})) all[property.label] = property.texts;
  return all;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a_word_finds_names_other_names_titles_and_codes") {
  const struct { const char* word; Texts names; } cases[] = {
      {"alt", {"ALT"}}, {"sgpt", {"ALT"}}, {"Alanine", {"ALT"}}, {"1742", {"ALT"}}, {"LOINC|1742-6", {"ALT"}}, {"742-6", {}}, {"liver", {"transaminase"}}, {"l01ff", {"nivolumab"}},
  };
  for (const auto& c : cases) {
    CAPTURE(c.word);
    CHECK(found({c.word, {}, {}}) == c.names);
  }
}

TEST_CASE("kind_and_module_narrow_the_search_and_roots_are_left_out") {
  CHECK(found({"", Kind::kTreatment, ""}) == Texts{"antibody", "heparin", "nivolumab"});
  CHECK(found({"", Kind::kTreatment, "SMALL"}) == Texts{"antibody", "heparin", "nivolumab"});
  CHECK(found({"", {}, "other"}).empty());
  CHECK(found({"treatment", {}, ""}).empty());
}

TEST_CASE("what_a_concept_has_is_told") {
  const auto alt = shown("SGPT");
  CHECK(alt.at("kind") == Texts{"observation"});
  CHECK(alt.at("module") == Texts{"small (small.yaml:4)"});
  CHECK(alt.at("other names") == Texts{"SGPT"});
  CHECK(alt.at("above") == Texts{"transaminase"});
  CHECK(alt.at("plausible") == Texts{"1 to 15000 U/L"});
  CHECK(alt.at("upper limit") == Texts{"55 U/L"});
  CHECK(alt.at("codes") == Texts{"loinc|1742-6"});
  CHECK(alt.at("obtained by") == Texts{"liver panel"});
  CHECK(alt.at("source") == Texts{"LOINC V"});
  CHECK(shown("transaminase").at("directly below") == Texts{"ALT"});
  CHECK(shown("creatinine").at("molar mass") == Texts{"113.1179 g/mol"});
  CHECK(shown("CrCl").contains("formula"));
  CHECK(shown("antibody").at("half-life") == Texts{"25 to 26.7 d"});
  CHECK(shown("nivolumab").at("half-life") == Texts{"25 to 26.7 d, from a concept above"});
  CHECK(shown("heparin").at("half-life") == Texts{"0.75 to 1.5 h"});
  CHECK(shown("arrhythmia").at("course") == Texts{"chronic: not over where no end is given"});
  CHECK(shown("arrhythmia").at("attributes") == Texts{"control (controlled, uncontrolled)"});
}
