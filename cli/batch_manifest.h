// What a run did, as JSON beside its results: for whoever must show later where they came from.
#pragma once

#include <string>

#include "batch_job.h"
#include "checkpoint.h"
#include "list_files.h"
#include "rule_files.h"

namespace eligo::cli {

struct BatchRecord {
  const BatchOptions& options;
  const Programs& programs;
  const RecordList& list;
  const Checkpoint& done;
  const std::string& map_sha256;         // empty without a map
  std::uint64_t results_size;
  std::uint32_t results_checksum;
};

/// Command, versions, hashes, date, counts, limits. No clock times: equal runs give equal bytes.
std::string batch_manifest(const BatchRecord& record);

}  // namespace eligo::cli
