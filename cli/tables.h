// The tables of a site (CSV), by the column map in its mapping file. In: the file's path, then texts. Out: their records;
// mistakes of the map, and columns that it does not use, are shown.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/expected.h"
#include "exit_codes.h"
#include "io/csv.h"
#include "options.h"

namespace eligo::cli {

class Tables {
 public:
  /// Null without a path, or where the file has no section `csv`.
  static base::Expected<std::shared_ptr<Tables>, ExitCode> at(const std::string& path, Color color);

  Tables(io::CsvMap map, Color color) : map_(std::move(map)), color_(color) {}

  const io::CsvMap& map() const { return map_; }
  bool has(const diag::Source& text) const { return io::is_table(text, map_); }
  void for_each_record(const diag::Source& text, const clinical::Vocabulary& vocabulary, const model::ReadOptions& options,
                       const std::function<void(io::ReadRecord)>& take);
  /// Shows warnings, each once: several rule files read the same tables.
  void tell(const std::vector<diag::Diagnostic>& warnings);

 private:
  io::CsvMap map_;
  Color color_;
  std::set<std::string> told_;
};

}  // namespace eligo::cli
