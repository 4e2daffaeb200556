// One run over a list of patients: from typed options to files and an exit code.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "batch/screening.h"
#include "exit_codes.h"
#include "progress.h"
#include "value/date.h"

namespace eligo::cli {

struct Shard {
  std::uint64_t number = 1, of = 1;
};

struct BatchOptions {
  std::vector<std::string> rules;
  std::vector<std::string> vocabulary_folders;
  std::string in;
  std::string out = "-";
  std::string errors, summary;           // empty: not asked for
  batch::Results results = batch::Results::kNdjson;
  batch::Explained explained = batch::Explained::kNone;
  std::size_t jobs = 0;                  // 0: as many as there are processors
  Shard shard;
  bool resumes = false;
  bool flushes_lines = false;
  std::optional<std::size_t> most_errors;
  std::size_t checkpoint_seconds = 5;
  ProgressMode progress = ProgressMode::kAuto;
  std::optional<value::TimeSpan> on;
  std::vector<clinical::Kind> assume_complete;
  bool ignores_unmapped = false;
  std::string map;                       // the site's mapping file; empty: none
  std::optional<std::int16_t> zone;
};

ExitCode run_batch(const BatchOptions& options);

}  // namespace eligo::cli
