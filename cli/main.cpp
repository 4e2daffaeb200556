// The command line of Eligo: reads the options, runs one command, ends with its code. Nothing thrown leaves here.
#include <cstdio>
#include <exception>

#include "commands.h"
#include "diagnostics.h"

namespace eligo::cli {

namespace {

struct Run {
  ExitCode operator()(const CheckOptions& options) const { return run_check(options); }
  ExitCode operator()(const ScreenOptions& options) const { return run_screen(options); }
  ExitCode operator()(const FormatOptions& options) const { return run_format(options); }
  ExitCode operator()(const ShowText& shown) const {
    write(stdout, shown.text);
    return ExitCode::kDone;
  }
  ExitCode operator()(const diag::Diagnostic& trouble) const {
    show(stderr, {trouble}, Color::kAuto);
    return ExitCode::kUsage;
  }
};

ExitCode run(int argc, const char* const* argv) {
  const ExitCode code = std::visit(Run{}, parse_command_line(argc, argv));
  if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return code;
  write(stderr, "error: the output could not be written\n");
  return ExitCode::kInputOutput;
}

}  // namespace

}  // namespace eligo::cli

int main(int argc, char** argv) {
  using eligo::cli::ExitCode;
  try {
    return static_cast<int>(eligo::cli::run(argc, argv));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "internal error: %s; please report it with the input that led to it\n", error.what());
  } catch (...) {
    std::fputs("internal error; please report it with the input that led to it\n", stderr);
  }
  return static_cast<int>(ExitCode::kInternalError);
}
