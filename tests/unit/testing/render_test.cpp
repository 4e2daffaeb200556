// The looks of results: text for people, JSON, JUnit.
#include "catch.h"
#include "testing/render.h"
#include "tested.h"

namespace {

const char* const kOne = "protocol T \"t\"\nuse small\ninclusion I1 \"Adults\": age >= 18 years\n";
const std::string kTests = "tests:\n- {name: \"<grown> & up\", record: {birth_date: 1980}, expect: {I1: pass}}\n- {name: child, record: {birth_date: 2015}, expect: {I1: pass}}\n";
const std::string kImpossible = "impossible: [{at: I1, never: unknown, because: the birth date is always recorded}]\n";

}  // namespace

TEST_CASE("people_read_what_failed_and_what_was_not_seen") {
  const auto result = tested(kTests + kImpossible, kOne).result;
  const std::string text = eligo::testing::render_text(result);
  CAPTURE(text);
  CHECK(text.find("tests.yaml: 2 tests, 1 failed\n  FAILED tests.yaml:4: child\n    I1: expected pass, got fail\n      I1: ") == 0);
  CHECK(text.find("  coverage of rules.elig: 80 % (4 of 5); criteria 100 % (2 of 2), conditions 66 % (2 of 3)\n"
                  "  not seen:\n    I1 (line 3) `age >= 18 years`: unknown\n"
                  "  left out as impossible:\n    I1 (line 3) the criterion: never unknown: the birth date is always recorded\n") != std::string::npos);
  CHECK(eligo::testing::render_summary({result}) == "2 tests, 1 failed; coverage 80 % (4 of 5)\n");
  CHECK(eligo::testing::render_summary({tested(kTests, kOne, "child").result}) == "1 test, 1 failed; coverage is not counted where only some tests run\n");
}

TEST_CASE("json_has_every_answer_and_the_coverage") {
  const std::string json = eligo::testing::render_json({tested(kTests + kImpossible, kOne).result});
  CAPTURE(json);
  CHECK(json.find(R"({"name": "child", "line": 4, "passed": false, "answers": [{"of": "I1", "expected": "pass", "got": "fail"}], "troubles": []})") != std::string::npos);
  CHECK(json.find(R"({"at": "I1", "line": 3, "criterion": "Adults", "pass": "seen", "fail": "seen", "unknown": "impossible"})") != std::string::npos);
  CHECK(json.find(R"("passed": 1, "failed": 1, "coverage": {"percent": 80, "seen": 4, "possible": 5}})") != std::string::npos);
}

TEST_CASE("junit_is_xml_whatever_the_names_hold") {
  const std::string xml = eligo::testing::render_junit({tested(kTests, kOne).result});
  CAPTURE(xml);
  CHECK(xml.find("<testsuite name=\"tests.yaml\" tests=\"2\" failures=\"1\">") != std::string::npos);
  CHECK(xml.find("name=\"&lt;grown&gt; &amp; up\" line=\"3\"/>") != std::string::npos);
  CHECK(xml.find("<failure message=\"I1: expected pass, got fail\">I1: expected pass, got fail\n</failure>") != std::string::npos);
}
