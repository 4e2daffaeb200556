// Keywords with a slip in them: `witin`, `atleast`, `exlusion`. In: the word where a parse stopped, or the one before it.
// Out: what was likely meant. Private to this folder: it shows the grammar's numbers.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace eligo::syntax {

struct Meant {
  std::string words;      // "within", "at least"
  std::size_t type = 0;   // of the keyword; 0 where several words are meant
};

/// What may be meant where one of `expected` should stand.
std::optional<Meant> meant_by(std::string_view word, const std::set<std::size_t>& expected);

/// What may be meant where a condition begins: the words after `numbr` in `numbr of relapse` are no longer understood.
std::optional<Meant> meant_at_beginning(std::string_view word);

}  // namespace eligo::syntax
