// A fence is a line that begins with three backquotes; the next such line closes the block.
#include "blocks.h"

#include <sstream>

namespace eligo::reference {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::istringstream in{std::string(text)};
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::vector<Block> blocks_of(std::string_view page) {
  constexpr std::string_view kFence = "```";
  std::vector<Block> blocks;
  bool is_inside = false;
  std::size_t number = 0;
  for (const std::string& line : lines_of(page)) {
    number += 1;
    if (line.starts_with(kFence)) {
      if (!is_inside) blocks.push_back({line.substr(kFence.size()), "", number + 1});
      is_inside = !is_inside;
    } else if (is_inside) {
      blocks.back().text += line + "\n";
    }
  }
  return blocks;
}

}  // namespace eligo::reference
