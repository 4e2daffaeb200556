// A record as text, one line for each thing it says: for tests and for looking at what a reader made of a file.
#pragma once

#include <string>

#include "clinical/vocabulary.h"
#include "model/record.h"

namespace eligo::model {

/// Stable: equal records give equal text. Lines and paths of the source are left out, so that formats can be compared.
std::string dump(const PatientRecord& record, const clinical::Vocabulary& vocabulary);
std::string dump(const Fact& fact, const clinical::Vocabulary& vocabulary);

}  // namespace eligo::model
