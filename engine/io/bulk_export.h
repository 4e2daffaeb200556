// FHIR Bulk Data exports: resources one a line, in any number of files by type, packed or not. Joined by patient: sorted
// by the patient's id in runs on disk, so that memory is bounded by a run and by the largest patient, and merged.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/byte_stream.h"
#include "io/pieces.h"

namespace eligo::io {

struct JoinLimits {
  std::size_t run = 128U << 20U;            // bytes of lines that are sorted in memory
  std::size_t shared = 256U << 20U;         // bytes of resources that belong to no patient (Medication, ResearchStudy), which are all kept
  std::string scratch = "/tmp";             // a folder for the runs; they have no names there, and vanish with the program
  std::uint64_t first_part = 0, last_part = 1, parts = 1;   // of `parts` equal parts, by bytes, those from the first up to but not the last
  /// Whether what begins at a byte belongs to these parts.
  bool holds(std::uint64_t at, std::uint64_t whole) const {
    return at >= begin_of_part(whole, first_part, parts) && (last_part == parts || at < begin_of_part(whole, last_part, parts));
  }
};

/// What the lines of a file hold, by the first line that can be told.
enum class Lines { kOther, kBundles, kResources };   // resources of a bulk export
Lines lines_beginning(std::string_view beginning);

/// One piece a patient, in the order of their ids: the patient's lines, each with its file and line, and the Medications
/// they refer to; and a last piece of the lines that name no patient, each of which is an error where it is no JSON. A line
/// that is too long is a refusal; resources of types that nobody reads are left out.
std::unique_ptr<PieceSource> joined_pieces(std::vector<ListFile> files, JoinLimits limits);

/// Reads the pieces of the above. Places of facts are `Condition.ndjson:12`.
std::unique_ptr<RecordReader> joined_reader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options);

}  // namespace eligo::io
