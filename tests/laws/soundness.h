// Reports on drawn records as their users get them, and records cut down to what a report cites.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "drawn_record.h"
#include "drawn_rules.h"
#include "engine_under_test.h"
#include "explain/report.h"

namespace eligo::laws {

/// What a report rests on: the places it cites ("observations[0]", "answers.q1"), and the kinds whose histories it cites as complete.
struct Citations {
  std::set<std::string> places;
  std::set<std::string> complete_kinds;

  void add(const std::vector<explain::CitedFact>& facts);
};

/// Everything that a criterion's reasons (where it passes, their proof) cite.
Citations cited_by(const explain::CriterionReport& criterion);

/// The report without its eligibility window, which no law asks for.
explain::Report report_of(const program::Program& program, const model::PatientRecord& record);

/// "observations[0]" of each fact, in the order of `record.facts`.
std::vector<std::string> places_of(const DrawnRecord& record);

/// The record without whatever is not cited; the day of screening stays.
DrawnRecord only_cited(const DrawnRecord& record, const Citations& citations);

/// Criteria with members, exceptions and conditions that do not always apply, one on each line.
std::string draw_explained_criteria(Random& random, RuleWriter& writer, int count);

}  // namespace eligo::laws
