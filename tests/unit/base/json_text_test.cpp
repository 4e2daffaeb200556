// Texts as JSON strings: every byte at every place of a text is escaped alike, however long the text is.
#include "base/json_text.h"

#include <string>
#include <utility>
#include <vector>

#include "catch.h"

using eligo::base::is_json_number;
using eligo::base::json_quoted;

TEST_CASE("plain_texts_stand_in_quotes") {
  CHECK(json_quoted("") == "\"\"");
  CHECK(json_quoted("ALT") == "\"ALT\"");
  CHECK(json_quoted("hemoglobin 8.9 g/dL on 2026-11-16") == "\"hemoglobin 8.9 g/dL on 2026-11-16\"");
}

TEST_CASE("a_byte_is_escaped_wherever_it_stands") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"\"", "\\\""}, {"\\", "\\\\"}, {"\n", "\\n"}, {"\t", "\\t"}, {"\r", "\\r"}, {std::string(1, '\0'), "\\u0000"}, {"\x1F", "\\u001f"}, {"\x7F", "\\u007f"},
      {"\xFF", "\xEF\xBF\xBD"}, {"\xC3\xA4", "\xC3\xA4"}, {"\xE2\x80\xAE", "\\u202e"}, {" ", " "}, {"!", "!"}, {"#", "#"}, {"[", "["}, {"]", "]"}, {"~", "~"}};
  for (const auto& [bytes, written] : cases) {
    for (std::size_t before = 0; before < 20; ++before) {
      for (std::size_t behind = 0; behind < 20; ++behind) {
        const std::string left(before, 'a'), right(behind, 'b');
        CHECK(json_quoted(left + bytes + right) == "\"" + left + written + right + "\"");
      }
    }
  }
}

TEST_CASE("numbers_are_known_by_their_form") {
  for (const char* text : {"0", "-1", "12.5", "1e5", "1.5E-3"}) CHECK(is_json_number(text));
  for (const char* text : {"", "-", "01", "+1", "1.", ".5", "1e", "1 ", "<20"}) CHECK_FALSE(is_json_number(text));
}
