// How far a run has come, on disk beside its results, so that a run that was stopped can go on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/expected.h"
#include "diag/diagnostic.h"

namespace eligo::cli {

struct WrittenPart {
  std::uint64_t size = 0;
  std::uint32_t checksum = 0;
};

struct Checkpoint {
  /// What the results depend on, by name: "rules", "vocabulary", "date", "map", "zone", "input", "options", "engine".
  std::vector<std::pair<std::string, std::string>> identity;
  std::uint64_t records = 0;
  std::uint64_t pieces = 0;              // of the list, that these records stand in
  std::uint32_t input_checksum = 0;      // of these pieces
  WrittenPart rows, errors;
  std::uint64_t rejected = 0;
  std::vector<std::uint64_t> verdicts;
};

std::string checkpoint_path(const std::string& results);

/// None where there is no such file; the diagnostic where it cannot be understood.
base::Expected<std::optional<Checkpoint>, diag::Diagnostic> read_checkpoint(const std::string& results);
std::optional<diag::Diagnostic> write_checkpoint(const std::string& results, const Checkpoint& checkpoint);

/// The first name whose value is another: "rules". Empty where all are equal.
std::string difference(const Checkpoint& one, const Checkpoint& other);

}  // namespace eligo::cli
