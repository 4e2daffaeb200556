// Lines are found in the batch itself, where they were read to; what is left of the last one goes to the next batch.
#include <algorithm>
#include <cstring>
#include <utility>

#include "base/ascii.h"
#include "io/bulk_export.h"
#include "io/cutters.h"
#include "io/fhir.h"

namespace eligo::io {

namespace {

class LineCutter : public PieceSource {
 public:
  LineCutter(BegunStream stream, std::string_view file, Pace pace, Form form)
      : stream_(std::move(stream.stream)), rest_(std::move(stream.beginning)), offset_(stream.offset), file_(file), pace_(pace), form_(form) {}

  base::Expected<Supply, diag::Diagnostic> fill(PieceBatch& batch) override {
    begin_ = batch.used();
    std::memcpy(batch.room(rest_.size() + 1), rest_.data(), rest_.size());
    batch.use(rest_.size());
    rest_.clear();
    find_lines(batch, begin_);
    while (!is_at_end_ && !is_enough(batch)) {
      const std::size_t before = batch.used();
      const auto taken = stream_->read(batch.room(kChunk), kChunk);
      if (!taken) return base::Unexpected{taken.error()};
      is_at_end_ = *taken == 0;
      batch.use(*taken);
      find_lines(batch, before);
    }
    if (is_at_end_) close(batch);
    rest_ = batch.bytes(begin_);
    batch.unuse_from(begin_);
    batch.position = offset_;
    return is_at_end_ ? Supply::kEnd : Supply::kMore;
  }

 private:
  static constexpr std::size_t kChunk = 64U << 10U;

  std::size_t longest() const { return form_ == Form::kFhir ? kLargestBundle : kLargestRecord; }

  bool is_enough(const PieceBatch& batch) const {
    if (pace_ == Pace::kPrompt && batch.size() > 0) return true;
    return batch.is_full() && batch.size() > 0;
  }

  // Cuts at every line break from `from` on. `begin_` is where the open line begins.
  void find_lines(PieceBatch& batch, std::size_t from) {
    for (;;) {
      const std::string_view fresh = batch.bytes(from);
      const std::size_t found = fresh.find('\n');
      if (found == std::string_view::npos) break;
      from += found + 1;
      end_line(batch, from - 1);
      offset_ += from - begin_;
      begin_ = from;
      ++line_;
    }
    drop_if_too_long(batch);
  }

  void end_line(PieceBatch& batch, std::size_t end) {
    if (dropped_ > 0) {
      offset_ += std::exchange(dropped_, 0);
    } else if (end - begin_ > longest()) {
      refuse(batch);
    } else if (!base::trimmed(batch.bytes(begin_).substr(0, end - begin_)).empty()) {
      batch.add_used(begin_, end, file_, line_, offset_, static_cast<std::uint8_t>(form_));
    }
  }

  // What is known to be too long need not be kept: the line is refused once, and its bytes are thrown away up to its end.
  void drop_if_too_long(PieceBatch& batch) {
    const std::size_t open = batch.used() - begin_;
    if (dropped_ == 0 && open <= longest()) return;
    if (dropped_ == 0) refuse(batch);
    dropped_ += open;
    batch.unuse_from(begin_);
  }

  void refuse(PieceBatch& batch) {
    batch.add_refusal({diag::Code::E0618, std::string(form_ == Form::kFhir ? "the bundle" : "the record") + " is larger than " + std::to_string(longest() >> 20U) + " MiB", "", nullptr, {}, {}}, file_, line_, offset_);
  }

  void close(PieceBatch& batch) {
    if (batch.used() > begin_) end_line(batch, batch.used());
    offset_ += dropped_ + batch.used() - begin_;
    begin_ = batch.used();
    dropped_ = 0;
  }

  std::unique_ptr<ByteStream> stream_;
  std::string rest_;                     // of a line that the last batch did not hold whole
  std::uint64_t offset_;                 // of the open line
  std::uint64_t line_ = 1;
  std::uint64_t dropped_ = 0;            // bytes of the open line, which is too long
  std::size_t begin_ = 0;                // of the open line, in the batch
  bool is_at_end_ = false;
  std::string_view file_;
  Pace pace_;
  Form form_;
};

/// The beginning, then the rest.
class Whole : public ByteStream {
 public:
  explicit Whole(BegunStream begun) : begun_(std::move(begun)) {}

  base::Expected<std::size_t, diag::Diagnostic> read(char* to, std::size_t size) override {
    if (at_ == begun_.beginning.size()) return begun_.stream->read(to, size);
    const std::size_t taken = begun_.beginning.copy(to, size, at_);
    at_ += taken;
    return taken;
  }

 private:
  BegunStream begun_;
  std::size_t at_ = 0;
};

// A stream can be opened once; its list does so.
ListFile as_file(BegunStream stream, std::string_view name) {
  auto whole = std::make_shared<std::unique_ptr<ByteStream>>(std::make_unique<Whole>(std::move(stream)));
  return {std::string(name), [whole] { return OpenedStream(std::move(*whole)); }};
}

}  // namespace

std::unique_ptr<PieceSource> cut_lines(BegunStream stream, std::string_view file, Pace pace, Form form) {
  return std::make_unique<LineCutter>(std::move(stream), file, pace, form);
}

std::unique_ptr<PieceSource> cut_json_lines(BegunStream stream, std::string_view file, const ListOptions& options) {
  switch (lines_beginning(stream.beginning)) {
    case Lines::kResources: return joined_pieces({as_file(std::move(stream), file)}, options.limits);
    case Lines::kBundles: return cut_lines(std::move(stream), file, options.pace, Form::kFhir);
    case Lines::kOther: break;
  }
  return cut_lines(std::move(stream), file, options.pace, Form::kJson);
}

}  // namespace eligo::io
