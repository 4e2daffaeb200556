// The program: runs the command line and ends with its code. Nothing thrown leaves here.
#include <cstdio>
#include <exception>

#include "command_line.h"
#include "diagnostics.h"

namespace eligo::cli {

namespace {

ExitCode run(int argc, const char* const* argv) {
  const ExitCode code = run_command_line(argc, argv);
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
