// Laws that hold for any record: of `and`, `or`, `not`, of lists, of counting, of exceptions, and of washouts as counts.
#include "pairs.h"

namespace eligo::laws {

namespace {

std::string three(const char* word, const std::string& a, const std::string& b, const std::string& c) {
  return std::string(word) + " of { " + a + ", " + b + ", " + c + " }";
}

void add_connectives(Pairs& pairs, const std::string& a, const std::string& b, const std::string& c) {
  pairs.equal("`and` is symmetric", a + " and " + b, b + " and " + a);
  pairs.equal("`or` is symmetric", a + " or " + b, b + " or " + a);
  pairs.equal("`and` is associative", "(" + a + " and " + b + ") and " + c, a + " and (" + b + " and " + c + ")");
  pairs.equal("`or` is associative", "(" + a + " or " + b + ") or " + c, a + " or (" + b + " or " + c + ")");
  pairs.equal("De Morgan, `and`", "not (" + a + " and " + b + ")", "not " + a + " or not " + b);
  pairs.equal("De Morgan, `or`", "not (" + a + " or " + b + ")", "not " + a + " and not " + b);
  pairs.equal("double negation", "not not " + a, a);
  pairs.equal("`and` before `or`", a + " or " + b + " and " + c, a + " or (" + b + " and " + c + ")");
}

void add_lists(Pairs& pairs, const std::string& a, const std::string& b, const std::string& c) {
  pairs.equal("`all of` is `and`", three("all", a, b, c), a + " and " + b + " and " + c);
  pairs.equal("`any of` is `or`", three("any", a, b, c), a + " or " + b + " or " + c);
  pairs.opposite("`none of` is not `any of`", three("none", a, b, c), three("any", a, b, c));
  pairs.opposite("`at least 2 of` is not `at most 1 of`", three("at least 2", a, b, c), three("at most 1", a, b, c));
  pairs.equal("`exactly 3 of` three is `all of`", three("exactly 3", a, b, c), three("all", a, b, c));
}

void add_counts(Pairs& pairs, const std::string& selector, const std::string& treatment) {
  pairs.opposite("`any` is not `no`", "any " + selector, "no " + selector);
  pairs.opposite("`at least 2` is not `at most 1`", "at least 2 " + selector, "at most 1 " + selector);
  pairs.equal("`number of` counts as `at least` does", "number of " + selector + " >= 2", "at least 2 " + selector);
  pairs.opposite("lines count as facts do", "at least 2 lines of " + treatment, "at most 1 lines of " + treatment);
}

void add_exceptions(Pairs& pairs, const std::string& rule, const std::string& exception) {
  pairs.equal("an exception waives a requirement", rule + " unless " + exception, "any of { " + rule + ", " + exception + " }");
  pairs.equal("an exception lifts a trigger", rule + " unless " + exception, "all of { " + rule + ", none of { " + exception + " } }", false);
  pairs.equal("an exception of a member waives", "all of { " + rule + " unless " + exception + " }", rule + " or " + exception);
  pairs.equal("an exception under `none of` lifts", "none of { " + rule + " unless " + exception + " }", "not (" + rule + " and not " + exception + ")");
}

}  // namespace

Question draw_logic(Random& random, const EngineUnderTest& engine, Day screening) {
  RuleWriter writer(random, {}, screening);
  Pairs pairs;
  const std::string a = writer.condition();
  const std::string b = writer.condition();
  const std::string c = writer.condition();
  add_connectives(pairs, a, b, c);
  add_lists(pairs, c, a, b);
  add_counts(pairs, writer.selector(), writer.treatment_selector());
  add_exceptions(pairs, a, b);
  for (int left = 4; left > 0; --left) {
    const std::string drugs = writer.treatment_selector();
    const std::string duration = writer.duration(true);
    const std::string moment = writer.moment();
    pairs.equal("`washed out` is the `no` it stands for", "washed out of " + drugs + " for " + duration + " before " + moment,
                "no " + drugs + " less than " + duration + " before " + moment);
  }
  return pairs.question(engine, frame(random), {});
}

}  // namespace eligo::laws
