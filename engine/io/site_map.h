// A site's mapping file (YAML): local codes, units and words for answers, on top of the vocabulary. Example in README.md.
#pragma once

#include <memory>

#include "clinical/vocabulary.h"
#include "diag/diagnostic.h"
#include "model/site_map.h"

namespace eligo::io {

/// Every mistake goes to `sink` (E0720, with its place); a concept that this vocabulary does not have is a warning (W0721),
/// since one mapping serves rules with different modules. Null where there are errors.
std::shared_ptr<const model::SiteMap> read_site_map(const diag::Source& source, const clinical::Vocabulary& vocabulary, diag::Sink& sink);

}  // namespace eligo::io
