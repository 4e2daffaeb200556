// A strict state machine for quotes; whatever it refuses costs one line, and no line is looked at more than twice.
#include "io/csv_rows.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "io/raw_text.h"

namespace eligo::io {

using diag::Code;
using diag::Span;

bool CsvRows::next(CsvRow& row) {
  while (at_ < end_) {
    row.cells.clear();
    row.unescaped.clear();
    row.trouble.reset();
    row.span = {at_, at_};
    read_row(row);
    const bool is_empty = std::all_of(row.cells.begin(), row.cells.end(), [](const CsvCell& cell) { return cell.text.empty(); });
    if (row.trouble || !is_empty) return true;
  }
  return false;
}

void CsvRows::read_row(CsvRow& row) {
  while (read_cell(row)) {
    if (row.cells.size() < kMostColumns) continue;
    return refuse(row, Code::E0618, {row.span.begin, at_}, "a row with more than " + std::to_string(kMostColumns) + " cells");
  }
  if (row.trouble) return;
  row.span.end = at_;
  if (at_ < end_ && text_[at_] == '\r') ++at_;
  if (at_ < end_) ++at_;  // the line feed
  if (auto bad = check_bytes(source_, row.span)) row.trouble = std::move(bad);
}

// Reads a cell and the delimiter behind it; false where the row ends.
bool CsvRows::read_cell(CsvRow& row) {
  if (at_ < end_ && text_[at_] == '"') {
    if (!read_quoted(row)) return false;
  } else {
    const std::uint32_t begin = at_;
    while (at_ < end_ && text_[at_] != delimiter_ && !is_line_end(at_)) ++at_;
    row.cells.push_back({base::trimmed(text_.substr(begin, at_ - begin)), {begin, at_}});
  }
  if (at_ == end_ || is_line_end(at_)) return false;
  ++at_;  // the delimiter; a cell follows, if only an empty one
  return true;
}

bool CsvRows::read_quoted(CsvRow& row) {
  const std::uint32_t begin = at_;
  bool has_doubled = false;
  for (++at_;; at_ += 2, has_doubled = true) {
    const std::size_t found = text_.find('"', at_);
    if (found >= end_ || found - begin > kLongestCell) {
      refuse(row, Code::E0642, {begin, begin + 1}, "a quote that is never closed", "a quote inside a quoted cell is written twice");
      return false;
    }
    at_ = static_cast<std::uint32_t>(found);
    if (at_ + 1 >= end_ || text_[at_ + 1] != '"') break;
  }
  std::string_view inside = text_.substr(begin + 1, at_ - begin - 1);
  ++at_;
  if (at_ < end_ && text_[at_] != delimiter_ && !is_line_end(at_)) {
    const Span behind{at_, at_ + static_cast<std::uint32_t>(base::utf8_length(text_.substr(at_)))};
    refuse(row, Code::E0642, behind, "text behind the quote that ends a cell", "a quote inside a quoted cell is written twice");
    return false;
  }
  if (has_doubled) {
    std::string& text = row.unescaped.emplace_back();
    for (std::size_t i = 0; i < inside.size(); ++i) {
      text += inside[i];
      if (inside[i] == '"') ++i;
    }
    inside = text;
  }
  row.cells.push_back({base::trimmed(inside), {begin, at_}});
  return true;
}

void CsvRows::refuse(CsvRow& row, Code code, Span span, std::string message, std::string help) {
  row.trouble = trouble(code, source_, span, std::move(message), std::move(help));
  row.span.end = end_of_line(row.span.begin);
  at_ = std::min(end_, row.span.end + 1);
}

bool CsvRows::is_line_end(std::uint32_t at) const {
  return text_[at] == '\n' || (text_[at] == '\r' && at + 1 < end_ && text_[at + 1] == '\n');
}

std::uint32_t CsvRows::end_of_line(std::uint32_t at) const {
  const std::size_t found = text_.find('\n', at);
  return found >= end_ ? end_ : static_cast<std::uint32_t>(found);
}

}  // namespace eligo::io
