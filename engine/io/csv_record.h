// The rows of one patient to the tree of a record, as the map says. In: rows of one table or several, and where the columns are.
// Out: the tree that records in YAML or JSON would have given, and where in the tables each fact stands.
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
  /// Rows lie in `source`. Problems with cells go to `builder`.
  CsvRecord(const diag::Source& source, model::RecordBuilder& builder) : source_(source), builder_(builder) {}

  /// The rows that follow are of this table. `positions`: where the columns of the map stand in a row. Of several tables
  /// each has a name, and its rows come with their lines. All three must outlive this.
  void enter(const CsvMap& map, const std::vector<std::size_t>& positions, std::string_view file = {});
  /// The error says which key of the patient the row contradicts (E0643). `line`: of several tables; else that of the source.
  std::optional<diag::Diagnostic> add(const CsvRow& row, std::uint32_t line = 0);
  /// The tree of the record. The rows must live until then.
  clinical::RawValue take();
  /// Gives facts, and problems with them, their places in the table: "line 7, column `ALT`"; in `told` too, where it is not null.
  void name_places(model::PatientRecord& record, model::Transcript* told) const;

 private:
  struct Spot {
    std::string_view file;                       // empty where there is but one
    std::uint32_t line = 0;
  };
  struct Origin {
    const CsvMap* map;
    const CsvFact* fact;
    Spot spot;
  };
  /// The patient's own texts of one sort, each with its place.
  struct OwnTexts {
    clinical::RawValue map;
    std::vector<std::string> names, places;      // beside the items of `map`
    std::vector<Spot> spots;
    void add(std::string name, clinical::RawValue value, const Spot& spot, std::string place);
  };
  enum class Reading { kText, kNumber, kDate };  // a number: decimal signs count

  const CsvCell& cell(const CsvRow& row, ColumnIndex column) const { return row.cells[(*positions_)[column]]; }
  static Reading reading_of(std::string_view key);
  bool is_missing(std::string_view text) const;
  std::optional<clinical::RawValue> resolve(const CsvText& from, Reading reading, const CsvRow& row) const;
  std::string translated(const CsvText& from, Reading reading, std::string_view text) const;
  std::string with_decimal_point(std::string_view text) const;
  std::optional<diag::Diagnostic> add_own(OwnTexts& own, const CsvKey& key, Reading reading, const CsvRow& row);
  std::optional<diag::Diagnostic> add_all_own(const CsvRow& row);
  diag::Diagnostic contradiction(const CsvKey& key, const OwnTexts& own, std::size_t first, const clinical::RawValue& value) const;
  bool add_fact(const CsvFact& fact, const CsvRow& row);
  void add_absent(const CsvFact& fact, const CsvRow& row);
  void report_untaken(const CsvRow& row);
  bool is_there(const CsvFact& fact, const CsvRow& row) const;
  std::string place_of(const Origin& origin, std::string_view key) const;
  std::optional<std::string> place_of(std::string_view at) const;
  static void tell_places(const model::PatientRecord& record, model::Transcript& told);
  const std::string* place_of_own(const std::string& at) const;
  Spot spot_of(diag::Span span) const { return {file_, line_ > 0 ? line_ : source_->position(span.begin).line}; }
  static std::string words_of(const Spot& spot);
  std::string words_of(const Spot& spot, ColumnIndex column) const;
  /// Of a problem: where files have names, the place says it all.
  static std::uint32_t shown_line(const Spot& spot) { return spot.file.empty() ? spot.line : 0; }

  const CsvMap* map_ = nullptr;                  // of the table at hand, as are these
  const std::vector<std::size_t>* positions_ = nullptr;
  std::string_view file_;
  std::uint32_t line_ = 0;                       // of the row at hand; 0: the source tells
  std::vector<const CsvMap*> entered_;
  const diag::Source& source_;
  model::RecordBuilder& builder_;
  diag::Span span_;
  bool is_begun_ = false;
  OwnTexts own_, moments_, answers_;
  clinical::RawValue absent_;
  std::vector<std::string> absent_places_;       // of those that rows tell, which come first
  std::array<clinical::RawValue, clinical::kKindCount> lists_;
  std::array<std::vector<Origin>, clinical::kKindCount> origins_;   // beside lists_
};

}  // namespace eligo::io
