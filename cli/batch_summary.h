// The funnels of a batch: counted on the way or from results that were written, laid out in the format that is asked for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "batch/funnel.h"
#include "diag/diagnostic.h"

namespace eligo::cli {

enum class FunnelFormat { kText, kCsv, kSvg };

/// `.csv` and `.svg` say what they are; anything else is text.
FunnelFormat format_by_ending(const std::string& path);
std::string laid_out(const std::vector<batch::Funnel>& funnels, FunnelFormat format);

class Summary : public batch::RowWatcher {
 public:
  explicit Summary(const std::vector<batch::RowShape>& shapes);

  void add(const batch::Row& row, std::size_t program) override { funnels_[program].add(row, program); }
  void merge(const Summary& other);
  /// Counts the rows of results in NDJSON of the same protocols.
  std::optional<diag::Diagnostic> add_rows(const std::string& path);
  std::string text(FunnelFormat format) const { return laid_out(funnels_, format); }

 private:
  std::vector<batch::Funnel> funnels_;   // by program
};

/// The funnels of results on disk, one for each protocol; `order` as in `--order`. Titles come from the manifest beside
/// each file, where there is one.
base::Expected<std::vector<batch::Funnel>, diag::Diagnostic> funnels_of(const std::vector<std::string>& paths, const std::vector<std::string>& order);

}  // namespace eligo::cli
