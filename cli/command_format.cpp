// eligo format: rule files in the one style, names as the vocabulary spells them. A file that does not parse is left alone.
#include "commands.h"

#include "diagnostics.h"
#include "engine.h"
#include "files.h"
#include "line_diff.h"
#include "module_folders.h"
#include "syntax/parse.h"

namespace eligo::cli {

namespace {

struct FormatOptions {
  enum class Mode { kWrite, kCheck, kDiff };
  std::vector<std::string> vocabulary_folders;
  std::vector<std::string> files;               // `-` is standard input, written to standard output
  Mode mode = Mode::kWrite;
  Color color = Color::kAuto;
};

/// The worse of two ends of a run.
ExitCode worse(ExitCode a, ExitCode b) { return a < b ? b : a; }

ExitCode report(const diag::Diagnostic& trouble, const FormatOptions& options) {
  show(stderr, {trouble}, options.color);
  return ExitCode::kInputOutput;
}

ExitCode format_file(const std::string& path, const FormatOptions& options) {
  const auto source = read_file(path, syntax::kLargestFile);
  if (!source) return report(source.error(), options);
  const FormatResult result = format_rules(*source, ModuleFolders(module_folders(path, options.vocabulary_folders)));
  if (!result.text) {
    show(stderr, result.diagnostics, options.color);
    return ExitCode::kUsage;
  }
  const std::string& before = (*source)->text();
  const std::string& after = *result.text;
  const bool is_changed = before != after;
  switch (options.mode) {
    case FormatOptions::Mode::kCheck:
      if (is_changed) write(stdout, path + " would change\n");
      return is_changed ? ExitCode::kFindings : ExitCode::kDone;
    case FormatOptions::Mode::kDiff:
      if (is_changed) write(stdout, "--- " + path + "\n+++ " + path + '\n' + line_diff(before, after));
      return is_changed ? ExitCode::kFindings : ExitCode::kDone;
    case FormatOptions::Mode::kWrite:
      break;
  }
  if (path == "-") write(stdout, after);
  else if (is_changed) {
    if (const auto trouble = write_file(path, after)) return report(*trouble, options);
    write(stdout, path + '\n');
  }
  return ExitCode::kDone;
}

ExitCode run_format(const FormatOptions& options) {
  ExitCode code = ExitCode::kDone;
  for (const std::string& argument : options.files) {
    const auto paths = files_at(argument, {".elig"});
    if (!paths) {
      code = worse(code, report(paths.error(), options));
      continue;
    }
    for (const std::string& path : *paths) code = worse(code, format_file(path, options));
  }
  return code;
}

class FormatCommand : public Command {
 public:
  CommandText text() const override {
    return {"format", "write rule files in the one style",
            "Examples:\n"
            "  eligo format trial.elig                          rewrite the file\n"
            "  eligo format --check rules/                      only say which files would change; ends with 1 where some would\n"
            "  eligo format --diff trial.elig                   show what would change\n"
            "  eligo format - < trial.elig                      from standard input to standard output\n\n"
            "Names are written as the vocabulary spells them, where it is found and the rules have no errors.\n"
            "A file that does not parse is left alone."};
  }

  void declare(Options& options) override {
    options.arguments("files", options_.files, "rule files, folders of them, or -");
    options.flag("--check", only_checks_, "change nothing; say which files would change");
    options.flag("--diff", shows_diff_, "change nothing; show what would change");
    options.exclude("--check", "--diff");
    options.vocabulary(options_.vocabulary_folders);
    options.color(options_.color);
  }

  ExitCode run() override {
    if (options_.files.empty()) return refuse(cannot_follow("no file is named", "eligo format trial.elig, or `-` for standard input"));
    using Mode = FormatOptions::Mode;
    options_.mode = only_checks_ ? Mode::kCheck : shows_diff_ ? Mode::kDiff : Mode::kWrite;
    return run_format(options_);
  }

 private:
  FormatOptions options_;
  bool only_checks_ = false;
  bool shows_diff_ = false;
};

}  // namespace

std::unique_ptr<Command> format_command() { return std::make_unique<FormatCommand>(); }

}  // namespace eligo::cli
