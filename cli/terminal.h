// What the surroundings of a run say: colours, characters, width, the day.
#pragma once

#include <cstddef>
#include <cstdio>

#include "explain/render.h"
#include "options.h"
#include "value/date.h"

namespace eligo::cli {

/// `auto`: on a terminal, unless NO_COLOR is set or TERM is `dumb`.
bool wants_color(Color color, std::FILE* stream);

/// Whether the locale's characters are UTF-8.
bool is_utf8_locale();

/// The columns of the terminal, from 40 to 120; 80 where there is none.
std::size_t terminal_width(std::FILE* stream);

/// How text for people is laid out on standard output.
explain::TextOptions text_options(Color color);

/// Today by the local calendar.
value::Day today();

}  // namespace eligo::cli
