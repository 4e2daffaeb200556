// The section `csv:` of a site's mapping file: how its tables are written, and which column stands where in a record; of
// one table, or of several by name that make up the records together.
// In: the section as a tree of texts. Out: a CsvMap, or every mistake of it with its place. No table is seen here.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "clinical/vocabulary.h"
#include "clinical/vocabulary_source.h"
#include "diag/diagnostic.h"
#include "io/csv_dates.h"
#include "io/csv_text.h"

namespace eligo::io {

using ColumnIndex = std::size_t;  // into CsvMap::columns

/// What the site writes, without regard to case, and what it means.
using CsvTexts = std::vector<std::pair<std::string, std::string>>;

/// Where one text of a record comes from: a fixed text of the map, or a column.
struct CsvText {
  std::string fixed;
  std::optional<ColumnIndex> column;     // then `fixed` counts for nothing
  CsvTexts texts;                        // of this column, before those of the whole map
  std::string system;                    // of a column with codes: "LOINC"
  std::vector<DateFormat> date_formats;  // of this column, in place of those of the whole map
};

struct CsvKey {
  std::string name;                      // as records name it
  CsvText text;
};

/// A fact that is there, or surely not there, by what a column says.
struct CsvWhen {
  ColumnIndex column = 0;
  std::vector<std::string> is;           // the fact is there
  std::vector<std::string> absent;       // the patient does not have it; with such texts any other is a problem
};

/// A fact that a row of the table may give.
struct CsvFact {
  clinical::Kind list = clinical::Kind::kCondition;
  std::vector<CsvKey> keys;
  std::optional<CsvWhen> when;
};

struct CsvColumn {
  std::string name;
  diag::Span span;                       // where the map first names it
};

struct CsvMap;

/// One of the tables that are joined by patient.
struct CsvNamedTable {
  std::string file;                      // its name, without folders and packing: "lb.csv"
  std::shared_ptr<const CsvMap> map;     // null: the table is left out
};

struct CsvMap {
  enum class Row { kPatient, kFact };    // what a row is: a whole patient, or part of one

  diag::Source source;
  Row row = Row::kPatient;
  std::optional<Encoding> encoding;
  std::optional<char> delimiter;         // none: the one that finds the columns
  char decimal_sign = '.';
  std::vector<DateFormat> date_formats;  // beside the dates of records, which are always read
  std::vector<std::string> missing;      // texts that mean: nothing stands here
  CsvTexts texts;
  std::vector<std::string> ignored;      // columns that need no mention; "*" for all others
  std::vector<CsvColumn> columns;        // each once
  std::vector<CsvNamedTable> tables;     // of several: each has a map of its own, and nothing below counts
  CsvText patient;                       // always from a column
  std::vector<CsvKey> own;               // birth_date, sex
  std::vector<CsvKey> moments;
  std::vector<CsvKey> answers;
  std::vector<std::string> complete, absent;
  std::vector<CsvFact> facts;

  bool is_of_several() const { return !tables.empty(); }
  /// The number of the table that a file is, by its name and without regard to case; none where the map names no such table.
  std::optional<std::size_t> table_at(std::string_view path) const;
};

/// Every mistake goes to `sink` (E0644); none where there was one.
std::optional<CsvMap> read_csv_map(const clinical::RawValue& section, const diag::Source& source, diag::Sink& sink);

/// The section of a mapping file; none where the file has none, or where there was a mistake.
std::optional<CsvMap> read_csv_section(const diag::Source& file, diag::Sink& sink);

}  // namespace eligo::io
