// Rows and cells: RFC 4180, what spreadsheets write, and what is refused; encodings; dates.
#include <string>

#include "catch.h"
#include "io/csv_dates.h"
#include "io/csv_rows.h"
#include "io/csv_text.h"
#include "io/raw_text.h"
#include "raw_print.h"

using namespace eligo;
using io::test::source_of;

namespace {

// Each row in brackets, its cells between bars; a row that is refused by its code and line.
std::string rows(const std::string& text, char delimiter = ',') {
  const auto source = source_of(text);
  io::CsvRows reader(source, io::whole(source), delimiter);
  io::CsvRow row;
  std::string out;
  while (reader.next(row)) {
    out += "[";
    if (row.trouble) {
      out += std::string(diag::text_of(row.trouble->code)) + " line " + std::to_string(source->position(row.trouble->span.begin).line);
    } else {
      for (std::size_t i = 0; i < row.cells.size(); ++i) out += (i > 0 ? "|" : "") + std::string(row.cells[i].text);
    }
    out += "]";
  }
  return out;
}

std::string decoded(const std::string& bytes, std::optional<io::Encoding> declared = std::nullopt) {
  const auto text = io::in_utf8(source_of(bytes), declared);
  return text ? (*text)->text() : std::string(diag::text_of(text.error().code)) + ": " + text.error().message;
}

std::string date(const std::string& format, const std::string& text) {
  const auto parsed = io::DateFormat::parse(format);
  return parsed ? parsed->read(text).value_or("none") : parsed.error();
}

}  // namespace

TEST_CASE("cells_and_rows_are_cut_as_rfc_4180_says") {
  struct Case {
    std::string text, wanted;
  };
  const Case cases[] = {
      {"", ""},
      {"a,b", "[a|b]"},
      {"a,b\r\nc,d\r\n", "[a|b][c|d]"},
      {"a,\n", "[a|]"},
      {",a", "[|a]"},
      {"\"a\",\"b\"", "[a|b]"},
      {"\"a,b\",c", "[a,b|c]"},
      {"\"say \"\"no\"\"\",c", "[say \"no\"|c]"},
      {"\"\"\"\",c", "[\"|c]"},
      {"\"\",c", "[|c]"},
      {"\"two\nlines\",c\nd,e", "[two\nlines|c][d|e]"},
      {"\"two\r\nlines\",c", "[two\r\nlines|c]"},
  };
  for (const Case& it : cases) {
    INFO(it.text);
    CHECK(rows(it.text) == it.wanted);
  }
}

TEST_CASE("what_spreadsheets_write_is_read") {
  CHECK(rows("a;b,c\n", ';') == "[a|b,c]");
  CHECK(rows("a\tb", '\t') == "[a|b]");
  CHECK(rows("a,b\n\n,\n  ,\n\r\nc,d\n") == "[a|b][c|d]");   // empty rows are none
  CHECK(rows("  a , b ") == "[a|b]");
  CHECK(rows("5\" tube,b") == "[5\" tube|b]");               // a quote inside a cell without quotes
  CHECK(rows("=SUM(A1:A3),+1") == "[=SUM(A1:A3)|+1]");       // formulas are text
}

TEST_CASE("a_refused_row_costs_one_line") {
  CHECK(rows("a,b\n\"c,d\ne,f\n") == "[a|b][E0642 line 2][e|f]");
  CHECK(rows("\"a\"x,b\nc,d") == "[E0642 line 1][c|d]");
  CHECK(rows("a,\"b\nc,\"d\"\n") == "[E0642 line 2][c|d]");  // the first row's quote closes before `d`
  CHECK(rows(std::string("a\0b,c\nd,e", 9)) == "[E0601 line 1][d|e]");
  CHECK(rows("\"" + std::string(io::kLongestCell - 2, 'x') + "\"") == "[" + std::string(io::kLongestCell - 2, 'x') + "]");
  CHECK(rows("\"" + std::string(io::kLongestCell + 1, 'x') + "\"\na") == "[E0642 line 1][a]");
  CHECK(rows("a" + std::string(io::kMostColumns - 1, ',')).substr(0, 3) == "[a|");
  CHECK(rows("a" + std::string(io::kMostColumns, ',') + "\nb") == "[E0618 line 1][b]");
}

TEST_CASE("a_table_of_open_quotes_takes_no_time_to_speak_of") {
  std::string text;
  for (int i = 0; i < 200000; ++i) text += "a,\"b\n";
  const std::clock_t begin = std::clock();
  CHECK(rows(text).substr(0, 14) == "[E0642 line 2]");
  CHECK(io::test::seconds_since(begin) < io::test::kMostSeconds * 3);
}

TEST_CASE("encodings_are_told_by_marks_or_declared") {
  using enum io::Encoding;
  CHECK(decoded("\xC3\xA4") == "\xC3\xA4");
  CHECK(decoded("\xEF\xBB\xBF\xC3\xA4") == "\xEF\xBB\xBF\xC3\xA4");
  CHECK(decoded("\xE4", kLatin1) == "\xC3\xA4");
  CHECK(decoded("\x80\xE4", kWindows1252) == "\xE2\x82\xAC\xC3\xA4");
  CHECK(decoded(std::string("\xFF\xFE\xE4\x00,\x00", 6)) == "\xC3\xA4,");
  CHECK(decoded(std::string("\xFE\xFF\x00\xE4\x00,", 6)) == "\xC3\xA4,");
  CHECK(decoded(std::string("\x3D\xD8\x00\xDE", 4), kUtf16LittleEndian) == "\xF0\x9F\x98\x80");
  CHECK(decoded("a\rb") == "a\nb");
  CHECK(decoded("a\r\nb\rc") == "a\r\nb\rc");
}

TEST_CASE("encodings_are_not_guessed") {
  using enum io::Encoding;
  CHECK(decoded("a\n\xE4") == "E0601: this line is not UTF-8");
  CHECK(decoded("\x80", kLatin1) == "E0601: a byte that Latin-1 has no character for");
  CHECK(decoded("\x81", kWindows1252) == "E0601: a byte that Windows-1252 has no character for");
  CHECK(decoded(std::string("a\0b\0", 4)) == "E0601: this looks like UTF-16 without a byte order mark");
  CHECK(decoded(std::string("\xFF\xFE\x3D\xD8", 4)) == "E0601: half a character of UTF-16");
  CHECK(decoded("\xEF\xBB\xBF", kWindows1252) == "E0601: the byte order mark tells another encoding than the map declares");
}

TEST_CASE("dates_of_sites_become_dates_of_records") {
  CHECK(date("DD.MM.YYYY", "3.11.2026") == "2026-11-03");
  CHECK(date("DD.MM.YYYY", "03.11.2026") == "2026-11-03");
  CHECK(date("MM/DD/YYYY", "11/03/2026") == "2026-11-03");
  CHECK(date("DDMONYYYY", "03nov2026") == "2026-11-03");
  CHECK(date("YYYYMMDD", "20261103") == "2026-11-03");
  CHECK(date("MM/YYYY", "4/2026") == "2026-04");
  CHECK(date("DD.MM.YYYY hh:mm", "03.11.2026 8:05") == "2026-11-03T08:05");
  CHECK(date("DD.MM.YYYY", "31.02.2026") == "2026-02-31");   // that it does not exist is found where dates are read
  for (const char* text : {"2026-11-03", "3.11.26", "3.11.2026 8:00", "x", "", "3.11.20261"}) CHECK(date("DD.MM.YYYY", text) == "none");
  CHECK(date("DDMMYYYY", "3112026") == "none");
}

TEST_CASE("date_formats_that_mean_nothing_are_refused") {
  CHECK(date("DD.MM.YY", "") == "two digits of a year do not tell the century");
  CHECK(date("DD.MM", "") == "a part of the date lacks the greater part it belongs to");
  CHECK(date("DD.YYYY", "") == "a part of the date lacks the greater part it belongs to");
  CHECK(date("YYYY-MM-MM", "") == "a part of the date stands there twice");
  CHECK(date("YYYY-MM-DD hh", "") == "an hour without its minutes");
  CHECK(date("TT.MM.JJJJ", "") == "`J` means nothing in a date format");
  CHECK(date("", "") == "no year stands there");
}

TEST_CASE("a_date_that_two_formats_read_differently_is_none") {
  std::vector<io::DateFormat> both;
  for (const char* text : {"DD/MM/YYYY", "MM/DD/YYYY"}) both.push_back(*io::DateFormat::parse(text));
  CHECK(io::read_site_date(both, "25/12/2026") == "2026-12-25");
  CHECK(io::read_site_date(both, "05/05/2026") == "2026-05-05");
  CHECK(io::read_site_date(both, "05/06/2026") == std::nullopt);
}
