// The JSON of a report: keys, their order, numbers as written, and texts that could harm whoever shows them.
#include "catch.h"
#include "explain/render.h"

using namespace eligo;
using explain::CitedFact;
using explain::CriterionReport;
using explain::JsonLayout;
using explain::Report;

namespace {

CitedFact fact(std::string value) {
  CitedFact out;
  out.of = "ALT";
  out.value = std::move(value);
  out.unit = "U/L";
  out.on = "2026-11-18";
  out.at = "observations[0]";
  return out;
}

Report report() {
  Report out;
  out.patient = "P-0001";
  out.protocol = "NCT06585345";
  out.version = "2024-09-05";
  out.screening = "2026-11-22";
  out.verdict = eval::Verdict::kIneligible;
  CriterionReport failing;
  failing.id = "I8";
  failing.title = "Organ function";
  failing.status = eval::Status::kFail;
  failing.reasons = {{"I8.2", "Transaminases", eval::Status::kFail, {"ALT is high", "AST is high"}, {fact("132")}}};
  failing.missing = {{"gilbert_syndrome", "Gilbert syndrome", eval::Why::kSilent, "", "", "nothing recorded", {"I8.3"}}};
  CriterionReport passing;
  passing.id = "E1";
  passing.is_inclusion = false;
  passing.status = eval::Status::kPass;
  out.criteria = {failing, passing};
  out.eligible_from = "2027-01-03";
  out.rules_sha256 = "aa";
  out.vocabulary_sha256 = "bb";
  out.engine = "0.1.0";
  return out;
}

std::string value_in_json(std::string value) {
  Report r = report();
  r.criteria[0].reasons[0].facts = {fact(std::move(value))};
  const std::string json = render_json(r, JsonLayout::kOneLine);
  const std::size_t from = json.find("\"value\": ") + 9;
  return json.substr(from, json.find(", \"unit\"") - from);
}

std::string patient_in_json(std::string name) {
  Report r = report();
  r.patient = std::move(name);
  const std::string json = render_json(r, JsonLayout::kOneLine);
  return json.substr(12, json.find(", \"protocol\"") - 12);
}

}  // namespace

TEST_CASE("keys_stand_in_the_documented_order") {
  CHECK(render_json(report(), JsonLayout::kOneLine) ==
        R"({"patient": "P-0001", "protocol": "NCT06585345", "version": "2024-09-05", "screening": "2026-11-22", "verdict": "ineligible", )"
        R"("criteria": [{"id": "I8", "kind": "inclusion", "title": "Organ function", "status": "fail", )"
        R"("reasons": [{"id": "I8.2", "status": "fail", "text": "ALT is high; AST is high", )"
        R"("facts": [{"of": "ALT", "value": 132, "unit": "U/L", "on": "2026-11-18", "at": "observations[0]"}]}], )"
        R"("missing": [{"of": "gilbert_syndrome", "why": "silent"}]}, )"
        R"({"id": "E1", "kind": "exclusion", "title": "", "status": "pass", "reasons": [], "missing": []}], )"
        R"("eligible_from": "2027-01-03", "eligible_until": null, "problems": [], "assumptions": [], )"
        R"("rules_sha256": "aa", "vocabulary_sha256": "bb", "engine": "0.1.0"})"
        "\n");
}

TEST_CASE("both_layouts_hold_the_same") {
  std::string lines = render_json(report());
  std::string packed;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool is_break = lines[i] == '\n';
    if (!is_break) packed += lines[i];
    while (is_break && i + 1 < lines.size() && lines[i + 1] == ' ') ++i;
    if (is_break && !packed.empty() && packed.back() == ',') packed += ' ';
  }
  CHECK(packed + "\n" == render_json(report(), JsonLayout::kOneLine));
}

TEST_CASE("numbers_stay_as_written_and_only_json_numbers_are_numbers") {
  for (const char* number : {"132", "1.0", "-4", "0", "0.50", "1e3", "2.5E-4"}) CHECK(value_in_json(number) == number);
  for (const char* text : {"017", "<20", "+1", "1.", ".5", "1:80", "35-40", "-", "1e", "NaN", "0x10", "1,5"}) {
    CHECK(value_in_json(text) == "\"" + std::string(text) + "\"");
  }
}

TEST_CASE("a_fact_that_lasts_has_start_and_end") {
  Report r = report();
  CitedFact lasting;
  lasting.of = "nivolumab";
  lasting.start = "2026-08-01";
  lasting.end = "2026-10-20";
  lasting.at = "treatments[0]";
  CitedFact ongoing = lasting;
  ongoing.end.clear();
  ongoing.is_ongoing = true;
  r.criteria[0].reasons[0].facts = {lasting, ongoing};
  const std::string json = render_json(r, JsonLayout::kOneLine);
  CHECK(json.find(R"({"of": "nivolumab", "start": "2026-08-01", "end": "2026-10-20", "at": "treatments[0]"})") != std::string::npos);
  CHECK(json.find(R"({"of": "nivolumab", "start": "2026-08-01", "ongoing": true, "at": "treatments[0]"})") != std::string::npos);
}

TEST_CASE("cohorts_notes_and_dates_of_missing_things_are_told_where_there_are_some") {
  Report r = report();
  r.cohorts = {{"A", "First dose", eval::Verdict::kEligible}};
  r.criteria[0].cohort = "A";
  r.criteria[0].notes = {"two words are lost"};
  r.criteria[0].missing[0].last = "2026-06-01";
  r.criteria[0].missing[0].obtain = "sequencing";
  const std::string json = render_json(r, JsonLayout::kOneLine);
  CHECK(json.find(R"("verdict": "ineligible", "cohorts": [{"id": "A", "verdict": "eligible"}], "criteria")") != std::string::npos);
  CHECK(json.find(R"("status": "fail", "cohort": "A", "reasons")") != std::string::npos);
  CHECK(json.find(R"("why": "silent", "last": "2026-06-01", "obtain": "sequencing"}], "notes": ["two words are lost"]})") != std::string::npos);
}

TEST_CASE("texts_cannot_leave_their_quotes_nor_turn_the_direction_of_writing") {
  CHECK(patient_in_json("a\"b\\c\nd") == R"("a\"b\\c\nd")");
  CHECK(patient_in_json("\x1b[31m") == R"("\u001b[31m")");
  CHECK(patient_in_json("a\xE2\x80\xAE" "b") == R"("a\u202eb")");          // right-to-left override
  CHECK(patient_in_json("\xE2\x80\xA8\xE2\x81\xA6\xEF\xBB\xBF") == R"("\u2028\u2066\ufeff")");
  CHECK(patient_in_json("\xC2\x9B" "31m") == R"("\u009b31m")");            // C1 control sequence introducer
  CHECK(patient_in_json("Zoë 年") == "\"Zoë 年\"");
}
