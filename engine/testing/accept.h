// The text of a test file with every expectation that was not met replaced by what the rules said; all else stays as it is.
#pragma once

#include <string>

#include "testing/run_tests.h"

namespace eligo::testing {

struct Accepted {
  std::string text;
  std::size_t replaced = 0;
  std::size_t left = 0;        // expectations of several records (a table over several paths) that now answer differently
};

/// `result` came from running `source`.
Accepted accept(const diag::SourceText& source, const FileResult& result);

}  // namespace eligo::testing
