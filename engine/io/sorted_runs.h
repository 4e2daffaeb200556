// External sorting: texts by key and turn, in runs that go to a folder when they grow too large for memory, merged again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "diag/diagnostic.h"

namespace eligo::io {

struct SortedText {
  std::string key;
  std::uint64_t turn = 0;      // among those of one key
  std::string text;
};

class SortedRuns {
 public:
  /// `limit`: bytes held in memory. Files in `folder` are unlinked as soon as they are open.
  SortedRuns(std::size_t limit, std::string folder);
  ~SortedRuns();

  /// Trouble with the folder (E0801).
  std::optional<diag::Diagnostic> add(std::string_view key, std::uint64_t turn, std::string_view text);
  /// Ends the adding.
  std::optional<diag::Diagnostic> sort();
  /// The next text by key and turn; null at the end. Lasts until the next call.
  base::Expected<const SortedText*, diag::Diagnostic> next();
  std::size_t run_count() const { return runs_.size(); }

 private:
  class Run;
  struct Entry {
    std::size_t key, key_size, text_size;   // in bytes_: the key, then the text
    std::uint64_t turn;
  };
  std::string_view key_of(const Entry& it) const { return std::string_view(bytes_).substr(it.key, it.key_size); }
  void sort_memory();
  std::optional<diag::Diagnostic> write_run();

  std::size_t limit_;
  std::string folder_;
  std::string bytes_;
  std::vector<Entry> entries_;
  std::size_t next_entry_ = 0;
  std::vector<std::unique_ptr<Run>> runs_;
  std::vector<Run*> heap_;                  // of runs, the smallest in front
  SortedText current_;
};

}  // namespace eligo::io
