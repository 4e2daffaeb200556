// What counts as seen: criteria by their status, conditions by their truth before direction and exception.
#include "catch.h"
#include "tested.h"

using Lines = std::vector<std::string>;

namespace {

// "I2.1 ALT <= 2.5 x ULN: true false -": what was seen of each part; `x` where it is ruled out or impossible.
Lines parts(const Tested& tested) {
  Lines lines;
  for (const auto& part : tested.result.coverage->parts) {
    std::string line = part.at + (part.is_criterion ? "" : " " + part.text) + ":";
    for (std::size_t s = 0; s < eligo::testing::kSides; ++s) {
      const bool is_out = part.ruled_out[s] || !part.reasons[s].empty();
      line += part.seen[s] ? std::string(" ") + eligo::testing::side_name(part.is_criterion, s) : is_out ? " x" : " -";
    }
    lines.push_back(line);
  }
  return lines;
}

const std::string kPerson = "{birth_date: 1980, toxicities: [{of: rash, grade: 1, ongoing: true}, {of: neuropathy, ongoing: true}]}";

}  // namespace

TEST_CASE("criteria_and_conditions_are_counted_by_what_was_seen_of_them") {
  const Tested all = tested("base: " + kPerson + "\ntests: [{name: t, expect: {I1: pass}}]\n");
  CHECK(parts(all) == Lines{
                          "I1: pass - -",
                          "I2: - - unknown",
                          "E1: - - unknown",
                          "E2: - - unknown",
                          "grown_up age >= 18 years: true - -",
                          "I2.1 ALT <= 2.5 x ULN: - - unknown",
                          "I2.2 total_bilirubin <= 1.5 x ULN: - - unknown",
                          "I2.2 any gilbert_syndrome: - - unknown",
                          "E1 any active toxicity where (grade >= 2): - - unknown",
                          "E1 grade >= 2: - false unknown",
                          "E2 confirm \"The patient cannot comply\": - - unknown",
                      });
  CHECK(all.result.coverage->parts[9].line == 9);
  CHECK(eligo::testing::total({all.result}).seen == 12);
  CHECK(eligo::testing::total({all.result}).possible == 33);
}

TEST_CASE("what_is_always_known_is_never_unknown") {
  const Tested all = tested("tests: [{name: t, record: {}, expect: {I1: unknown}}]\n",
                            "protocol T \"t\"\nuse small\ninclusion I1: ALT is known and age >= 18 years\ninclusion I2: gap \"not in the text\"\ninclusion I3: no restriction\n");
  CHECK(parts(all) == Lines{"I1: - fail -", "I2: x x unknown", "I3: pass x x", "I1 ALT is known: - false x", "I1 age >= 18 years: - - unknown",
                            "I2 not in the text: x x unknown", "I3 no restriction: true x x"});
}

TEST_CASE("what_is_named_impossible_is_left_out") {
  const Tested all = tested("base: " + kPerson + "\ntests: [{name: t, expect: {I1: pass}}]\n"
                            "impossible:\n"
                            "- {at: I1, never: [fail, unknown], because: only adults are asked}\n"
                            "- {at: I2, leaf: 'any   gilbert_syndrome', never: true, because: none here}\n");
  CHECK(all.mistakes.empty());
  CHECK(parts(all)[0] == "I1: pass x x");
  CHECK(parts(all)[7] == "I2.2 any gilbert_syndrome: x - unknown");
  CHECK(eligo::testing::total({all.result}).possible == 30);
}

TEST_CASE("what_is_named_impossible_has_to_be_there_and_must_not_happen") {
  const std::string head = "base: " + kPerson + "\ntests: [{name: t, expect: {I1: pass}}]\nimpossible: [";
  CHECK(tested(head + "{at: I1, never: pass, because: x}]").mistakes == Lines{"E0906 line 4: a test has seen `I1` pass, so it is not impossible"});
  CHECK(tested(head + "{at: I7, never: pass, because: x}]").mistakes == Lines{"E0904 line 4: the rules have no criterion `I7`; did you mean `I1`?"});
  CHECK(tested(head + "{at: I2.1, leaf: ALT <= 2.5 ULN, never: true, because: x}]").mistakes ==
        Lines{"E0904 line 4: `I2.1` has no condition `ALT <= 2.5 ULN`; did you mean `ALT <= 2.5 x ULN`?"});
}

TEST_CASE("shares_are_rounded_down") {
  CHECK(eligo::testing::percent(199, 200) == 99);
  CHECK(eligo::testing::percent(200, 200) == 100);
  CHECK(eligo::testing::percent(0, 0) == 100);
}
