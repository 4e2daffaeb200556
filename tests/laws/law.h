// A family of laws: draws a file of rules, and says of any record whether the laws hold between its criteria.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "drawn_record.h"
#include "drawn_rules.h"
#include "engine_under_test.h"

namespace eligo::laws {

/// A law that does not hold, told so that a reader can follow it.
struct Breach {
  std::string law;
  std::string what;                   // both answers
  std::string rules;                  // those that tell them, or all
  std::string further;                // the other rules or the other record, where there is one
};

/// One drawn file of rules, to be asked of records.
struct Question {
  RecordShape shape;                  // of the records it may be asked of
  std::size_t cases = 1;              // how many comparisons one record makes
  std::function<void(Random&, DrawnRecord&)> prepare;                                        // makes a record fit; may be empty
  std::function<std::optional<Breach>(const DrawnRecord&, std::uint64_t seed)> ask;          // equal seeds, equal answers
};

struct Family {
  const char* name;
  Question (*draw)(Random& random, const EngineUnderTest& engine, Day screening);
  std::size_t files;                  // in a run
  std::size_t records;                // for each file
};

Question draw_logic(Random& random, const EngineUnderTest& engine, Day screening);
Question draw_windows(Random& random, const EngineUnderTest& engine, Day screening);
Question draw_orders(Random& random, const EngineUnderTest& engine, Day screening);
Question draw_round_trip(Random& random, const EngineUnderTest& engine, Day screening);
Question draw_shift(Random& random, const EngineUnderTest& engine, Day screening);
Question draw_eligibility(Random& random, const EngineUnderTest& engine, Day screening);
Question draw_filling(Random& random, const EngineUnderTest& engine, Day screening);
Question draw_citations(Random& random, const EngineUnderTest& engine, Day screening);
Question draw_leaves(Random& random, const EngineUnderTest& engine, Day screening);
Question draw_removals(Random& random, const EngineUnderTest& engine, Day screening);
Question draw_requests(Random& random, const EngineUnderTest& engine, Day screening);

/// The first criterion whose status differs, with both statuses: "C3 is pass, then fail"; none where all are equal.
std::optional<std::string> first_difference(const Statuses& one, const Statuses& other);
/// The rules without the criteria that the difference does not name. Each criterion is a line of its own.
std::string only_criterion(const std::string& rules, const std::string& difference);

}  // namespace eligo::laws
