// Funnels laid out: text for people, a table for programs, an attrition diagram. Equal counts give equal bytes.
#pragma once

#include <string>
#include <vector>

#include "batch/funnel.h"

namespace eligo::batch {

/// One funnel after another, for a terminal. Ends with a line break.
std::string funnel_text(const std::vector<Funnel>& funnels);

/// One count a line: `protocol,section,step,name,measure,count`. The sections: list, step, criterion, unlocking, wanted, problem.
std::string funnel_csv(const std::vector<Funnel>& funnels);

/// In the style of a CONSORT flow chart, one column of boxes for each protocol below the other. It stands by itself: no
/// scripts, no fonts to fetch; every text is escaped; title and description are there for those who cannot see it.
std::string funnel_svg(const std::vector<Funnel>& funnels);

/// A text of the rules or of records for one line: control characters become blanks, at most `most` characters.
std::string one_line(const std::string& text, std::size_t most);

}  // namespace eligo::batch
