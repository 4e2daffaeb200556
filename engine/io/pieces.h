// A list of patients, cut into pieces: each the bytes of one record, or of several that cannot be told apart without
// reading them (a bundle of several patients), with the place where they stand. A source cuts, a reader turns a piece into
// records. Cutting is done by one thread at a time, reading by many.
//
// How to add a format of lists: a PieceSource that puts the bytes of one patient after another into batches (gathered
// from several files where need be), a RecordReader for such pieces, and a line in README.md. What a piece holds is
// between the two of them.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "clinical/vocabulary.h"
#include "diag/diagnostic.h"
#include "io/read.h"
#include "model/record_builder.h"

namespace eligo::io {

class CsvTable;
struct CsvMap;

/// The bytes of one piece. Views last as long as the batch is not emptied or added to.
struct Piece {
  std::string_view text;
  std::string_view file;                         // for messages
  std::uint64_t line = 1;                        // of the file, where the piece begins; 0 where it is gathered from many
  std::uint64_t offset = 0;                      // of the file, unpacked; for a piece gathered from many places, a count of bytes so far
  std::uint8_t form = 0;                         // what the source tells its own reader
  const diag::Diagnostic* refusal = nullptr;     // why there are no bytes: too long, a file that cannot be opened
  const CsvTable* table = nullptr;               // that it is an entry of
  const CsvMap* map = nullptr;                   // of the tables that its rows come from
};

/// Pieces that travel together: about kBatchBytes of text, or one longer piece. Its memory is used again.
class PieceBatch {
 public:
  std::size_t size() const { return entries_.size(); }
  Piece operator[](std::size_t index) const;
  bool is_full() const { return used_ >= kBatchBytes; }
  /// Where the source stands after this batch: bytes taken so far, for progress. Set by the source.
  std::uint64_t position = 0;
  /// Of the tables that the pieces are rows of; null where they are none. Set by the source.
  const CsvMap* map = nullptr;

  void clear();
  /// Adds a piece whose text is copied.
  void add(std::string_view text, std::string_view file, std::uint64_t line, std::uint64_t offset, std::uint8_t form = 0);
  /// Adds an entry of a table; the batch keeps the table.
  void add_entry(std::shared_ptr<const CsvTable> table, std::string_view text, std::string_view file, std::uint64_t offset, std::uint8_t form);
  /// Adds a record that cannot be read.
  void add_refusal(diag::Diagnostic refusal, std::string_view file, std::uint64_t line, std::uint64_t offset);

  /// Leaves the pieces from `first` up to but not `last`, and forgets the others.
  void keep(std::size_t first, std::size_t last);

  // For sources that read straight into the batch: room behind what is used, bytes that are now used, and pieces in them.
  char* room(std::size_t size);
  void use(std::size_t size) { used_ += size; }
  void unuse_from(std::size_t begin) { used_ = begin; }
  std::size_t used() const { return used_; }
  std::string_view bytes(std::size_t begin) const { return std::string_view(bytes_).substr(begin, used_ - begin); }
  void add_used(std::size_t begin, std::size_t end, std::string_view file, std::uint64_t line, std::uint64_t offset, std::uint8_t form = 0);

  static constexpr std::size_t kBatchBytes = 256U << 10U;

 private:
  struct Entry {
    std::size_t begin, end;
    std::string_view file;
    std::uint64_t line, offset;
    std::uint8_t form;
    std::int64_t refusal;                        // index into refusals_, or -1
    std::int64_t table = -1;                     // index into tables_, or -1
  };
  std::string_view kept(std::string_view file);

  std::string bytes_;                            // as long as the most that was ever used
  std::size_t used_ = 0;
  std::vector<Entry> entries_;
  std::vector<diag::Diagnostic> refusals_;
  std::vector<std::shared_ptr<const CsvTable>> tables_;
  std::deque<std::string> files_;                // names: a source may end before its pieces are read
};

/// Where the part `number` (from 0) of `parts` equal ones begins.
inline std::uint64_t begin_of_part(std::uint64_t whole, std::uint64_t number, std::uint64_t parts) {
  return whole / parts * number + whole % parts * number / parts;
}

enum class Supply { kMore, kEnd };

/// Where pieces come from, in the order of the list.
class PieceSource {
 public:
  virtual ~PieceSource() = default;
  /// Adds pieces to an empty batch until it is full or the list ends; kEnd where nothing comes after this batch. A record
  /// that cannot be read is a piece with a refusal; the diagnostic is for what ends the run (input that fails in the middle).
  virtual base::Expected<Supply, diag::Diagnostic> fill(PieceBatch& batch) = 0;
};

/// Turns pieces into records; keeps its memory between them. One for each thread.
class RecordReader {
 public:
  virtual ~RecordReader() = default;
  /// Adds the records of a piece to `out`, at least one. A refusal, and what cannot be read, is an error in the place of the
  /// record. How many there are does not depend on the vocabulary. `line` is that of the file.
  virtual void read(const Piece& piece, std::vector<ReadRecord>& out) = 0;
  /// Gives back a record that is no longer wanted, for its memory.
  virtual void recycle(model::PatientRecord&& /*old*/) {}
};

/// Makes readers for one vocabulary. The vocabulary must outlive them.
using MakeReader = std::function<std::unique_ptr<RecordReader>(const clinical::Vocabulary&, const model::ReadOptions&)>;

}  // namespace eligo::io
