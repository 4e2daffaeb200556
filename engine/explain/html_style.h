// The look of the HTML page, on a screen and on paper.
#pragma once

#include <string>
#include <string_view>

#include "explain/report.h"

namespace eligo::explain {

/// The whole style sheet. Printed pages carry patient, protocol and day in the margin, and their number. The size of the
/// letters on paper depends on how much there is to print: `body` is the page as HTML.
std::string style_sheet(const Report& report, std::string_view body);

}  // namespace eligo::explain
