// JSON as texts: what is kept, what is refused and where, and how a text falls into records.
#include <ctime>
#include <string>

#include "catch.h"
#include "io/json.h"
#include "io/raw_text.h"
#include "io/read.h"
#include "raw_print.h"

namespace {

using eligo::io::test::print;
using eligo::io::test::source_of;

std::string read(const std::string& text) {
  const auto source = source_of(text);
  const auto value = eligo::io::JsonReader().read(source, eligo::io::whole(source));
  if (value) return print(*value);
  const auto& trouble = value.error();
  return std::string(eligo::diag::text_of(trouble.code)) + " line " + std::to_string(source->position(trouble.span.begin).line);
}

std::string split(const std::string& text) {
  const auto source = source_of(text);
  std::string out;
  for (const auto part : eligo::io::split_json(source)) out += "<" + std::string(source->slice(part)) + ">";
  return out;
}

std::string repeated(std::string_view unit, std::size_t size) {
  std::string text;
  while (text.size() + unit.size() <= size) text += unit;
  return text;
}

std::string nested(std::size_t levels) { return "{\"a\":" + repeated("[", levels - 1) + repeated("]", levels - 1) + "}"; }

}  // namespace

TEST_CASE("json_numbers_and_words_stay_their_text") {
  const struct { const char* text; const char* tree; } cases[] = {
      {"{}", "{}"},
      {R"({"a": 1.0})", "{a: '1.0'}"},
      {R"({"a": 0.1, "b": -2.50e-3, "c": 1E+2 })", "{a: '0.1', b: '-2.50e-3', c: '1E+2'}"},
      {R"({"a": 123456789012345678901234567890.12345678901234567890})", "{a: '123456789012345678901234567890.12345678901234567890'}"},
      {R"({"a": true, "b": false, "c": [true]})", "{a: 'true', b: 'false', c: ['true']}"},
      {R"({"a": "1:80", "b": "<20", "c": ""})", "{a: '1:80', b: '<20', c: ''}"},
      {R"({"a": "it\"s \u00e9 \\ \/ \ud83d\ude00"})", "{a: 'it\"s \xc3\xa9 \\ / \xf0\x9f\x98\x80'}"},
      {R"({"a": {"b": [1, {"c": []}]}})", "{a: {b: ['1', {c: []}]}}"},
      {"{\n \"a\" : 1 ,\r\n\t\"b\" : [ 1 , 2 ]\n}\n", "{a: '1', b: ['1', '2']}"},
      {R"({"\u0061": 1})", "{a: '1'}"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK(read(c.text) == c.tree);
  }
}

TEST_CASE("a_json_null_is_not_given") {
  CHECK(read(R"({"a": null, "b": 1, "c": null})") == "{b: '1'}");
  CHECK(read(R"({"a": "null", "b": "n"})") == "{a: 'null', b: 'n'}");
  CHECK(read(R"({"a": [null, 1]})") == "{a: ['', '1']}");
}

TEST_CASE("a_text_that_is_no_json_object_is_refused_with_its_line") {
  const struct { const char* text; const char* refusal; } cases[] = {
      {"{\"a\": 1,\n\"a\": 2}", "E0616 line 2"},
      {"{\"a\": 1,\n\"A\": 2}", "E0616 line 2"},
      {"{\"a\": {\"b\": 1,\n\"b\": null}}", "E0616 line 2"},
      {R"({"a": 1, "\u0061": 2})", "E0616 line 1"},
      {"[1]", "E0617 line 1"},
      {"1", "E0617 line 1"},
      {"\"a\"", "E0617 line 1"},
      {"", "E0601 line 1"},
      {"{", "E0601 line 1"},
      {"{\"a\": 1", "E0601 line 1"},
      {"{\"a\": [1, 2}", "E0601 line 1"},
      {"{\"a\": 1,\n \"b\": tru}", "E0601 line 2"},
      {"{\"a\": truex}", "E0601 line 1"},
      {"{\"a\": nul}", "E0601 line 1"},
      {"{\"a\": 01}", "E0601 line 1"},
      {"{\"a\": .5}", "E0601 line 1"},
      {"{\"a\": 5.}", "E0601 line 1"},
      {"{\"a\": +5}", "E0601 line 1"},
      {"{\"a\": 1e}", "E0601 line 1"},
      {"{\"a\": 1x}", "E0601 line 1"},
      {"{\"a\": -}", "E0601 line 1"},
      {"{\"a\": NaN}", "E0601 line 1"},
      {"{\"a\": 2026-11-22}", "E0601 line 1"},
      {"{\"a\" 1}", "E0601 line 1"},
      {"{\"a\": 1 \"b\": 2}", "E0601 line 1"},
      {"{\"a\": [1 2]}", "E0601 line 1"},
      {"{\"a\": 1,}", "E0601 line 1"},
      {"{\"a\": [1,]}", "E0601 line 1"},
      {"{a: 1}", "E0601 line 1"},
      {"{'a': 1}", "E0601 line 1"},
      {"{\"a\": \"b}", "E0601 line 1"},
      {"{\"a\": \"\\q\"}", "E0601 line 1"},
      {"{\"a\": \"\\ud800\"}", "E0601 line 1"},
      {"{\"a\": \"\\u0000\"}", "E0601 line 1"},
      {"{\"a\": \"b\nc\"}", "E0601 line 1"},
      {"{\"a\": 1}\n{\"b\": 2}", "E0601 line 2"},
      {"{\"a\": 1} x", "E0601 line 1"},
      {"{\"a\": 1}}", "E0601 line 1"},
      {"{\"a\": \"\xff\"}", "E0601 line 1"},
      {"{\"a\": 1 // comment\n}", "E0601 line 1"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK(read(c.text) == c.refusal);
  }
}

TEST_CASE("a_comment_in_json_is_called_one") {
  const auto refusal = [](const std::string& text) {
    const auto source = source_of(text);
    const auto value = eligo::io::JsonReader().read(source, eligo::io::whole(source));
    return value ? std::string("read") : value.error().message + " `" + std::string(source->slice(value.error().span)) + "`";
  };
  const std::string comment = "a comment, which JSON does not have ";
  CHECK(refusal("// from the lab\n{\"a\": 1}") == comment + "`// from the lab`");
  CHECK(refusal("# from the lab\n{\"a\": 1}") == comment + "`# from the lab`");
  CHECK(refusal("/* from\n the lab */ {\"a\": 1}") == comment + "`/* from\n the lab */`");
  CHECK(refusal("{\"a\": \"// no \\\" comment\", /* one */ \"b\": 2}") == comment + "`/* one */`");
  CHECK(refusal("{\"a\": 1} // behind") == comment + "`// behind`");
  CHECK(refusal("{\"a\": \"// no comment\", }").find("comment") == std::string::npos);
  CHECK(refusal("{\"a\": http://x}").find("comment, which") == std::string::npos);
}

TEST_CASE("json_spans_lie_in_the_source") {
  const std::string text = "{\"patient\": \"\xc3\xa9\",\n \"n\": 1.50 , \"list\": [ true]}";
  const auto source = source_of("x\n" + text);
  const auto value = eligo::io::JsonReader().read(source, {2, static_cast<std::uint32_t>(text.size() + 2)});
  REQUIRE(value);
  CHECK(source->slice(value->keys[0].second) == "\"patient\"");
  CHECK(source->slice(value->items[0].span) == "\"\xc3\xa9\"");
  CHECK(source->slice(value->items[1].span) == "1.50");
  CHECK(source->slice(value->items[2].items[0].span) == "true");
  CHECK(source->position(value->items[1].span.begin).line == 3);
}

TEST_CASE("a_json_text_falls_into_one_object_or_one_a_line") {
  CHECK(split("{\"a\": 1}") == "<{\"a\": 1}>");
  CHECK(split("{\"a\": 1}\n{\"b\": 2}\n") == "<{\"a\": 1}><{\"b\": 2}>");
  CHECK(split("{\"a\": 1}\r\n\r\n{\"b\": 2}\r\n") == "<{\"a\": 1}\r><{\"b\": 2}\r>");
  CHECK(split("{\"a\":\n1}\n") == "<{\"a\":\n1}\n>");
  CHECK(split("{\"a\": [\n{},\n{}\n]}") == "<{\"a\": [\n{},\n{}\n]}>");
  CHECK(split("{\"a\": \"}\\\"{\"}\n{\"b\": 2}") == "<{\"a\": \"}\\\"{\"}><{\"b\": 2}>");
  CHECK(split("{\"a\": 1\n{\"b\": 2}\n") == "<{\"a\": 1><{\"b\": 2}>");
  CHECK(split("{\"a\":\n[1,\n2\n") == "<{\"a\":\n[1,\n2\n>");
  CHECK(split("\xEF\xBB\xBF{\"a\": 1}") == "<{\"a\": 1}>");
}

TEST_CASE("json_limits_hold_one_below_and_one_above") {
  CHECK(read(nested(32)).substr(0, 1) == "{");
  CHECK(read(nested(33)) == "E0618 line 1");
  const std::string filler(eligo::io::kLargestRecord - 8, 'x');
  CHECK(read("{\"a\":\"" + filler + "\"}").size() > filler.size());
  CHECK(read("{\"a\":\"x" + filler + "\"}") == "E0618 line 1");
}

TEST_CASE("no_hostile_json_costs_more_than_a_second_or_crashes") {
  constexpr std::size_t kSize = 1U << 20U;
  const char* units[] = {"{", "[", "{\"a\":", "[[],", "\"", "\\", "\"a\":1,", "{}", "{},", "1", "-", "1,", ",", ":", "{\"", "}\n", "{}\n", "{\n", "\n", "tru"};
  for (const char* unit : units) {
    CAPTURE(unit);
    for (const char* head : {"{\"a\":", "{\"a\":[", "{", "{\"a\":\""}) {
      const auto source = source_of(head + repeated(unit, kSize - 8));
      const std::clock_t begin = std::clock();
      for (const auto part : eligo::io::split_json(source)) {
        if (!eligo::io::JsonReader().read(source, part)) break;
      }
      CHECK(eligo::io::test::seconds_since(begin) < eligo::io::test::kMostSeconds);
    }
  }
}

TEST_CASE("a_bare_value_is_followed_by_a_comma_or_a_bracket") {
  for (const char* text : {R"({"a": 1:[]})", R"({"a": true:1})", R"({"a": null:{}, "b": 2})", R"({"a": [1:2]})", R"({"a": 1 2})", R"({"a": "x":[]})"}) {
    INFO(text);
    CHECK(read(text) == "E0601 line 1");
  }
}
