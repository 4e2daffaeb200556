// YAML as texts: what is kept, what is refused and where, and that no hostile text costs much.
#include <sys/resource.h>

#include <ctime>
#include <string>

#include "catch.h"
#include "io/read.h"
#include "raw_print.h"

namespace {

using eligo::diag::Code;
using eligo::io::read_yaml;
using eligo::io::test::print;
using eligo::io::test::source_of;

std::string read(const std::string& text) {
  const auto values = read_yaml(source_of(text));
  if (!values) {
    const auto& trouble = values.error();
    return std::string(eligo::diag::text_of(trouble.code)) + " line " + std::to_string(trouble.source->position(trouble.span.begin).line);
  }
  std::string out;
  for (const auto& value : *values) out += (out.empty() ? "" : " | ") + print(value);
  return out;
}

std::string repeated(std::string_view unit, std::size_t size) {
  std::string text;
  while (text.size() + unit.size() <= size) text += unit;
  return text;
}

}  // namespace

TEST_CASE("every_scalar_stays_the_text_it_is") {
  const struct { const char* text; const char* tree; } cases[] = {
      {"a: no", "{a: 'no'}"},
      {"a: 017", "{a: '017'}"},
      {"a: 1e3", "{a: '1e3'}"},
      {"a: 1:80", "{a: '1:80'}"},
      {"a: {b: 1:80, c: 2}", "{a: {b: '1:80', c: '2'}}"},
      {"a: 2026-11-22", "{a: '2026-11-22'}"},
      {"a: 2026-11-22T14:30", "{a: '2026-11-22T14:30'}"},
      {"a: 1.0", "{a: '1.0'}"},
      {"a: 0x1F", "{a: '0x1F'}"},
      {"a: 1_000", "{a: '1_000'}"},
      {"a: .inf", "{a: '.inf'}"},
      {"a: ~", "{a: '~'}"},
      {"a: null", "{a: 'null'}"},
      {"a: NULL\nb: Null", "{a: 'NULL', b: 'Null'}"},
      {"a: [~, null, '']", "{a: ['~', 'null', '']}"},
      {"a: nullable", "{a: 'nullable'}"},
      {"a:", "{a: ''}"},
      {"a: ''", "{a: ''}"},
      {"{a, b: }", "{a: '', b: ''}"},
      {"on: yes\nno: off", "{on: 'yes', no: 'off'}"},
      {"'on': \"y\"", "{on: 'y'}"},
      {"a: <20", "{a: '<20'}"},
      {"a: 10*9/L", "{a: '10*9/L'}"},
      {"a: x10^9/L # comment", "{a: 'x10^9/L'}"},
      {"a: |\n  x\n  y\n", "{a: 'x\ny\n'}"},
      {"a: 'it''s'", "{a: 'it's'}"},
      {"a: \"\\u00e9\"", "{a: '\xc3\xa9'}"},
      {"a: b:c", "{a: 'b:c'}"},
      {"a: =", "{a: '='}"},
      {"[a, [b], {c: d}]", "['a', ['b'], {c: 'd'}]"},
      {"- a\n-\n- b", "['a', '', 'b']"},
      {"plain", "'plain'"},
      {"~: x", "{~: 'x'}"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK(read(c.text) == c.tree);
  }
}

TEST_CASE("a_stream_holds_documents_and_nothing_else") {
  CHECK(read("") == "");
  CHECK(read("# only a comment\n\n") == "");
  CHECK(read("a: 1\n---\nb: 2\n") == "{a: '1'} | {b: '2'}");
  CHECK(read("---\na: 1\n---\n") == "{a: '1'}");
  CHECK(read("--- {a: 1}\n--- # second\nb: 2\n...\n# end\n") == "{a: '1'} | {b: '2'}");
  CHECK(read("%YAML 1.2\n---\na: 1\n") == "{a: '1'}");
  CHECK(read("a: 1\n...\nb: 2\n") == "{a: '1'} | {b: '2'}");
  CHECK(read("a: '---'\nb: x---\n") == "{a: '---', b: 'x---'}");
  CHECK(read("a: |\n  ---\n") == "{a: '---\n'}");
  CHECK(read("\xEF\xBB\xBF" "a: 1") == "{a: '1'}");
  CHECK(read("a: 1\r\n---\r\nb: 2\r\n") == "{a: '1'} | {b: '2'}");
}

TEST_CASE("what_yaml_would_resolve_is_refused_with_its_line") {
  const struct { const char* text; const char* refusal; } cases[] = {
      {"a: 1\nb: &x 2", "E0615 line 2"},
      {"a: &x [1]", "E0615 line 1"},
      {"&x a: 1", "E0615 line 1"},
      {"a: *x", "E0615 line 1"},
      {"a: &x 1\nb: *x", "E0615 line 1"},
      {"*a : b", "E0615 line 1"},
      {"a: *", "E0615 line 1"},
      {"a: &", "E0615 line 1"},
      {"a: 1\nb: !!str 2", "E0615 line 2"},
      {"a: !x {b: c}", "E0615 line 1"},
      {"a: ! b", "E0615 line 1"},
      {"a: !<x> b", "E0615 line 1"},
      {"a: !", "E0615 line 1"},
      {"a: !!null", "E0615 line 1"},
      {"a: 1\n<<: {b: 2}", "E0615 line 2"},
      {"a: 1\nb: 2\na: 3", "E0616 line 3"},
      {"a: 1\nA: 3", "E0616 line 2"},
      {"x: {a: 1, \"a\": 2}", "E0616 line 1"},
      {"? [a]\n: b", "E0617 line 1"},
      {"? {a: b}\n: c", "E0617 line 1"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK(read(c.text) == c.refusal);
  }
  CHECK(read("'<<': a") == "{<<: 'a'}");
}

TEST_CASE("a_text_that_is_no_yaml_is_refused_with_its_line") {
  const struct { const char* text; const char* refusal; } cases[] = {
      {"a: b\nc: [1, 2", "E0601 line 2"},
      {"a: {b: 1", "E0601 line 1"},
      {"a: \"b", "E0601 line 1"},
      {"a: 1\nb: >=90", "E0601 line 2"},
      {"- {value: >=90}", "E0601 line 1"},
      {"a: 1\nunit: %", "E0601 line 2"},
      {"a: @b", "E0601 line 1"},
      {"a: b: c", "E0601 line 1"},
      {"a: 1\n b: 2", "E0601 line 2"},
      {"a: 1\n- b", "E0601 line 2"},
      {"a: 1\n}", "E0601 line 2"},
      {"[a] b", "E0601 line 1"},
      {"- a\n-b", "E0601 line 2"},
      {"a: \"\\q\"", "E0601 line 1"},
      {"a: 'b\n---\nc'", "E0601 line 1"},
      {"a: 'b\n", "E0601 line 1"},
      {"a: \"b\n", "E0601 line 1"},
      {"a: 1\nb: \xff\nc: 2", "E0601 line 2"},
      {"a: \xed\xa0\x80", "E0601 line 1"},
      {"a: 1\rb: 2", "E0601 line 1"},
      {"a: \"\\0\"", "E0601 line 1"},
      {"a: x\x04y", "E0601 line 1"},
      {",", "E0601 line 1"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK(read(c.text) == c.refusal);
  }
  CHECK(read(std::string("a: 1\nb: x\0y", 11)) == "E0601 line 2");
}

TEST_CASE("spans_are_bytes_of_the_source_whatever_its_characters_and_line_ends") {
  const std::string text =
      "\xEF\xBB\xBF# \xc3\xa9\r\nname: \xc3\xa9\xc3\xa9\r\nlist: [\"\xe2\x82\xac\", 'it''s', ~]\r\n---\r\nnext: last\r\n";
  const auto source = source_of(text);
  const auto values = read_yaml(source);
  REQUIRE(values);
  const auto& first = (*values)[0];
  CHECK(source->slice(first.keys[0].second) == "name");
  CHECK(source->slice(first.items[0].span) == "\xc3\xa9\xc3\xa9");
  CHECK(source->slice(first.items[1].items[0].span) == "\"\xe2\x82\xac\"");
  CHECK(source->slice(first.items[1].items[1].span) == "'it''s'");
  CHECK(source->slice(first.items[1].items[2].span) == "~");
  const auto& second = (*values)[1];
  CHECK(source->slice(second.keys[0].second) == "next");
  CHECK(source->slice(second.items[0].span) == "last");
  CHECK(source->position(second.items[0].span.begin).line == 5);
}

TEST_CASE("yaml_limits_hold_one_below_and_one_above") {
  CHECK(read(repeated("[", 32) + repeated("]", 32)).substr(0, 1) == "[");
  CHECK(read(repeated("[", 33) + repeated("]", 33)) == "E0618 line 1");
  CHECK(read(repeated("- ", 64) + "a").substr(0, 1) == "[");
  CHECK(read(repeated("- ", 66) + "a") == "E0618 line 1");
  const std::string filler(eligo::io::kLargestYaml - 3, 'x');
  CHECK(read("a: " + filler).size() > filler.size());
  CHECK(read("a: x" + filler) == "E0618 line 1");
  CHECK(read("a: 1\n---\na: x" + filler) == "E0618 line 2");
}

TEST_CASE("no_hostile_yaml_costs_more_than_a_second_or_crashes") {
  constexpr std::size_t kSize = 1U << 20U;
  const char* units[] = {"[",    "{",    "- ",   "? ",    "&a ",  "!",    "!a ",  "\"",   "'",    "a",     "- a\n", "-\n", "[],",
                         "a: ",  "? a\n", ":\n", ": ",    "|\n",  ">\n",  "\n",   "#",    "*a ",  "[a,",   "{a: ",  "\t",  " \n",
                         "''",   "]",    "}",    ",",     "---\n", "...\n", "x:\n", "[[],", "{[",  "[? ",   "{: ",   "%\n", "--- a\n"};
  for (const char* unit : units) {
    CAPTURE(unit);
    const auto source = source_of(repeated(unit, kSize));
    const std::clock_t begin = std::clock();
    (void)read_yaml(source);
    CHECK(eligo::io::test::seconds_since(begin) < eligo::io::test::kMostSeconds);
  }
  std::string indented;
  for (std::size_t depth = 0; indented.size() + depth + 3 < kSize; ++depth) indented += std::string(depth, ' ') + "a:\n";
  CHECK(read(indented) == "E0618 line 33");
  std::string keys = "{";
  for (int i = 0; keys.size() < kSize - 16; ++i) keys += "k" + std::to_string(i) + ",";
  CHECK(read(keys + "k7}") == "E0616 line 1");
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
#if !defined(__SANITIZE_ADDRESS__)
  CHECK(usage.ru_maxrss < 256 * 1024);  // of the whole test program, in KiB
#endif
}
