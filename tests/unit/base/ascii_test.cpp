// Folding and comparing of names, trimming, UTF-8.
#include "base/ascii.h"

#include <string>

#include "catch.h"

using namespace eligo::base;

TEST_CASE("names_that_fold_alike_are_equal_and_hash_alike") {
  struct Row { const char* a; const char* b; bool equal; };
  const Row rows[] = {{"ALT", "alt", true}, {"HBV_DNA", "hbv_dna", true}, {"", "", true}, {"a", "ab", false}, {"a_1", "A-1", false}, {"[", "{", false}, {"\xC3\x84", "\xC3\xA4", false}};
  for (const Row& row : rows) {
    INFO(row.a << " and " << row.b);
    CHECK(equal_folded(row.a, row.b) == row.equal);
    CHECK((folded(row.a) == folded(row.b)) == row.equal);
    CHECK((FoldedHash{}(row.a) == FoldedHash{}(row.b)) == row.equal);
  }
}

TEST_CASE("folding_touches_capital_letters_alone") {
  for (int c = 0; c < 256; ++c) {
    const char plain = static_cast<char>(c);
    const bool capital = c >= 'A' && c <= 'Z';
    CHECK(fold(plain) == static_cast<char>(capital ? c + 32 : c));
  }
}

TEST_CASE("blanks_are_trimmed_at_both_ends") {
  CHECK(trimmed(" \t a b \r\n") == "a b");
  CHECK(trimmed("").empty());
  CHECK(trimmed(" \n ").empty());
}

TEST_CASE("utf8_is_told_from_other_bytes") {
  for (const char* good : {"", "abc", "\xC3\xA9", "\xE9\x98\xB4", "\xF0\x9F\x98\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF", "\xEF\xBF\xBF"}) {
    INFO(good);
    CHECK(is_utf8(good));
  }
  const std::string bad[] = {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xE9\x98", "\xF0\x80\x80\x80",
                             "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "ab\xFE", "\xF0\x9F\x98"};
  for (const std::string& bytes : bad) {
    INFO(bytes.size() << " bytes");
    CHECK_FALSE(is_utf8(bytes));
  }
  CHECK(is_utf8(std::string(1, '\0')));
}
