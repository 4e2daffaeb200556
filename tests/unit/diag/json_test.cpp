// Diagnostics as JSON: keys in order, texts escaped, no place where there is no source.
#include "base/json_text.h"
#include "catch.h"
#include "diag/render.h"

using namespace eligo::diag;

TEST_CASE("no_diagnostics_are_an_empty_list") { CHECK(render_json({}) == "[]\n"); }

TEST_CASE("each_diagnostic_is_an_object_on_its_own_line") {
  const auto source = std::make_shared<SourceText>("a \"b\".elig", "x\n\xC3\xA9 y");
  CHECK(render_json({{Code::E0201, "unknown concept `y`", "", source, {5, 6}, {}}, {Code::W0506, "not used", "remove it", nullptr, {}, {}}}) ==
        "[{\"severity\": \"error\", \"code\": \"E0201\", \"message\": \"unknown concept `y`\", \"help\": \"\", \"file\": \"a \\\"b\\\".elig\", \"line\": 2, \"column\": 3},\n"
        " {\"severity\": \"warning\", \"code\": \"W0506\", \"message\": \"not used\", \"help\": \"remove it\", \"file\": \"\", \"line\": 0, \"column\": 0}]\n");
}

TEST_CASE("texts_are_escaped_and_stay_utf8") {
  CHECK(eligo::base::json_quoted("\\ \" \n\r\t\x01\x7f") == "\"\\\\ \\\" \\n\\r\\t\\u0001\\u007f\"");
  CHECK(eligo::base::json_quoted("é年") == "\"é年\"");
  CHECK(eligo::base::json_quoted("a\xFF\xC3") == "\"a\xEF\xBF\xBD\xEF\xBF\xBD\"");
}
