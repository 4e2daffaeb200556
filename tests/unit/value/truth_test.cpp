// The whole truth tables, and the laws that hold in them.
#include "value/truth.h"

#include <string>

#include "catch.h"

using namespace eligo::value;

namespace {
constexpr Truth F = Truth::kFalse, U = Truth::kUnknown, T = Truth::kTrue;
constexpr Truth kAll[] = {F, U, T};
}  // namespace

TEST_CASE("and_or_not_follow_kleenes_tables") {
  constexpr Truth kAnd[3][3] = {{F, F, F}, {F, U, U}, {F, U, T}};
  constexpr Truth kOr[3][3] = {{F, U, T}, {U, U, T}, {T, T, T}};
  constexpr Truth kNot[3] = {T, U, F};
  for (int i = 0; i < 3; ++i) {
    CHECK((!kAll[i]) == kNot[i]);
    for (int j = 0; j < 3; ++j) {
      CHECK((kAll[i] & kAll[j]) == kAnd[i][j]);
      CHECK((kAll[i] | kAll[j]) == kOr[i][j]);
    }
  }
}

TEST_CASE("truth_keeps_the_laws_of_a_lattice_with_de_morgan") {
  for (Truth a : kAll) {
    CHECK((!!a) == a);
    for (Truth b : kAll) {
      CHECK((a & b) == (b & a));
      CHECK((a | b) == (b | a));
      CHECK((!(a & b)) == (!a | !b));
      CHECK((!(a | b)) == (!a & !b));
      CHECK((a & (a | b)) == a);
      for (Truth c : kAll) CHECK((a & (b | c)) == ((a & b) | (a & c)));
    }
  }
}

TEST_CASE("settling_an_unknown_never_overturns_a_settled_answer") {
  for (Truth a : kAll) {
    for (Truth settled : {F, T}) {
      if (!is_unknown(a & U)) CHECK((a & settled) == (a & U));
      if (!is_unknown(a | U)) CHECK((a | settled) == (a | U));
    }
  }
}

TEST_CASE("sure_and_possible_make_a_truth") {
  CHECK(between(true, true) == T);
  CHECK(between(false, true) == U);
  CHECK(between(false, false) == F);
  CHECK(truth(true) == T);
  CHECK(truth(false) == F);
  CHECK(agreed(T, T) == T);
  CHECK(agreed(T, F) == U);
  CHECK(agreed(U, F) == U);
  CHECK(std::string(name_of(F)) == "false");
  CHECK(std::string(name_of(U)) == "unknown");
  CHECK(std::string(name_of(T)) == "true");
}
