// Mistakes in vocabulary modules: each row is a module, the code it gives, and the text at the place that is marked.
#include "catch.h"
#include "module_text.h"

using namespace eligo::clinical;
using namespace eligo::clinical::test;
using eligo::diag::Code;

namespace {

struct Row {
  const char* lines;
  Code code;
  const char* marked;   // the text that the span begins with
  const char* says = "";  // part of message or help
};

void check_row(const Row& row) {
  INFO(row.lines);
  const ModuleSource module = concepts(row.lines);
  const Built result = build({module});
  std::string all;
  for (const eligo::diag::Diagnostic& d : result.diagnostics) all += d.message + " (" + d.help + ") at " + std::to_string(d.span.begin) + "\n";
  INFO(all);
  REQUIRE(result.diagnostics.size() == 1);
  const eligo::diag::Diagnostic& d = result.diagnostics.front();
  CHECK(d.code == row.code);
  CHECK(d.source == module.source);
  CHECK(module.source->text().substr(d.span.begin).rfind(row.marked, 0) == 0);
  CHECK((d.message + " " + d.help).find(row.says) != std::string::npos);
  CHECK(d.message.find('\n') == std::string::npos);
  CHECK(d.message.back() != '.');
}

}  // namespace

TEST_CASE("names_and_codes_are_given_once") {
  const Row rows[] = {
      {"alt: {kind: observation}\nast: {kind: observation, aliases: [ALT]}", Code::E0703, "ALT", "line 3"},
      {"x: {kind: condition, aliases: [y, Y]}", Code::E0703, "Y]"},
      {"x: {kind: condition, aliases: [X]}", Code::E0703, "X]"},
      {"a: {kind: observation, aliases: [q]}\nQ: {kind: observation}", Code::E0703, "Q:", "alias of `a`"},
      {"condition: {kind: condition}", Code::E0703, "condition:"},
      {"a: {kind: observation, codes: {loinc: [1-1]}}\nb: {kind: observation, codes: {LOINC: [1-1]}}", Code::E0703, "1-1]}}", "`a` and `b`"},
      {"a: {kind: condition, codes: {icd10: [C43.9]}}\nb: {kind: condition, codes: {icd-10-cm: [c439]}}", Code::E0703, "c439"},
      {"a: {kind: condition, attributes: {x: {type: word}, X: {type: word}}}", Code::E0703, "X: {type"},
  };
  for (const Row& row : rows) check_row(row);
}

TEST_CASE("parents_are_known_and_of_one_kind_and_no_circle") {
  const Row rows[] = {
      {"malignancy: {kind: condition}\nmelanoma: {kind: condition, is_a: [malignanzy]}", Code::E0704, "malignanzy", "did you mean `malignancy`?"},
      {"a: {kind: condition}\nb: {kind: treatment, is_a: [a]}", Code::E0704, "a]", "condition"},
      {"a: {kind: condition, is_a: [a]}", Code::E0705, "a: {"},
      {"a: {kind: condition, is_a: [c]}\nb: {kind: condition, is_a: [a]}\nc: {kind: condition, is_a: [b]}\nd: {kind: condition, is_a: [c]}", Code::E0705, "a: {", "`a` under `c` under `b` under `a`"},
      {"a: {kind: allergy, to: [penicillin]}", Code::E0704, "penicillin"},
  };
  for (const Row& row : rows) check_row(row);
}

TEST_CASE("keys_are_known_and_fit_the_kind") {
  const Row rows[] = {
      {"a: {kind: condition, titel: x}", Code::E0702, "titel", "did you mean `title`?"},
      {"a: {kind: condition, unit: mg}", Code::E0702, "unit", "condition"},
      {"a: {kind: observation, acute: true}", Code::E0702, "acute"},
      {"a: {kind: condition, to: [b]}", Code::E0702, "to:"},
      {"a: {kind: observation, limits: {top: 3}}", Code::E0702, "top"},
      {"a: {title: x}", Code::E0706, "a: {", "no kind"},
      {"a: {kind: conditoin}", Code::E0706, "conditoin", "did you mean `condition`?"},
      {"a: {kind: [condition]}", Code::E0706, "[condition]"},
      {"a: text", Code::E0706, "text"},
  };
  for (const Row& row : rows) check_row(row);
}

TEST_CASE("values_fit_their_keys") {
  const Row rows[] = {
      {"a: {kind: observation, unit: mg/dLL}", Code::E0706, "mg/dLL"},
      {"a: {kind: observation, plausible: [20, 1]}", Code::E0706, "[20", "reversed"},
      {"a: {kind: observation, plausible: [20]}", Code::E0706, "[20]"},
      {"a: {kind: observation, plausible: 20}", Code::E0706, "20}"},
      {"a: {kind: observation, plausible: [low, 20]}", Code::E0706, "low"},
      {"a: {kind: observation, limits: {lower: 3, upper: 2}}", Code::E0706, "{lower"},
      {"a: {kind: observation, unit: mg/dL, molar_mass: 0}", Code::E0706, "0}"},
      {"a: {kind: observation, unit: mg/dL, molar_mass: heavy}", Code::E0706, "heavy"},
      {"a: {kind: observation, unit: mg/dL, answers: [negative, weak]}", Code::E0706, "answers", "negative and positive"},
      {"a: {kind: observation, answers: [x, y], plausible: [1, 2]}", Code::E0706, "plausible"},
      {"a: {kind: observation, levels: [I, II], limits: {upper: 2}}", Code::E0706, "limits"},
      {"a: {kind: observation, levels: [I, II], unit: mg}", Code::E0706, "unit"},
      {"a: {kind: observation, answers: [yes, YES]}", Code::E0703, "YES"},
      {"a: {kind: observation, answers: []}", Code::E0706, "[]"},
      {"a: {kind: observation, answers: yes}", Code::E0706, "yes"},
      {"a: {kind: observation, lasting: perhaps}", Code::E0706, "perhaps"},
      {"a: {kind: observation, molar_mass: 3}", Code::E0706, "molar_mass", "no unit"},
      {"a: {kind: condition, only: women}", Code::E0706, "women", "`female` or `male`"},
      {"a: {kind: condition, acute: true, chronic: true}", Code::E0706, "a: {"},
      {"a: {kind: condition, only: female}\nb: {kind: condition, only: male, is_a: [a]}", Code::E0706, "b: {"},
      {"a: {kind: condition, title: \"\"}", Code::E0706, "\"\"", "empty"},
      {"a: {kind: condition, codes: [C43]}", Code::E0706, "[C43]"},
      {"a: {kind: condition, attributes: {x: {}}}", Code::E0706, "{}"},
      {"a: {kind: condition, attributes: {x: {type: colour}}}", Code::E0706, "colour"},
      {"a: {kind: condition, attributes: {x: {unit: parsecs}}}", Code::E0706, "parsecs"},
      {"a: {kind: observation, unit: mg/g, convert: {mg/mmol: []}}", Code::E0706, "[]"},
      {"a: {kind: observation, unit: mg/g, convert: {foo/bar: [1]}}", Code::E0706, "foo/bar"},
      {"a: {kind: treatment, steroid_equivalent: 4}", Code::E0706, "4}"},
      {"a: {kind: treatment, steroid_equivalent: 4 mL}", Code::E0706, "4 mL"},
  };
  for (const Row& row : rows) check_row(row);
}

TEST_CASE("half_lives_are_lengths_of_time_of_treatments") {
  const Row rows[] = {
      {"a: {kind: treatment, half_life: 25}", Code::E0708, "25", "no unit"},
      {"a: {kind: treatment, half_life: 25 mg}", Code::E0708, "25 mg", "unit of time"},
      {"a: {kind: treatment, half_life: 2 months}", Code::E0708, "2 months"},
      {"a: {kind: treatment, half_life: long}", Code::E0708, "long"},
      {"a: {kind: treatment, half_life: 0 h}", Code::E0708, "0 h"},
      {"a: {kind: treatment, half_life: 18-8 h}", Code::E0708, "18-8 h", "reversed"},
      {"a: {kind: treatment, half_life: [3, h]}", Code::E0708, "[3"},
      {"a: {kind: condition, half_life: 3 h}", Code::E0708, "half_life", "no treatment"},
  };
  for (const Row& row : rows) check_row(row);
}

TEST_CASE("formulas_are_known_and_have_their_inputs") {
  const Row rows[] = {
      {"a: {kind: observation, unit: mL/min, formula: cockroft_gault}", Code::E0707, "cockroft_gault", "did you mean `cockcroft_gault`?"},
      {"bmi: {kind: observation, unit: kg/m2, formula: bmi}\nweight: {kind: observation, unit: kg}", Code::E0707, "bmi}", "`height`"},
      {"bmi: {kind: observation, unit: mg/dL, formula: bmi}\nweight: {kind: observation, unit: kg}\nheight: {kind: observation, unit: cm}", Code::E0707, "bmi}", "unit"},
      {"bmi: {kind: observation, unit: kg/m2, formula: bmi}\nweight: {kind: observation, unit: mg/dL}\nheight: {kind: observation, unit: cm}", Code::E0707, "bmi}", "`weight`"},
      {"bmi: {kind: observation, unit: kg/m2, formula: bmi}\nweight: {kind: condition}\nheight: {kind: observation, unit: cm}", Code::E0707, "bmi}", "`weight`"},
  };
  for (const Row& row : rows) check_row(row);
}

TEST_CASE("names_could_be_written_in_a_rule_file") {
  const Row rows[] = {
      {"1a: {kind: condition}", Code::E0709, "1a"},
      {"a-b: {kind: condition}", Code::E0709, "a-b"},
      {"a: {kind: condition, aliases: [\"T cell\"]}", Code::E0709, "\"T cell"},
      {"a: {kind: condition, attributes: {b c: {type: word}}}", Code::E0709, "b c"},
  };
  for (const Row& row : rows) check_row(row);
}

TEST_CASE("modules_have_a_name_and_are_there") {
  struct ModuleRow { const char* yaml; Code code; };
  const ModuleRow rows[] = {
      {"concepts: {}", Code::E0706}, {"module: a b\nconcepts: {}", Code::E0709}, {"module: m\nuses: [other]\nconcepts: {}", Code::E0202},
      {"module: m\nconcept: {}", Code::E0702}, {"- x", Code::E0701}, {"module: m\nconcepts: []", Code::E0706}, {"module: [m]", Code::E0706},
  };
  for (const ModuleRow& row : rows) {
    INFO(row.yaml);
    const Built result = build({module_from("m", row.yaml)});
    REQUIRE(!result.diagnostics.empty());
    CHECK(result.diagnostics.front().code == row.code);
  }
  const ModuleSource twice = module_from("m", "module: m\nconcepts: {}");
  const Built result = build({twice, twice});
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics.front().code == Code::E0703);
}

TEST_CASE("one_run_reports_every_mistake") {
  const Built result = build({concepts("a: {kind: condition, is_a: [nowhere], titel: x}\nb: {kind: treatment, half_life: 3}\nc: {kind: observation, unit: xyz, plausible: [2, 1]}")});
  CHECK(result.errors == 5);
}
