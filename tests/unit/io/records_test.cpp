// Files of records: formats told apart, broken records among others, YAML and JSON alike.
#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "catch.h"
#include "../model/record_of.h"
#include "raw_print.h"

using namespace eligo;
using model::test::source_of;
using model::test::vocabulary;

namespace {

// Each record by its line: the patient and the number of problems, or the code of the error and its line.
std::string read(const std::string& text) {
  std::string out;
  for (const io::ReadRecord& it : io::read_records(source_of(text), vocabulary(), {})) {
    out += (out.empty() ? "" : " | ") + std::to_string(it.line) + ": ";
    if (it.record) {
      out += it.record->patient + " " + std::to_string(it.record->problems.size());
    } else {
      const auto& trouble = it.record.error();
      out += std::string(diag::text_of(trouble.code)) + " line " + std::to_string(trouble.source->position(trouble.span.begin).line);
    }
  }
  return out;
}

std::string dumped(const std::string& text) {
  const auto records = io::read_records(source_of(text), vocabulary(), {});
  REQUIRE(records.size() == 1);
  REQUIRE(records[0].record);
  return dump(*records[0].record, vocabulary());
}

// A YAML tree as JSON with every scalar a text: what a program would send.
std::string as_json(const clinical::RawValue& value) {
  using Shape = clinical::RawValue::Shape;
  const auto quoted = [](const std::string& text) {
    std::string out = "\"";
    for (const char c : text) out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return out + "\"";
  };
  if (value.shape == Shape::kText) return quoted(value.text);
  std::string out(value.shape == Shape::kList ? "[" : "{");
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    out += i > 0 ? ", " : "";
    if (value.shape == Shape::kMap) out += quoted(value.keys[i].first) + ": ";
    out += as_json(value.items[i]);
  }
  return out + (value.shape == Shape::kList ? "]" : "}");
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("a_file_of_json_that_begins_with_a_comment_is_told_so") {
  const auto told = [](const std::string& text) {
    std::string out;
    for (const auto& it : io::read_records(source_of(text), vocabulary(), {})) out += std::to_string(it.line) + " " + (it.record ? "read" : it.record.error().message) + "; ";
    return out;
  };
  CHECK(told("// from the lab\n{\"patient\": \"P\"}\n") == "1 a comment, which JSON does not have; 2 read; ");
  CHECK(told("/* from the lab */\n{\n\"patient\": \"P\"\n}\n") == "1 a comment, which JSON does not have; ");
  CHECK(told("# from the lab\npatient: P\n") == "2 read; ");
}

TEST_CASE("formats_are_told_apart_by_content") {
  CHECK(read("patient: P1\n") == "1: P1 0");
  CHECK(read("{patient: P1}") == "1: P1 0");
  CHECK(read("{\"patient\": \"P1\"}") == "1: P1 0");
  CHECK(read("{\n  \"patient\": \"P1\"\n}\n") == "1: P1 0");
  CHECK(read("\xEF\xBB\xBF{\"patient\": \"P1\"}") == "1: P1 0");
  CHECK(read("\xEF\xBB\xBFpatient: P1") == "1: P1 0");
  CHECK(read("\n\n {\"patient\": 17}") == "1: 17 0");
  CHECK(read("{\"patient\": \"P1\"}\n{\"patient\": \"P2\"}\n\n{\"patient\": \"P3\"}") == "1: P1 0 | 2: P2 0 | 4: P3 0");
  CHECK(read("---\npatient: P1\n---\npatient: P2\n") == "1: P1 0 | 3: P2 0");
  CHECK(read("{}") == "1:  1");
}

TEST_CASE("a_record_that_cannot_be_read_leaves_the_others") {
  CHECK(read("patient: P1\n---\npatient: [\n---\npatient: P3\n") == "1: P1 0 | 2: E0601 line 4 | 4: P3 0");
  CHECK(read("patient: P1\n---\n- a\n---\npatient: &x P3\n---\npatient: P4") == "1: P1 0 | 2: E0617 line 3 | 4: E0615 line 5 | 6: P4 0");
  CHECK(read("{\"patient\": \"P1\"}\n{\"patient\": \n{\"patient\": \"P3\"}\n") == "1: P1 0 | 2: E0601 line 2 | 3: P3 0");
  CHECK(read("{\"patient\": \n{\"patient\": \"P2\"}\n[1]\n") == "1: E0601 line 1 | 2: P2 0 | 3: E0617 line 3");
}

TEST_CASE("a_file_of_another_shape_is_one_error") {
  CHECK(read("") == "1: E0601 line 1");
  CHECK(read("# nothing\n") == "1: E0601 line 1");
  CHECK(read("text") == "1: E0617 line 1");
  CHECK(read("- patient: P1\n") == "1: E0617 line 1");
  CHECK(read("\n[{\"patient\": \"P1\"}]") == "2: E0617 line 2");
  CHECK(read("a: 1\nb: \xff") == "1: E0601 line 2");
}

TEST_CASE("yaml_and_json_of_equal_content_give_equal_records") {
  const std::string head = R"({"patient": "P1", "birth_date": "1980-04", "sex": "female", "dates": {"screening": "2026-11-22", "Consent": "2026-11-31"},
    "history": {"complete": ["conditions", "observations"]}, "absent": ["HIV", "nonsense"],)";
  const std::string json = head + R"("observations": [
    {"of": "ALT", "value": 32, "unit": "U/L", "uln": 40.0, "on": "2026-11-18"},
    {"of": "hemoglobin", "value": 12.50, "unit": "g/dL", "on": "2026-11-18T08:00"},
    {"of": "HBV_DNA", "value": "<20", "unit": "IU/mL", "on": "2026-11-10", "lln": null},
    {"of": "ALT", "value": {"n": 1}, "unit": "U/L"}, 5],
    "conditions": [{"of": "infection", "onset": 2025, "status": "active", "colour": "red"}],
    "treatments": [{"of": "nivolumab", "start": "2026-08-01", "ongoing": true, "dose": "10 mg/d"}],
    "answers": {"I1": true, "I2": {"answer": "no", "by": "nurse", "on": "2026-11-20"}}, "party": 1})";
  const std::string yaml = R"(patient: P1
birth_date: 1980-04
sex: female
dates: {screening: 2026-11-22, Consent: 2026-11-31}
history: {complete: [conditions, observations]}
absent: [HIV, nonsense]
observations:
  - {of: ALT, value: 32, unit: U/L, uln: 40.0, on: 2026-11-18}
  - {of: hemoglobin, value: 12.50, unit: g/dL, on: 2026-11-18T08:00}
  - {of: HBV_DNA, value: "<20", unit: IU/mL, on: 2026-11-10}
  - {of: ALT, value: {n: 1}, unit: U/L}
  - 5
conditions: [{of: infection, onset: 2025, status: active, colour: red}]
treatments: [{of: nivolumab, start: 2026-08-01, ongoing: true, dose: 10 mg/d}]
answers: {I1: true, I2: {answer: no, by: nurse, on: 2026-11-20}}
party: 1
)";
  const std::string print = dumped(yaml);
  CHECK(dumped(json) == print);
  CHECK(print.find("problem E0617 observations[4]\n") != std::string::npos);
}

TEST_CASE("problems_of_a_json_record_have_its_lines") {
  const auto lines = io::read_records(source_of("{\"patient\": \"P1\"}\n{\"patient\": \"P2\", \"sex\": \"x\"}"), vocabulary(), {});
  REQUIRE(lines.size() == 2);
  CHECK(lines[1].record->problems.at(0).line == 2);
  const auto one = io::read_records(source_of("{\n\"patient\": \"P1\",\n\"conditions\": [\n{\"of\": \"infection\",\n\"onset\": \"x\"}]}"), vocabulary(), {});
  CHECK(one[0].record->problems.at(0).line == 5);
  CHECK(one[0].record->facts.at(0).place.line == 4);
}

TEST_CASE("a_record_holds_no_more_facts_than_the_limit") {
  const auto with = [](std::size_t facts) {
    std::string text = "{\"patient\": \"P1\", \"conditions\": [";
    for (std::size_t i = 0; i < facts; ++i) text += i > 0 ? ",{}" : "{}";
    return text + "]}";
  };
  const auto most = io::read_records(source_of(with(200000)), vocabulary(), {});
  REQUIRE(most[0].record);
  CHECK(most[0].record->facts.size() == 200000);
  CHECK(read(with(200001)) == "1: E0618 line 1");
}

TEST_CASE("a_fact_has_no_more_keys_than_the_limit") {
  const auto with = [](std::size_t keys) {
    std::string text = "{\"patient\": \"P1\", \"conditions\": [{\"of\": \"infection\"";
    for (std::size_t i = 1; i < keys; ++i) text += ", \"k" + std::to_string(i) + "\": 1";
    return text + "}]}";
  };
  const auto most = io::read_records(source_of(with(100)), vocabulary(), {});
  CHECK(most[0].record->problems.size() == 99);
  CHECK_FALSE(most[0].record->facts[0].is_broken);
  const auto more = io::read_records(source_of(with(101)), vocabulary(), {});
  CHECK(more[0].record->problems[0].code == diag::Code::E0618);
  CHECK(more[0].record->facts[0].is_broken);
}

TEST_CASE("records_can_be_taken_one_after_another") {
  std::string lines;
  for (int i = 0; i < 1000; ++i) lines += "{\"patient\": " + std::to_string(i) + "}\n";
  int next = 0;
  io::for_each_record(source_of(lines), vocabulary(), {}, [&](const io::ReadRecord& it) {
    CHECK(it.record->patient == std::to_string(next));
    CHECK(it.line == static_cast<std::uint32_t>(++next));
  });
  CHECK(next == 1000);
}

TEST_CASE("a_hostile_record_of_a_megabyte_costs_no_more_than_a_second") {
  constexpr std::size_t kSize = (1U << 20U) - 64;
  const char* units[] = {"{},",  "x,",  "[],", "{of: x},", "{of: ALT, value: '1e400'},", "{of: ALT, value: '1e-399-1e399', unit: U/L},",
                         "{of: infektion, onset: 2020, colour: red},", "{of: ALT, value: 5, unit: mmol/L.mg/dL.g/L.kg},"};
  for (const char* unit : units) {
    CAPTURE(unit);
    std::string text = "patient: P1\nobservations: [";
    while (text.size() < kSize) text += unit;
    const std::clock_t begin = std::clock();
    (void)io::read_records(source_of(text + "]"), vocabulary(), {});
    CHECK(eligo::io::test::seconds_since(begin) < eligo::io::test::kMostSeconds);
  }
}

TEST_CASE("a_hostile_fact_of_a_megabyte_costs_no_more_than_a_second") {
  std::string text = "{\"patient\": \"P1\", \"conditions\": [{\"of\": \"infection\"";
  for (int i = 0; text.size() < (1U << 20U) - 64; ++i) text += ",\"k" + std::to_string(i) + "\":1";
  const std::clock_t begin = std::clock();
  (void)io::read_records(source_of(text + "}]}"), vocabulary(), {});
  CHECK(io::test::seconds_since(begin) < io::test::kMostSeconds);
}

TEST_CASE("records_of_the_conformance_cases_read_alike_from_yaml_and_json_with_the_problems_they_name") {
  const std::filesystem::path folder = std::filesystem::path(ELIGO_SOURCE_DIR).parent_path() / "shared/conformance";
  if (!std::filesystem::exists(folder / "vocabulary.yaml")) {
    std::cout << "SKIPPED: no conformance cases at " << folder << "\n";
    return;
  }
  const auto names = model::test::vocabulary_of(source_of(text_of(folder / "vocabulary.yaml")));
  std::size_t records = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".yaml" || file.path().filename() == "vocabulary.yaml") continue;
    const auto source = std::make_shared<const diag::SourceText>(file.path().string(), text_of(file.path()));
    const auto cases = io::read_yaml(source);
    REQUIRE(cases);
    for (const clinical::RawValue& each : cases->at(0).items) {
      const clinical::RawValue* record = value_of(each, "record");
      if (record == nullptr) continue;
      CAPTURE(value_of(each, "name")->text);
      ++records;
      const auto from_yaml = io::read_record(*record, source, names, {});
      REQUIRE(from_yaml);
      const auto from_json = io::read_records(source_of(as_json(*record)), names, {});
      REQUIRE(from_json.size() == 1);
      REQUIRE(from_json[0].record);
      CHECK(dump(*from_json[0].record, names) == dump(*from_yaml, names));

      const clinical::RawValue* expected = value_of(*value_of(each, "expect"), "problems");
      if (expected == nullptr) continue;
      CHECK(expected->items.empty() == from_yaml->problems.empty());
      for (const clinical::RawValue& place : expected->items) {
        CHECK(std::any_of(from_yaml->problems.begin(), from_yaml->problems.end(),
                          [&](const model::Problem& it) { return it.at.starts_with(place.text); }));
      }
      for (const model::Problem& it : from_yaml->problems) {
        CHECK(std::any_of(expected->items.begin(), expected->items.end(), [&](const clinical::RawValue& place) { return it.at.starts_with(place.text); }));
      }
    }
  }
  CHECK(records > 0);
}
