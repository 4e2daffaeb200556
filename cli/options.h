// The command line as typed values. What it cannot mean is told with a suggestion; nothing is opened or run here.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "clinical/vocabulary.h"
#include "diag/diagnostic.h"
#include "value/date.h"

namespace eligo::cli {

enum class Format { kText, kJson };
enum class Color { kAuto, kAlways, kNever };

struct CheckOptions {
  std::vector<std::string> rules;
  std::vector<std::string> vocabulary_folders;
  Format format = Format::kText;
  Color color = Color::kAuto;
  bool shows_codes = false;
};

struct ScreenOptions {
  std::vector<std::string> rules;               // arguments that end in .elig
  std::vector<std::string> records;             // all others; `-` is standard input
  std::vector<std::string> vocabulary_folders;
  std::optional<value::TimeSpan> on;
  std::vector<clinical::Kind> assume_complete;
  Format format = Format::kText;
  Color color = Color::kAuto;
  bool is_strict = false;
  bool ignores_unmapped = false;
  bool shows_all = false;
  bool exits_by_verdict = false;
};

struct FormatOptions {
  enum class Mode { kWrite, kCheck, kDiff };
  std::vector<std::string> files;               // `-` is standard input, written to standard output
  Mode mode = Mode::kWrite;
  Color color = Color::kAuto;
};

/// A text that was asked for: the help, the version.
struct ShowText {
  std::string text;
};

using Command = std::variant<CheckOptions, ScreenOptions, FormatOptions, ShowText, diag::Diagnostic>;

/// The diagnostic says what cannot be followed.
Command parse_command_line(int argc, const char* const* argv);

}  // namespace eligo::cli
