// What an analyte adds to the rules of conversion: molar mass, valence, special conversions, IU read as U.
#include "catch.h"
#include "clinical/unit.h"

using namespace eligo::clinical;
using eligo::value::Bound;
using eligo::value::Interval;
using eligo::value::Number;

namespace {

Number number(const char* text) { return Number::from_decimal(text).value(); }
Unit unit(const char* text) { return parse_unit(text).value(); }

std::optional<Number> converted(const char* value, const char* from, const char* to, const ConversionRules& rules) {
  const std::optional<Conversion> c = conversion(unit(from), unit(to), rules);
  if (!c) return std::nullopt;
  return c->apply(number(value));
}

ConversionRules weighing(const char* molar_mass) {
  ConversionRules rules;
  rules.molar_mass = number(molar_mass);
  return rules;
}

}  // namespace

TEST_CASE("molar_mass_turns_amount_into_mass_exactly") {
  const ConversionRules creatinine = weighing("113.12");
  CHECK(converted("88.4", "umol/L", "mg/dL", creatinine) == number("0.9999808"));
  CHECK(converted("125", "umol/L", "mg/dL", creatinine) == number("1.414"));
  CHECK(converted("1.414", "mg/dL", "umol/L", creatinine) == number("125"));
  CHECK(converted("500", "mg/g", "mg/mmol", creatinine) == number("56.56"));
  CHECK_FALSE(converted("1", "umol/L", "mg/dL", {}));
  CHECK_FALSE(converted("1", "umol", "mg/dL", creatinine));
}

TEST_CASE("valence_turns_equivalents_into_amount") {
  ConversionRules calcium = weighing("40.078");
  CHECK_FALSE(converted("5", "meq/L", "mmol/L", calcium));
  calcium.valence = Number(2);
  CHECK(converted("5", "meq/L", "mmol/L", calcium) == number("2.5"));
  CHECK(converted("2.5", "mmol/L", "meq/L", calcium) == number("5"));
  CHECK(converted("5", "meq/L", "mg/dL", calcium) == number("10.0195"));
}

TEST_CASE("special_conversions_are_affine") {
  ConversionRules hba1c;
  hba1c.special.push_back({unit("mmol/mol"), number("0.0915"), number("2.15")});
  CHECK(converted("48", "mmol/mol", "%", hba1c) == number("6.542"));
  CHECK(converted("0.048", "mol/mol", "%", hba1c) == number("6.542"));
  CHECK(converted("6.5", "%", "%", hba1c) == number("6.5"));
  CHECK_FALSE(converted("6.5", "g/dL", "%", hba1c));
}

TEST_CASE("iu_is_u_only_where_the_target_is_in_u") {
  CHECK(converted("40", "IU/L", "U/L", {}) == Number(40));
  CHECK(converted("40", "IU/mL", "U/L", {}) == Number(40000));
  CHECK_FALSE(converted("40", "U/L", "IU/L", {}));
  CHECK_FALSE(converted("40", "IU/L", "ukat/L", {}));
  CHECK_FALSE(converted("40", "IU/L", "umol/L/min", {}));
  CHECK_FALSE(converted("40", "IU", "U/L", {}));
}

TEST_CASE("intervals_keep_their_ends") {
  const Conversion c = conversion(unit("g/L"), unit("mg/dL"), {}).value();
  const Interval moved = c.apply(Interval{Bound::closed(Number(0)), Bound::open(number("0.1"))});
  CHECK(moved.low.at == Number(0));
  CHECK(moved.high.at == Number(10));
  CHECK(moved.high.is_open);
  CHECK(c.apply(Interval::at_least(Number(1))).high.is_missing);
  CHECK_FALSE(c.is_identity());
  CHECK(conversion(unit("g/L"), unit("g/l"), {})->is_identity());
}
