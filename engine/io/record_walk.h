// A tree of texts, from YAML or JSON, to a record: the shape of records, told to a RecordBuilder key by key.
#pragma once

#include "base/expected.h"
#include "clinical/vocabulary_source.h"
#include "diag/diagnostic.h"
#include "model/record.h"
#include "model/record_builder.h"

namespace eligo::io {

inline constexpr std::size_t kMostFacts = 200000;  // of one record

/// What has another shape is a problem of its place, and the rest is read all the same. Only a root that is no map (E0617)
/// and more facts than kMostFacts (E0618) leave no record.
base::Expected<model::PatientRecord, diag::Diagnostic> walk_record(const clinical::RawValue& root, const diag::Source& source,
                                                                   model::RecordBuilder& builder);

}  // namespace eligo::io
