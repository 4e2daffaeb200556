// A comparison with a constant as a set of numbers: what interval reasoning about rules works on.
#pragma once

#include <optional>
#include <string>

#include "semantics/checked.h"
#include "value/interval.h"

namespace eligo::semantics::lint {

/// `subject` is the value that is compared, so that claims about one value have one subject. Ages count in months or
/// days, levels by their index.
struct Claim {
  std::string subject;
  value::Interval range;
};

/// None where the condition is no comparison of one value with constants.
std::optional<Claim> claim_of(const CheckedFile& file, ExprId condition);

/// How many facts (concepts, lines) a quantifier asks for; `every` asks for no number. None for other conditions.
std::optional<Claim> count_claim_of(const CheckedFile& file, ExprId condition);

/// None where nothing lies in both.
std::optional<value::Interval> intersection(const value::Interval& a, const value::Interval& b);
bool is_within(const value::Interval& inner, const value::Interval& outer);

}  // namespace eligo::semantics::lint
