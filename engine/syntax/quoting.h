// The user's text inside messages: in backticks, short, on one line.
#pragma once

#include <string>
#include <string_view>

namespace eligo::syntax {

/// The text in backticks; control characters by their number, a long text cut after some forty characters.
std::string shown(std::string_view text);

}  // namespace eligo::syntax
