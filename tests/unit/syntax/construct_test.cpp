// Constructs one by one: rule text and the tree it becomes. tests/golden/syntax holds all of them in one file.
#include "catch.h"
#include "support.h"

namespace eligo::syntax::test {

namespace {

struct Construct {
  const char* rule;
  const char* tree;
};

void check(const std::vector<Construct>& constructs) {
  for (const Construct& each : constructs) {
    INFO(each.rule);
    CHECK(dump_of_rule(each.rule) == each.tree);
  }
}

}  // namespace

TEST_CASE("comparisons_bind_before_not_before_and_before_or") {
  check({{"a or b and not c > 3", "or\n  name a\n  and\n    name b\n    not\n      compare >\n        name c\n        quantity 3\n"},
         {"(a or b) and c", "and\n  bracket\n    or\n      name a\n      name b\n  name c\n"},
         {"not not a", "not\n  not\n    name a\n"},
         {"if a and b then c or d else e", "if\n  and\n    name a\n    name b\n  then\n    or\n      name c\n      name d\n  else\n    name e\n"}});
}

TEST_CASE("products_bind_before_sums_and_from_the_left") {
  check({{"a - b - c > 0", "compare >\n  arithmetic -\n    arithmetic -\n      name a\n      name b\n    name c\n  quantity 0\n"},
         {"a + b * c / d > 0",
          "compare >\n  arithmetic +\n    name a\n    arithmetic /\n      arithmetic *\n        name b\n        name c\n      name d\n  quantity 0\n"},
         {"-a * b > 0", "compare >\n  arithmetic *\n    negation\n      name a\n    name b\n  quantity 0\n"}});
}

TEST_CASE("a_unit_is_one_word_right_after_its_number") {
  for (const char* unit : {"mL/min/1.73m2", "10^9/L", "10*9/L", "/uL", "%", "mm[Hg]", "mL/min/{1.73_m2}", "mg/g{creat}", "kg/m2", "U/L",
                           "mg", "s", "\xc2\xb5g/L", "\xce\xbcmol/L", "\xc2\xb0" "C", "days", "m\xc2\xb2", "[IU]/mL", "K/uL", "m.s/h"}) {
    check({{(std::string("a > 3 ") + unit).c_str(), (std::string("compare >\n  name a\n  quantity 3 ") + unit + "\n").c_str()}});
  }
  check({{"a > 3mg", "compare >\n  name a\n  quantity 3 mg\n"},
         {"a > 1 x 10^9/L", "compare >\n  name a\n  quantity 1 x 10^9/L\n"},
         {"a > 1 x10^9/L", "compare >\n  name a\n  quantity 1 x 10^9/L\n"},
         {"a / b > 3", "compare >\n  arithmetic /\n    name a\n    name b\n  quantity 3\n"},
         {"any of{a}", "list any \n  member\n    name a\n"}});
}

TEST_CASE("limits_titres_ranges_and_texts_are_values") {
  check({{"a <= 2.5 x ULN", "compare <=\n  name a\n  limit 2.5 x ULN\n"},
         {"a <= 2.5 ULN", "compare <=\n  name a\n  limit 2.5 ULN\n"},
         {"a <= LLN", "compare <=\n  name a\n  limit LLN\n"},
         {"a >= 1:80", "compare >=\n  name a\n  titre 1:80\n"},
         {"a >= \"2+\"", "compare >=\n  name a\n  text \"2+\"\n"},
         {"a in 0..2", "in-range\n  name a\n  quantity 0\n  quantity 2\n"},
         {"a in 18..70 years", "in-range\n  name a\n  quantity 18\n  quantity 70 years\n"},
         {"a in II..III", "in-range\n  name a\n  name II\n  name III\n"},
         {"a in -2..-1", "in-range\n  name a\n  negation\n    quantity 2\n  negation\n    quantity 1\n"}});
}

TEST_CASE("any_word_may_be_an_answer") {
  check({{"ascites is none", "is none\n  name ascites\n"},
         {"a is not other", "is not other\n  name a\n"},
         {"a is one of (none, related, not)", "is one of none related not\n  name a\n"},
         {"a is not one of (b, \"c d\")", "is not one of b \"c d\"\n  name a\n"},
         {"sex is unknown", "unknown\n  name sex\n"},
         {"a is not known", "unknown\n  name a\n"},
         {"a is measured measured since b", "is measured\n  name a\n  measured\n    window since\n      moment b\n"}});
}

TEST_CASE("at_least_begins_five_constructs") {
  check({{"at least 2 relapse", "at least 2\n  selector relapse\n"},
         {"at least 2 different a", "at least 2 different\n  selector a\n"},
         {"at least 1 lines of a", "at least 1 lines\n  selector a\n"},
         {"at least 2 of { a, b }", "list at least 2\n  member\n    name a\n  member\n    name b\n"},
         {"any a at least 30 days apart", "any \n  selector a\n    apart\n      duration 30 days\n"},
         {"any a at least 2 weeks before b", "any \n  selector a\n    window at-least before\n      duration 2 weeks\n      moment b\n"},
         {"a at least 1 day after b > 3", "compare >\n  name a\n    window at-least after\n      duration 1 day\n      moment b\n  quantity 3\n"}});
}

TEST_CASE("where_without_brackets_takes_one_comparison") {
  check({{"any a where b > 1 and c", "and\n  any \n    selector a\n      where\n        compare >\n          name b\n          quantity 1\n  name c\n"},
         {"any a where symptomatic or c", "or\n  any \n    selector a\n      where\n        name symptomatic\n  name c\n"},
         {"any a except (b where any active c, d)",
          "any \n  selector a\n    except b\n      where\n        any \n          selector active c\n    except d\n"},
         {"any a where end is known", "any \n  selector a\n    where\n      known\n        name end\n"},
         {"a (where no b within 14 days before it) > 8",
          "compare >\n  name a\n    where\n      no \n        selector b\n          window within before\n            duration 14 days\n            moment it\n  quantity 8\n"}});
}

TEST_CASE("moments_take_durations") {
  check({{"any a before first b + 5 days - 1 week",
          "any \n  selector a\n    window before\n      moment first\n        selector b\n        plus\n          duration 5 days\n        minus\n          duration 1 week\n"},
         {"any a after end of latest (b where c)", "any \n  selector a\n    window after\n      moment end of latest\n        selector b\n          where\n            name c\n"},
         {"first (a, b) > 2026-11-22", "compare >\n  moment first\n    selector a b\n  moment date 2026-11-22\n"},
         {"age at consent >= 3 months", "compare >=\n  age-at\n    moment consent\n  quantity 3 months\n"}});
}

TEST_CASE("names_and_texts_keep_their_place_and_spelling") {
  const Parsed parsed = parse_text("protocol T \"a \\\"b\\\" \\\\ \xc3\xa9\"\ninclusion I1: Any_Name");
  CHECK(parsed.mistakes == std::vector<std::string>());
  REQUIRE(parsed.file);
  CHECK(std::get<Protocol>(parsed.file->items[0].form).title->text == "a \"b\" \\ \xc3\xa9");
  const auto& criterion = std::get<Criterion>(parsed.file->items[1].form);
  const Expr& rule = (*parsed.file)[criterion.rule];
  CHECK(std::get<Reference>(rule.form).name.text == "Any_Name");
  CHECK(parsed.file->source->slice(rule.span) == "Any_Name");
  CHECK(parsed.file->source->slice(parsed.file->items[1].span) == "inclusion I1: Any_Name");
}

TEST_CASE("line_ends_of_any_kind_and_a_byte_order_mark_mean_nothing") {
  const std::string tree = dump(*parse_text("protocol T\nuse a\ninclusion I1: b").file);
  CHECK(dump(*parse_text("protocol T\r\nuse a\r\ninclusion I1: b\r\n").file) == tree);
  CHECK(dump(*parse_text("\xef\xbb\xbfprotocol T use\ta inclusion I1\n:\nb").file) == tree);
  CHECK(dump(*parse_text("protocol\xc2\xa0T use a # c\r\ninclusion I1: b").file) == tree);
}

}  // namespace eligo::syntax::test
