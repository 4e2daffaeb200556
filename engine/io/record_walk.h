// A tree of texts, from YAML or JSON, to a record: the shape of records, told to a RecordBuilder key by key.
#pragma once

#include <string_view>

#include "base/ascii.h"
#include "base/expected.h"
#include "clinical/vocabulary_source.h"
#include "diag/diagnostic.h"
#include "model/record.h"
#include "model/record_builder.h"

namespace eligo::io {

inline constexpr std::size_t kMostFacts = 200000;  // of one record

/// Keys of facts that were made from another format: where the fact stood, and why it was set aside.
inline constexpr std::string_view kPathKey = "from", kSetAsideKey = "set_aside";
inline bool is_key_of_written_records(std::string_view key) { return base::equal_folded(key, kPathKey) || base::equal_folded(key, kSetAsideKey); }

/// What has another shape is a problem of its place, and the rest is read all the same. Only a root that is no map (E0617)
/// and more facts than kMostFacts (E0618) leave no record.
base::Expected<model::PatientRecord, diag::Diagnostic> walk_record(const clinical::RawValue& root, const diag::Source& source,
                                                                   model::RecordBuilder& builder);

}  // namespace eligo::io
