// The command line, from its words to the end of the run.
#pragma once

#include "exit_codes.h"

namespace eligo::cli {

/// Reads the line, runs the command it names, and gives its end. A line that cannot be followed is told with a suggestion.
ExitCode run_command_line(int argc, const char* const* argv);

}  // namespace eligo::cli
