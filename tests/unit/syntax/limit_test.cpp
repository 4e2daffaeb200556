// One case just below and one just above each limit: size, encoding, nesting, number of words.
#include "catch.h"
#include "support.h"

namespace eligo::syntax::test {

namespace {

using Lines = std::vector<std::string>;

std::string repeated(const std::string& text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

// `open` so often as to nest `levels` deep, round `a`.
struct Nest {
  const char* open;
  const char* close;
};
const Nest kNests[] = {
    {"(", ")"},          {"all of { ", " }"}, {"if a then ", ""},      {"not ", ""},
    {"at least 1 of {", "}"}, {"if a then b else ", ""},
    {"no c where ", ""}, {"no c where (", ")"}, {"f (where ", ")"},
};

Lines mistakes_at_depth(const Nest& nest, std::size_t levels) {
  return parse_text(with_rule(repeated(nest.open, levels) + "a" + repeated(nest.close, levels))).mistakes;
}

}  // namespace

TEST_CASE("nesting_of_64_levels_is_allowed_and_65_is_not") {
  for (const Nest& nest : kNests) {
    INFO(nest.open);
    CHECK(mistakes_at_depth(nest, kDeepestNesting) == Lines());
    const Lines beyond = mistakes_at_depth(nest, kDeepestNesting + 1);
    REQUIRE(beyond.size() == 1);
    CHECK(beyond[0].substr(0, 5) == "E0103");
  }
}

TEST_CASE("signs_nest_too") {
  CHECK(parse_text(with_rule("a < " + repeated("-", 64) + "1")).mistakes == Lines());
  CHECK(parse_text(with_rule("a < " + repeated("-", 65) + "1")).mistakes == Lines{"E0103 2:83"});
  CHECK(parse_text(with_rule("a < 1" + repeated(" + 1", 64))).mistakes == Lines());
  CHECK(parse_text(with_rule("a < 1" + repeated(" + 1", 65))).mistakes == Lines{"E0103 2:277"});
  CHECK(parse_text(with_rule("any of {" + repeated("a < 1 + 1, ", 200) + "}")).mistakes == Lines());
}

TEST_CASE("what_stands_side_by_side_does_not_nest") {
  CHECK(parse_text(with_rule(repeated("(a) and ", 500) + "a")).mistakes == Lines());
  CHECK(parse_text(with_rule("any of {" + repeated("if a then not b, any c where d, ", 500) + "}")).mistakes == Lines());
  CHECK(parse_text(with_rule(repeated("not a and ", 500) + "a")).mistakes == Lines());
}

TEST_CASE("an_item_that_nests_too_deep_leaves_the_others_alone") {
  const Parsed parsed = parse_text(with_rule(repeated("(", 100) + "a") + "\ninclusion I2: b\ninclusion I3 c");
  CHECK(parsed.mistakes == Lines{"E0103 2:79", "E0101 4:14"});
  REQUIRE(parsed.file);
  CHECK(dump(*parsed.file) == "protocol T\ninclusion I2\n  name b\n");
}

TEST_CASE("a_file_of_1_MiB_is_read_and_one_byte_more_is_not") {
  std::string text = with_rule("a\n#");
  text.resize(kLargestFile, 'c');
  CHECK(parse_text(text).mistakes == Lines());
  CHECK(parse_text(text + "c").mistakes == Lines{"E0104 1:1"});
  CHECK_FALSE(parse_text(text + "c").file);
}

TEST_CASE("a_file_has_at_most_210000_words_signs_and_comments") {
  const std::string most = "group g = (" + repeated("a,", (210000 - 2 - 5) / 2) + ")";
  CHECK(parse_text("protocol T " + most).mistakes == Lines());
  CHECK(parse_text("protocol T " + most + "#\n#").mistakes.at(0).substr(0, 5) == "E0104");
}

TEST_CASE("text_that_is_not_utf8_is_refused_at_its_first_bad_byte") {
  CHECK(parse_text("protocol T \"\xc3\xa9\"\ninclusion I1: a").mistakes == Lines());
  CHECK(parse_text("protocol T \"\xc3\xa9\"\n\xff inclusion I1: a").mistakes == Lines{"E0105 2:1"});
  CHECK(parse_text("protocol T \"ab\xc3\"").mistakes == Lines{"E0105 1:15"});
  CHECK_FALSE(parse_text("\xff").file);
}

TEST_CASE("counts_go_up_to_100000_and_numbers_to_400_digits") {
  CHECK(parse_text(with_rule("at least 100000 a")).mistakes == Lines());
  CHECK(parse_text(with_rule("at least 000100000 a")).mistakes == Lines());
  CHECK(parse_text(with_rule("at least 100001 a")).mistakes == Lines{"E0107 2:24"});
  CHECK(parse_text(with_rule("a < " + repeated("9", 400))).mistakes == Lines());
  CHECK(parse_text(with_rule("a < " + repeated("9", 401))).mistakes == Lines{"E0107 2:19"});
}

}  // namespace eligo::syntax::test
