// Readers: bytes of one format to finished values. Each trouble is a diagnostic with its line; nothing throws out of here.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/expected.h"
#include "clinical/vocabulary_source.h"
#include "diag/diagnostic.h"
#include "model/record.h"
#include "model/record_builder.h"

namespace eligo::io {

inline constexpr std::size_t kLargestYaml = 1U << 20U;      // bytes, of one YAML document or module
inline constexpr std::size_t kLargestRecord = 16U << 20U;   // bytes, of one record
inline constexpr std::size_t kDeepestYaml = 32;             // levels

/// A YAML document as texts with places; aliases, anchors, merge keys, tags and duplicate keys are refused.
/// The general reader behind the two below and behind test files of rules.
base::Expected<std::vector<clinical::RawValue>, diag::Diagnostic> read_yaml(const diag::Source& source);

/// A vocabulary module (`module:`, `concepts:`) in YAML.
base::Expected<clinical::ModuleSource, diag::Diagnostic> read_module(const diag::Source& source);

/// One record from a tree of texts that read_yaml gave; `source` is the text the tree's places lie in.
base::Expected<model::PatientRecord, diag::Diagnostic> read_record(const clinical::RawValue& root, const diag::Source& source,
                                                                   const clinical::Vocabulary& vocabulary,
                                                                   const model::ReadOptions& options);

/// The records in a file, told apart by content: YAML (a stream gives several), a JSON object, NDJSON (one object a
/// line), FHIR R4 in JSON (io/fhir.h).
/// A record that cannot be read at all is an error in its place; the others are read all the same.
struct ReadRecord {
  base::Expected<model::PatientRecord, diag::Diagnostic> record;
  std::uint32_t line = 1;      // where it begins
};
/// `take` gets the records one after another, so that a file of many need not be held at once.
void for_each_record(const diag::Source& source, const clinical::Vocabulary& vocabulary, const model::ReadOptions& options,
                     const std::function<void(ReadRecord)>& take);
/// The same, all together.
std::vector<ReadRecord> read_records(const diag::Source& source, const clinical::Vocabulary& vocabulary,
                                     const model::ReadOptions& options);

}  // namespace eligo::io
