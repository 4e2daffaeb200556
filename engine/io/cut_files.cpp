// YAML documents, found line by line by their markers; and JSON files that are looked at as a whole.
#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "io/cutters.h"
#include "io/fhir.h"
#include "io/json.h"
#include "io/json_keys.h"
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

// A record or Bundle over many lines is held as a whole; lines are handed on.
class JsonFileCutter : public PieceSource {
 public:
  JsonFileCutter(BegunStream stream, std::string_view file, const ListOptions& options) : stream_(std::move(stream)), file_(file), options_(options) {}

  Filled fill(PieceBatch& batch) override {
    if (lines_) return lines_->fill(batch);
    std::string& text = stream_.beginning;
    std::size_t limit = kLargestRecord;
    bool is_at_end = false, is_fhir = false;
    while (!is_at_end) {
      auto read = read_up_to(limit);
      if (!read) return base::Unexpected{read.error()};
      is_at_end = *read;
      is_fhir = is_resource(text);
      if (!is_fhir || limit == kLargestBundle) break;
      limit = kLargestBundle;
    }
    batch.position = stream_.offset + text.size();
    if (holds_lines(is_fhir, is_at_end)) {
      lines_ = cut_json_lines(std::move(stream_), file_, options_);
      return lines_->fill(batch);
    }
    add_whole(batch, is_fhir, is_at_end);
    return Supply::kEnd;
  }

 private:
  // Whether the end was reached.
  base::Expected<bool, diag::Diagnostic> read_up_to(std::size_t limit) {
    std::string& text = stream_.beginning;
    while (text.size() <= limit) {
      const std::size_t before = text.size();
      const std::size_t chunk = std::clamp(before, kChunk, kLargestChunk);
      text.resize(before + chunk);
      const auto taken = stream_.stream->read(text.data() + before, chunk);
      if (!taken) return base::Unexpected{taken.error()};
      text.resize(before + *taken);
      if (*taken == 0) return true;
    }
    return false;
  }

  static bool is_resource(std::string_view text) { return base::trimmed(text).starts_with("{") && top_level_text(text, "resourceType").has_value(); }

  // A first line of a bracket alone is that of one object; so resources written over many lines need not be looked through.
  bool holds_lines(bool is_fhir, bool is_at_end) const {
    const std::string_view text = base::trimmed(stream_.beginning);
    if (is_fhir && base::trimmed(text.substr(0, text.find('\n'))) == "{") return false;
    return is_one_a_line(text) || (!is_at_end && !is_fhir);   // what is too large for a record is refused line by line
  }

  void add_whole(PieceBatch& batch, bool is_fhir, bool is_at_end) const {
    const std::string_view text = stream_.beginning;
    if (!is_at_end) {
      batch.add_refusal({Code::E0618, "the bundle is larger than " + std::to_string(kLargestBundle >> 20U) + " MiB", "", nullptr, {}, {}}, file_, 1, 0);
    } else if (base::trimmed(text).empty()) {
      batch.add_refusal(no_record(), file_, 1, 0);
    } else if (base::trimmed(text).starts_with("[")) {
      batch.add_refusal({Code::E0617, "a list stands here, and no record", "give several records one a line as JSON, or apart by `---` as YAML", nullptr, {}, {}}, file_, 1, 0);
    } else {
      batch.add(text, file_, 1, stream_.offset, static_cast<std::uint8_t>(is_fhir ? Form::kFhir : Form::kJson));
    }
  }

  static constexpr std::size_t kChunk = 64U << 10U, kLargestChunk = 4U << 20U;

  BegunStream stream_;
  std::string_view file_;
  ListOptions options_;
  std::unique_ptr<PieceSource> lines_;
};

}  // namespace

std::unique_ptr<PieceSource> cut_documents(BegunStream stream, std::string_view file) {
  return std::make_unique<DocumentCutter>(std::move(stream), file);
}

std::unique_ptr<PieceSource> cut_json(BegunStream stream, std::string_view file, const ListOptions& options) {
  return std::make_unique<JsonFileCutter>(std::move(stream), file, options);
}

}  // namespace eligo::io
