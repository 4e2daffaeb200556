// Makes the records of a table's patients.
#include "io/csv.h"

#include <utility>

#include "base/ascii.h"
#include "io/csv_record.h"
#include "io/raw_text.h"
#include "io/record_walk.h"

namespace eligo::io {

namespace {

using diag::Code;
using diag::Span;

diag::Diagnostic repeated(const CsvTable& table, const CsvTable::Entry& entry) {
  const Span second{entry.rows[1], entry.rows[1]};
  return trouble(Code::E0643, table.source(), second, "a second row of a patient that line " + std::to_string(line_at(table.source(), entry.rows[0])) + " holds already",
                 "where each row is one fact, say `row: fact` under `csv:`");
}

}  // namespace

bool is_named_as_table(std::string_view name) {
  constexpr std::size_t kEnding = 4;
  const std::string_view ending = name.size() < kEnding ? std::string_view() : name.substr(name.size() - kEnding);
  return base::equal_folded(ending, ".csv") || base::equal_folded(ending, ".tsv");
}

bool is_table(const diag::Source& source, const CsvMap& map) {
  if (is_named_as_table(source->name())) return true;
  if (map.is_of_several()) return false;
  const std::string_view begin = source->slice(without_mark(source, whole(source)));
  if (begin.starts_with("{") || begin.starts_with("[")) return false;
  const auto text = in_utf8(source, map.encoding);
  return text && find_header(*text, map).positions[*map.patient.column] != CsvHeader::kNowhere;
}

base::Expected<model::PatientRecord, diag::Diagnostic> CsvReader::record_of(const CsvTable& table, const CsvTable::Entry& entry) {
  if (entry.refused != nullptr) return base::Unexpected{*entry.refused};
  if (table.map().row == CsvMap::Row::kPatient && entry.rows.size() > 1) return base::Unexpected{repeated(table, entry)};
  std::vector<CsvRow> rows(entry.rows.size());
  CsvRows reading = table.rows();
  CsvRecord record(table.source(), builder_);
  record.enter(table.map(), table.header().positions);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    reading.go_to(entry.rows[i]);
    reading.next(rows[i]);
    if (auto bad = record.add(rows[i])) {
      builder_.finish();  // forgets the problems of the rows before
      return base::Unexpected{std::move(*bad)};
    }
  }
  auto walked = walk_record(record.take(), table.source(), builder_);
  if (walked) record.name_places(*walked, told_);
  return walked;
}

ReadRecord CsvReader::read(const CsvTable& table, std::size_t index) {
  const CsvTable::Entry& entry = table.entries()[index];
  return {record_of(table, entry), line_at(table.source(), entry.rows.front())};
}

void for_each_csv_record(const diag::Source& source, const CsvMap& map, const clinical::Vocabulary& vocabulary,
                         const model::ReadOptions& options, diag::Sink& warnings, const std::function<void(ReadRecord)>& take) {
  const auto table = CsvTable::of(source, map, warnings);
  if (!table) return take({base::Unexpected{table.error()}, line_at(table.error().source, table.error().span.begin)});
  CsvReader reader(vocabulary, options);
  for (std::size_t i = 0; i < (*table)->entries().size(); ++i) take(reader.read(**table, i));
}

}  // namespace eligo::io
