// The days a window spans, for sentences: only where its moment is given to the day and its duration is one of the
// calendar. Whether a fact lies inside was decided by eval; this only shows the ends.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "explain/cited.h"

namespace eligo::explain {

struct WindowDays {
  value::Day first = 0, last = 0;   // both belong
};

/// None for windows without two ends, in hours, in half-lives, or round a moment that the record does not give to the day.
std::optional<WindowDays> days_of(const Scene& scene, program::WindowId id);

/// How far a fact lies from the moment of a single window before, after or round it: ", 18 days before collection",
/// ", ended 3 days before screening". Nothing where the moment or the near end of the fact is not known to the day.
void append_distance(std::string& out, const Scene& scene, const std::vector<program::WindowId>& windows, const model::Fact& fact);

/// " (2026-10-27 to 2026-12-08)" for a single window; nothing where there are several or its days are not known.
void append_days(std::string& out, const Scene& scene, const std::vector<program::WindowId>& windows);

/// The windows in which results of a concept count, where a condition asks for it (or for what is computed from it).
std::vector<program::WindowId> validity_windows(const Scene& scene, const eval::Finding& finding, program::ConceptId asked);

/// The last screening day on which a result of that day still lies in its window; none where screening does not end it.
std::optional<value::Day> last_valid_day(const Scene& scene, const std::vector<program::WindowId>& windows, value::Day result);

}  // namespace eligo::explain
