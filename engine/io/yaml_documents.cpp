// Finds the documents of a YAML stream by its marker lines, so that a broken one does not hide the others.
// YAML allows a `---` at the beginning of a line nowhere else, not even inside a quoted or block text.
#include <string_view>

#include "base/ascii.h"
#include "io/raw_text.h"
#include "io/read.h"
#include "io/yaml.h"

namespace eligo::io {

namespace {

bool is_marker(std::string_view line, std::string_view marker) {
  return line.starts_with(marker) && (line.size() == marker.size() || base::is_blank(line[marker.size()]));
}

// The line at `begin` without its end, and where the next one begins.
struct Line {
  std::string_view text;
  std::uint32_t next;
};

Line line_at(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  const std::size_t found = text.find('\n', begin);
  const auto next = found == std::string_view::npos ? end : static_cast<std::uint32_t>(found + 1);
  std::string_view line = text.substr(begin, next - begin);
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  return {line, next};
}

}  // namespace

bool begins_document(std::string_view line) { return is_marker(line, "---"); }
bool ends_document(std::string_view line) { return is_marker(line, "..."); }

bool has_content(std::string_view line) {
  if (line.starts_with("%")) return false;
  if (ends_document(line)) return false;
  if (begins_document(line)) line.remove_prefix(3);
  const std::string_view rest = base::trimmed(line);
  return !rest.empty() && !rest.starts_with("#");
}

std::vector<diag::Span> split_documents(const diag::Source& source) {
  const diag::Span all = without_mark(source, whole(source));
  std::vector<diag::Span> documents;
  diag::Span current{all.begin, all.begin};
  bool is_filled = false;
  bool has_marker = false;
  const auto close = [&](std::uint32_t end, std::uint32_t next) {
    current.end = end;
    if (is_filled) documents.push_back(current);
    current.begin = next;
    is_filled = false;
  };
  for (std::uint32_t begin = all.begin; begin < all.end;) {
    const Line line = line_at(source->text(), begin, all.end);
    if (begins_document(line.text)) {
      close(begin, begin);
      has_marker = true;
    } else if (ends_document(line.text)) {
      close(begin, line.next);
      has_marker = false;
    }
    if (!is_filled && has_content(line.text)) {
      is_filled = true;
      if (!has_marker) current.begin = begin;
    }
    begin = line.next;
  }
  close(all.end, all.end);
  return documents;
}

base::Expected<std::vector<clinical::RawValue>, diag::Diagnostic> read_yaml(const diag::Source& source) {
  std::vector<clinical::RawValue> values;
  for (const diag::Span part : split_documents(source)) {
    auto value = read_document(source, part);
    if (!value) return base::Unexpected{value.error()};
    values.push_back(std::move(*value));
  }
  return values;
}

}  // namespace eligo::io
