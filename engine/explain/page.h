// A page of text that grows line by line: wrapped to a width, with signs and colours, safe for a terminal.
#pragma once

#include <string>
#include <string_view>

#include "explain/render.h"

namespace eligo::explain {

/// What a line is about: chooses its sign and colour.
enum class Mark { kNone, kFail, kUnknown, kPass, kHeading };

class Page {
 public:
  explicit Page(const TextOptions& options) : options_(options) {}

  /// Text wrapped to the width; lines after the first stand under its beginning, `hanging` columns further in.
  void add(std::size_t indent, std::string_view text, Mark mark = Mark::kNone, std::size_t hanging = 0);
  void blank() { out_ += '\n'; }
  /// The sign of a mark with a blank after it: "✗ ", "x " where only ASCII is allowed.
  std::string sign(Mark mark) const;
  const std::string& text() const { return out_; }

 private:
  void put(std::size_t indent, std::string_view line, Mark mark);

  TextOptions options_;
  std::string out_;
};

}  // namespace eligo::explain
