// A vocabulary module as it was read from a file, whatever the format: keys and texts with their places.
// Whoever reads a format makes these; build_vocabulary checks them and gives them meaning.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/expected.h"
#include "clinical/vocabulary.h"
#include "diag/diagnostic.h"

namespace eligo::clinical {

/// A value in a module file: a text, a list, or a map from key to value. Scalars are kept as their text.
struct RawValue {
  enum class Shape : std::uint8_t { kText, kList, kMap };
  Shape shape = Shape::kText;
  std::string text;
  std::vector<RawValue> items;                              // of a list; the values of a map
  std::vector<std::pair<std::string, diag::Span>> keys;     // of a map, beside items
  diag::Span span;
};

/// The value of a key of a map; null where there is none.
const RawValue* value_of(const RawValue& map, std::string_view key);

struct ModuleSource {
  diag::Source source;
  RawValue root;   // a map: module, uses, concepts
};

/// Checks the modules together and builds the vocabulary. Every mistake (a concept defined twice, a cycle, an unknown
/// parent or key, a code in two concepts, a half-life without a unit, a formula whose inputs are missing …) goes to
/// `sink`; with errors there, the returned vocabulary must not be used.
Vocabulary build_vocabulary(const std::vector<ModuleSource>& modules, diag::Sink& sink);

}  // namespace eligo::clinical
