// A table in memory, and whose row each of its rows is: the header found, the columns of the map bound to it, rows gathered by
// patient. In: a text and a column map. Out: entries, each a patient with rows or the refusal of a row that is nobody's.
// Never changed once it is there: several threads may make records of it.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/expected.h"
#include "io/csv_map.h"
#include "io/csv_rows.h"

namespace eligo::io {

inline constexpr std::size_t kLargestTable = 256U << 20U;   // bytes, of one table that is read as a list

struct CsvHeader {
  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

  CsvRow row;
  char delimiter = ',';
  std::vector<std::size_t> positions;  // of the map's columns; kNowhere where there is none
  std::size_t width = 0;               // without unnamed columns at the end
  std::uint32_t end = 0;               // where the rows begin

  std::size_t missing() const;
};

/// The header under the delimiter that the map declares, else under the one that finds most of the columns. `source` is in UTF-8.
CsvHeader find_header(const diag::Source& source, const CsvMap& map);

class CsvTable {
 public:
  struct Entry {
    std::vector<std::uint32_t> rows;                     // where they begin; at least one
    std::unique_ptr<const diag::Diagnostic> refused;     // why the first of them that cannot be read cannot; null where all can
  };

  /// Refused where the bytes are no text, or the header does not have the map's columns. The map must outlive the table.
  /// Columns that the map neither uses nor ignores are told to `warnings`.
  static base::Expected<std::shared_ptr<const CsvTable>, diag::Diagnostic> of(const diag::Source& source, const CsvMap& map, diag::Sink& warnings);
  /// The same without entries, for one who takes row after row.
  static base::Expected<std::shared_ptr<const CsvTable>, diag::Diagnostic> of_rows(const diag::Source& source, const CsvMap& map, diag::Sink& warnings);

  const diag::Source& source() const { return source_; }
  const CsvMap& map() const { return map_; }
  const CsvHeader& header() const { return header_; }
  /// In the order of their first rows.
  const std::vector<Entry>& entries() const { return entries_; }
  /// Reads rows; `go_to` one of an entry first.
  CsvRows rows() const;
  /// Whom a row is about; empty where it does not say.
  std::string_view patient_in(const CsvRow& row) const;
  /// Why a row cannot be read.
  std::optional<diag::Diagnostic> refusal_of(const CsvRow& row) const;

 private:
  CsvTable(diag::Source source, const CsvMap& map, CsvHeader header) : source_(std::move(source)), map_(map), header_(std::move(header)) {}
  static base::Expected<std::shared_ptr<CsvTable>, diag::Diagnostic> opened(const diag::Source& source, const CsvMap& map, diag::Sink& warnings);
  void gather();
  void gather_row(const CsvRow& row, std::unordered_map<std::string, std::size_t>& by_name);
  std::optional<diag::Diagnostic> refuse_width(const CsvRow& row) const;

  diag::Source source_;
  const CsvMap& map_;
  CsvHeader header_;
  std::vector<Entry> entries_;
};

}  // namespace eligo::io
