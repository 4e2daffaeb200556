// A look at the keys of a JSON object without reading it: which format a text is of.
#pragma once

#include <optional>
#include <string_view>

namespace eligo::io {

/// The text behind a key of the outermost object, as written; none where it has no such key, or no text there.
/// A text loses its quotes, and keeps its escapes.
std::optional<std::string_view> top_level_text(std::string_view json, std::string_view key);

/// The value behind such a key, whatever it is, as written.
std::optional<std::string_view> top_level_value(std::string_view json, std::string_view key);

}  // namespace eligo::io
