// What a condition rests on beside the facts it found: the moments of its windows, the treatments it requires, what marks
// the study disease, and what makes silence mean no. With these cited, a reason can be worked out again from its
// citations alone.
#pragma once

#include <vector>

#include "explain/cited.h"

namespace eligo::explain {

/// Everything of that kind for the condition of a finding, and for the `where` conditions inside it.
void cite_grounds(const Scene& scene, const eval::Finding& finding, Citations& facts);

/// The date of the record that gives a moment, or the facts of the event it names.
void cite_moment(const Scene& scene, program::MomentId id, const std::optional<eval::MomentFound>& found, Citations& facts);

}  // namespace eligo::explain
