// The unit in which a rule writes its limit, where that is not the unit the comparison was made in: staff compare the
// report with the protocol, so limit and distance are told in the protocol's own unit.
#pragma once

#include <optional>
#include <string>

#include "clinical/vocabulary.h"
#include "value/number.h"

namespace eligo::explain {

struct RuleUnit {
  std::string text;               // as the rule writes it
  clinical::Conversion to;        // from the concept's own unit
};

/// None where the rule writes no unit next to `limit` (an amount in the concept's own unit), or writes that unit itself.
std::optional<RuleUnit> rule_unit(const std::string& rule_text, const clinical::Concept& entry, const value::Number& limit);

}  // namespace eligo::explain
