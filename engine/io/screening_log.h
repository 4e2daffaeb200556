// Results of screening to a screening log: what was screened when and with what answer, and nothing that tells who.
// In: the JSON that `eligo screen` writes (one object, a list, or one object a line). Out: rows, and a CSV table.
#pragma once

#include <string>
#include <vector>

#include "base/expected.h"
#include "diag/diagnostic.h"

namespace eligo::io {

struct LogRow {
  std::string patient;                  // tells candidates apart; never written
  bool has_patient = false;             // a record that could not be read has none
  std::string screened, protocol, version, verdict;
  std::vector<std::string> failed, undecided;   // ids of criteria, each once
};

/// The results in a text. What is no result of screening is refused with its place (E0617), as is no JSON (E0601).
base::Expected<std::vector<LogRow>, diag::Diagnostic> read_results(const diag::Source& source);

/// RFC 4180, with a line of names: candidate, date_screened, protocol, protocol_version, verdict, failed, undecided.
/// Candidates are numbered from 1 in the order in which they first appear. No cell can act as a formula or move a cursor.
std::string write_log(const std::vector<LogRow>& rows);

}  // namespace eligo::io
