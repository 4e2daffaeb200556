// The records that a command line names: files of any format, packed or not, folders of them, FHIR bulk exports, standard
// input. In: arguments. Out: records, one after another, read with any vocabulary.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/expected.h"
#include "exit_codes.h"
#include "io/byte_stream.h"
#include "io/read.h"
#include "options.h"
#include "tables.h"

namespace eligo::cli {

/// What one argument names; or the files of an export that several do, which belong together.
struct RecordInput {
  std::vector<diag::Source> texts;           // of files
  std::vector<io::ListFile> exported;        // files of a bulk export, or several tables: joined by patient when read
  std::shared_ptr<Tables> tables;            // how tables among the texts are read; null where no map says it
};

/// Reads all files, but those of a bulk export; `map` is the site's mapping file, or empty. Shows what cannot be read; then
/// there is only the code to end with.
base::Expected<std::vector<RecordInput>, ExitCode> open_records(const std::vector<std::string>& arguments, const std::string& map, Color color);

/// The records of all inputs, in the order of the line. The trouble is one of input that fails in the middle.
std::optional<diag::Diagnostic> for_each_record(const std::vector<RecordInput>& inputs, const clinical::Vocabulary& vocabulary,
                                                const model::ReadOptions& options, const std::function<void(io::ReadRecord)>& take);

/// The site's mapping for a vocabulary, shown where it has mistakes; null without `path`. Else the code to end with.
base::Expected<std::shared_ptr<const model::SiteMap>, ExitCode> site_map_at(const std::string& path, const clinical::Vocabulary& vocabulary, Color color);

}  // namespace eligo::cli
