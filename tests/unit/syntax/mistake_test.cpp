// Each mistake gives one message at the narrowest place, and the rest of the file still comes back.
#include "catch.h"
#include "support.h"

namespace eligo::syntax::test {

namespace {

using Lines = std::vector<std::string>;

struct Mistake {
  const char* rule;   // in line 2, from column 15 on
  const char* place;  // "E0101 2:20"
  const char* says;   // part of the message or help
};

// NOLINTNEXTLINE: a table
const Mistake kMistakes[] = {
    {"age >= ", "E0101 2:19", "breaks off after `>=`"},
    {"any of { a b }", "E0101 2:26", "`,`, `}`"},
    {"any of { a, b", "E0101 2:27", "breaks off after `b`"},
    {"any a, b", "E0101 2:20", "round brackets"},
    {"a and (b c)", "E0101 2:24", "`)`"},
    {"if a b", "E0101 2:20", "`then`"},
    {"if a then b else c and d and and e", "E0101 2:44", "a condition"},
    {"if a then b else (a and a)) c", "E0101 2:41", "unexpected `)`"},
    {"any a within 3 before b", "E0101 2:30", "unit of time"},
    {"any a at least 2 foo", "E0101 2:32", "unit of time"},
    {"any a within 5 years before screening except b", "E0101 2:53", "the order is"},
    {"washed out of a 3 weeks before b", "E0101 2:31", "`for`"},
    {"a > 3 mL/min 1.73m2", "E0101 2:28", "unexpected `1.73`"},
    {"hemoglobin/albumin > 3", "E0101 2:15", "blanks round it"},
    {"a is 2", "E0101 2:20", "quotes"},
    {"a is", "E0101 2:17", "breaks off after `is`"},
    {"a note b", "E0101 2:22", "text in quotes"},
    {"if (if a then b) then c unless d unless e", "E0101 2:48", "unexpected `unless`"},
    {"(a unless b)", "E0101 2:18", "unexpected `unless`"},
    {"a and if b then c", "E0101 2:21", "unexpected `if`"},
    {"no restriction and a", "E0101 2:30", "unexpected `and`"},
    {"any of { }", "E0101 2:24", "unexpected `}`"},
    {"a = b = c", "E0101 2:21", "unexpected `=`"},
    {"any a where b and", "E0101 2:29", "breaks off after `and`"},
    {"a ; b", "E0102 2:17", "found `;`"},
    {"a \xe2\x89\xa5 3 mg", "E0102 2:17", "`>=`"},
    {"a > .5", "E0102 2:19", "found `.`"},
    {"a [[ b", "E0102 2:17", "found `[`"},
    {"confirm \"never closed", "E0102 2:23", "does not end"},
    {"confirm \"a \\n b\"", "E0102 2:26", "escape"},
    {"ANY asthma", "E0106 2:15", "`ANY`"},
    {"any asthma Within 3 days before screening", "E0106 2:26", "lower case"},
    {"a <= 2 x uln", "E0106 2:24", "in capitals"},
    {"any ANY", "E0106 2:19", "`ANY`"},
    {"in cohort x", "E0106 2:25", "`x` is a keyword"},
    {"at least 1.5 of { a }", "E0107 2:24", "whole number"},
    {"at least 100001 a", "E0107 2:24", "at most 100000"},
    {"any a within 100001 days before b", "E0107 2:28", "at most 100000"},
    {"mean of latest 0 a > 3", "E0107 2:30", "at least 1"},
    {"mean of latest 00 a > 3", "E0107 2:30", "at least 1"},
    {"any asthma witin 3 days before screening", "E0101 2:26", "did you mean `within`?"},
    {"any asthma within 3 days befor screening", "E0101 2:40", "did you mean `before`?"},
    {"any asthma within 3 days prior to screening", "E0101 2:40", "did you mean `before`?"},
    {"any asthma atleast 3 days before screening", "E0101 2:26", "did you mean `at least`?"},
    {"atleast 2 of { a, b }", "E0101 2:15", "did you mean `at least`?"},
    {"numbr of asthma > 3", "E0101 2:15", "did you mean `number`?"},
    {"washd out of a for 2 weeks before b", "E0101 2:15", "did you mean `washed`?"},
    {"a and evry asthma where (b)", "E0101 2:21", "did you mean `every`?"},
    {"if a thn b else c", "E0101 2:20", "did you mean `then`?"},
    {"any a excpt b", "E0101 2:21", "did you mean `except`?"},
    {"any a excluding b", "E0101 2:21", "did you mean `except`?"},
    {"confrm \"question\"", "E0101 2:15", "did you mean `confirm`?"},
    {"a unles b", "E0101 2:17", "did you mean `unless`?"},
    {"any ALT AST", "E0101 2:23", "a comparison"},
};

}  // namespace

TEST_CASE("one_mistake_gives_one_message_at_its_place") {
  for (const Mistake& each : kMistakes) {
    INFO(each.rule);
    const Parsed parsed = parse_text(with_rule(each.rule) + "\n\ninclusion I2: any asthma");
    CHECK(parsed.mistakes == Lines{each.place});
    REQUIRE(parsed.messages.size() == 1);
    CHECK(parsed.messages[0].find(each.says) != std::string::npos);
    REQUIRE(parsed.file);
    REQUIRE(parsed.file->items.size() >= 2);
    CHECK(std::get<Criterion>(parsed.file->items.back().form).id.text == "I2");
  }
}

TEST_CASE("a_file_begins_with_its_protocol") {
  CHECK(parse_text("").mistakes == Lines{"E0101 1:1"});
  CHECK(parse_text("# nothing\n").mistakes == Lines{"E0101 2:1"});
  const Parsed parsed = parse_text("use a\ninclusion I1: b");
  CHECK(parsed.mistakes == Lines{"E0101 1:1"});
  REQUIRE(parsed.file);
  CHECK(dump(*parsed.file) == "protocol \nuse a\ninclusion I1\n  name b\n");
}

TEST_CASE("an_item_in_another_case_is_reported_and_read") {
  const Parsed parsed = parse_text("protocol T\nInclusion I1: a\nUSE b\ndefine c = d\n");
  CHECK(parsed.mistakes == Lines{"E0106 2:1", "E0106 3:1"});
  REQUIRE(parsed.file);
  CHECK(dump(*parsed.file) == "protocol T\ninclusion I1\n  name a\nuse b\ndefine c\n  name d\n");
}

TEST_CASE("an_item_with_a_slip_in_its_keyword_is_reported_and_read") {
  const Parsed parsed = parse_text("protocol T\nuse b\nexlusion E1: a\ndefne c = d\nexclude E2: c\ngroop g = (a)\n");
  CHECK(parsed.mistakes == Lines{"E0101 3:1", "E0101 4:1", "E0101 5:1", "E0101 6:1"});
  REQUIRE(parsed.file);
  CHECK(dump(*parsed.file) == dump(*parse_text("protocol T\nuse b\nexclusion E1: a\ndefine c = d\nexclusion E2: c\ngroup g = (a)\n").file));
}

TEST_CASE("words_of_another_case_are_answers_where_answers_stand") {
  CHECK(parse_text(with_rule("ascites is None and a is one of (Other, NOT, in,\n Group)")).mistakes == Lines());
  CHECK(parse_text(with_rule("a is group and b is inclusion\ninclusion I2: c")).mistakes == Lines());
}

TEST_CASE("every_broken_item_is_reported_and_the_others_come_back") {
  const Parsed parsed = parse_text(
      "protocol T\nuse a b\ngroup g = a, b\ndefine frail = any\ncohort\ntimeline { x = }\n"
      "inclusion I1 a\ninclusion I2: b\nexclusion E1: (a\ninclusion I3: c is\ninclusion I4: d");
  CHECK(parsed.mistakes == Lines{"E0101 2:7", "E0101 3:12", "E0101 4:16", "E0101 5:1", "E0101 6:12", "E0101 7:14", "E0101 9:16", "E0101 10:17"});
  REQUIRE(parsed.file);
  CHECK(dump(*parsed.file) == "protocol T\nuse a b\ninclusion I2\n  name b\ninclusion I4\n  name d\n");
  Lines left_out;
  for (const Name& each : parsed.file->not_understood) left_out.push_back(each.text);
  CHECK(left_out == Lines{"g", "frail"});
}

TEST_CASE("unless_in_a_definition_says_that_it_needs_a_direction") {
  CHECK(parse_text("protocol T\ndefine a = b unless c\ninclusion I1: a").mistakes == Lines{"E0308 2:14"});
}

TEST_CASE("a_keyword_is_no_name") {
  CHECK(parse_text("protocol T\ndefine if = 3\ninclusion I1: a").mistakes == Lines{"E0106 2:8"});
  CHECK(parse_text("protocol T\ninclusion If: a").mistakes == Lines{"E0106 2:11"});
  CHECK(is_reserved("washed"));
  CHECK(is_reserved("UNLESS"));
  CHECK(is_reserved("uln"));
  CHECK(is_reserved("x"));
  CHECK_FALSE(is_reserved("age"));
  CHECK_FALSE(is_reserved("screening"));
  CHECK_FALSE(is_reserved(""));
}

TEST_CASE("at_most_a_hundred_mistakes_are_told") {
  std::string text = "protocol T\n";
  for (int i = 0; i < 200; ++i) text += "inclusion I" + std::to_string(i) + " a\n";
  CHECK(parse_text(text).mistakes.size() == 100);
}

}  // namespace eligo::syntax::test
