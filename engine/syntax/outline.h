// The shape of a file before it is parsed: where items seem to begin, and where brackets, lists and `if` nest too deep.
// It keeps the generated parser, which recurses, from running out of stack, and tells where to go on after a mistake.
// Private to this folder.
#pragma once

#include <cstddef>
#include <vector>

#include "syntax/words.h"

namespace eligo::syntax {

/// Whether an item seems to begin with this word: `inclusion`, `define` … where such a word cannot mean something else.
bool begins_item(const Words& words, const diag::Source& source, std::size_t index);
/// The same for a word that stands for a keyword of this type.
bool begins_item_as(std::size_t type, const Words& words, const diag::Source& source, std::size_t index);

/// Whether the word stands where any word may be an answer.
bool may_be_answer(const Words& words, std::size_t index);

/// Whether the type is that of a keyword that items begin with.
bool is_item_keyword(std::size_t type);

/// Whether the word is the first on its line.
bool is_first_on_line(const Words& words, const diag::Source& source, std::size_t index);

/// The words at which nesting first passes kDeepestNesting, at most one for each item.
std::vector<std::size_t> too_deep(const Words& words, const diag::Source& source);

}  // namespace eligo::syntax
