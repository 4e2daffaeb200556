// What if: two reports on one patient and protocol, the record as it is and as it is supposed to be, and what differs.
// Rendered as text and as JSON; nothing is decided here.
#pragma once

#include <string>
#include <vector>

#include "explain/render.h"
#include "explain/report.h"

namespace eligo::explain {

struct Supposed {
  std::vector<std::string> edits;      // as written: "ALT=80U/L"
  Report before, after;
};

/// A criterion that comes out otherwise, or fails or is open for other reasons.
struct CriterionChange {
  const CriterionReport* before = nullptr;
  const CriterionReport* after = nullptr;
};

/// In the order of the file. Both reports are of the same program.
std::vector<CriterionChange> changed_criteria(const Supposed& supposed);

/// The criteria that change, with what they say before and after; then the window and the verdict.
std::string render_changes_text(const Supposed& supposed, const TextOptions& options);

/// {"set": [...], "changes": {"verdict", "eligible_from", "eligible_until", "criteria"}, "before": result, "after": result}:
/// of the first three, only those that change, each {"before", "after"}. Ends with a line break.
std::string render_changes_json(const Supposed& supposed, JsonLayout layout = JsonLayout::kLines);

}  // namespace eligo::explain
