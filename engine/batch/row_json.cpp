// Rows as NDJSON: keys in one order, the same keys in every row. What can be written beforehand is.
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
    for (const RowShape& shape : shapes) {
      Keys keys;
      keys.protocol = ", \"protocol\": " + json_quoted(shape.protocol) + ", \"verdict\": \"";
      for (const CriterionName& criterion : shape.criteria) keys.ids.push_back(json_quoted(criterion.id));
      keys_.push_back(std::move(keys));
    }
  }

  void write(const Row& row, std::size_t program, std::string& out) const override {
    const Keys& keys = keys_[program];
    out += "{\"patient\": ";
    out += row.verdict == RowVerdict::kError ? "null" : json_quoted(row.patient);
    out += keys.protocol;
    out += name_of(row.verdict);
    out += '"';
    if (!row.cohort.empty()) out += ", \"cohort\": " + json_quoted(row.cohort);
    write_ids(row, keys, eval::Status::kFail, ", \"failed\": [", out);
    write_ids(row, keys, eval::Status::kUnknown, ", \"unknown\": [", out);
    write_statuses(row, keys, out);
    write_missing(row, keys, out);
    write_problems(row, out);
    if (!row.report.empty()) out += ", \"report\": " + row.report;
    out += "}\n";
  }

 private:
  struct Keys {
    std::string protocol;
    std::vector<std::string> ids;        // in quotes
  };

  static void write_ids(const Row& row, const Keys& keys, eval::Status status, const char* key, std::string& out) {
    out += key;
    bool is_first = true;
    for (std::size_t i = 0; i < row.statuses.size(); ++i) {
      if (row.statuses[i] != status) continue;
      if (!std::exchange(is_first, false)) out += ", ";
      out += keys.ids[i];
    }
    out += ']';
  }

  static void write_statuses(const Row& row, const Keys& keys, std::string& out) {
    out += ", \"criteria\": {";
    for (std::size_t i = 0; i < row.statuses.size(); ++i) {
      if (i > 0) out += ", ";
      out += keys.ids[i];
      out += ": \"";
      out += eval::name_of(row.statuses[i]);
      out += '"';
    }
    out += '}';
  }

  static void write_missing(const Row& row, const Keys& keys, std::string& out) {
    out += ", \"missing\": [";
    for (std::size_t m = 0; m < row.missing.size(); ++m) {
      const RowMissing& missing = row.missing[m];
      out += m > 0 ? ", {\"of\": " : "{\"of\": ";
      out += json_quoted(missing.of) + ", \"why\": \"" + eval::name_of(missing.why) + "\", \"criteria\": [";
      for (std::size_t i = 0; i < missing.criteria.size(); ++i) out += (i > 0 ? ", " : "") + keys.ids[missing.criteria[i]];
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

  std::vector<Keys> keys_;               // by program
};

}  // namespace

std::unique_ptr<RowWriter> json_rows(const std::vector<RowShape>& shapes) { return std::make_unique<JsonRows>(shapes); }

}  // namespace eligo::batch
