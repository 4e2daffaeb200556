// All modules of the vocabulary at once, for commands that look at data without rules.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/expected.h"
#include "clinical/vocabulary.h"
#include "exit_codes.h"
#include "options.h"

namespace eligo::cli {

/// Every module in the folders of --vocabulary; where none is given, in those where the modules of a rule file in the working
/// folder would be looked for. Mistakes are shown.
base::Expected<std::shared_ptr<const clinical::Vocabulary>, ExitCode> whole_vocabulary(const std::vector<std::string>& further, Color color);

}  // namespace eligo::cli
