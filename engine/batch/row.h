// One patient's result in a list: plain data that the writers lay out, the readers give back and the funnel counts.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "eval/outcome.h"
#include "program/program.h"

namespace eligo::batch {

struct CriterionName {
  std::string id, title;
  bool is_inclusion = true;
};

/// What all rows of one protocol have in common.
struct RowShape {
  std::string protocol, title, version;
  std::vector<CriterionName> criteria;   // in the order of the file
};
RowShape shape_of(const program::Program& program);

enum class RowVerdict : std::uint8_t { kIneligible, kUndetermined, kEligible, kError };
const char* name_of(RowVerdict verdict);
inline constexpr std::size_t kRowVerdicts = 4;

/// What would settle criteria that are open; of patients whose verdict is undetermined.
struct RowMissing {
  std::string of;
  eval::Why why = eval::Why::kAbsent;
  std::vector<std::uint32_t> criteria;   // that want it, by index
};

struct RowProblem {
  std::string code, at;
  std::string text;                      // of a record that could not be read
};

struct Row {
  std::string patient;                   // empty: could not be read
  RowVerdict verdict = RowVerdict::kError;
  std::string cohort;                    // with cohorts: the one that statuses speak of
  std::vector<eval::Status> statuses;    // beside RowShape::criteria; empty where the record could not be read
  std::vector<RowMissing> missing;
  std::vector<RowProblem> problems;
  std::function<void(std::string&)> append_report;   // the whole result as JSON, where it was asked for; holds until the next row is made

  void clear();                          // keeps its memory
};

/// Lays rows out. `head` stands once before all rows.
class RowWriter {
 public:
  virtual ~RowWriter() = default;
  virtual std::string head() const { return {}; }
  /// Adds the row of the program with that index.
  virtual void write(const Row& row, std::size_t program, std::string& out) const = 0;
};

enum class Results { kNdjson, kCsv, kCsvLong };
std::unique_ptr<RowWriter> row_writer(Results results, const std::vector<RowShape>& shapes);

}  // namespace eligo::batch
