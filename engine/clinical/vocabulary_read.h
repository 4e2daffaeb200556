// One concept as its module defines it: read and checked by itself, what it says of other concepts still by name.
#pragma once

#include <optional>
#include <vector>

#include "clinical/vocabulary_values.h"

namespace eligo::clinical {

struct ConceptDraft {
  Concept it;
  std::vector<PlacedText> parents, allergy_to, aliases, codes;  // codes as "system|code"
  std::optional<bool> acute, chronic;                           // as said here; not said: inherited
  std::optional<diag::Span> formula;                            // where it is named
  bool is_broken = false;                                       // its kind is not known: nothing else is asked of it
};

/// `name` has been checked. The draft has no parents resolved, no codes taken, nothing inherited.
ConceptDraft read_concept(const std::string& name, diag::Span name_span, const RawValue& body, const ModuleReport& report);

}  // namespace eligo::clinical
