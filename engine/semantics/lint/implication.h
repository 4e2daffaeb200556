// Whether one condition holds wherever another does, as far as the texts alone show it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "semantics/checked.h"

namespace eligo::semantics::lint {

/// Keeps what it has read, and gives up (finds nothing) after a fixed number of steps for the whole file.
class Implication {
 public:
  explicit Implication(const CheckedFile& file);

  /// True only where it is sure: whatever makes `stronger` true makes `weaker` true.
  bool holds(ExprId stronger, ExprId weaker);
  /// True only where it is sure: the facts that make `a` true make `b`, which wants none of them, not true.
  bool wants_what_is_excluded(ExprId a, ExprId b);

 private:
  const std::string& text(ExprId expr);
  bool is_judged(ExprId expr);
  ExprId opened(ExprId expr) const;
  std::vector<ExprId> joined(ExprId expr, bool is_and) const;
  bool by_parts(ExprId a, ExprId b);
  bool by_numbers(ExprId a, ExprId b) const;
  bool by_answers(ExprId a, ExprId b);
  bool by_facts(ExprId a, ExprId b);
  bool is_narrower(SelectorId a_id, SelectorId b_id);
  bool are_terms_below(const SelectorInfo& narrow, const SelectorInfo& wide) const;
  bool are_windows_within(const std::vector<syntax::Window>& inner, const std::vector<syntax::Window>& outer) const;
  bool is_window_within(const syntax::Window& inner, const syntax::Window& outer) const;
  bool is_same_moment(MomentId a, MomentId b) const;
  std::optional<int> compared_lengths(DurationId a, DurationId b) const;

  const CheckedFile& file_;
  const syntax::File& tree_;
  std::size_t steps_left_;
  std::vector<std::string> texts_;                   // by ExprId; empty: not read yet
  std::vector<std::optional<bool>> judged_;
};

}  // namespace eligo::semantics::lint
