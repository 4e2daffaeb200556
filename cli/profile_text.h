// A profile of records as text and as JSON.
#pragma once

#include <string>
#include <vector>

#include "clinical/vocabulary.h"
#include "io/profile.h"
#include "model/unmapped_codes.h"

namespace eligo::cli {

struct ShownProfile {
  std::size_t codes = 30;                          // that no concept has, at most
  std::string protocol;                            // of the rules; empty without rules
  std::vector<clinical::ConceptId> needed;         // by the rules
};

std::string profile_text(const io::Profile& profile, const model::UnmappedCodes& unmapped, const clinical::Vocabulary& vocabulary, const ShownProfile& shown);
std::string profile_json(const io::Profile& profile, const model::UnmappedCodes& unmapped, const clinical::Vocabulary& vocabulary, const ShownProfile& shown);

}  // namespace eligo::cli
