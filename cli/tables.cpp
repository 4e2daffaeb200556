// Hands tables to the reader of the engine, and shows its warnings once.
#include "tables.h"

#include <utility>

#include "diag/render.h"
#include "diagnostics.h"
#include "files.h"

namespace eligo::cli {

base::Expected<std::shared_ptr<Tables>, ExitCode> Tables::at(const std::string& path, Color color) {
  using Found = base::Expected<std::shared_ptr<Tables>, ExitCode>;
  if (path.empty()) return Found(nullptr);
  const auto source = read_or_show(path, io::kLargestYaml, color);
  if (!source) return base::Unexpected{source.error()};
  diag::Sink sink;
  auto map = io::read_csv_section(*source, sink);
  show(stderr, sink.sorted(), color);
  if (sink.has_errors()) return base::Unexpected{ExitCode::kUsage};
  return Found(map ? std::make_shared<Tables>(std::move(*map), color) : nullptr);
}

void Tables::for_each_record(const diag::Source& text, const clinical::Vocabulary& vocabulary, const model::ReadOptions& options,
                             const std::function<void(io::ReadRecord)>& take) {
  diag::Sink warnings;
  io::for_each_csv_record(text, map_, vocabulary, options, warnings, take);
  tell(warnings.sorted());
}

void Tables::tell(const std::vector<diag::Diagnostic>& warnings) {
  for (const diag::Diagnostic& it : warnings) {
    if (told_.insert(diag::render_plain(it)).second) show(stderr, {it}, color_);
  }
}

}  // namespace eligo::cli
