// Lists of patients, told apart by their names and contents: records of ours (a JSON object a line, YAML documents, files of
// one record), FHIR R4 (Bundles, a line or a file each; resources one a line), tables. All may be packed.
// In: files, opened by the caller when their turn comes. Out: pieces, and readers for them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "io/bulk_export.h"
#include "io/byte_stream.h"
#include "io/csv_map.h"
#include "io/pieces.h"

namespace eligo::io {

enum class Pace {
  kFull,     // wait until a batch is full
  kPrompt    // hand on whole lines as soon as they are there
};

enum class Unreadable {
  kStop,     // a file that cannot be opened ends the run
  kReject    // it is a record that cannot be read
};

struct ListOptions {
  Pace pace = Pace::kFull;
  Unreadable unreadable = Unreadable::kStop;
  JoinLimits limits = {};
  const CsvMap* map = nullptr;           // of tables; must outlive what the list gives. Null: they are refused
  std::function<void(const std::vector<diag::Diagnostic>&)> warn = {};   // of columns that the map does not use, tables that it does not name
};

/// By the ending, `.gz` and `.zst` left aside: `.ndjson`, `.jsonl` hold one object a line (empty lines are passed over);
/// `.yaml`, `.yml` a stream of documents; `.json` one record, or one a line; `.csv`, `.tsv` a table; anything else is told by its first line.
/// Whether JSON is ours or FHIR is told by its content. Files are opened one after another, in the order given; those of
/// `exported` are joined by patient and come last: those of a bulk export, or, where the map is one of several tables, these.
/// Of them, one that cannot be read always ends the run, since everyone's record might lack what it holds.
std::unique_ptr<PieceSource> list_pieces(std::vector<ListFile> files, ListOptions options, std::vector<ListFile> exported = {});

/// A file of one object a line, whatever it is called.
std::unique_ptr<PieceSource> line_pieces(ListFile file);

/// Reads the pieces of the above.
std::unique_ptr<RecordReader> list_reader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options);

/// The endings of files that hold records, without those of packed files.
const std::vector<std::string>& list_endings();

}  // namespace eligo::io
