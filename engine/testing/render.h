// Results of tests laid out: text for people, JSON and JUnit for programs. Nothing is decided here; equal results give
// equal bytes. Every text ends with a line break.
#pragma once

#include <string>
#include <vector>

#include "testing/run_tests.h"

namespace eligo::testing {

/// What failed with its reasons, then the coverage: what was not seen, and what is left out as impossible.
std::string render_text(const FileResult& result);
/// One line over all files: "412 tests, none failed; coverage 98 % (1203 of 1220)".
std::string render_summary(const std::vector<FileResult>& results);

/// `{"files": [{"tests", "rules", "cases": […], "coverage": {…}}], "passed", "failed", "coverage"}`.
std::string render_json(const std::vector<FileResult>& results);

/// JUnit's XML: a suite for each file, a case for each test.
std::string render_junit(const std::vector<FileResult>& results);

}  // namespace eligo::testing
