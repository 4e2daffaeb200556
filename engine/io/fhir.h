// FHIR R4: resources in, records out. One text is a Bundle (transaction, collection, searchset, of one patient or several),
// one resource, or lines of either; lines that are plain resources belong together. Recognised by its `resourceType`.
// What is read of each resource, and what becomes of the rest, is listed in io/README.md.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "clinical/vocabulary.h"
#include "diag/diagnostic.h"
#include "io/read.h"
#include "model/record_builder.h"

namespace eligo::io {

inline constexpr std::size_t kLargestBundle = 256U << 20U;   // bytes, of one bundle

/// Whether a part of a source is JSON with a `resourceType`.
bool is_fhir(const diag::Source& source, diag::Span part);
/// Whether it is a resource but no Bundle: one of lines that belong together, so that a text of such must not be cut.
bool is_plain_resource(const diag::Source& source, diag::Span part);

/// Reads records of FHIR; keeps its memory, and the meaning of codes, from one text to the next. For one thread.
class FhirReader {
 public:
  /// The vocabulary must outlive the reader.
  FhirReader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options);
  ~FhirReader();
  FhirReader(FhirReader&&) noexcept;

  /// The records of the parts of a source, as split_json cuts it: a Bundle gives those of its patients, at its place; all
  /// plain resources together give those of theirs, at the end. A part that cannot be read, and resources of someone who is
  /// not there, are errors in their places. `origins`, where not null, names for each line of the source the file and line
  /// it was taken from; problems and facts then have those places.
  void read(const diag::Source& source, const std::vector<diag::Span>& parts, const std::function<void(ReadRecord)>& take,
            const std::vector<std::string>* origins = nullptr);
  /// Gives back a record that is no longer wanted, for its memory.
  void recycle(model::PatientRecord&& old);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace eligo::io
