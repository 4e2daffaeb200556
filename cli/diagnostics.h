// Showing diagnostics, and counting them.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "options.h"

namespace eligo::cli {

void write(std::FILE* stream, std::string_view text);

/// Each for people, with an empty line between them.
void show(std::FILE* stream, const std::vector<diag::Diagnostic>& diagnostics, Color color);

/// "2 errors, 1 warning", "no errors, no warnings".
std::string counted(const std::vector<diag::Diagnostic>& diagnostics);
std::size_t count_of(const std::vector<diag::Diagnostic>& diagnostics, diag::Severity severity);

/// "1 file", "3 files".
std::string counted(std::size_t count, const char* one, const char* many);

}  // namespace eligo::cli
