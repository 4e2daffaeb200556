// YAML documents, found line by line by their markers; and JSON files that are looked at as a whole.
#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "io/cutters.h"
#include "io/json.h"
#include "io/yaml.h"

namespace eligo::io {

namespace {

using diag::Code;
using Filled = base::Expected<Supply, diag::Diagnostic>;

diag::Diagnostic no_record() { return {Code::E0601, "the file holds no record", "", nullptr, {}, {}}; }

class DocumentCutter : public PieceSource {
 public:
  DocumentCutter(BegunStream stream, std::string_view file)
      : stream_(std::move(stream.stream)), fresh_(std::move(stream.beginning)), offset_(stream.offset), line_offset_(stream.offset), file_(file) {}

  Filled fill(PieceBatch& batch) override {
    bool is_at_end = false;
    do {
      take_lines(batch);
      if (batch.is_full()) break;
      fresh_.resize(kChunk);
      const auto taken = stream_->read(fresh_.data(), kChunk);
      if (!taken) return base::Unexpected{taken.error()};
      fresh_.resize(*taken);
      is_at_end = *taken == 0;
    } while (!is_at_end);
    if (is_at_end) {
      if (!line_.empty()) end_line(batch);
      close(batch);
      if (!has_pieces_) batch.add_refusal(no_record(), file_, 1, 0);
    }
    batch.position = offset_;
    return is_at_end ? Supply::kEnd : Supply::kMore;
  }

 private:
  static constexpr std::size_t kChunk = 64U << 10U;

  void take_lines(PieceBatch& batch) {
    std::string_view rest = fresh_;
    while (!rest.empty() && !batch.is_full()) {
      const std::size_t found = rest.find('\n');
      const std::size_t length = found == std::string_view::npos ? rest.size() : found + 1;
      offset_ += length;
      line_.append(rest.substr(0, std::min(length, kLargestYaml + 1 - std::min(line_.size(), kLargestYaml + 1))));
      rest.remove_prefix(length);
      if (found != std::string_view::npos) end_line(batch);
    }
    fresh_.erase(0, fresh_.size() - rest.size());
  }

  void end_line(PieceBatch& batch) {
    if (begins_document(line_)) close(batch);
    if (document_.empty()) {
      document_line_ = line_number_;
      document_offset_ = line_offset_;
    }
    if (document_.size() + line_.size() <= kLargestYaml) document_ += line_;
    else is_too_long_ = true;
    is_filled_ = is_filled_ || has_content(line_);
    const bool is_last = ends_document(line_);
    line_.clear();
    line_offset_ = offset_;
    ++line_number_;
    if (is_last) close(batch);
  }

  void close(PieceBatch& batch) {
    if (is_filled_ && is_too_long_) {
      batch.add_refusal({Code::E0618, "the document is larger than 1 MiB", "", nullptr, {}, {}}, file_, document_line_, document_offset_);
    } else if (is_filled_) {
      batch.add(document_, file_, document_line_, document_offset_, static_cast<std::uint8_t>(Form::kYaml));
    }
    has_pieces_ = has_pieces_ || is_filled_;
    document_.clear();
    is_filled_ = false;
    is_too_long_ = false;
  }

  std::unique_ptr<ByteStream> stream_;
  std::string fresh_;                    // read, and not yet looked at
  std::string line_;                     // as far as it was read, and as far as a document could hold it
  std::string document_;                 // its whole lines so far
  std::uint64_t offset_;                 // behind `line_`
  std::uint64_t line_offset_;            // of `line_`
  std::uint64_t line_number_ = 1;
  std::uint64_t document_line_ = 1;
  std::uint64_t document_offset_ = 0;
  bool is_filled_ = false;
  bool is_too_long_ = false;
  bool has_pieces_ = false;
  std::string_view file_;
};

class JsonFileCutter : public PieceSource {
 public:
  JsonFileCutter(BegunStream stream, std::string_view file) : stream_(std::move(stream)), file_(file) {}

  Filled fill(PieceBatch& batch) override {
    if (lines_) return lines_->fill(batch);
    std::string& text = stream_.beginning;
    bool is_at_end = false;
    while (!is_at_end && text.size() <= kLargestRecord) {
      const std::size_t before = text.size();
      text.resize(before + kChunk);
      const auto taken = stream_.stream->read(text.data() + before, kChunk);
      if (!taken) return base::Unexpected{taken.error()};
      text.resize(before + *taken);
      is_at_end = *taken == 0;
    }
    if (is_at_end && add_whole(batch)) return Supply::kEnd;
    lines_ = cut_lines(std::move(stream_), file_, Pace::kFull);
    return lines_->fill(batch);
  }

 private:
  static constexpr std::size_t kChunk = 64U << 10U;

  // False where several lines hold a record each.
  bool add_whole(PieceBatch& batch) {
    const std::string_view text = stream_.beginning;
    const std::string_view filled = base::trimmed(text);
    if (filled.empty()) {
      batch.add_refusal(no_record(), file_, 1, 0);
    } else if (filled.starts_with("[")) {
      batch.add_refusal({Code::E0617, "a list stands here, and no record", "give several records one a line as JSON, or apart by `---` as YAML", nullptr, {}, {}}, file_, 1, 0);
    } else if (split_json(std::make_shared<diag::SourceText>(std::string(file_), stream_.beginning)).size() > 1) {
      return false;
    } else {
      batch.add(text, file_, 1, stream_.offset, static_cast<std::uint8_t>(Form::kJson));
    }
    batch.position = stream_.offset + text.size();
    return true;
  }

  BegunStream stream_;
  std::string_view file_;
  std::unique_ptr<PieceSource> lines_;
};

}  // namespace

std::unique_ptr<PieceSource> cut_documents(BegunStream stream, std::string_view file) {
  return std::make_unique<DocumentCutter>(std::move(stream), file);
}

std::unique_ptr<PieceSource> cut_json(BegunStream stream, std::string_view file) {
  return std::make_unique<JsonFileCutter>(std::move(stream), file);
}

}  // namespace eligo::io
