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

struct CheckOptions {
  std::vector<std::string> rules;
  std::vector<std::string> vocabulary_folders;
  Format format = Format::kText;
  Color color = Color::kAuto;
  bool shows_codes = false;
};

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

class CheckCommand : public Command {
 public:
  CommandText text() const override {
    return {"check", "find the mistakes in rule files",
            "Examples:\n"
            "  eligo check trial.elig\n"
            "  eligo check rules/ --format json                 every .elig file below a folder\n"
            "  eligo check trial.elig --vocabulary ../modules   more places for vocabulary modules\n"
            "  eligo check --codes                              what every code means\n\n"
            "Ends with 1 where there are errors, with 0 where there are none or only warnings."};
  }

  void declare(Options& options) override {
    options.arguments("rules", options_.rules, "rule files, or folders of them");
    options.format(options_.format);
    options.vocabulary(options_.vocabulary_folders);
    options.color(options_.color);
    options.flag("--codes", options_.shows_codes, "list every code with its meaning");
  }

  ExitCode run() override {
    if (options_.rules.empty() && !options_.shows_codes) return refuse(cannot_follow("no rule file is named", "eligo check trial.elig"));
    return run_check(options_);
  }

 private:
  CheckOptions options_;
};

}  // namespace

std::unique_ptr<Command> check_command() { return std::make_unique<CheckCommand>(); }

}  // namespace eligo::cli
