// "Did you mean": the distance between two names, and the nearest of many.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace eligo::base {

/// Optimal string alignment distance (insert, delete, replace, swap neighbours), without regard to case.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate nearest to `wanted`, if it is near enough to be a slip: at most a third of the length, at least 1.
/// Ties go to the earlier candidate.
std::optional<std::string> nearest(std::string_view wanted, const std::vector<std::string>& candidates);

}  // namespace eligo::base
