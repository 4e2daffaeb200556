// What a text looks like on a terminal: one cell for each character, with the columns it takes.
// Nothing that a file holds can move the cursor, change the colour or turn the direction of writing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace eligo::diag {

/// A character as shown: a tab is blanks up to the next multiple of four; control characters, invisible ones that
/// change the direction of writing, and bytes that are not UTF-8 are `?`.
struct Cell {
  std::uint32_t offset;   // of its first byte in the line
  std::uint32_t width;    // columns: 0 for combining marks, 2 for wide characters
  std::string text;
};

std::vector<Cell> cells_of(std::string_view line);

/// The text on one line, by the same rules.
std::string printable(std::string_view text);

}  // namespace eligo::diag
