// Texts of others inside HTML and style sheets: escaped, so that nothing they hold is read as markup or can hide.
#pragma once

#include <string>
#include <string_view>

namespace eligo::explain {

/// For text and for attributes in double quotes. Control characters and marks that turn the direction of writing are `?`.
std::string escaped(std::string_view text);

/// Escaped, with the days and months of the text (2026-12-08, 2026-12) as <time>, which is never broken over two lines.
std::string prose(std::string_view text);

/// "<p class=\"verdict\">…</p>": `inner` is HTML already; `attributes`, where there are any, are written as they are.
std::string element(std::string_view tag, std::string_view attributes, std::string_view inner);

/// A string of a style sheet with its quotes; neither it nor the style sheet can be ended from inside.
std::string css_string(std::string_view text);

}  // namespace eligo::explain
