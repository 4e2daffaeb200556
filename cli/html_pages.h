// HTML pages as files: one for each patient and protocol, so that no page holds two patients.
#pragma once

#include <set>
#include <string>

#include "explain/report.h"
#include "options.h"

namespace eligo::cli {

class HtmlPages {
 public:
  /// An empty folder means standard output, for the only page there is.
  explicit HtmlPages(std::string folder) : folder_(std::move(folder)) {}

  /// Writes a page, and to standard output the name of its file with the verdict. Troubles are shown as they come.
  void add(const explain::Report& report, Color color);
  bool has_failed() const { return has_failed_; }

 private:
  std::string free_name(const explain::Report& report);

  std::string folder_;
  std::set<std::string> taken_;   // names of files, folded
  bool has_failed_ = false;
};

}  // namespace eligo::cli
