// A command of the line: what it is called, what it may be told, what it does. Each command_<verb>.cpp holds one.
#pragma once

#include "exit_codes.h"
#include "options.h"

namespace eligo::cli {

/// What the help says of a command.
struct CommandText {
  const char* name;    // `check`; with two words, `data profile`, the command `profile` of the group `data`
  const char* about;   // one line, for the list of commands
  const char* help;    // examples first, then what it does and how it ends
};

class Command {
 public:
  virtual ~Command() = default;

  virtual CommandText text() const = 0;
  /// Names the options; what they are given is kept in the command.
  virtual void declare(Options& options) = 0;
  /// Runs once the line has been read. Writes to standard output and standard error.
  virtual ExitCode run() = 0;
};

}  // namespace eligo::cli
