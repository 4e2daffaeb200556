// Wrappers round a source, which leave pieces out.
#include "batch/portion.h"

#include <algorithm>
#include <utility>

#include "io/byte_stream.h"

namespace eligo::batch {

namespace {

using Filled = base::Expected<io::Supply, diag::Diagnostic>;

class Between : public io::PieceSource {
 public:
  Between(std::unique_ptr<io::PieceSource> source, std::uint64_t begin, std::uint64_t end) : source_(std::move(source)), begin_(begin), end_(end) {}

  Filled fill(io::PieceBatch& batch) override {
    for (;;) {
      const Filled filled = source_->fill(batch);
      if (!filled) return filled;
      std::size_t first = 0;
      while (first < batch.size() && batch[first].offset < begin_) ++first;
      std::size_t last = batch.size();
      while (last > first && batch[last - 1].offset >= end_) --last;
      const bool is_over = *filled == io::Supply::kEnd || last < batch.size();
      batch.keep(first, last);
      if (is_over) return io::Supply::kEnd;
      if (batch.size() > 0) return io::Supply::kMore;
      batch.clear();
    }
  }

 private:
  std::unique_ptr<io::PieceSource> source_;
  std::uint64_t begin_, end_;
};

/// A batch that was begun, and what follows it.
class Begun : public io::PieceSource {
 public:
  Begun(io::PieceBatch begun, io::Supply supply, std::unique_ptr<io::PieceSource> source) : begun_(std::move(begun)), supply_(supply), source_(std::move(source)) {}

  Filled fill(io::PieceBatch& batch) override {
    if (std::exchange(is_given_, true)) return supply_ == io::Supply::kEnd ? Filled(io::Supply::kEnd) : source_->fill(batch);
    std::swap(batch, begun_);
    return supply_;
  }

 private:
  io::PieceBatch begun_;
  io::Supply supply_;
  std::unique_ptr<io::PieceSource> source_;
  bool is_given_ = false;
};

}  // namespace

void Checksum::add(const io::Piece& piece) {
  value = io::checksum(io::checksum(value, piece.text.data(), piece.text.size()), "\n", 1);
  size += piece.text.size() + 1;
}

std::unique_ptr<io::PieceSource> between(std::unique_ptr<io::PieceSource> source, std::uint64_t begin, std::uint64_t end) {
  return std::make_unique<Between>(std::move(source), begin, end);
}

base::Expected<Rest, diag::Diagnostic> after(std::unique_ptr<io::PieceSource> source, std::uint64_t pieces) {
  Rest rest;
  io::PieceBatch batch;
  io::Supply supply = io::Supply::kMore;
  while (rest.pieces < pieces && supply == io::Supply::kMore) {
    batch.clear();
    const Filled filled = source->fill(batch);
    if (!filled) return base::Unexpected{filled.error()};
    supply = *filled;
    const std::size_t again = std::min<std::uint64_t>(batch.size(), pieces - rest.pieces);
    for (std::size_t i = 0; i < again; ++i) rest.checksum.add(batch[i]);
    rest.pieces += again;
    batch.keep(again, batch.size());
  }
  rest.source = std::make_unique<Begun>(std::move(batch), supply, std::move(source));
  return rest;
}

}  // namespace eligo::batch
