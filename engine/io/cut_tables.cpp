// A table is read as a whole, since a patient's rows may stand anywhere in it, and given out entry by entry.
#include <algorithm>
#include <utility>

#include "io/csv_table.h"
#include "io/cutters.h"

namespace eligo::io {

namespace {

using diag::Code;
using Filled = base::Expected<Supply, diag::Diagnostic>;

class TableCutter : public PieceSource {
 public:
  TableCutter(BegunStream stream, std::string_view file, const ListOptions& options) : stream_(std::move(stream)), file_(file), options_(options) {}

  Filled fill(PieceBatch& batch) override {
    if (table_ == nullptr) {
      const auto refusal = open();
      if (!refusal) return base::Unexpected{refusal.error()};
      if (*refusal) batch.add_refusal(**refusal, file_, 1, 0);
      batch.position = size_;
      if (*refusal) return Supply::kEnd;
    }
    constexpr std::size_t kMost = 256;   // entries at once, so that all threads have work
    const std::size_t end = std::min(next_ + kMost, table_->entries().size());
    for (; next_ < end; ++next_) batch.add_entry(table_, std::to_string(next_) + " " + checksum_, file_, table_->entries()[next_].rows.front(), static_cast<std::uint8_t>(Form::kEntry));
    batch.position = size_;
    return next_ < table_->entries().size() ? Supply::kMore : Supply::kEnd;
  }

 private:
  using Refusal = std::optional<diag::Diagnostic>;

  // The refusal is that of the table; the error is one of reading.
  base::Expected<Refusal, diag::Diagnostic> open() {
    if (options_.map == nullptr) return Refusal({Code::E0645, "a table needs a column map", "it is the section `csv` of a mapping file", nullptr, {}, {}});
    if (options_.map->is_of_several()) return Refusal({Code::E0645, "the column map is one of several tables, which this is none of", "name it under `tables`", nullptr, {}, {}});
    if (stream_.offset > 0) stream_.beginning.insert(0, "\xEF\xBB\xBF");   // a byte order mark, which tells the encoding
    auto whole = table_text(*stream_.stream, std::move(stream_.beginning));
    if (!whole) return base::Unexpected{whole.error()};
    if (whole->refusal) return whole->refusal;
    std::string& text = whole->text;
    size_ = text.size();
    checksum_ = std::to_string(checksum(0, text.data(), text.size()));
    diag::Sink warnings;
    const auto table = CsvTable::of(std::make_shared<const diag::SourceText>(std::string(file_), std::move(text)), *options_.map, warnings);
    if (options_.warn) options_.warn(warnings.sorted());
    if (!table) return Refusal(table.error());
    table_ = *table;
    return Refusal();
  }

  BegunStream stream_;
  std::string_view file_;
  ListOptions options_;
  std::shared_ptr<const CsvTable> table_;
  std::string checksum_;
  std::size_t next_ = 0, size_ = 0;
};

}  // namespace

base::Expected<TableText, diag::Diagnostic> table_text(ByteStream& stream, std::string beginning) {
  TableText out{std::move(beginning), std::nullopt};
  for (std::size_t before = out.text.size();; before = out.text.size()) {
    if (before > kLargestTable) {
      return TableText{"", diag::Diagnostic{Code::E0618, "the table is larger than " + std::to_string(kLargestTable >> 20U) + " MiB", "split it into several files, all rows of a patient in one", nullptr, {}, {}}};
    }
    const std::size_t chunk = std::clamp<std::size_t>(before, 64U << 10U, 4U << 20U);
    out.text.resize(before + chunk);
    const auto taken = stream.read(out.text.data() + before, chunk);
    if (!taken) return base::Unexpected{taken.error()};
    out.text.resize(before + *taken);
    if (*taken == 0) return out;
  }
}

std::unique_ptr<PieceSource> cut_table(BegunStream stream, std::string_view file, const ListOptions& options) {
  return std::make_unique<TableCutter>(std::move(stream), file, options);
}

}  // namespace eligo::io
