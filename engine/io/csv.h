// Tables to records, by a column map. In: the bytes of a table and the map. Out: one record after another.
#pragma once

#include <functional>
#include <string_view>

#include "io/csv_map.h"
#include "io/csv_table.h"
#include "io/read.h"

namespace eligo::io {

/// Whether a file is called as tables are: `.csv`, `.tsv`.
bool is_named_as_table(std::string_view name);

/// Whether a text is a table to be read by `map`: its name ends as tables' names do, or its first row has the column
/// that names the patient.
bool is_table(const diag::Source& source, const CsvMap& map);

/// Makes records of tables; for one thread, and for tables of any map.
class CsvReader {
 public:
  CsvReader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options) : builder_(vocabulary, options), told_(options.transcript) {}

  /// That of an entry of the table, as below.
  ReadRecord read(const CsvTable& table, std::size_t index);
  /// Gives back a record that is no longer wanted, for its memory.
  void recycle(model::PatientRecord&& old) { builder_.recycle(std::move(old)); }

 private:
  base::Expected<model::PatientRecord, diag::Diagnostic> record_of(const CsvTable& table, const CsvTable::Entry& entry);

  model::RecordBuilder builder_;
  model::Transcript* told_;
};

/// One record for each patient, in the order of their first rows. A row that cannot be read, has another number of cells
/// than the header (empty ones behind the last column aside) or names no patient is an error in its place, and the rows
/// after it are read all the same.
/// Where a row is a patient, a patient with several rows is an error. Where a row is a fact, the rows of a patient need not
/// be adjacent: beside the text, four bytes a row and some 200 a patient are held, and one record at a time. There a patient
/// with a row that cannot be read is an error as a whole, for that row might hold what decides; so is one whose rows
/// contradict each other on the patient's own keys.
/// Columns that the map neither uses nor ignores are told to `warnings`.
void for_each_csv_record(const diag::Source& source, const CsvMap& map, const clinical::Vocabulary& vocabulary,
                         const model::ReadOptions& options, diag::Sink& warnings, const std::function<void(ReadRecord)>& take);

}  // namespace eligo::io
