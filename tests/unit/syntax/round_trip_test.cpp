// Laws of the printer: parse(print(x)) is x; printing twice changes nothing; no comment is lost.
#include "catch.h"
#include "support.h"

namespace eligo::syntax::test {

namespace {

std::vector<std::string> comments_of(const File& file) {
  std::vector<std::string> result;
  for (const Comment& each : file.comments) result.push_back(each.text);
  return result;
}

// Checks the laws; false where the text has mistakes and so no tree to print.
bool keeps_the_laws(const std::string& text) {
  const Parsed first = parse_text(text);
  if (!first.file || !first.mistakes.empty()) return false;
  const std::string printed = print(*first.file);
  const Parsed second = parse_text(printed);
  INFO("printed:\n" << printed);
  CHECK(second.messages == std::vector<std::string>());
  REQUIRE(second.file);
  CHECK(dump(*second.file) == dump(*first.file));
  CHECK(comments_of(*second.file) == comments_of(*first.file));
  CHECK(print(*second.file) == printed);
  return true;
}

}  // namespace

TEST_CASE("printed_rule_files_of_the_project_parse_to_the_same_tree") {
  const auto files = own_rule_files();
  CHECK(!files.empty());
  for (const RuleFile& each : files) {
    INFO(each.name);
    CHECK(keeps_the_laws(each.text));
  }
}

TEST_CASE("printed_conformance_rules_parse_to_the_same_tree") {
  const auto cases = conformance_rules();
  if (cases.empty()) WARN("SKIPPED: ../shared/conformance is not there");
  std::size_t sound = 0;
  for (const RuleFile& each : cases) {
    INFO(each.name << "\n" << each.text);
    if (keeps_the_laws(each.text)) ++sound;
  }
  CHECK(sound + 20 >= cases.size());  // a few cases are about syntax errors
}

TEST_CASE("a_comment_may_stand_between_any_two_words") {
  const std::string text = read_file(golden("every_construct.elig"));
  REQUIRE(!text.empty());
  const std::string comments[] = {" # c\n", "\n# own\n", " # one\n  # two\n\n# three\n\n"};
  std::size_t tried = 0;
  std::size_t sound = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != ' ' && text[at] != '\n') continue;
    if (++tried % 29 != 0) continue;  // a sample: each try parses and prints the whole file
    INFO("at " << at);
    if (keeps_the_laws(text.substr(0, at) + comments[tried % 3] + text.substr(at))) ++sound;
  }
  CHECK(sound > 30);
}

TEST_CASE("comments_stay_where_they_belong") {
  const Parsed parsed = parse_text(
      "# top\n\nprotocol T # title\n# before\ninclusion I1: all of { # open\n  a, # first\n  # own line\n  b # last\n  # end of list\n}\n# bottom");
  REQUIRE(parsed.file);
  CHECK(print(*parsed.file) ==
        "# top\n\nprotocol T  # title\n\n# before\ninclusion I1:\n  all of {  # open\n    a,  # first\n    # own line\n    b,  # last\n"
        "    # end of list\n  }\n# bottom\n");
}

TEST_CASE("the_printed_golden_file_and_its_tree_are_as_kept") {
  const Parsed parsed = parse_text(read_file(golden("every_construct.elig")));
  REQUIRE(parsed.file);
  CHECK(print(*parsed.file) == read_file(golden("every_construct.printed")));
  CHECK(dump(*parsed.file) == read_file(golden("every_construct.dump")));
}

TEST_CASE("one_expression_prints_on_one_line") {
  const std::string rule = "all of { \"label\": a unless b note \"n\", any (c, d) except e within 3 days before f where (g > 1 x 10^9/L) }";
  const Parsed parsed = parse_text(with_rule(rule));
  REQUIRE(parsed.file);
  CHECK(print(*parsed.file, std::get<Criterion>(parsed.file->items[1].form).rule) == rule);
}

TEST_CASE("blank_lines_are_kept_as_one_and_set_round_long_items") {
  const Parsed parsed = parse_text("protocol T\n\n\n\nuse a\nuse b\ninclusion I1 \"t\": a\ninclusion I2: b\n");
  REQUIRE(parsed.file);
  CHECK(print(*parsed.file) == "protocol T\n\nuse a\nuse b\n\ninclusion I1 \"t\":\n  a\n\ninclusion I2: b\n");
}

}  // namespace eligo::syntax::test
