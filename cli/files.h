// Files and folders to texts. Whatever cannot be read comes back as a diagnostic that names it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "diag/diagnostic.h"
#include "exit_codes.h"
#include "options.h"

namespace eligo::cli {

/// More than any list of records that is read at once.
inline constexpr std::size_t kLargestInput = 256U << 20U;

/// The text of a file; `-` is standard input. A text longer than `limit` comes back cut, one byte longer than the limit,
/// so that the stage whose limit it is can tell.
base::Expected<diag::Source, diag::Diagnostic> read_file(const std::string& path, std::size_t limit);

/// The same; what cannot be read is shown, and there is the code to end with.
base::Expected<diag::Source, ExitCode> read_or_show(const std::string& path, std::size_t limit, Color color);

/// Writes a file, in place of one that is there, by way of a new file beside it: a failure leaves the old one whole.
std::optional<diag::Diagnostic> write_file(const std::string& path, std::string_view text);

/// Makes a folder, and those above it, where they are not there yet.
std::optional<diag::Diagnostic> make_folder(const std::string& path);

/// The argument itself where it is no folder; else the files below it that end in one of `endings`, in the order of their
/// names.
base::Expected<std::vector<std::string>, diag::Diagnostic> files_at(const std::string& path, const std::vector<std::string>& endings);

}  // namespace eligo::cli
