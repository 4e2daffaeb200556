// What changed between two texts, line by line.
#pragma once

#include <string>
#include <string_view>

namespace eligo::cli {

/// The changed lines with three lines of context, in unified form (`@@`, `-`, `+`); empty where the texts are equal.
std::string line_diff(std::string_view before, std::string_view after);

}  // namespace eligo::cli
