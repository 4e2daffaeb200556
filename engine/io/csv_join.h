// Several tables that tell of the same patients, as the data sets of a study do: joined by patient, sorted in runs on disk, so
// that memory is bounded by the largest table, a run, and the patient with the most rows.
// In: files, and a map of several tables. Out: pieces, each the rows of one patient in the order of the map's tables, and
// records made of them.
#pragma once

#include <memory>
#include <vector>

#include "io/patient_list.h"
#include "io/pieces.h"

namespace eligo::io {

/// One piece a patient, in the order of their names; then a refusal for each row that names nobody. A table that is missing,
/// is there twice or does not fit its map is a refusal of the whole, since everyone's record would lack what it holds.
/// Files that the map does not name are told once (W0647), and left out. `options` has a map of several tables.
std::unique_ptr<PieceSource> joined_tables(std::vector<ListFile> files, ListOptions options);

/// Reads the pieces of the above. Places of facts are "lb.csv line 7, column `LBORRES`". A patient with a row that cannot be
/// read is an error as a whole, as with one table.
std::unique_ptr<RecordReader> joined_table_reader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options);

}  // namespace eligo::io
