// What one result says: its number as rules read it, and whether it answers as asked. In: an observed value. Out: plain
// answers; which result is meant is decided elsewhere.
#pragma once

#include <cstdint>
#include <vector>

#include "model/record.h"
#include "program/program.h"
#include "value/truth.h"

namespace eligo::eval {

/// Null where it has no number of that kind.
const value::Interval* number_in(const model::ObservedValue& observed, program::Result::Reading reading);

/// Does what was observed answer with one of the choices, or with none (`is_negated`)? A quantity reported as below its limit of
/// detection answers negative, any other number positive.
value::Truth answers(const clinical::Concept& owner, const model::ObservedValue& observed, const std::vector<std::uint16_t>& choices, bool is_negated);

}  // namespace eligo::eval
