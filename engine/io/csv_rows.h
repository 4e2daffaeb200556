// Rows and cells of a table, as RFC 4180 and spreadsheets write them. In: a text in UTF-8. Out: row after row, each cell
// with its place. What the cells mean, and how many there should be, is not known here.
// Debian's libraries do not serve: libcsv tells no places and drops what follows a closing quote, libfccp reads no line
// breaks inside quotes.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.h"

namespace eligo::io {

inline constexpr std::size_t kLongestCell = 128U << 10U;  // bytes inside quotes; spreadsheets hold 32,767 characters
inline constexpr std::size_t kMostColumns = 16384;        // as spreadsheets have

struct CsvCell {
  std::string_view text;  // without quotes, blanks at its ends trimmed; lives until the next row is read
  diag::Span span;
};

struct CsvRow {
  std::vector<CsvCell> cells;
  diag::Span span;
  std::optional<diag::Diagnostic> trouble;  // the row cannot be read; the next begins on the line after its first
  std::deque<std::string> unescaped;        // cells that held doubled quotes
};

class CsvRows {
 public:
  CsvRows(const diag::Source& source, diag::Span part, char delimiter) : source_(source), text_(source->text()), at_(part.begin), end_(part.end), delimiter_(delimiter) {}

  /// The next row that is not empty (of nothing, blanks or delimiters alone); false at the end.
  /// A cell that begins with a quote ends with one; two stand for one; delimiters and line ends inside belong to it.
  /// Elsewhere a quote is a character like any other. A quote that is not closed, or behind which something else than a
  /// delimiter or line end follows, is the row's trouble (E0642), as are control characters (E0601) and the limits (E0618).
  bool next(CsvRow& row);
  std::uint32_t at() const { return at_; }
  void go_to(std::uint32_t offset) { at_ = offset; }

 private:
  void read_row(CsvRow& row);
  bool read_cell(CsvRow& row);
  bool read_quoted(CsvRow& row);
  void refuse(CsvRow& row, diag::Code code, diag::Span span, std::string message, std::string help = {});
  bool is_line_end(std::uint32_t at) const;
  std::uint32_t end_of_line(std::uint32_t at) const;

  const diag::Source& source_;
  std::string_view text_;
  std::uint32_t at_;
  std::uint32_t end_;
  char delimiter_;
};

}  // namespace eligo::io
