// eligo check: the diagnostics of rule files, for people or as JSON.
#include "commands.h"

#include <fmt/format.h>

#include "diag/render.h"
#include "diagnostics.h"
#include "engine.h"
#include "files.h"
#include "module_folders.h"
#include "syntax/parse.h"

namespace eligo::cli {

namespace {

/// What was found in all files together.
struct Findings {
  std::vector<diag::Diagnostic> diagnostics;
  std::size_t files = 0;
  std::size_t dropped = 0;
  bool has_unreadable = false;
};

ExitCode show_codes() {
  for (const diag::Code code : diag::all_codes()) {
    const char* severity = diag::severity_of(code) == diag::Severity::kError ? "error" : "warning";
    write(stdout, fmt::format("{}  {:7}  {}\n", diag::text_of(code), severity, diag::meaning_of(code)));
  }
  return ExitCode::kDone;
}

void check_file(const std::string& path, const CheckOptions& options, Findings& findings) {
  const auto source = read_file(path, syntax::kLargestFile);
  if (!source) {
    findings.diagnostics.push_back(source.error());
    findings.has_unreadable = true;
    return;
  }
  CompileResult result = compile_rules(*source, ModuleFolders(module_folders(path, options.vocabulary_folders)));
  findings.files += 1;
  findings.dropped += result.dropped;
  for (diag::Diagnostic& diagnostic : result.diagnostics) findings.diagnostics.push_back(std::move(diagnostic));
}

Findings check_all(const CheckOptions& options) {
  Findings findings;
  for (const std::string& argument : options.rules) {
    const auto paths = files_at(argument, {".elig"});
    if (!paths) {
      findings.diagnostics.push_back(paths.error());
      findings.has_unreadable = true;
      continue;
    }
    for (const std::string& path : *paths) check_file(path, options, findings);
  }
  return findings;
}

}  // namespace

ExitCode run_check(const CheckOptions& options) {
  if (options.shows_codes) return show_codes();
  const Findings findings = check_all(options);
  if (options.format == Format::kJson) {
    write(stdout, diag::render_json(findings.diagnostics));
  } else {
    show(stdout, findings.diagnostics, options.color);
    if (findings.dropped > 0) write(stdout, fmt::format("and {} more\n", findings.dropped));
    write(stdout, counted(findings.diagnostics) + " in " + counted(findings.files, "file", "files") + '\n');
  }
  if (findings.has_unreadable) return ExitCode::kInputOutput;
  return count_of(findings.diagnostics, diag::Severity::kError) > 0 ? ExitCode::kFindings : ExitCode::kDone;
}

}  // namespace eligo::cli
