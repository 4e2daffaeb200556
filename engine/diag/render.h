// Diagnostics as text for people, as one line each, and as JSON. A look at the data; nothing is decided here.
// Every result ends with a line break.
#pragma once

#include <string>
#include <vector>

#include "diag/diagnostic.h"

namespace eligo::diag {

/// For a terminal: message, place, the source line with the place underlined, labels, help. Tabs become blanks,
/// control characters become `?`, long lines are cut round the place.
std::string render_human(const Diagnostic& diagnostic, bool color);

/// `file:line:column: error E0201: message (help)`.
std::string render_plain(const Diagnostic& diagnostic);

/// `[{"severity","code","message","help","file","line","column"}]`, one object a line. Without a source the file is
/// empty, and line and column are 0.
std::string render_json(const std::vector<Diagnostic>& diagnostics);

}  // namespace eligo::diag
