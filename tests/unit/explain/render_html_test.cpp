// The HTML page: what stands on it and in which order, and texts that could become markup or style.
#include "catch.h"
#include "explain/html_text.h"
#include "explain/render.h"
#include "screened.h"

using namespace eligo;
using explain::Report;

namespace {

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t out = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size())) ++out;
  return out;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// The text between two marks, the first after `from`.
std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t begin = text.find(from);
  return begin == std::string::npos ? "" : text.substr(begin, text.find(to, begin) - begin);
}

const std::string kRules = R"(results valid for 28 days before screening
inclusion I1 "Liver": ALT <= 2.5 x ULN note "a word is lost"
inclusion I2 "Heart": LVEF >= 50 %
exclusion E1 "HIV": any hiv_infection
inclusion I3 "Age": age >= 18 years
)";
const std::string kRecord = R"(birth_date: 1980-01-01
history: {complete: [conditions]}
observations:
  - {of: ALT, value: 132, unit: U/L, uln: 40, on: 2026-11-18}
)";

}  // namespace

TEST_CASE("every_criterion_has_its_row_in_the_order_of_the_file") {
  const std::string page = render_html(screened(kRules, kRecord));
  CHECK(count(page, "<th scope=\"row\">") == 4);
  std::size_t last = 0;
  for (const char* id : {"I1", "I2", "E1", "I3"}) {
    const std::size_t at = page.find(std::string("<th scope=\"row\">") + id + "</th>");
    CHECK(at > last);
    last = at;
  }
  CHECK(count(page, ">Inclusion criteria<") == 2);
}

TEST_CASE("a_row_tells_its_status_by_sign_and_word_with_fact_and_source") {
  const std::string page = render_html(screened(kRules, kRecord));
  const std::string fails = between(page, "<tr class=\"fail\">", "</tr>");
  CHECK(has(fails, "✗</span> fails"));
  CHECK(has(fails, "ALT 132 U/L on <time>2026-11-18</time> is 3.3 x ULN (ULN 40 U/L); the limit is 2.5 x ULN = 100 U/L; 32 U/L too high"));
  CHECK(has(fails, "[observations[0] (line 6)]"));
  CHECK(fails.substr(fails.size() - 9) == "<td></td>");   // for initials
  const std::string open = between(page, "<tr class=\"open\">", "</tr>");
  CHECK(has(open, "?</span> not settled"));
  CHECK(has(open, "Missing</strong>: LVEF (no result)"));
  CHECK(has(open, "not needed to decide"));
  const std::string passes = between(page, "<th scope=\"row\">E1</th>", "</tr>");
  CHECK(has(passes, "✓</span> passes"));
  CHECK(has(passes, "none recorded that counts; history of conditions complete"));
}

TEST_CASE("around_the_rows_stand_verdict_missing_notes_signature_and_sums") {
  Report report = screened(kRules, kRecord);
  report.assumptions = {"the history of treatments is taken as complete"};
  const std::string page = render_html(report);
  CHECK(has(page, "<html lang=\"en\""));
  CHECK(has(page, "the investigator decides"));
  CHECK(has(page, "Ineligible</strong>: fails I1"));
  CHECK(has(page, "Of 4 criteria, 1 fails, 1 not settled and 2 pass."));
  CHECK(has(between(page, "id=\"missing\"", "</section>"), "<td>no result of LVEF is recorded <span class=\"aside\">not needed to decide</span></td><td>echocardiography</td><td>I2</td>"));
  CHECK(has(between(page, "id=\"notes\"", "</section>"), "<strong>I1</strong>: a word is lost"));
  CHECK(has(page, "taken as complete"));
  CHECK(has(page, "Decision of the investigator"));
  CHECK(has(page, report.rules_sha256));
  CHECK(has(page, report.vocabulary_sha256));
  CHECK(has(page, "counter(page) \" of \" counter(pages)"));
}

TEST_CASE("nothing_runs_and_nothing_is_fetched") {
  Report report = screened(kRules, kRecord);
  report.patient = "</style><script>alert(1)</script>\"'& \\ \n}@import url(//evil)";
  report.protocol_title = "<img src=x onerror=alert(1)>";
  report.criteria[0].title = "a\xE2\x80\xAE" "b\x07<b>";
  const std::string page = render_html(report);
  for (const char* harm : {"<script", "<img", "<b>", "\xE2\x80\xAE", "\x07"}) CHECK_FALSE(has(page, harm));
  CHECK_FALSE(has(between(page, "<style>", "</style>"), "@import"));
  CHECK(count(page, "<style>") == 1);
  CHECK(count(page, "</style>") == 1);
  CHECK(has(page, "&lt;img src=x onerror=alert(1)&gt;"));
  CHECK(has(page, "a?b?&lt;b&gt;"));
}

TEST_CASE("a_text_cannot_end_a_string_of_the_style_sheet") {
  CHECK(explain::css_string("P-0001, 2026") == "\"P-0001, 2026\"");
  CHECK(explain::css_string("a\"b\\c<\n") == "\"a\\22 b\\5c c\\3c \\3f \"");
  CHECK(explain::css_string("Zoë") == "\"Zoë\"");
}

TEST_CASE("days_and_months_are_marked_as_such") {
  CHECK(explain::prose("on 2026-11-18, since 2025-03.") == "on <time>2026-11-18</time>, since <time>2025-03</time>.");
  CHECK(explain::prose("2026") == "2026");
  for (const char* text : {"12026-11-18", "P-2026-11-18", "2026-11-180", "2026-11-18-3", "2026-1", "2026-111"}) CHECK(explain::prose(text) == text);
}

TEST_CASE("what_one_history_settles_is_one_thing_to_obtain") {
  const std::string rules = "exclusion E1: any hiv_infection\nexclusion E2: any stroke\nexclusion E3: any live_vaccine\n";
  const std::string page = between(render_html(screened(rules, "")), "id=\"missing\"", "</section>");
  CHECK(count(page, "<tr>") == 3);   // the head, conditions, vaccines
  CHECK(has(page, "<td>the history of conditions is not said to be complete, and nothing recorded about these settles them: HIV infection and stroke</td>"
                  "<td>HIV test</td><td>E1 and E2</td>"));
}

TEST_CASE("equal_reports_give_equal_pages") { CHECK(render_html(screened(kRules, kRecord)) == render_html(screened(kRules, kRecord))); }
