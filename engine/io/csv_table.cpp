// Finds the header, binds the columns of the map to it, and gathers the rows of each patient.
#include "io/csv_table.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/edit_distance.h"
#include "io/raw_text.h"
#include "model/suggestion.h"

namespace eligo::io {

namespace {

using diag::Code;
using diag::Span;

constexpr std::string_view kAllOthers = "*";   // under `ignore`

// `sep=;` before the header is a word of one spreadsheet to itself.
std::uint32_t behind_separator_line(std::string_view text, std::uint32_t begin) {
  const std::string_view rest = text.substr(begin);
  if (rest.size() < 5 || !base::equal_folded(rest.substr(0, 4), "sep=")) return begin;
  const std::size_t line_end = rest.find('\n');
  return line_end == 5 || (line_end == 6 && rest[5] == '\r') ? begin + static_cast<std::uint32_t>(line_end) + 1 : begin;
}

CsvHeader read_header(const diag::Source& source, const CsvMap& map, char delimiter) {
  CsvHeader out;
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
    out.positions.push_back(found == cells.end() ? CsvHeader::kNowhere : static_cast<std::size_t>(found - cells.begin()));
  }
  return out;
}

std::optional<diag::Diagnostic> refuse_header(const diag::Source& source, const CsvMap& map, const CsvHeader& header) {
  if (header.row.trouble) return header.row.trouble;
  if (header.row.cells.empty()) return trouble(Code::E0645, source, {0, 0}, "the table is empty");
  std::vector<std::string> names, missing;
  for (const CsvCell& cell : header.row.cells) names.emplace_back(cell.text);
  for (std::size_t i = 0; i < map.columns.size(); ++i) {
    if (header.positions[i] == CsvHeader::kNowhere) missing.push_back(map.columns[i].name);
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

void warn_of_unused(const diag::Source& source, const CsvMap& map, const CsvHeader& header, diag::Sink& warnings) {
  for (std::size_t i = 0; i < header.row.cells.size(); ++i) {
    const CsvCell& cell = header.row.cells[i];
    const bool is_used = std::find(header.positions.begin(), header.positions.end(), i) != header.positions.end();
    const bool is_ignored = std::any_of(map.ignored.begin(), map.ignored.end(), [&](const std::string& name) { return name == kAllOthers || base::equal_folded(name, cell.text); });
    if (is_used || is_ignored || cell.text.empty()) continue;
    warnings.add(trouble(Code::W0646, source, cell.span, "the column map does not use the column " + model::quoted(cell.text), "name it under `ignore` of `csv:` to be told no more"));
  }
}

}  // namespace

std::size_t CsvHeader::missing() const { return static_cast<std::size_t>(std::count(positions.begin(), positions.end(), kNowhere)); }

CsvHeader find_header(const diag::Source& source, const CsvMap& map) {
  if (map.delimiter) return read_header(source, map, *map.delimiter);
  CsvHeader best = read_header(source, map, ',');
  for (const char delimiter : {';', '\t', '|'}) {
    if (best.missing() == 0) break;
    CsvHeader other = read_header(source, map, delimiter);
    if (other.missing() < best.missing()) best = std::move(other);
  }
  return best;
}

CsvRows CsvTable::rows() const { return CsvRows(source_, {header_.end, static_cast<std::uint32_t>(source_->text().size())}, header_.delimiter); }

void CsvTable::gather() {
  std::unordered_map<std::string, std::size_t> by_name;
  CsvRows reading = rows();
  for (CsvRow row; reading.next(row);) gather_row(row, by_name);
}

std::string_view CsvTable::patient_in(const CsvRow& row) const {
  const std::size_t position = header_.positions[*map_.patient.column];
  return position < row.cells.size() ? row.cells[position].text : std::string_view();
}

void CsvTable::gather_row(const CsvRow& row, std::unordered_map<std::string, std::size_t>& by_name) {
  std::optional<diag::Diagnostic> bad = refusal_of(row);
  const std::string_view name = patient_in(row);
  if (name.empty()) {
    entries_.push_back({{row.span.begin}, std::make_unique<const diag::Diagnostic>(std::move(*bad))});
    return;
  }
  const auto [found, is_new] = by_name.try_emplace(std::string(name), entries_.size());
  if (is_new) entries_.emplace_back();
  Entry& entry = entries_[found->second];
  entry.rows.push_back(row.span.begin);
  if (bad && entry.refused == nullptr) entry.refused = std::make_unique<const diag::Diagnostic>(std::move(*bad));
}

std::optional<diag::Diagnostic> CsvTable::refusal_of(const CsvRow& row) const {
  if (row.trouble) return row.trouble;
  if (auto bad = refuse_width(row)) return bad;
  if (!patient_in(row).empty()) return std::nullopt;
  return trouble(Code::E0619, source_, row.span, "the row names no patient", "the column `" + map_.columns[*map_.patient.column].name + "` is empty");
}

std::optional<diag::Diagnostic> CsvTable::refuse_width(const CsvRow& row) const {
  const std::size_t cells = row.cells.size();
  const auto extra = [&] { return std::find_if(row.cells.begin() + static_cast<std::ptrdiff_t>(header_.width), row.cells.end(), [](const CsvCell& it) { return !it.text.empty(); }); };
  if (cells >= header_.width && extra() == row.cells.end()) return std::nullopt;
  const Span span = cells >= header_.width ? extra()->span : row.span;
  return trouble(Code::E0641, source_, span, "a row of " + std::to_string(cells) + " cells under a header of " + std::to_string(header_.width),
                 "a cell that holds the delimiter goes in quotes");
}

base::Expected<std::shared_ptr<CsvTable>, diag::Diagnostic> CsvTable::opened(const diag::Source& source, const CsvMap& map, diag::Sink& warnings) {
  auto text = in_utf8(source, map.encoding);
  if (!text) return base::Unexpected{text.error()};
  CsvHeader header = find_header(*text, map);
  if (auto bad = refuse_header(*text, map, header)) return base::Unexpected{std::move(*bad)};
  warn_of_unused(*text, map, header, warnings);
  return std::shared_ptr<CsvTable>(new CsvTable(*text, map, std::move(header)));
}

base::Expected<std::shared_ptr<const CsvTable>, diag::Diagnostic> CsvTable::of(const diag::Source& source, const CsvMap& map, diag::Sink& warnings) {
  const auto table = opened(source, map, warnings);
  if (!table) return base::Unexpected{table.error()};
  (*table)->gather();
  return std::shared_ptr<const CsvTable>(*table);
}

base::Expected<std::shared_ptr<const CsvTable>, diag::Diagnostic> CsvTable::of_rows(const diag::Source& source, const CsvMap& map, diag::Sink& warnings) {
  const auto table = opened(source, map, warnings);
  if (!table) return base::Unexpected{table.error()};
  return std::shared_ptr<const CsvTable>(*table);
}

}  // namespace eligo::io
