// Constants in rules: literals as exact numbers, in the unit their comparison is made in.
#pragma once

#include <optional>

#include "semantics/checked.h"

namespace eligo::semantics {

/// A literal (perhaps in brackets, perhaps with a minus) in `unit`; as written where `unit` is null. None where the
/// expression is no literal, or does not convert.
std::optional<value::Number> constant_in(const CheckedFile& file, ExprId expr, const clinical::Unit* unit, ConceptId owner);

/// A length of time that was written as a limit of age or duration.
std::optional<value::Duration> constant_duration(const CheckedFile& file, ExprId expr, std::string_view default_unit = {});

/// -1, 0 or 1 where both count by the calendar (months, years) or neither does; else none.
std::optional<int> compare_lengths(const value::Duration& a, const value::Duration& b);

/// Whether the lower end of a range lies above its upper end, as far as both are constants.
bool is_reversed(const CheckedFile& file, const syntax::InRange& range, const Type& value);

}  // namespace eligo::semantics
