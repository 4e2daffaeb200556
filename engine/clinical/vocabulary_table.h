// The vocabulary for those who look something up: which concepts a word finds, and all that is known of one.
// In: a vocabulary and the modules it was built from. Out: names and texts; how they are laid out is left to others.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "clinical/vocabulary_source.h"

namespace eligo::clinical {

/// Empty parts ask for nothing.
struct ConceptSearch {
  std::string word;              // in the name, an alias or the title, or the beginning of a code ("2160-0", "loinc|2160-0")
  std::optional<Kind> kind;
  std::string module;
};

/// All that meet every part, by name; without the roots of kinds.
std::vector<ConceptId> find_concepts(const Vocabulary& vocabulary, const ConceptSearch& search);

/// One thing that is known of a concept: "codes", and each code.
struct Property {
  std::string label;
  std::vector<std::string> texts;   // never empty
};

/// Kind, title, module and place; then what the concept has: other names, concepts above and below, units, limits,
/// answers, formula, half-life, codes, how it is obtained, where the facts come from.
std::vector<Property> properties(const Vocabulary& vocabulary, ConceptId id, const std::vector<ModuleSource>& modules);

}  // namespace eligo::clinical
