// A vocabulary module as it is read from YAML: the tree, and every refusal as E0701 with its line.
#include <string>

#include "catch.h"
#include "io/read.h"
#include "raw_print.h"

namespace {

using eligo::io::read_module;
using eligo::io::test::print;
using eligo::io::test::source_of;

std::string read(const std::string& text) {
  const auto module = read_module(source_of(text));
  if (module) return print(module->root);
  const auto& trouble = module.error();
  return std::string(eligo::diag::text_of(trouble.code)) + " line " + std::to_string(trouble.source->position(trouble.span.begin).line);
}

}  // namespace

TEST_CASE("a_module_is_a_map_of_texts") {
  CHECK(read("module: laboratory\nconcepts:\n  ALT: {kind: observation, limits: {upper: 40}}\n") ==
        "{module: 'laboratory', concepts: {ALT: {kind: 'observation', limits: {upper: '40'}}}}");
}

TEST_CASE("a_module_that_cannot_be_read_is_E0701_with_its_line") {
  const struct { const char* text; const char* refusal; } cases[] = {
      {"", "E0701 line 1"},
      {"- a", "E0701 line 1"},
      {"text", "E0701 line 1"},
      {"module: a\n---\nmodule: b", "E0701 line 2"},
      {"module: a\nconcepts: &x {}", "E0701 line 2"},
      {"module: a\nmodule: b", "E0701 line 2"},
      {"module: a\nconcepts:\n  ALT: {}\n  alt: {}", "E0701 line 4"},
      {"module: [", "E0701 line 1"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    CHECK(read(c.text) == c.refusal);
  }
}
