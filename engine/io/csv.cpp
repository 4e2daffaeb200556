// Finds the header, binds the columns of the map to it, and gathers the rows of each patient.
#include "io/csv.h"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <variant>

#include "base/ascii.h"
#include "base/edit_distance.h"
#include "io/csv_record.h"
#include "io/csv_rows.h"
#include "io/raw_text.h"
#include "io/record_walk.h"
#include "model/suggestion.h"

namespace eligo::io {

namespace {

using diag::Code;
using diag::Span;

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

struct Header {
  CsvRow row;
  char delimiter = ',';
  std::vector<std::size_t> positions;  // of the map's columns; kNowhere where there is none
  std::size_t width = 0;               // without unnamed columns at the end
  std::uint32_t end = 0;               // where the rows begin

  std::size_t missing() const { return static_cast<std::size_t>(std::count(positions.begin(), positions.end(), kNowhere)); }
};

// `sep=;` before the header is a word of one spreadsheet to itself.
std::uint32_t behind_separator_line(std::string_view text, std::uint32_t begin) {
  const std::string_view rest = text.substr(begin);
  if (rest.size() < 5 || !base::equal_folded(rest.substr(0, 4), "sep=")) return begin;
  const std::size_t line_end = rest.find('\n');
  return line_end == 5 || (line_end == 6 && rest[5] == '\r') ? begin + static_cast<std::uint32_t>(line_end) + 1 : begin;
}

Header read_header(const diag::Source& source, const CsvMap& map, char delimiter) {
  Header out;
  out.delimiter = delimiter;
  Span part = without_mark(source, whole(source));
  part.begin = behind_separator_line(source->text(), part.begin);
  CsvRows rows(source, part, delimiter);
  rows.next(out.row);
  out.end = rows.at();
  const std::vector<CsvCell>& cells = out.row.cells;
  out.width = cells.size();
  while (out.width > 0 && cells[out.width - 1].text.empty()) --out.width;
  for (const CsvColumn& column : map.columns) {
    const auto found = std::find_if(cells.begin(), cells.end(), [&](const CsvCell& it) { return base::equal_folded(it.text, column.name); });
    out.positions.push_back(found == cells.end() ? kNowhere : static_cast<std::size_t>(found - cells.begin()));
  }
  return out;
}

// The delimiter that the map declares, else the one under which most of the columns are found.
Header find_header(const diag::Source& source, const CsvMap& map) {
  if (map.delimiter) return read_header(source, map, *map.delimiter);
  Header best = read_header(source, map, ',');
  for (const char delimiter : {';', '\t', '|'}) {
    if (best.missing() == 0) break;
    Header other = read_header(source, map, delimiter);
    if (other.missing() < best.missing()) best = std::move(other);
  }
  return best;
}

std::optional<diag::Diagnostic> refuse_header(const diag::Source& source, const CsvMap& map, const Header& header) {
  if (header.row.trouble) return header.row.trouble;
  if (header.row.cells.empty()) return trouble(Code::E0645, source, {0, 0}, "the table is empty");
  std::vector<std::string> names, missing;
  for (const CsvCell& cell : header.row.cells) names.emplace_back(cell.text);
  for (std::size_t i = 0; i < map.columns.size(); ++i) {
    if (header.positions[i] == kNowhere) missing.push_back(map.columns[i].name);
  }
  if (!missing.empty()) {
    const auto near = base::nearest(missing.front(), names);
    return trouble(Code::E0645, source, header.row.span, "the header has no column " + model::listed(missing) + ", which the column map names",
                   near ? "did you mean `" + *near + "`?" : map.delimiter ? "" : "columns are found by their names in the first row, whatever the delimiter");
  }
  for (std::size_t i = 0; i < map.columns.size(); ++i) {
    const auto same = [&](const std::string& name) { return base::equal_folded(name, map.columns[i].name); };
    if (std::count_if(names.begin(), names.end(), same) == 1) continue;
    return trouble(Code::E0645, source, header.row.span, "the header names the column `" + map.columns[i].name + "` twice");
  }
  return std::nullopt;
}

class TableReader {
 public:
  TableReader(diag::Source source, const CsvMap& map, Header header, const clinical::Vocabulary& vocabulary, const model::ReadOptions& options)
      : source_(std::move(source)), map_(map), header_(std::move(header)),
        rows_(source_, {header_.end, static_cast<std::uint32_t>(source_->text().size())}, header_.delimiter), builder_(vocabulary, options) {}

  void gather() {
    CsvRow row;
    while (rows_.next(row)) gather_row(row, row.span.begin);
  }

  void give(const std::function<void(ReadRecord)>& take) {
    for (const Entry& entry : entries_) {
      if (const auto* refused = std::get_if<diag::Diagnostic>(&entry.what)) {
        take({base::Unexpected{*refused}, entry.line});
      } else {
        take({record_of(patients_[std::get<std::size_t>(entry.what)]), entry.line});
      }
    }
  }

 private:
  struct Patient {
    std::vector<std::uint32_t> rows;           // where they begin
    std::optional<diag::Diagnostic> refused;   // the first row of the patient that cannot be read
  };
  struct Entry {
    std::variant<std::size_t, diag::Diagnostic> what;  // a patient; a row that belongs to no one
    std::uint32_t line;
  };

  std::string_view patient_in(const CsvRow& row) const {
    const std::size_t position = header_.positions[*map_.patient.column];
    return position < row.cells.size() ? row.cells[position].text : std::string_view();
  }

  void gather_row(const CsvRow& row, std::uint32_t begin) {
    std::optional<diag::Diagnostic> bad = row.trouble ? row.trouble : refuse_width(row);
    const std::string_view name = patient_in(row);
    const std::uint32_t line = source_->position(begin).line;
    if (name.empty()) {
      if (!bad) bad = trouble(Code::E0619, source_, row.span, "the row names no patient", "the column `" + map_.columns[*map_.patient.column].name + "` is empty");
      entries_.push_back({std::move(*bad), line});
      return;
    }
    const auto [found, is_new] = by_name_.try_emplace(std::string(name), patients_.size());
    if (is_new) {
      patients_.emplace_back();
      entries_.push_back({found->second, line});
    }
    Patient& patient = patients_[found->second];
    patient.rows.push_back(begin);
    if (bad && !patient.refused) patient.refused = std::move(bad);
  }

  std::optional<diag::Diagnostic> refuse_width(const CsvRow& row) const {
    const std::size_t cells = row.cells.size();
    const auto extra = [&] { return std::find_if(row.cells.begin() + static_cast<std::ptrdiff_t>(header_.width), row.cells.end(), [](const CsvCell& it) { return !it.text.empty(); }); };
    if (cells >= header_.width && extra() == row.cells.end()) return std::nullopt;
    const Span span = cells >= header_.width ? extra()->span : row.span;
    return trouble(Code::E0641, source_, span, "a row of " + std::to_string(cells) + " cells under a header of " + std::to_string(header_.width),
                   "a cell that holds the delimiter goes in quotes");
  }

  base::Expected<model::PatientRecord, diag::Diagnostic> record_of(const Patient& patient) {
    if (patient.refused) return base::Unexpected{*patient.refused};
    if (map_.row == CsvMap::Row::kPatient && patient.rows.size() > 1) return base::Unexpected{repeated(patient)};
    std::vector<CsvRow> rows(patient.rows.size());
    CsvRecord record(map_, header_.positions, source_, builder_);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      rows_.go_to(patient.rows[i]);
      rows_.next(rows[i]);
      if (auto bad = record.add(rows[i])) {
        builder_.finish();  // forgets the problems of the rows before
        return base::Unexpected{std::move(*bad)};
      }
    }
    auto walked = walk_record(record.take(), source_, builder_);
    if (walked) record.name_places(*walked);
    return walked;
  }

  diag::Diagnostic repeated(const Patient& patient) const {
    const Span second{patient.rows[1], patient.rows[1]};
    return trouble(Code::E0643, source_, second, "a second row of a patient that line " + std::to_string(source_->position(patient.rows[0]).line) + " holds already",
                   "where each row is one fact, say `row: fact` under `csv:`");
  }

  diag::Source source_;
  const CsvMap& map_;
  Header header_;
  CsvRows rows_;
  model::RecordBuilder builder_;
  std::vector<Patient> patients_;
  std::unordered_map<std::string, std::size_t> by_name_;
  std::vector<Entry> entries_;
};

void warn_of_unused(const diag::Source& source, const CsvMap& map, const Header& header, diag::Sink& warnings) {
  for (std::size_t i = 0; i < header.row.cells.size(); ++i) {
    const CsvCell& cell = header.row.cells[i];
    const bool is_used = std::find(header.positions.begin(), header.positions.end(), i) != header.positions.end();
    const bool is_ignored = std::any_of(map.ignored.begin(), map.ignored.end(), [&](const std::string& name) { return base::equal_folded(name, cell.text); });
    if (is_used || is_ignored || cell.text.empty()) continue;
    warnings.add(trouble(Code::W0646, source, cell.span, "the column map does not use the column " + model::quoted(cell.text), "name it under `ignore` of `csv:` to be told no more"));
  }
}

}  // namespace

bool is_named_as_table(std::string_view name) {
  constexpr std::size_t kEnding = 4;
  const std::string_view ending = name.size() < kEnding ? std::string_view() : name.substr(name.size() - kEnding);
  return base::equal_folded(ending, ".csv") || base::equal_folded(ending, ".tsv");
}

bool is_table(const diag::Source& source, const CsvMap& map) {
  if (is_named_as_table(source->name())) return true;
  const std::string_view begin = source->slice(without_mark(source, whole(source)));
  if (begin.starts_with("{") || begin.starts_with("[")) return false;
  const auto text = in_utf8(source, map.encoding);
  return text && find_header(*text, map).positions[*map.patient.column] != kNowhere;
}

void for_each_csv_record(const diag::Source& source, const CsvMap& map, const clinical::Vocabulary& vocabulary,
                         const model::ReadOptions& options, diag::Sink& warnings, const std::function<void(ReadRecord)>& take) {
  auto text = in_utf8(source, map.encoding);
  if (!text) return take({base::Unexpected{text.error()}, source->position(text.error().span.begin).line});
  Header header = find_header(*text, map);
  if (auto bad = refuse_header(*text, map, header)) return take({base::Unexpected{std::move(*bad)}, (*text)->position(header.row.span.begin).line});
  warn_of_unused(*text, map, header, warnings);
  TableReader reader(*text, map, std::move(header), vocabulary, options);
  reader.gather();
  reader.give(take);
}

}  // namespace eligo::io
