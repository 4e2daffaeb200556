// A text that was read (a rule file, a vocabulary module, a record) and places in it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace eligo::diag {

/// A half-open range of bytes [begin, end) of one text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool is_empty() const { return begin == end; }
  friend bool operator==(const Span&, const Span&) = default;
};

/// The smallest span that holds both.
Span joined(Span a, Span b);

/// Line and column count from 1; the column counts characters (UTF-8 code points), not bytes.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// A named text and where its lines begin. Immutable; shared by all diagnostics that point into it.
class SourceText {
 public:
  SourceText(std::string name, std::string text);

  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }
  Position position(std::uint32_t offset) const;
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }
  /// The text of a line (from 1) without its line end.
  std::string_view line(std::uint32_t number) const;
  std::uint32_t line_start(std::uint32_t number) const { return line_starts_[number - 1]; }
  std::string_view slice(Span span) const { return std::string_view(text_).substr(span.begin, span.end - span.begin); }

 private:
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

using Source = std::shared_ptr<const SourceText>;

}  // namespace eligo::diag
