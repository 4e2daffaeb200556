// The reserved words, as the grammar lists them. Private to this folder; is_reserved() in parse.h is for all.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace eligo::syntax {

/// The token type of the keyword that `word` is, without regard to case; that of a name where it is none.
std::size_t type_of_keyword(std::string_view word);

/// How a keyword is written.
std::string spelling_of_keyword(std::size_t type);

/// Whether words of this type are keywords.
bool is_keyword(std::size_t type);

}  // namespace eligo::syntax
