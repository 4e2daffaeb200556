// Batches of pieces through many threads, and out again in their order: `works` cut them, one at a time, and make results,
// the caller's thread takes them one after another. Memory is a ring of batches, whatever the length of the list.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/expected.h"
#include "batch/portion.h"
#include "diag/diagnostic.h"
#include "io/pieces.h"

namespace eligo::batch {

/// A record that could not be read, and what was written up to it.
struct Rejection {
  std::size_t rows_end = 0;              // behind its rows in BatchResult::rows
  std::size_t errors_end = 0;            // behind its line in BatchResult::errors
  std::size_t records = 0;               // of the batch, this one included
};

/// What one batch came to.
struct BatchResult {
  std::string rows;
  std::string errors;                    // a line for each record that could not be read
  std::vector<Rejection> rejections;
  std::size_t records = 0;
  Checksum input;                        // of its pieces, where it is wanted
  std::vector<std::uint64_t> verdicts;   // for each program four counts, by RowVerdict
  void clear();
};

/// The work of one thread; keeps its memory from batch to batch.
class BatchWork {
 public:
  virtual ~BatchWork() = default;
  virtual void run(const io::PieceBatch& batch, BatchResult& result) = 0;
};

enum class Next { kGoOn, kStop };

struct Taking {
  /// Gets every batch with its result, in the order of the list.
  std::function<Next(const io::PieceBatch&, const BatchResult&)> take;
  /// Is asked several times a second while nothing comes.
  std::function<Next()> wait;
  /// How many batches may be done before the first of them is taken: to wake a thread for each costs more than to take it.
  /// For lists that are waited for line by line it is 1.
  std::size_t together = kTogether;
  static constexpr std::size_t kTogether = 4;
};

enum class End { kWhole, kStopped };

/// Runs until the list ends or the caller stops it. A failure of the input is returned after everything before it has
/// been taken. What a thread throws is thrown again here.
base::Expected<End, diag::Diagnostic> run_in_order(io::PieceSource& source, const std::vector<BatchWork*>& works, const Taking& taking);

}  // namespace eligo::batch
