// A list of patients on disk or on standard input: which files it is made of, and their bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/expected.h"
#include "diag/diagnostic.h"
#include "io/patient_list.h"

namespace eligo::cli {

struct ListedFile {
  std::string path;                      // `-` is standard input
  std::uint64_t bytes = 0;               // as they lie on the disk
  std::int64_t changed = 0;              // nanoseconds since 1970
};

struct RecordList {
  std::vector<ListedFile> files;         // of a folder: by name
  std::vector<ListedFile> exported;      // of a FHIR bulk export, or several tables of one map: to be joined by patient
  bool is_folder = false;
  bool is_stream = false;                // standard input, a pipe, a device: can be read once
  std::uint64_t bytes() const;
};

/// A folder's files are those that end as records do (tables too where there is a map of them), perhaps packed (`.gz`,
/// `.zst`), in all folders below it. A file that cannot be opened belongs to the list all the same. Files of lines that hold
/// resources of FHIR are an export; what a server says of it in a file beside them is left out. An export and tables to be
/// joined do not go together.
base::Expected<RecordList, diag::Diagnostic> list_at(const std::string& path, const io::CsvMap* tables);

/// The bytes of a file. Waiting for more ends when a signal asks the program to stop.
io::OpenedStream open_stream(const std::string& path);

/// Files to be opened when their turn comes.
std::vector<io::ListFile> to_be_opened(const std::vector<ListedFile>& files);

/// How an export is joined here.
io::JoinLimits join_limits();

/// How long a file is once it is unpacked; reads it all.
base::Expected<std::uint64_t, diag::Diagnostic> unpacked_size(const std::string& path);

}  // namespace eligo::cli
