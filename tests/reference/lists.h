// What the reference must list in full: the reserved words of the grammar, and the codes of messages about rules.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace eligo::reference {

/// What differs between the page's list of reserved words and the grammar's own; empty where nothing does.
std::vector<std::string> differing_words(std::string_view page, std::string_view grammar);

/// Codes of syntax, names, types, time, lint and vocabulary that have no row in the page's table, and rows without a code.
std::vector<std::string> differing_codes(std::string_view page);

}  // namespace eligo::reference
