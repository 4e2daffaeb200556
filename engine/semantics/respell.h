// Names as the vocabulary spells them. In: a checked file. Out: its tree with concepts, other names of concepts, attributes,
// answers, levels and modules in the vocabulary's letters. Names that the file declares itself stay as they are written.
#pragma once

#include "semantics/checked.h"

namespace eligo::semantics {

/// The same tree with the same meaning: a name only ever changes between capitals and small letters.
syntax::File respelled(const CheckedFile& file);

}  // namespace eligo::semantics
