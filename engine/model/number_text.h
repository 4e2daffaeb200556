// Numbers as results write them: "32", "<20", ">=90", "35-40", "1:80". In: a text. Out: the interval it means, exactly.
#pragma once

#include <optional>
#include <string_view>

#include "value/interval.h"

namespace eligo::model {

/// A decimal as results write it: at most 60 characters and an exponent of two digits, so that a hostile record stays cheap.
std::optional<value::Number> read_decimal(std::string_view text);

struct NumberText {
  value::Interval amount;
  bool is_titre = false;        // 1:80; `amount` is about the second number
  bool is_below_limit = false;  // <L or <=L: from 0 up to L
};

/// None where the text is no such number. Blanks round the parts do not matter; the dash of a range may be an en dash.
std::optional<NumberText> read_number_text(std::string_view text);

/// A number with a unit behind it, cut in two: "10 mg/d". Either part may be empty.
struct NumberAndUnit {
  std::string_view number;
  std::string_view unit;
};
NumberAndUnit split_unit(std::string_view text);

}  // namespace eligo::model
