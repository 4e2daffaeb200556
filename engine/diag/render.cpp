// Three looks at a diagnostic. For people, the marked lines stand in the order of the file, each place underlined:
// `^` for the place itself, `-` for the labels.
#include "diag/render.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json_text.h"
#include "diag/terminal_text.h"

namespace eligo::diag {

namespace {

constexpr std::uint32_t kLongestLine = 100;  // columns of source text shown
constexpr std::uint32_t kColumnsBefore = 40; // shown before the place where a line is cut

const char* word_for(Severity severity) { return severity == Severity::kError ? "error" : "warning"; }

/// Puts colours round texts, or leaves them alone.
struct Paint {
  bool is_on;
  std::string operator()(const char* code, std::string_view text) const {
    return is_on ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
  }
  std::string severity(Severity s, std::string_view text) const { return (*this)(s == Severity::kError ? "1;31" : "1;33", text); }
  std::string frame(std::string_view text) const { return (*this)("34", text); }
};

/// A place to underline, on the line it begins on.
struct Mark {
  Span span;
  std::uint32_t line;
  std::string text;
  bool is_primary;
};

std::vector<Mark> marks_of(const Diagnostic& d) {
  std::vector<Mark> marks{{d.span, d.source->position(d.span.begin).line, "", true}};
  for (const Label& label : d.labels) marks.push_back({label.span, d.source->position(label.span.begin).line, printable(label.text), false});
  std::stable_sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.line < b.line; });
  return marks;
}

/// Columns [begin, end) of a line of cells.
struct Columns {
  std::uint32_t begin, end;
};

std::uint32_t width_of(const std::vector<Cell>& cells) {
  std::uint32_t width = 0;
  for (const Cell& cell : cells) width += cell.width;
  return width;
}

// Where the bytes [from, to) of the line stand; at least one column, perhaps behind the last character.
Columns columns_of(const std::vector<Cell>& cells, std::uint32_t from, std::uint32_t to) {
  Columns out{0, 0};
  for (const Cell& cell : cells) {
    if (cell.offset < from) out.begin += cell.width;
    if (cell.offset < to) out.end += cell.width;
  }
  out.end = std::max(out.end, out.begin + 1);
  return out;
}

// The part of a line that is shown: all of it, or what stands round the place.
Columns shown_part(std::uint32_t width, Columns place) {
  if (width <= kLongestLine) return {0, width};
  const std::uint32_t latest = width - kLongestLine;
  const std::uint32_t begin = std::min(latest, place.begin > kColumnsBefore ? place.begin - kColumnsBefore : 0);
  return {begin, begin + kLongestLine};
}

std::string text_in(const std::vector<Cell>& cells, Columns part, std::uint32_t width) {
  std::string out = part.begin > 0 ? "..." : "";
  std::uint32_t column = 0;
  for (const Cell& cell : cells) {
    if (column >= part.begin && column + cell.width <= part.end) out += cell.text;
    column += cell.width;
  }
  return part.end < width ? out + "..." : out;
}

std::string underline(const Mark& mark, Columns place, Columns part) {
  const std::uint32_t begin = std::max(place.begin, part.begin);
  const std::uint32_t end = std::max(std::min(place.end, part.end), begin + 1);
  const std::uint32_t indent = begin - part.begin + (part.begin > 0 ? 3 : 0);
  std::string out = std::string(indent, ' ') + std::string(end - begin, mark.is_primary ? '^' : '-');
  return mark.text.empty() ? out : out + ' ' + mark.text;
}

// A source line and the marks below it.
std::string render_line(const Diagnostic& d, const Paint& paint, const std::string& blank, const std::vector<Mark>& marks) {
  const std::uint32_t line = marks.front().line;
  const std::string_view text = d.source->line(line);
  const std::uint32_t start = d.source->line_start(line);
  const std::vector<Cell> cells = cells_of(text);
  const std::uint32_t width = width_of(cells);
  const auto place_of = [&](const Mark& mark) { return columns_of(cells, mark.span.begin - start, std::max(mark.span.end, mark.span.begin) - start); };
  const auto first = std::find_if(marks.begin(), marks.end(), [](const Mark& m) { return m.is_primary; });
  const Columns part = shown_part(width, place_of(first == marks.end() ? marks.front() : *first));

  std::string out = paint.frame(fmt::format("{:>{}} | ", line, blank.size())) + text_in(cells, part, width) + '\n';
  for (const Mark& mark : marks) {
    const std::string line_below = underline(mark, place_of(mark), part);
    out += paint.frame(blank + " | ") + (mark.is_primary ? paint.severity(d.severity(), line_below) : paint.frame(line_below)) + '\n';
  }
  return out;
}

std::string render_place(const Diagnostic& d, const Paint& paint) {
  const std::vector<Mark> marks = marks_of(d);
  const std::string blank(fmt::format("{}", marks.back().line).size(), ' ');
  const Position at = d.source->position(d.span.begin);
  std::string out = paint.frame(blank + "--> ") + fmt::format("{}:{}:{}\n", printable(d.source->name()), at.line, at.column);
  out += paint.frame(blank + " |") + '\n';
  for (auto begin = marks.begin(); begin != marks.end();) {
    const auto end = std::find_if(begin, marks.end(), [&](const Mark& m) { return m.line != begin->line; });
    if (begin != marks.begin() && begin->line > std::prev(begin)->line + 1) out += paint.frame(blank + " ...") + '\n';
    out += render_line(d, paint, blank, {begin, end});
    begin = end;
  }
  return out;
}

}  // namespace

std::string render_human(const Diagnostic& d, bool color) {
  const Paint paint{color};
  std::string out = paint.severity(d.severity(), fmt::format("{} {}", word_for(d.severity()), text_of(d.code)));
  out += ": " + paint("1", printable(d.message)) + '\n';
  if (d.source) out += render_place(d, paint);
  if (!d.help.empty()) out += "  " + paint("36", "help:") + ' ' + printable(d.help) + '\n';
  return out;
}

std::string render_plain(const Diagnostic& d) {
  std::string out;
  if (d.source) {
    const Position at = d.source->position(d.span.begin);
    out = fmt::format("{}:{}:{}: ", printable(d.source->name()), at.line, at.column);
  }
  out += fmt::format("{} {}: {}", word_for(d.severity()), text_of(d.code), printable(d.message));
  if (!d.help.empty()) out += " (" + printable(d.help) + ')';
  return out + '\n';
}

std::string render_json(const std::vector<Diagnostic>& diagnostics) {
  std::string out = "[";
  const char* separator = "";
  for (const Diagnostic& d : diagnostics) {
    const Position at = d.source ? d.source->position(d.span.begin) : Position{0, 0};
    out += separator;
    out += fmt::format(R"({{"severity": "{}", "code": "{}", "message": {}, "help": {}, "file": {}, "line": {}, "column": {}}})",
                       word_for(d.severity()), text_of(d.code), base::json_quoted(d.message), base::json_quoted(d.help),
                       base::json_quoted(d.source ? d.source->name() : ""), at.line, at.column);
    separator = ",\n ";
  }
  return out + "]\n";
}

}  // namespace eligo::diag
