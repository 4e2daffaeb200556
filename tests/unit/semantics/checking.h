// Rule texts to checked files, with a small vocabulary of their own or one read from a file.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "semantics/check.h"

namespace eligo::semantics {

struct Checked {
  std::optional<CheckedFile> file;
  std::vector<diag::Diagnostic> diagnostics;
  bool has_errors() const;
};

/// The module `units` of this test: two lines of header, then `rules`.
Checked checked(const std::string& rules);
/// A whole file against one module, given as YAML.
Checked checked(const std::string& file, const std::string& module);

/// The diagnostics, one a line: `3: E0302 message; help`.
std::string listed(const Checked& checked);

/// The first expression with that text, which must exist.
ExprId expr_written(const CheckedFile& file, const std::string& text);
ExprInfo meaning_of(const Checked& checked, const std::string& text);

std::string text_of_file(const std::string& path);

}  // namespace eligo::semantics
