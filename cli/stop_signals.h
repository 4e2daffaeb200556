// SIGTERM and SIGINT as a wish to stop, which the run looks at; a closed pipe and a file that may not grow as failures
// of writing.
#pragma once

#include <optional>

#include "exit_codes.h"

namespace eligo::cli {

/// While one is alive, the signals are caught. There is one at a time.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  /// How the program ends where a signal asked for it.
  static std::optional<ExitCode> wanted();
  /// Can be read from once a signal has come: for those who wait with poll().
  static int descriptor();
};

}  // namespace eligo::cli
