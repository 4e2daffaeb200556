// Rule text in plain words, numbers that are short and never rounded to a lie, lists.
#include "catch.h"
#include "diag/diagnostic.h"
#include "clinical/vocabulary_source.h"
#include "explain/wording.h"

using namespace eligo;
using clinical::RawValue;
using value::Interval;
using value::Number;

namespace {

RawValue text(std::string content) {
  RawValue out;
  out.text = std::move(content);
  return out;
}

RawValue map(std::vector<std::pair<std::string, RawValue>> entries) {
  RawValue out;
  out.shape = RawValue::Shape::kMap;
  for (auto& [key, value] : entries) {
    out.keys.emplace_back(key, diag::Span{});
    out.items.push_back(std::move(value));
  }
  return out;
}

clinical::Vocabulary vocabulary() {
  const auto entry = [](const char* kind, const char* title) { return map({{"kind", text(kind)}, {"title", text(title)}}); };
  diag::Sink sink;
  const clinical::ModuleSource module{std::make_shared<diag::SourceText>("test.yaml", ""),
                                      map({{"module", text("test")},
                                           {"concepts", map({{"ALT", entry("observation", "alanine aminotransferase")},
                                                             {"t_cell_all", entry("condition", "T-cell leukemia")},
                                                             {"live_vaccine", entry("vaccine", "live vaccine")}})}})};
  clinical::Vocabulary out = clinical::build_vocabulary({module}, sink);
  REQUIRE_FALSE(sink.has_errors());
  return out;
}

Number number(const char* text) { return *Number::from_decimal(text); }

}  // namespace

TEST_CASE("rule_text_is_told_without_operators_and_names_of_the_file") {
  const clinical::Vocabulary v = vocabulary();
  CHECK(explain::plain_words("ALT <= 2.5 x ULN", v) == "ALT at most 2.5 x ULN");
  CHECK(explain::plain_words("live_vaccine within 6 weeks before end_of_therapy - 3 days", v) == "live vaccine within 6 weeks before end of therapy minus 3 days");
  CHECK(explain::plain_words("(t_cell_all, ALT) where (grade >= 2 and site != room_air)", v) == "(T-cell leukemia, ALT) where (grade at least 2 and site other than room air)");
  CHECK(explain::plain_words("gfr > 60 mL/min/1.73m2", v) == "gfr above 60 mL/min/1.73m2");
  CHECK(explain::plain_words("ALT / 2 < 0..3", v) == "ALT divided by 2 below 0 to 3");
  CHECK(explain::plain_words("at least 2 t_cell_all since 2026-11-22", v) == "at least 2 T-cell leukemia since 2026-11-22");
  CHECK(explain::plain_words("confirm \"a <= b_c\"", v) == "confirm \"a <= b_c\"");
  CHECK(explain::plain_words("\"open", v) == "\"open");
}

TEST_CASE("abbreviations_keep_their_name_and_others_have_their_title") {
  const clinical::Vocabulary v = vocabulary();
  CHECK(explain::shown_name(v[v.find("ALT")]) == "ALT");
  CHECK(explain::shown_name(v[v.find("t_cell_all")]) == "T-cell leukemia");
}

TEST_CASE("short_numbers_are_exact_and_long_ones_rounded") {
  CHECK(explain::shown_number(number("3.3")) == "3.3");
  CHECK(explain::shown_number(number("0.0005")) == "0.0005");
  CHECK(explain::shown_number(number("97.2448")) == "97.24");
  CHECK(explain::shown_number(Number(10, 3)) == "3.333");
  CHECK(explain::shown_number(number("1234567")) == "1234567");
}

TEST_CASE("a_number_is_never_rounded_to_the_limit_it_misses") {
  CHECK(explain::shown_apart(number("2.500004"), number("2.5")) == "2.500004");
  CHECK(explain::shown_apart(number("3.3"), number("2.5")) == "3.3");
  CHECK(explain::shown_apart(Number(5, 2), number("2.5")) == "2.5");
}

TEST_CASE("intervals_are_told_in_words") {
  using value::Bound;
  CHECK(explain::shown_interval(Interval::point(Number(5)), "mg/dL") == "5 mg/dL");
  CHECK(explain::shown_interval({Bound::closed(Number(0)), Bound::open(Number(20))}, "IU/mL") == "below 20 IU/mL");
  CHECK(explain::shown_interval(Interval::at_least(Number(90)), "") == "at least 90");
  CHECK(explain::shown_interval({Bound::closed(Number(35)), Bound::closed(Number(40))}, "%") == "35 to 40 %");
  CHECK(explain::shown_interval(Interval::everything(), "%") == "any value");
  CHECK(explain::shown_interval(Interval::point(number("1.2")), "10^9/L") == "1.2 x 10^9/L");
}

TEST_CASE("lists_are_joined_as_people_write_them") {
  CHECK(explain::joined_list({}) == "");
  CHECK(explain::joined_list({"a"}) == "a");
  CHECK(explain::joined_list({"a", "b"}) == "a and b");
  CHECK(explain::joined_list({"a", "b", "c"}, "or") == "a, b or c");
}
