// What would settle an open criterion, without the words for it: for lists, where texts for every patient cost too much.
#pragma once

#include <string>
#include <vector>

#include "eval/recording.h"
#include "program/program.h"

namespace eligo::explain {

struct OpenWant {
  std::string of;
  eval::Why why = eval::Why::kAbsent;
};

/// The same things, in the same order, as `missing` of a report lists for an unknown criterion; `root` is its finding.
std::vector<OpenWant> open_wants(const program::Program& program, const eval::Recording& recording, eval::FindingId root);

}  // namespace eligo::explain
