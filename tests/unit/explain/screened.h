// A report from texts: rules and a record through the whole engine, with a small vocabulary of our own.
#pragma once

#include <string>

#include "explain/report.h"

/// `rules` without the lines that name protocol and vocabulary; `record` without patient and screening day (2026-11-22;
/// lymphodepletion is planned for 2026-12-08).
eligo::explain::Report screened(const std::string& rules, const std::string& record);

/// The sentences of the first criterion, one a line: its reasons, or where it passes what makes it pass.
std::string sentences(const std::string& rules, const std::string& record);

/// What is missing for the first criterion, one text a line.
std::string missing(const std::string& rules, const std::string& record);
