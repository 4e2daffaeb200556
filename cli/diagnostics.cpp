// Diagnostics to a stream, in the look for people.
#include "diagnostics.h"

#include <fmt/format.h>

#include <algorithm>

#include "diag/render.h"
#include "terminal.h"

namespace eligo::cli {

void write(std::FILE* stream, std::string_view text) { std::fwrite(text.data(), 1, text.size(), stream); }

void show(std::FILE* stream, const std::vector<diag::Diagnostic>& diagnostics, Color color) {
  const bool is_colored = wants_color(color, stream);
  for (const diag::Diagnostic& diagnostic : diagnostics) write(stream, diag::render_human(diagnostic, is_colored) + '\n');
}

std::size_t count_of(const std::vector<diag::Diagnostic>& diagnostics, diag::Severity severity) {
  return static_cast<std::size_t>(std::count_if(diagnostics.begin(), diagnostics.end(), [severity](const diag::Diagnostic& d) { return d.severity() == severity; }));
}

std::string counted(std::size_t count, const char* one, const char* many) {
  return count == 0 ? fmt::format("no {}", many) : fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string counted(const std::vector<diag::Diagnostic>& diagnostics) {
  return counted(count_of(diagnostics, diag::Severity::kError), "error", "errors") + ", " +
         counted(count_of(diagnostics, diag::Severity::kWarning), "warning", "warnings");
}

}  // namespace eligo::cli
