// Directions, addresses of members, questions, cohorts.
#include "catch.h"
#include "checking.h"

namespace eligo::semantics {

namespace {

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("a_rule_points_to_requirement_or_trigger_and_lists_pass_it_on_or_turn_it") {
  struct Row {
    const char* rule;
    Direction of_diabetes;
  };
  const Row rows[] = {
      {"inclusion I1: any diabetes", Direction::kRequirement},
      {"exclusion I1: any diabetes", Direction::kTrigger},
      {"exclusion I1: (any of { any diabetes, any asthma })", Direction::kTrigger},
      {"inclusion I1: at least 1 of { any diabetes, any asthma }", Direction::kRequirement},
      {"inclusion I1: none of { any diabetes, any asthma }", Direction::kTrigger},
      {"exclusion I1: at most 1 of { any diabetes, any asthma }", Direction::kRequirement},
      {"exclusion I1: none of { none of { any diabetes }, any asthma }", Direction::kTrigger},
      {"inclusion I1: exactly 1 of { any diabetes, any asthma }", Direction::kNone},
      {"inclusion I1: not any diabetes", Direction::kNone},
      {"inclusion I1: any diabetes and any asthma", Direction::kNone},
      {"exclusion I1: any diabetes or any asthma", Direction::kNone},
      {"inclusion I1: if any diabetes then any asthma", Direction::kNone},
      {"inclusion I1: if any asthma then any diabetes else any stroke", Direction::kRequirement},
      {"exclusion I1: if any asthma then any stroke else any diabetes", Direction::kTrigger},
      {"exclusion I1: with results within 3 days before screening: any diabetes", Direction::kTrigger},
      {"inclusion I1: any asthma unless any diabetes", Direction::kNone},
      {"define ill = any of { any diabetes, any stroke }\ninclusion I1: ill", Direction::kNone},
  };
  for (const Row& row : rows) {
    INFO(row.rule);
    CHECK(meaning_of(checked(row.rule), "any diabetes").direction == row.of_diabetes);
  }
}

TEST_CASE("members_are_numbered_from_one_and_nest") {
  const Checked result = checked("inclusion I9: all of { any diabetes, all of { any asthma, any stroke }, any melanoma }");
  CHECK(meaning_of(result, "all of { any diabetes, all of { any asthma, any stroke }, any melanoma }").member_ids == Ids{"I9.1", "I9.2", "I9.3"});
  CHECK(meaning_of(result, "all of { any asthma, any stroke }").member_ids == Ids{"I9.2.1", "I9.2.2"});
}

TEST_CASE("lists_side_by_side_are_numbered_on_and_the_exception_comes_last") {
  const Checked result = checked(
      "exclusion E1: (any of { any diabetes, any asthma }) and not all of { any stroke } unless any of { any melanoma }");
  CHECK(meaning_of(result, "any of { any diabetes, any asthma }").member_ids == Ids{"E1.1", "E1.2"});
  CHECK(meaning_of(result, "all of { any stroke }").member_ids == Ids{"E1.3"});
  CHECK(meaning_of(result, "any of { any melanoma }").member_ids == Ids{"E1.4"});
}

TEST_CASE("the_exception_of_a_member_is_numbered_within_the_member") {
  const Checked result = checked("exclusion E1: any of { any of { any diabetes } unless any of { any stroke } }");
  CHECK(meaning_of(result, "any of { any diabetes }").member_ids == Ids{"E1.1.1"});
  CHECK(meaning_of(result, "any of { any stroke }").member_ids == Ids{"E1.1.2"});
}

TEST_CASE("lists_in_definitions_and_where_give_no_addresses") {
  const Checked result = checked(
      "define ill = any of { any diabetes, any asthma }\n"
      "inclusion I1: ill and any melanoma where (all of { severity is mild, symptomatic }) and all of { any stroke }");
  CHECK(meaning_of(result, "any of { any diabetes, any asthma }").member_ids.empty());
  CHECK(meaning_of(result, "all of { severity is mild, symptomatic }").member_ids.empty());
  CHECK(meaning_of(result, "all of { any stroke }").member_ids == Ids{"I1.1"});
}

TEST_CASE("questions_are_answered_under_their_name_or_place") {
  const Checked result = checked("inclusion I1: all of { confirm willing \"Willing?\", confirm \"Able?\" }\ninclusion I2: confirm Willing");
  REQUIRE(result.file.has_value());
  REQUIRE(result.file->questions.size() == 2);
  CHECK(result.file->questions[QuestionId(0)].name == "willing");
  CHECK(result.file->questions[QuestionId(1)].name == "I1.2");
  CHECK(meaning_of(result, "confirm Willing").question == QuestionId(0));
  CHECK(meaning_of(result, "confirm \"Able?\"").question == QuestionId(1));
}

TEST_CASE("a_criterion_belongs_to_all_cohorts_unless_it_says_otherwise") {
  const Checked result = checked(
      "cohort A\ncohort B\ncohort C\ndefine late = in cohort C\n"
      "inclusion I1: any asthma\ninclusion I2 for b: any stroke\ninclusion I3 for all except A: late or any diabetes");
  REQUIRE(result.file.has_value());
  const std::vector<CriterionInfo>& criteria = result.file->criteria;
  CHECK(criteria[0].cohorts == std::vector<CohortId>{CohortId(0), CohortId(1), CohortId(2)});
  CHECK(criteria[1].cohorts == std::vector<CohortId>{CohortId(1)});
  CHECK(criteria[2].cohorts == std::vector<CohortId>{CohortId(1), CohortId(2)});
  CHECK_FALSE(criteria[0].depends_on_cohort);
  CHECK(criteria[2].depends_on_cohort);
}

}  // namespace eligo::semantics
