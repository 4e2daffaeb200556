// The tree back as text, in the one style that `eligo format` writes. parse(print(file)) equals file, spans aside.
#pragma once

#include <string>

#include "syntax/ast.h"

namespace eligo::syntax {

/// The whole file, comments included, each on its own line or at the end of the line it followed.
std::string print(const File& file);

/// One expression on one line, as explanations quote it.
std::string print(const File& file, ExprId expr);

/// A dump of the tree for tests: one node a line, indented, without spans. Equal trees have equal dumps.
std::string dump(const File& file);

}  // namespace eligo::syntax
