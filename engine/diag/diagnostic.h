// What is wrong with an input, where, and what would be right: plain values, collected in a sink and rendered later.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/source_text.h"

namespace eligo::diag {

enum class Severity : std::uint8_t { kWarning, kError };

/// Every message the engine can give. Code, severity and meaning stand in codes.def and nowhere else.
enum class Code : std::uint16_t {
#define ELIGO_CODE(code, severity, meaning) code,
#include "diag/codes.def"
};

const char* text_of(Code code);       // "E0201"
std::optional<Code> code_from_text(std::string_view text);
const char* meaning_of(Code code);    // one line, as documented
Severity severity_of(Code code);
/// All codes in the order of codes.def.
const std::vector<Code>& all_codes();

struct Label {
  Span span;
  std::string text;
};

/// One trouble with one input. `message`: lower case, one line, no final stop, the user's text in backticks.
/// `help` says what was expected or meant; it may be empty. A diagnostic without a source names no place.
struct Diagnostic {
  Code code;
  std::string message;
  std::string help;
  Source source;
  Span span;
  std::vector<Label> labels;  // other places in the same source

  Severity severity() const { return severity_of(code); }
};

/// Collects diagnostics of one run. Keeps at most `limit`; counts the rest.
class Sink {
 public:
  explicit Sink(std::size_t limit = 100) : limit_(limit) {}

  /// Takes a diagnostic, unless the same code already stands at the same place.
  void add(Diagnostic diagnostic);
  bool has_errors() const { return errors_ > 0; }
  std::size_t error_count() const { return errors_; }
  std::size_t dropped() const { return dropped_; }
  /// Sorted by file and place, errors before warnings at one place.
  std::vector<Diagnostic> sorted() const;

 private:
  std::size_t limit_;
  std::size_t errors_ = 0;
  std::size_t dropped_ = 0;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace eligo::diag
