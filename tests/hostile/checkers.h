// What harmless means, for each format: one checker each. They say what is wrong, or nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace eligo::hostile {

using Fault = std::optional<std::string>;

/// Text for a terminal: well-formed UTF-8 on lines, nothing that moves the cursor, hides, or turns the direction of writing.
Fault fault_of_text(std::string_view text);

/// JSON of one object or list: it parses, and is as harmless on a terminal as text.
Fault fault_of_json(const std::string& json);

/// A page: only the elements and attributes that pages have, properly nested; links within the page alone; nothing that acts;
/// and as harmless as text, character references included.
Fault fault_of_html(std::string_view html);

/// CSV by RFC 4180: lines end in CR LF, each has `columns` cells, none of which a spreadsheet takes for a formula, and no
/// cell holds what text may not.
Fault fault_of_csv(std::string_view csv, std::size_t columns);

}  // namespace eligo::hostile
