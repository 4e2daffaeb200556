// What the command line says by its exit code. Programs rely on these: none is ever given a new meaning.
#pragma once

namespace eligo::cli {

enum class ExitCode : int {
  kDone = 0,            // the work was done, whatever the verdict
  kFindings = 1,        // check, format: there is something to mend
  kUsage = 2,           // a command line that cannot be followed, or rules that do not compile
  kRejected = 3,        // finished, but some records were rejected
  kInputOutput = 4,     // reading or writing failed: try again
  kRefused = 5,         // a safety limit refused the run
  kIneligible = 10,     // only with --exit-verdict
  kUndetermined = 11,   // only with --exit-verdict
  kInternalError = 70,  // our bug
  kInterrupted = 130,   // stopped by SIGINT
  kTerminated = 143     // stopped by SIGTERM
};

}  // namespace eligo::cli
