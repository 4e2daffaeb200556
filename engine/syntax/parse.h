// Text to tree. The only stage that sees the grammar; ANTLR stays inside this folder.
#pragma once

#include <optional>

#include "diag/diagnostic.h"
#include "syntax/ast.h"

namespace eligo::syntax {

inline constexpr std::size_t kLargestFile = 1U << 20U;  // bytes
inline constexpr std::size_t kDeepestNesting = 64;      // brackets, braces and ifs inside each other

/// Parses a rule file. Every mistake goes to `sink`, at most 100; none where the text cannot be made sense of at all.
/// A file with errors may still come back, with what was understood, so that later stages can report more.
std::optional<File> parse(diag::Source source, diag::Sink& sink);

/// Whether `word` is a keyword of the language, without regard to case.
bool is_reserved(std::string_view word);

}  // namespace eligo::syntax
