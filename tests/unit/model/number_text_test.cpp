// The spellings of numbers in results.
#include <string>

#include "catch.h"
#include "model/number_text.h"

namespace {

std::string read(std::string_view text) {
  const auto number = eligo::model::read_number_text(text);
  if (!number) return "none";
  return (number->is_titre ? "titre " : "") + to_text(number->amount) + (number->is_below_limit ? " below" : "");
}

}  // namespace

TEST_CASE("a_number_is_the_interval_its_spelling_means") {
  const struct { const char* text; const char* amount; } cases[] = {
      {"32", "32"},
      {" 1.0 ", "1"},
      {"-2.5", "-2.5"},
      {"1e3", "1000"},
      {"1.5e-3", "0.0015"},
      {"1e-20", "0.00000000000000000001"},
      {"017", "17"},
      {"<20", "<20 below"},
      {"< 20", "<20 below"},
      {"<=20", "0 to 20 below"},
      {"\xE2\x89\xA4" "20", "0 to 20 below"},
      {">60", ">60"},
      {">=90", ">=90"},
      {"\xE2\x89\xA5 90", ">=90"},
      {"35-40", "35 to 40"},
      {"35 - 40", "35 to 40"},
      {"35\xE2\x80\x93" "40", "35 to 40"},
      {"-5--2", "-5 to -2"},
      {"-5-2", "-5 to 2"},
      {"1e-3-2e-3", "0.001 to 0.002"},
      {"40-40", "40"},
      {"1:80", "titre 80"},
      {"1: 80", "titre 80"},
      {"<1:40", "titre <40 below"},
      {">=1:1280", "titre >=1280"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const auto number = eligo::model::read_number_text(c.text);
    REQUIRE(number);
    CHECK(read(c.text) == c.amount);
  }
}

TEST_CASE("below_a_limit_reaches_down_to_zero_where_zero_lies_below") {
  const auto below = eligo::model::read_number_text("<20");
  REQUIRE(below);
  CHECK((below->amount.low.at.is_zero() && !below->amount.low.is_open && !below->amount.low.is_missing));
  CHECK(below->amount.high.is_open);
  const auto negative = eligo::model::read_number_text("<-5");
  REQUIRE(negative);
  CHECK(negative->amount.low.is_missing);
  CHECK(eligo::model::read_number_text("<0")->amount.low.is_missing);
  CHECK(eligo::model::read_number_text("<=0")->amount.is_point());
}

TEST_CASE("other_texts_are_no_numbers") {
  for (const char* text : {"", " ", "abc", "1,5", "1 000", "40-35", "<", ">=", "<abc", "1:", "1:0", "2:80", "1:-80", "35-", "-", "--", "3 mg", "~", "0x1F",
                           "<20-30", "=5", "1e", "NaN", "inf", "+", "1.2.3", "1e100",
                           "1e-100", "1e400-1e401"}) {
    CAPTURE(text);
    CHECK(read(text) == "none");
  }
  CHECK(read(std::string(2000, '-')) == "none");
}

TEST_CASE("a_quantity_is_cut_between_number_and_unit") {
  const struct { const char* text; const char* number; const char* unit; } cases[] = {
      {"10 mg/d", "10", "mg/d"}, {"7.5mg", "7.5", "mg"},      {"<5 %", "<5", "%"}, {"10-20 mg", "10-20", "mg"},
      {"1e3 mL", "1e3", "mL"},   {"2 eq", "2", "eq"},          {"10", "10", ""},    {"mg", "", "mg"},
      {"", "", ""},              {"5 \xC2\xB5g", "5", "\xC2\xB5g"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const auto parts = eligo::model::split_unit(c.text);
    CHECK(parts.number == c.number);
    CHECK(parts.unit == c.unit);
  }
}
