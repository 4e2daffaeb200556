// A text as a JSON string: quotes, escapes, and a sign in place of what is not UTF-8. For writers that keep the order
// of keys and the digits of numbers as they are.
#pragma once

#include <string>
#include <string_view>

namespace eligo::base {

/// `text` in quotes, with `"`, `\` and control characters escaped, and those that hide or turn the direction of writing:
/// the same text to a program, harmless on a screen. Bytes that are not UTF-8 become U+FFFD.
std::string json_quoted(std::string_view text);
/// The same at the end of `out`.
void append_json_quoted(std::string& out, std::string_view text);

/// Whether the text is a number as JSON writes it: no leading zero or plus, digits on both sides of the point.
bool is_json_number(std::string_view text);

}  // namespace eligo::base
