// Rows as NDJSON: keys in one order, the same keys in every row. What can be written beforehand is.
#include <array>
#include <memory>
#include <utility>

#include "base/json_text.h"
#include "batch/row_writers.h"

namespace eligo::batch {

namespace {

using base::json_quoted;

class JsonRows : public RowWriter {
 public:
  explicit JsonRows(const std::vector<RowShape>& shapes) {
    for (const RowShape& shape : shapes) pieces_.emplace_back(shape);
  }

  void write(const Row& row, std::size_t program, std::string& out) const override {
    const Pieces& pieces = pieces_[program];
    out += "{\"patient\": ";
    if (row.verdict == RowVerdict::kError) out += "null";
    else base::append_json_quoted(out, row.patient);
    out += pieces.verdicts[static_cast<std::size_t>(row.verdict)];
    if (!row.cohort.empty()) out += ", \"cohort\": " + json_quoted(row.cohort);
    write_ids(row, pieces, eval::Status::kFail, ", \"failed\": [", out);
    write_ids(row, pieces, eval::Status::kUnknown, ", \"unknown\": [", out);
    out += ", \"criteria\": {";
    for (std::size_t i = 0; i < row.statuses.size(); ++i) out += pieces.statuses[i][static_cast<std::size_t>(row.statuses[i])];
    write_missing(row, pieces, out);
    write_problems(row, out);
    if (!row.report.empty()) {
      out += ", \"report\": ";
      out += row.report;
    }
    out += "}\n";
  }

 private:
  /// What rows of one protocol are put together from.
  struct Pieces {
    explicit Pieces(const RowShape& shape) {
      for (std::size_t v = 0; v < kRowVerdicts; ++v) {
        verdicts[v] = ", \"protocol\": " + json_quoted(shape.protocol) + ", \"verdict\": \"" + name_of(static_cast<RowVerdict>(v)) + '"';
      }
      for (const CriterionName& criterion : shape.criteria) {
        const std::string key = (ids.empty() ? "" : ", ") + json_quoted(criterion.id) + ": \"";
        ids.push_back(json_quoted(criterion.id));
        statuses.emplace_back();
        for (std::size_t s = 0; s < eval::kStatuses; ++s) statuses.back()[s] = key + eval::name_of(static_cast<eval::Status>(s)) + '"';
      }
    }

    std::array<std::string, kRowVerdicts> verdicts;                     // from the protocol to the verdict
    std::vector<std::string> ids;                                       // in quotes
    std::vector<std::array<std::string, eval::kStatuses>> statuses;     // `, "I1": "pass"`
  };

  static void write_ids(const Row& row, const Pieces& pieces, eval::Status status, std::string_view key, std::string& out) {
    out += key;
    bool is_first = true;
    for (std::size_t i = 0; i < row.statuses.size(); ++i) {
      if (row.statuses[i] != status) continue;
      if (!std::exchange(is_first, false)) out += ", ";
      out += pieces.ids[i];
    }
    out += ']';
  }

  static void write_missing(const Row& row, const Pieces& pieces, std::string& out) {
    out += "}, \"missing\": [";
    for (std::size_t m = 0; m < row.missing.size(); ++m) {
      const RowMissing& missing = row.missing[m];
      out += m > 0 ? ", {\"of\": " : "{\"of\": ";
      out += json_quoted(missing.of) + ", \"why\": \"" + eval::name_of(missing.why) + "\", \"criteria\": [";
      for (std::size_t i = 0; i < missing.criteria.size(); ++i) out += (i > 0 ? ", " : "") + pieces.ids[missing.criteria[i]];
      out += "]}";
    }
    out += ']';
  }

  static void write_problems(const Row& row, std::string& out) {
    out += ", \"problems\": [";
    for (std::size_t p = 0; p < row.problems.size(); ++p) {
      const RowProblem& problem = row.problems[p];
      out += p > 0 ? ", " : "";
      out += "{\"code\": \"" + problem.code + "\", \"at\": " + json_quoted(problem.at);
      if (!problem.text.empty()) out += ", \"text\": " + json_quoted(problem.text);
      out += '}';
    }
    out += ']';
  }

  std::vector<Pieces> pieces_;           // by program
};

}  // namespace

std::unique_ptr<RowWriter> json_rows(const std::vector<RowShape>& shapes) { return std::make_unique<JsonRows>(shapes); }

}  // namespace eligo::batch
