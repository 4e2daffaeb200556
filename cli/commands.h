// The commands: each does one thing with its options, writes to standard output and standard error, and ends with a code.
#pragma once

#include "exit_codes.h"
#include "options.h"

namespace eligo::cli {

ExitCode run_check(const CheckOptions& options);
ExitCode run_screen(const ScreenOptions& options);
ExitCode run_format(const FormatOptions& options);

}  // namespace eligo::cli
