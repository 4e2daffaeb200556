// Exact numbers: reading, writing, arithmetic, the way to big numbers and back.
#include "value/number.h"

#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <random>
#include <vector>

#include "catch.h"

using eligo::value::Number;
using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

namespace {

Number number(const std::string& text) {
  INFO(text);
  const std::optional<Number> n = Number::from_decimal(text);
  REQUIRE(n);
  return *n;
}

// A number and the same one by Boost, for comparison.
struct Pair {
  Number ours;
  cpp_rational theirs;
};

bool same(const Number& ours, const cpp_rational& theirs) {
  // By the largest whole number below, of the value and of a large multiple of the rest.
  const Number back = Number::from_decimal(cpp_int(numerator(theirs)).str()).value() / Number::from_decimal(cpp_int(denominator(theirs)).str()).value();
  return ours == back;
}

class Source {
 public:
  explicit Source(unsigned seed) : engine_(seed) {}
  Pair next() {
    const int digits = 1 + static_cast<int>(engine_() % 14), places = static_cast<int>(engine_() % 8);
    cpp_int whole = 0;
    for (int i = 0; i < digits; ++i) whole = whole * 10 + engine_() % 10;
    if (engine_() % 2 == 0) whole = -whole;
    const cpp_int scale = boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(places));
    return {Number::from_decimal(whole.str()).value() / Number::power_of_ten(places), cpp_rational(whole, scale)};
  }
  unsigned below(unsigned limit) { return static_cast<unsigned>(engine_() % limit); }

 private:
  std::mt19937 engine_;
};

}  // namespace

TEST_CASE("decimals_are_exact") {
  CHECK(number("1.5") * number("1.2") == number("1.8"));
  CHECK(number("0.1") + number("0.2") == number("0.3"));
  CHECK(number("0.57") * Number(100) == Number(57));
  CHECK(number("39.99999999999999999999") < Number(40));
  CHECK(number("40.00000000000000000001") > Number(40));
  CHECK(number("-0.1") < Number(0));
  CHECK(number("1") / number("3") * Number(3) == Number(1));
  CHECK(number("1e3") == Number(1000));
  CHECK(number("1.8e-3") == number("0.0018"));
  CHECK(number("+2.50") == number("2.5"));
  CHECK(number("007") == Number(7));
  CHECK(number("-0") == Number(0));
  CHECK(Number(3, -4) == Number(-3, 4));
  CHECK(Number(2, 4) == Number(1, 2));
}

TEST_CASE("only_decimals_are_read") {
  for (const char* text : {"", "-", "+", ".", ".5", "5.", "1.2.3", "1,5", "1 000", " 1", "1 ", "0x1F", "1e", "1e+", "1e1.5", "1e9999", "e5", "--1", "1-", "NaN", "inf", "1/2", "\xEF\xBC\x91", "1e401"}) {
    INFO(text);
    CHECK_FALSE(Number::from_decimal(text));
  }
  CHECK_FALSE(Number::from_decimal(std::string(401, '1')));
  CHECK(Number::from_decimal(std::string(400, '1')));
  CHECK(Number::from_decimal("1e400"));
}

TEST_CASE("text_is_exact_or_rounded_half_up") {
  struct Row { const char* in; int digits; const char* out; };
  const Row rows[] = {
      {"1.50", 17, "1.5"}, {"-0.001", 17, "-0.001"}, {"1000000", 17, "1000000"}, {"0", 17, "0"}, {"2.345", 3, "2.35"}, {"2.344", 3, "2.34"}, {"9.996", 3, "10"},
      {"-9.996", 3, "-10"}, {"0.09996", 3, "0.1"}, {"123456", 3, "123456"}, {"0.000123456", 3, "0.000123"}, {"99.95", 3, "100"}, {"12345678901234567890", 17, "12345678901234567890"},
      {"0.00001", 17, "0.00001"}, {"1e-70", 17, "0"}, {"-1e-70", 17, "0"},
  };
  for (const Row& row : rows) {
    INFO(row.in);
    CHECK(number(row.in).to_text(row.digits) == row.out);
  }
  CHECK(Number(1, 3).to_text(4) == "0.3333");
  CHECK(Number(2, 3).to_text(4) == "0.6667");
  CHECK(Number(-200, 3).to_text(4) == "-66.67");
}

TEST_CASE("numbers_grow_big_and_come_back") {
  Number n = 1;
  for (int i = 1; i <= 60; ++i) n = n * Number(i);
  const Number copy = n;
  for (int i = 60; i >= 1; --i) n = n / Number(i);
  CHECK(n == Number(1));
  CHECK(copy.to_text(100) == "8320987112741390144276341183223364380754172606361245952449277696409600000000000000");
  CHECK(copy > Number(1));
  CHECK(-copy < Number(0));
  CHECK(copy - copy == Number(0));
  CHECK((copy - copy).is_zero());
  CHECK(copy.is_integer());
  CHECK_FALSE(copy.floor());
  CHECK(Number(INT64_MAX) + Number(1) - Number(1) == Number(INT64_MAX));
  CHECK(Number(-INT64_MAX) - Number(1) < Number(-INT64_MAX));
}

TEST_CASE("copies_and_moves_of_big_numbers_are_values") {
  const Number big = Number::power_of_ten(40);
  Number a = big, b = 2;
  b = a;
  a = Number(3);
  CHECK(b == big);
  Number c = std::move(b);
  CHECK(c == big);
  b = std::move(c);
  CHECK(b == big);
  Number& alias = b;
  b = alias;
  CHECK(b == big);
  std::vector<Number> many(100, big);
  many.erase(many.begin(), many.begin() + 50);
  CHECK(many.back() == big);
}

TEST_CASE("floor_and_ceiling_are_the_whole_numbers_around") {
  struct Row { const char* in; std::int64_t floor, ceiling; };
  for (const Row& row : {Row{"3.75", 3, 4}, Row{"-3.75", -4, -3}, Row{"4", 4, 4}, Row{"-4", -4, -4}, Row{"0", 0, 0}, Row{"0.000000000000000000000001", 0, 1}, Row{"-0.000000000000000000000001", -1, 0}}) {
    INFO(row.in);
    CHECK(number(row.in).floor() == row.floor);
    CHECK(number(row.in).ceiling() == row.ceiling);
  }
}

TEST_CASE("doubles_come_in_as_they_are") {
  for (double d : {0.0, 1.0, -1.0, 0.1, 1.0 / 3, 1e300, 1e-300, 123456.789, -2.5e-7, 5e-324}) {
    INFO(d);
    CHECK(Number::from_double(d).to_double() == d);
  }
  CHECK(Number::from_double(0.1) != number("0.1"));
  CHECK(Number::from_double(0.375) == number("0.375"));
  CHECK(Number::from_double(0.1) == number("0.1000000000000000055511151231257827021181583404541015625"));
}

TEST_CASE("arithmetic_agrees_with_boosts_rationals") {
  Source source(20261122);
  for (int round = 0; round < 4000; ++round) {
    Pair value = source.next();
    for (int step = 0; step < 6; ++step) {
      const Pair other = source.next();
      const unsigned operation = source.below(4);
      if (operation == 0) value = {value.ours + other.ours, value.theirs + other.theirs};
      if (operation == 1) value = {value.ours - other.ours, value.theirs - other.theirs};
      if (operation == 2) value = {value.ours * other.ours, value.theirs * other.theirs};
      if (operation == 3 && !other.ours.is_zero()) value = {value.ours / other.ours, value.theirs / other.theirs};
      const bool ordered = (value.ours < other.ours) == (value.theirs < other.theirs) && (value.ours == other.ours) == (value.theirs == other.theirs);
      if (!same(value.ours, value.theirs) || !ordered) FAIL("differs from " << value.theirs);
    }
  }
}

TEST_CASE("short_exact_decimals_are_those_of_to_text") {
  constexpr std::size_t kMost = 6;
  const auto short_exact = [](const Number& n) {
    std::string out = "x";
    const bool is_exact = n.append_exact(out, kMost);
    CHECK(is_exact == (out.size() > 1));
    return out.substr(1);
  };
  for (std::int64_t numerator : {0, 1, -1, 5, -5, 7, 12, 99, 100, 123, 1000, 12345, 99999, -99999, 100000, 999999, -999999, 1000000, 1234567}) {
    for (std::int64_t denominator : {1, 2, 3, 4, 5, 7, 8, 10, 16, 32, 100, 128, 1000, 10000, 100000, 1000000}) {
      const Number n(numerator, denominator);
      const std::string exact = n.to_text();
      const bool is_short = exact.size() <= kMost && Number::from_decimal(exact) == n;
      CHECK(short_exact(n) == (is_short ? exact : ""));
    }
  }
  CHECK(short_exact(number("123456789012345678901234567890")) == "");
}

TEST_CASE("a_plain_decimal_is_taken_from_a_longer_text_as_it_is_read_alone") {
  const auto taken = [](const std::string& text) {
    const std::string roomy = text + "\"" + std::string(Number::kReadAhead, '"');
    Number number = -1;
    const char* const end = Number::take_plain_decimal(roomy.data(), number);
    return end == nullptr ? std::string("none") : number.to_text() + " then " + std::string(end, static_cast<std::size_t>(roomy.data() + text.size() - end));
  };
  CHECK(taken("12.7, ") == "12.7 then , ");
  CHECK(taken("0.5}") == "0.5 then }");
  CHECK(taken("7") == "7 then ");
  CHECK(taken("1234567") == "1234567 then ");
  CHECK(taken("12345678.25e3") == "12345678.25 then e3");
  CHECK(taken("1.5.2") == "1.5 then .2");
  CHECK(taken("123.456") == "123.456 then ");
  for (const char* none : {"", ".5", "5.", "123456.", "1234567.", "-1", "01", "00.5", "0123456789", "x", "\xB1", "1234567890123456789"}) {
    INFO(none);
    CHECK(taken(none) == "none");
  }
  constexpr unsigned kSeed = 20261122;
  constexpr int kTries = 20000;
  INFO("seed " << kSeed);
  std::mt19937 random(kSeed);
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  for (int i = 0; i < kTries; ++i) {
    std::string text;
    for (std::size_t digits = 1 + below(11); digits > 0; --digits) text += static_cast<char>('0' + below(10));
    if (below(3) > 0) text.insert(below(text.size() + 1), 1, '.');
    INFO(text);
    const bool has_zero_in_front = text[0] == '0' && text.size() > 1 && text[1] != '.';
    const auto alone = has_zero_in_front ? std::nullopt : Number::from_plain_decimal(text);
    REQUIRE(taken(text) == (alone ? alone->to_text() + " then " : "none"));
  }
}
