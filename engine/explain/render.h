// Reports laid out: text for a terminal, JSON for programs, HTML to print and sign. Nothing is decided here; equal
// reports give equal bytes.
#pragma once

#include <string>

#include "explain/report.h"

namespace eligo::explain {

struct TextOptions {
  enum class Color { kNever, kAlways };
  enum class Characters { kUnicode, kAscii };
  enum class Passing { kCounted, kListed };   // kListed: every passing criterion with its values
  Color color = Color::kNever;                // never the only sign
  Characters characters = Characters::kUnicode;
  Passing passing = Passing::kCounted;
  std::size_t width = 80;                     // columns; lines are wrapped to it where their words allow
};

/// For one patient, the verdict last; ends with a line break. What record and rules hold cannot drive the terminal.
std::string render_text(const Report& report, const TextOptions& options);

/// One line for one patient in one trial: protocol, patient, verdict, and the criteria that fail.
std::string render_line(const Report& report, const TextOptions& options);

enum class JsonLayout { kLines, kOneLine };   // kOneLine: one report a line, for lists of patients

/// The result of screening as data: keys in a fixed order, numbers as the record wrote them; ends with a line break.
std::string render_json(const Report& report, JsonLayout layout = JsonLayout::kLines);

/// One self-contained page for one patient and protocol, to be printed on A4 or Letter and signed: the verdict, what is
/// missing, every criterion in the order of the file with its facts, notes, room for initials and a signature. Without
/// script and outside resources; what record and rules hold is escaped.
std::string render_html(const Report& report);

}  // namespace eligo::explain
