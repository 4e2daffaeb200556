// Lists in Eligo's own shape of records: one JSON object a line, YAML documents, files of one record. All may be packed.
// In: files, opened by the caller when their turn comes. Out: pieces, and readers for them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "io/byte_stream.h"
#include "io/pieces.h"

namespace eligo::io {

using OpenedStream = base::Expected<std::unique_ptr<ByteStream>, diag::Diagnostic>;

struct ListFile {
  std::string name;                      // its ending tells the format; `-` is standard input
  std::function<OpenedStream()> open;
};

enum class Pace {
  kFull,     // wait until a batch is full
  kPrompt    // hand on whole lines as soon as they are there
};

enum class Unreadable {
  kStop,     // a file that cannot be opened ends the run
  kReject    // it is a record that cannot be read
};

/// By the ending, `.gz` and `.zst` left aside: `.ndjson`, `.jsonl` hold one object a line (empty lines are passed over);
/// `.yaml`, `.yml` a stream of documents; `.json` one record, or one a line; anything else is told by its first line.
/// Files are opened one after another, in the order given.
std::unique_ptr<PieceSource> native_pieces(std::vector<ListFile> files, Pace pace, Unreadable unreadable);

/// A file of one object a line, whatever it is called.
std::unique_ptr<PieceSource> line_pieces(ListFile file);

/// Reads the pieces of the above.
std::unique_ptr<RecordReader> native_reader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options);

/// The endings of files that hold records, without those of packed files.
const std::vector<std::string>& native_endings();

}  // namespace eligo::io
