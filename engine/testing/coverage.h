// What a set of screenings has seen of the rules: of each criterion pass, fail and unknown, of each condition without
// conditions inside true, false and unknown, counted before a direction or an exception gives it a meaning.
// In: a program and recorded outcomes. Out: the points of coverage, and how many of them were seen.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "eval/outcome.h"
#include "program/program.h"
#include "testing/record_changes.h"

namespace eligo::testing {

/// Pass, fail, unknown of a criterion; true, false, unknown of a condition.
inline constexpr std::size_t kSides = 3;
const char* side_name(bool is_criterion, std::size_t side);

/// A criterion or a condition.
struct CoveredPart {
  bool is_criterion = false;
  std::string at;                // "I9.2", "fertile": the criterion, the nearest member, or the definition
  std::string text;              // the condition as written; the title of a criterion
  std::uint32_t line = 0;        // in the rule file
  std::array<bool, kSides> seen{};
  std::array<bool, kSides> ruled_out{};      // by the language itself: `X is known` is never unknown
  std::array<std::string, kSides> reasons;   // why it is impossible, as the test file says; else empty
};

struct Coverage {
  std::vector<CoveredPart> parts;            // criteria first; each in the order of the file
  std::size_t possible(bool of_criteria) const;
  std::size_t seen(bool of_criteria) const;
};
/// In percent, rounded down; 100 where nothing can be seen.
std::size_t percent(std::size_t seen, std::size_t possible);

class CoverageCount {
 public:
  /// `rules`: the text that the program was made from.
  CoverageCount(const program::Program& program, const diag::Source& rules);

  void add(const eval::Outcome& outcome);
  /// Leaves out what cannot happen. An entry that names nothing, or what did happen, is a mistake of the test file.
  Coverage finish(const std::vector<Impossible>& impossible, const Mistakes& mistakes) const;

 private:
  void add_criteria();
  void walk(program::NodeId id, const std::string& at);
  void add_leaf(program::NodeId id, const std::string& at);
  void add_leaves_of_facts();
  std::uint32_t line_of(program::NodeId id) const;

  const program::Program& program_;
  diag::Source rules_;
  Coverage coverage_;
  std::vector<diag::Span> spans_;                      // beside coverage_.parts
  std::vector<std::size_t> part_of_;                   // by node; kNone where it is no leaf
  std::vector<bool> reached_;                          // by node
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::string>, std::size_t> known_;   // a condition that was lowered twice stands once
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
};

}  // namespace eligo::testing
