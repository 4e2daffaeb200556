// The text of a report: order of the parts, wrapping, signs, and texts that could drive a terminal.
#include "catch.h"
#include "explain/render.h"

using namespace eligo;
using explain::CriterionReport;
using explain::Missing;
using explain::Report;
using explain::TextOptions;

namespace {

CriterionReport criterion(std::string id, eval::Status status) {
  CriterionReport out;
  out.id = std::move(id);
  out.title = "Title of " + out.id;
  out.status = status;
  return out;
}

Missing missing(std::string of, std::string obtain, std::string member) {
  return {of, of, eval::Why::kAbsent, "", std::move(obtain), "no result of " + of + " is recorded", {std::move(member)}};
}

Report report() {
  Report out;
  out.patient = "P-0001";
  out.protocol = "T";
  out.protocol_title = "a trial";
  out.version = "1";
  out.screening = "2026-11-22";
  out.verdict = eval::Verdict::kIneligible;
  CriterionReport fails = criterion("I1", eval::Status::kFail);
  explain::CitedFact fact;
  fact.of = "ALT";
  fact.at = "observations[0]";
  fact.line = 12;
  fails.reasons = {{"I1.2", "Transaminases", eval::Status::kFail, {"ALT is too high"}, {fact}}};
  fails.notes = {"a word is lost"};
  CriterionReport first = criterion("I2", eval::Status::kUnknown);
  first.missing = {missing("LVEF", "echocardiography", "I2.4"), missing("ALT", "", "I2.1")};
  first.is_needed = false;
  CriterionReport second = criterion("I3", eval::Status::kUnknown);
  second.missing = {missing("ALT", "", "I3")};
  second.is_needed = false;
  CriterionReport passes = criterion("I4", eval::Status::kPass);
  passes.proof = {{"I4", "", eval::Status::kPass, {"age 40 years"}, {}}};
  passes.exceptions_used = {"waived: Gilbert syndrome, recorded 2019"};
  out.criteria = {passes, first, second, fails, criterion("I5", eval::Status::kNotApplicable)};
  out.problems = {{"E0607", "observations[3]", "`x` is no number", 30}};
  out.assumptions = {"the history of conditions is taken as complete"};
  out.rules_sha256 = "aa";
  out.vocabulary_sha256 = "bb";
  out.engine = "0.1.0";
  return out;
}

}  // namespace

TEST_CASE("what_fails_stands_first_and_the_verdict_last") {
  CHECK(render_text(report(), {}) ==
        "Patient P-0001 for T, version 1, screened on 2026-11-22\n"
        "a trial\n"
        "\n"
        "FAILS: 1 criterion\n"
        "✗ I1 Title of I1\n"
        "    I1.2 Transaminases\n"
        "      ALT is too high\n"
        "      in the record: observations[0] (line 12)\n"
        "    note on the text: a word is lost\n"
        "\n"
        "MISSING: 2 things to settle 2 criteria\n"
        "? no result of ALT is recorded (not needed to decide)\n"
        "    for I2.1 and I3\n"
        "? no result of LVEF is recorded (not needed to decide)\n"
        "    for I2.4; to obtain: echocardiography\n"
        "Not settled yet:\n"
        "  I2 Title of I2 (not needed to decide)\n"
        "  I3 Title of I3 (not needed to decide)\n"
        "\n"
        "PASSES: 1 criterion, 1 not applicable\n"
        "  I4 waived: Gilbert syndrome, recorded 2019\n"
        "\n"
        "DATA PROBLEMS: 1, set aside\n"
        "  observations[3] (line 30): `x` is no number [E0607]\n"
        "\n"
        "ASSUMED\n"
        "  the history of conditions is taken as complete\n"
        "\n"
        "rules aa\n"
        "vocabulary bb\n"
        "engine 0.1.0; an aid for pre-screening, the investigator decides\n"
        "\n"
        "As the record stands, no screening day of the next two years is eligible.\n"
        "✗ INELIGIBLE: fails I1\n");
}

TEST_CASE("all_lists_the_passing_ones_with_their_values") {
  TextOptions options;
  options.passing = TextOptions::Passing::kListed;
  const std::string text = render_text(report(), options);
  CHECK(text.find("✓ I4 Title of I4\n    age 40 years\n") != std::string::npos);
  CHECK(text.find("✓ I5 Title of I5 (not applicable)\n") != std::string::npos);
}

TEST_CASE("colour_only_adds_colour") {
  TextOptions options;
  options.color = TextOptions::Color::kAlways;
  std::string text = render_text(report(), options);
  CHECK(text.find("\x1b[31m") != std::string::npos);
  for (std::size_t at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b')) text.erase(at, text.find('m', at) - at + 1);
  CHECK(text == render_text(report(), {}));
}

TEST_CASE("ascii_alone_where_it_is_asked_for") {
  Report r = report();
  r.patient = "Zoë 年";
  TextOptions options;
  options.characters = TextOptions::Characters::kAscii;
  const std::string text = render_text(r, options);
  for (const char c : text) CHECK((c == '\n' || (c >= ' ' && c <= '~')));
  CHECK(text.find("Patient Zo? ? for T") != std::string::npos);
  CHECK(text.find("x INELIGIBLE: fails I1") != std::string::npos);
}

TEST_CASE("lines_fit_the_width_where_their_words_allow") {
  Report r = report();
  r.criteria[3].reasons[0].sentences = {std::string(70, 'w') + " and many short words that go on and on until the line is full"};
  TextOptions options;
  options.width = 40;
  const std::string text = render_text(r, options);
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = text.find('\n', from);
    const std::string line = text.substr(from, to - from);
    const bool is_one_word = line.find(' ', line.find_first_not_of(' ')) == std::string::npos;
    CHECK((line.size() <= 44 || is_one_word));   // a sign of three bytes is one column wide
    from = to + 1;
  }
}

TEST_CASE("what_a_record_holds_cannot_drive_the_terminal") {
  Report r = report();
  r.patient = "\x1b[2J\x07" "a\xE2\x80\xAE" "b\nINELIGIBLE";
  r.criteria[3].title = "line\r\nbreak\xC2\x9B" "31m";
  const std::string text = render_text(r, {});
  for (const char* harm : {"\x1b", "\x07", "\xE2\x80\xAE", "\r", "\xC2\x9B"}) CHECK(text.find(harm) == std::string::npos);
  CHECK(text.substr(0, text.find('\n')) == "Patient ?[2J?a?b?INELIGIBLE for T, version 1, screened on 2026-11-22");
}

TEST_CASE("the_window_names_the_moments_too") {
  Report r = report();
  r.eligible_from = "2026-12-18";
  r.eligible_until = "2026-12-30";
  r.moments_at_from = {{"lymphodepletion", "2027-01-03"}};
  TextOptions options;
  options.width = 200;
  CHECK(render_text(r, options).find("Eligible when screened from 2026-12-18 to 2026-12-30, with lymphodepletion from 2027-01-03, if nothing else changes.\n") != std::string::npos);
}

TEST_CASE("the_last_line_tells_the_verdict") {
  const auto last_line = [](const Report& r) {
    const std::string text = render_text(r, {});
    return text.substr(text.rfind('\n', text.size() - 2) + 1);
  };
  Report r = report();
  r.verdict = eval::Verdict::kUndetermined;
  r.criteria[1].is_needed = r.criteria[2].is_needed = true;
  CHECK(last_line(r) == "? UNDETERMINED: 2 criteria need information\n");
  r.criteria[2].is_needed = false;
  CHECK(last_line(r) == "? UNDETERMINED: 1 criterion needs information\n");
  r.criteria = {criterion("I1", eval::Status::kPass)};
  r.verdict = eval::Verdict::kEligible;
  CHECK(last_line(r) == "✓ ELIGIBLE: 1 criterion passes\n");
  r.cohorts = {{"A", "", eval::Verdict::kIneligible}, {"B", "Second dose", eval::Verdict::kEligible}};
  CHECK(last_line(r) == "✓ ELIGIBLE: for cohort B\n");
}
