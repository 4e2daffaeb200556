// The examples of a page of Markdown: its fenced blocks, each with what its opening line says and where it stands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace eligo::reference {

struct Block {
  std::string kind;             // the words after the fence: "eligo", "eligo wrong E0308", "yaml patient", "text answers"
  std::string text;             // with its line ends
  std::size_t line = 0;         // of the page, from 1: the first line of the text
};

std::vector<Block> blocks_of(std::string_view page);

/// The lines of a text, without their ends.
std::vector<std::string> lines_of(std::string_view text);

/// What stands between blanks.
std::vector<std::string> words_of(std::string_view text);

}  // namespace eligo::reference
