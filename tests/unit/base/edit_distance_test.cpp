// Distances between names, and what counts as a slip.
#include "base/edit_distance.h"

#include "catch.h"

using namespace eligo::base;

TEST_CASE("distance_counts_inserts_deletes_replacements_and_swaps") {
  struct Row { const char* a; const char* b; std::size_t distance; };
  const Row rows[] = {{"", "", 0}, {"abc", "", 3}, {"creatinin", "creatinine", 1}, {"ALT", "alt", 0}, {"ALT", "AST", 1}, {"hte", "the", 1}, {"kitten", "sitting", 3}, {"ca", "abc", 3}, {"abcd", "badc", 2}, {"bilirubin", "birilubin", 2}};
  for (const Row& row : rows) {
    INFO(row.a << " and " << row.b);
    CHECK(edit_distance(row.a, row.b) == row.distance);
    CHECK(edit_distance(row.b, row.a) == row.distance);
  }
}

TEST_CASE("distance_keeps_the_bounds_of_a_distance") {
  const std::vector<std::string> words = {"", "a", "ab", "ba", "abc", "acb", "bca", "xyz", "abcabc", "acbacb"};
  for (const std::string& a : words) {
    for (const std::string& b : words) {
      const std::size_t d = edit_distance(a, b);
      CHECK(d <= std::max(a.size(), b.size()));
      CHECK(d >= std::max(a.size(), b.size()) - std::min(a.size(), b.size()));
      CHECK((d == 0) == (a == b));
    }
  }
}

TEST_CASE("nearest_is_a_slip_or_nothing") {
  const std::vector<std::string> names = {"creatinine", "creatinine_clearance", "ALT", "AST", "albumin"};
  CHECK(nearest("creatinin", names) == "creatinine");
  CHECK(nearest("creatinine_clearence", names) == "creatinine_clearance");
  CHECK(nearest("SLT", names) == "ALT");
  CHECK(nearest("alt", names) == "ALT");
  CHECK_FALSE(nearest("glucose", names));
  CHECK_FALSE(nearest("creatinine", {}));
  CHECK_FALSE(nearest(std::string(500, 'x'), names));
}
