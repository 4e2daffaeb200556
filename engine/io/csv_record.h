// The rows of one patient to the tree of a record, as the map says. In: rows of a table and where its columns are.
// Out: the tree that records in YAML or JSON would have given, and where in the table each fact stands.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "clinical/vocabulary_source.h"
#include "io/csv_map.h"
#include "io/csv_rows.h"
#include "model/record_builder.h"

namespace eligo::io {

class CsvRecord {
 public:
  /// `positions`: where the columns of the map stand in a row. Problems with cells go to `builder`.
  CsvRecord(const CsvMap& map, const std::vector<std::size_t>& positions, const diag::Source& source, model::RecordBuilder& builder)
      : map_(map), positions_(positions), source_(source), builder_(builder) {}

  /// The error says which key of the patient the row contradicts (E0643).
  std::optional<diag::Diagnostic> add(const CsvRow& row);
  /// The tree of the record. The rows must live until then.
  clinical::RawValue take();
  /// Gives facts, and problems with them, their places in the table: "line 7, column `ALT`".
  void name_places(model::PatientRecord& record) const;

 private:
  struct Origin {
    const CsvFact* fact;
    std::uint32_t line;
  };
  enum class Reading { kText, kNumber, kDate };  // a number: decimal signs count

  const CsvCell& cell(const CsvRow& row, ColumnIndex column) const { return row.cells[positions_[column]]; }
  static Reading reading_of(std::string_view key);
  bool is_missing(std::string_view text) const;
  std::optional<clinical::RawValue> resolve(const CsvText& from, Reading reading, const CsvRow& row) const;
  std::string translated(const CsvText& from, Reading reading, std::string_view text) const;
  std::string with_decimal_point(std::string_view text) const;
  std::optional<diag::Diagnostic> add_own(clinical::RawValue& map, const CsvKey& key, Reading reading, const CsvRow& row);
  bool add_fact(const CsvFact& fact, const CsvRow& row);
  void add_absent(const CsvFact& fact, const CsvRow& row);
  void report_untaken(const CsvRow& row);
  bool is_there(const CsvFact& fact, const CsvRow& row) const;
  std::string place_of(const Origin& origin, std::string_view key) const;
  std::optional<std::string> place_of(std::string_view at) const;
  std::uint32_t line_of(diag::Span span) const { return source_->position(span.begin).line; }

  const CsvMap& map_;
  const std::vector<std::size_t>& positions_;
  const diag::Source& source_;
  model::RecordBuilder& builder_;
  diag::Span span_;
  bool is_begun_ = false;
  clinical::RawValue own_, moments_, answers_, absent_;
  std::array<clinical::RawValue, clinical::kKindCount> lists_;
  std::array<std::vector<Origin>, clinical::kKindCount> origins_;   // beside lists_
};

}  // namespace eligo::io
