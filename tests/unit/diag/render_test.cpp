// The look of a diagnostic for people and on one line: every corner of a source line that a place can lie in.
#include "catch.h"
#include "diag/render.h"
#include "diag/terminal_text.h"

using namespace eligo::diag;

namespace {

Source source_of(std::string text) { return std::make_shared<SourceText>("rules.elig", std::move(text)); }

Diagnostic diagnostic_at(Source source, std::uint32_t begin, std::uint32_t end) {
  return {Code::E0201, "unknown concept `creatinin`", "did you mean `creatinine`?", std::move(source), {begin, end}, {}};
}

// The lines below the place line: source lines and underlines.
std::string picture(std::string text, std::uint32_t begin, std::uint32_t end) {
  Diagnostic d = diagnostic_at(source_of(std::move(text)), begin, end);
  d.help.clear();
  const std::string all = render_human(d, false);
  return all.substr(all.find(" |\n") + 3);
}

}  // namespace

TEST_CASE("a_diagnostic_shows_message_place_line_and_help") {
  const Source source = source_of("protocol T\ninclusion I1: creatinin <= 2 mg/dL\n");
  CHECK(render_human(diagnostic_at(source, 25, 34), false) ==
        "error E0201: unknown concept `creatinin`\n"
        " --> rules.elig:2:15\n"
        "  |\n"
        "2 | inclusion I1: creatinin <= 2 mg/dL\n"
        "  |               ^^^^^^^^^\n"
        "  help: did you mean `creatinine`?\n");
}

TEST_CASE("without_a_source_there_is_no_place") {
  CHECK(render_human({Code::E0802, "no rule file", "give a file that ends in `.elig`", nullptr, {}, {}}, false) ==
        "error E0802: no rule file\n  help: give a file that ends in `.elig`\n");
  CHECK(render_plain({Code::E0802, "no rule file", "", nullptr, {}, {}}) == "error E0802: no rule file\n");
}

TEST_CASE("labels_are_underlined_in_the_order_of_the_file") {
  Diagnostic d{Code::E0203, "criterion `I1` is given twice", "", source_of("inclusion I1: x\n#\n#\ninclusion I1: y\n"), {30, 32}, {{{10, 12}, "first here"}}};
  CHECK(render_human(d, false) ==
        "error E0203: criterion `I1` is given twice\n"
        " --> rules.elig:4:11\n"
        "  |\n"
        "1 | inclusion I1: x\n"
        "  |           -- first here\n"
        "  ...\n"
        "4 | inclusion I1: y\n"
        "  |           ^^\n");
}

TEST_CASE("two_places_on_one_line_have_an_underline_each") {
  Diagnostic d{Code::E0309, "the range ends before it begins", "", source_of("age in 70..18 years"), {11, 13}, {{{7, 9}, "more than the end"}}};
  CHECK(render_human(d, false).find("1 | age in 70..18 years\n"
                                    "  |            ^^\n"
                                    "  |        -- more than the end\n") != std::string::npos);
}

TEST_CASE("an_underline_stands_below_its_text") {
  CHECK(picture("\tage > x", 7, 8) == "1 |     age > x\n  |           ^\n");                    // tab
  CHECK(picture("\"年齢\" x", 9, 10) == "1 | \"年齢\" x\n  |        ^\n");                      // wide
  CHECK(picture("\"e\xCC\x81\" x", 6, 7) == "1 | \"e\xCC\x81\" x\n  |     ^\n");                // combining
  CHECK(picture("a\r\nbc x\r\n", 6, 7) == "2 | bc x\n  |    ^\n");                              // CRLF
  CHECK(picture("abc", 3, 3) == "1 | abc\n  |    ^\n");                                         // end of file
  CHECK(picture("abc", 1, 1) == "1 | abc\n  |  ^\n");                                           // empty span
  CHECK(picture("", 0, 0) == "1 | \n  | ^\n");                                                  // empty file
  CHECK(picture("abc\n", 4, 4) == "2 | \n  | ^\n");                                             // after the last line
  CHECK(picture("all of {\n  x\n}", 0, 14) == "1 | all of {\n  | ^^^^^^^^\n");                  // several lines
}

TEST_CASE("what_a_file_holds_cannot_drive_the_terminal") {
  CHECK(picture("\x1b[31m x", 6, 7) == "1 | ?[31m x\n  |       ^\n");
  CHECK(picture("a\xFF x", 3, 4) == "1 | a? x\n  |    ^\n");
  CHECK(printable("a\nb\xE2\x80\xAE" "c\xC2\x9B") == "a?b?c?");
  CHECK(render_plain({Code::E0801, "cannot read `a\nb`", "", nullptr, {}, {}}) == "error E0801: cannot read `a?b`\n");
}

TEST_CASE("a_long_line_is_cut_round_the_place") {
  const std::string text = std::string(300, 'a') + "X" + std::string(300, 'b');
  CHECK(picture(text, 300, 301) == "1 | ..." + std::string(40, 'a') + "X" + std::string(59, 'b') + "...\n  |    " + std::string(40, ' ') + "^\n");
  CHECK(picture(text, 0, 600) == "1 | " + std::string(100, 'a') + "...\n  | " + std::string(100, '^') + "\n");
  CHECK(picture(text, 601, 601) == "1 | ..." + std::string(100, 'b') + "\n  |    " + std::string(100, ' ') + "^\n");
}

TEST_CASE("line_numbers_share_one_margin") {
  const Source source = source_of("a\n\n\n\n\n\n\n\n\nb");
  Diagnostic d{Code::W0504, "one implies the other", "", source, {10, 11}, {{{0, 1}, "this one"}}};
  CHECK(render_human(d, false) ==
        "warning W0504: one implies the other\n  --> rules.elig:10:1\n   |\n 1 | a\n   | - this one\n   ...\n10 | b\n   | ^\n");
}

TEST_CASE("colour_only_adds_colour") {
  Diagnostic d = diagnostic_at(source_of("creatinin"), 0, 9);
  std::string colored = render_human(d, true);
  CHECK(colored.find("\x1b[1;31m") != std::string::npos);
  for (std::size_t at = colored.find('\x1b'); at != std::string::npos; at = colored.find('\x1b')) colored.erase(at, colored.find('m', at) - at + 1);
  CHECK(colored == render_human(d, false));
}

TEST_CASE("a_plain_diagnostic_is_one_line") {
  CHECK(render_plain(diagnostic_at(source_of("\ncreatinin"), 1, 10)) ==
        "rules.elig:2:1: error E0201: unknown concept `creatinin` (did you mean `creatinine`?)\n");
}
