// Rows as CSV: one line a patient with a column for each criterion, or one line for each patient and criterion.
#include <algorithm>
#include <optional>
#include <utility>

#include "batch/row_writers.h"

namespace eligo::batch {

namespace {

constexpr std::string_view kNeedsQuotes = ",\"\r\n;";
constexpr std::string_view kRunsAsFormula = "=+-@\t\r'";

std::string ids_with(const Row& row, const RowShape& shape, eval::Status status) {
  std::string out;
  for (std::size_t i = 0; i < row.statuses.size(); ++i) {
    if (row.statuses[i] == status) out += (out.empty() ? "" : " ") + shape.criteria[i].id;
  }
  return out;
}

// `LVEF stale; ECOG absent`: of one criterion, or of all.
std::string missing_of(const Row& row, std::optional<std::uint32_t> criterion) {
  std::string out;
  for (const RowMissing& missing : row.missing) {
    const bool is_wanted = !criterion || std::find(missing.criteria.begin(), missing.criteria.end(), *criterion) != missing.criteria.end();
    if (is_wanted) out += (out.empty() ? "" : "; ") + missing.of + " " + eval::name_of(missing.why);
  }
  return out;
}

std::string problems_of(const Row& row) {
  std::string out;
  for (const RowProblem& problem : row.problems) {
    out += (out.empty() ? "" : "; ") + problem.code + " " + problem.at;
    if (!problem.text.empty()) out += ": " + problem.text;
  }
  return out;
}

void add_cells(std::string& out, const std::vector<std::string_view>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    add_csv_cell(out, cells[i]);
  }
}

class CsvRows : public RowWriter {
 public:
  explicit CsvRows(const std::vector<RowShape>& shapes) : shapes_(shapes) {
    for (const RowShape& shape : shapes_) {
      std::vector<std::size_t> places;
      for (const CriterionName& criterion : shape.criteria) {
        const auto found = std::find(columns_.begin(), columns_.end(), criterion.id);
        places.push_back(static_cast<std::size_t>(found - columns_.begin()));
        if (found == columns_.end()) columns_.push_back(criterion.id);
      }
      places_.push_back(std::move(places));
    }
  }

  std::string head() const override {
    std::string out(kCsvHead);
    for (const std::string& column : columns_) {
      out += ',';
      add_csv_cell(out, column);
    }
    return out + "\r\n";
  }

  void write(const Row& row, std::size_t program, std::string& out) const override {
    const RowShape& shape = shapes_[program];
    const std::string failed = ids_with(row, shape, eval::Status::kFail), unknown = ids_with(row, shape, eval::Status::kUnknown);
    const std::string missing = missing_of(row, std::nullopt), problems = problems_of(row);
    add_cells(out, {row.patient, shape.protocol, name_of(row.verdict), row.cohort, failed, unknown, missing, problems});
    std::vector<const char*> cells(columns_.size(), "");
    for (std::size_t i = 0; i < row.statuses.size(); ++i) cells[places_[program][i]] = eval::name_of(row.statuses[i]);
    for (const char* cell : cells) {
      out += ',';
      out += cell;
    }
    out += "\r\n";
  }

 private:
  std::vector<RowShape> shapes_;
  std::vector<std::string> columns_;                 // criteria of all protocols, each id once
  std::vector<std::vector<std::size_t>> places_;     // by program: the column of each criterion
};

class CsvLongRows : public RowWriter {
 public:
  explicit CsvLongRows(const std::vector<RowShape>& shapes) : shapes_(shapes) {}

  std::string head() const override { return std::string(kCsvLongHead) + "\r\n"; }

  void write(const Row& row, std::size_t program, std::string& out) const override {
    const RowShape& shape = shapes_[program];
    const std::string problems = problems_of(row);
    if (row.statuses.empty()) {
      add_cells(out, {row.patient, shape.protocol, name_of(row.verdict), row.cohort, "", "", "", problems});
      out += "\r\n";
    }
    for (std::uint32_t i = 0; i < row.statuses.size(); ++i) {
      add_cells(out, {row.patient, shape.protocol, name_of(row.verdict), row.cohort, shape.criteria[i].id, eval::name_of(row.statuses[i]), missing_of(row, i),
                      i == 0 ? std::string_view(problems) : std::string_view()});
      out += "\r\n";
    }
  }

 private:
  std::vector<RowShape> shapes_;
};

}  // namespace

void add_csv_cell(std::string& out, std::string_view text) {
  const bool is_marked = !text.empty() && kRunsAsFormula.find(text.front()) != std::string_view::npos;
  if (text.find_first_of(kNeedsQuotes) == std::string_view::npos) {
    if (is_marked) out += '\'';
    out += text;
    return;
  }
  out += is_marked ? "\"'" : "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

std::unique_ptr<RowWriter> csv_rows(const std::vector<RowShape>& shapes) { return std::make_unique<CsvRows>(shapes); }
std::unique_ptr<RowWriter> csv_long_rows(const std::vector<RowShape>& shapes) { return std::make_unique<CsvLongRows>(shapes); }

}  // namespace eligo::batch
