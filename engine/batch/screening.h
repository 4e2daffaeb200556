// Programs against pieces of a list: rows of results. In: compiled rules, how to read, what to write. Out: the work of
// one thread for run_in_order. A record is read once for all programs that share a vocabulary.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "batch/in_order.h"
#include "batch/row.h"
#include "io/pieces.h"

namespace eligo::batch {

enum class Explained { kNone, kFailing, kAll };   // which rows carry the whole result: none, the ineligible ones, all

/// What every thread does. Shared by all, changed by none.
struct Screening {
  std::vector<std::shared_ptr<const program::Program>> programs;
  model::ReadOptions read_options;
  io::MakeReader make_reader;
  Results results = Results::kNdjson;
  Explained explained = Explained::kNone;
  bool sums_up_input = false;            // BatchResult::input is wanted
  std::string engine_version;            // for whole results
  std::vector<std::string> assumptions;  // for whole results
};

std::vector<RowShape> shapes_of(const Screening& screening);

/// What looks at every row besides writing it: the funnel.
class RowWatcher {
 public:
  virtual ~RowWatcher() = default;
  virtual void add(const Row& row, std::size_t program) = 0;
};

/// The work of one thread. `watcher` may be null; it is that thread's own.
std::unique_ptr<BatchWork> screening_work(const Screening& screening, RowWatcher* watcher);

/// The row of one patient, as far as programs decide it: everything but a record that cannot be read.
Row row_of(const program::Program& program, const model::PatientRecord& record);

}  // namespace eligo::batch
