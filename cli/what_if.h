// eligo screen --set: each record as it is and as it is supposed to be, and what that changes.
#pragma once

#include <string>
#include <vector>

#include "explain/render.h"
#include "model/record_builder.h"
#include "record_inputs.h"
#include "rule_files.h"

namespace eligo::cli {

struct WhatIf {
  const Programs& programs;
  const std::vector<RecordInput>& inputs;
  const model::ReadOptions& read;
  const std::string& map;                      // the site's mapping; empty: none
  const std::vector<std::string>& edits;       // as written: "ALT=80U/L"
  const std::vector<std::string>& assumptions; // for the reports
  explain::TextOptions text;
  Format format = Format::kText;
  Color color = Color::kAuto;
};

/// Shows the changes, one patient and rule file after the other. An edit that cannot be made is refused before any is shown.
ExitCode show_what_if(const WhatIf& asked);

}  // namespace eligo::cli
