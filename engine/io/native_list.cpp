// Chooses how a file is cut by its name and beginning, goes from file to file, and reads the pieces.
#include "io/native_list.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "io/cutters.h"
#include "io/json.h"
#include "io/plain_json.h"
#include "io/raw_text.h"
#include "io/record_walk.h"
#include "io/yaml.h"

namespace eligo::io {

namespace {

using Begun = base::Expected<BegunStream, diag::Diagnostic>;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kBeginning = 4096;

enum class Cut { kLines, kDocuments, kJson, kByFirstLine };

Cut cut_by_name(std::string_view name) {
  for (const std::string_view packed : {".gz", ".zst"}) {
    if (name.ends_with(packed)) name.remove_suffix(packed.size());
  }
  if (name.ends_with(".ndjson") || name.ends_with(".jsonl")) return Cut::kLines;
  if (name.ends_with(".yaml") || name.ends_with(".yml")) return Cut::kDocuments;
  return name.ends_with(".json") ? Cut::kJson : Cut::kByFirstLine;
}

// `key:` at the front of a line, as YAML begins. Such a line is no part of a JSON object, not even of a broken one.
bool begins_with_yaml_key(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view after = line.substr(colon + 1);
  const auto is_of_name = [](char c) { return base::is_letter(c) || base::is_digit(c) || c == '_'; };
  return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), is_of_name) && (after.empty() || base::is_blank(after.front()));
}

Cut cut_by_first_line(std::string_view beginning) {
  const std::string_view text = base::trimmed(beginning);
  const std::string_view line = text.substr(0, text.find('\n'));
  const bool is_yaml = begins_document(line) || line.starts_with("%") || line.starts_with("#") || begins_with_yaml_key(line);
  return is_yaml ? Cut::kDocuments : Cut::kLines;
}

// Reads as much as tells the format, and takes a byte order mark away. The first line may come slowly, through a pipe.
Begun begin(std::unique_ptr<ByteStream> stream, Cut cut) {
  BegunStream out{std::move(stream), "", 0};
  const auto is_enough = [&] {
    if (out.beginning.size() < kByteOrderMark.size()) return false;
    return cut != Cut::kByFirstLine || out.beginning.size() >= kBeginning || base::trimmed(out.beginning).find('\n') != std::string_view::npos ||
           (out.beginning.ends_with('\n') && !base::trimmed(out.beginning).empty());
  };
  while (!is_enough()) {
    const std::size_t before = out.beginning.size();
    out.beginning.resize(before + kBeginning);
    const auto taken = out.stream->read(out.beginning.data() + before, kBeginning);
    if (!taken) return base::Unexpected{taken.error()};
    out.beginning.resize(before + *taken);
    if (*taken == 0) break;
  }
  if (!out.beginning.starts_with(kByteOrderMark)) return out;
  out.beginning.erase(0, kByteOrderMark.size());
  out.offset = kByteOrderMark.size();
  return out;
}

class NativeList : public PieceSource {
 public:
  NativeList(std::vector<ListFile> files, std::optional<Cut> cut, Pace pace, Unreadable unreadable)
      : files_(std::move(files)), cut_(cut), pace_(pace), unreadable_(unreadable) {}

  base::Expected<Supply, diag::Diagnostic> fill(PieceBatch& batch) override {
    while (!batch.is_full() && next_ <= files_.size()) {
      if (!current_ && next_ == files_.size()) break;
      batch.position = 0;
      const bool is_opened = current_ != nullptr;
      auto supply = current_ ? current_->fill(batch) : open_next();
      if (!supply && unreadable_ == Unreadable::kStop) return supply;
      if (!supply) batch.add_refusal(supply.error(), files_[next_ - 1].name, 0, 0);
      if (!supply || (*supply == Supply::kEnd)) {
        finished_ += batch.position;
        current_.reset();
      }
      if (current_ && is_opened) break;   // it has filled what it could
      if (pace_ == Pace::kPrompt && batch.size() > 0) break;
    }
    batch.position = finished_ + (current_ ? batch.position : 0);
    return current_ || next_ < files_.size() ? Supply::kMore : Supply::kEnd;
  }

 private:
  base::Expected<Supply, diag::Diagnostic> open_next() {
    const ListFile& file = files_[next_++];
    OpenedStream opened = file.open();
    if (!opened) return base::Unexpected{opened.error()};
    Cut cut = cut_.value_or(cut_by_name(file.name));
    Begun begun = begin(unpacked(std::move(*opened), file.name), cut);
    if (!begun) return base::Unexpected{begun.error()};
    if (cut == Cut::kByFirstLine) cut = cut_by_first_line(begun->beginning);
    current_ = cutter(cut, std::move(*begun), file.name);
    return Supply::kMore;
  }

  std::unique_ptr<PieceSource> cutter(Cut cut, BegunStream stream, std::string_view name) const {
    switch (cut) {
      case Cut::kDocuments: return cut_documents(std::move(stream), name);
      case Cut::kJson: return cut_json(std::move(stream), name);
      case Cut::kLines:
      case Cut::kByFirstLine: break;
    }
    return cut_lines(std::move(stream), name, pace_);
  }

  std::vector<ListFile> files_;          // never changed: pieces name them
  std::optional<Cut> cut_;               // of all files; else each file's name tells
  std::size_t next_ = 0;
  std::unique_ptr<PieceSource> current_;
  std::uint64_t finished_ = 0;           // bytes of the files before
  Pace pace_;
  Unreadable unreadable_;
};

class NativeReader : public RecordReader {
 public:
  NativeReader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options) : builder_(vocabulary, options), plain_(vocabulary, options) {}

  void read(const Piece& piece, std::vector<ReadRecord>& out) override { out.push_back(read(piece)); }

  void recycle(model::PatientRecord old) override { plain_.recycle(std::move(old)); }

 private:
  ReadRecord read(const Piece& piece) {
    const auto line = static_cast<std::uint32_t>(piece.line + empty_lines_before(piece.text));
    if (piece.refusal != nullptr) return {base::Unexpected{*piece.refusal}, line};
    const bool is_yaml = static_cast<Form>(piece.form) == Form::kYaml;
    if (!is_yaml && piece.text.find('\n') == std::string_view::npos) {
      if (auto record = plain_.read(piece.text, 1)) return {std::move(*record), line};
    }
    const auto source = std::make_shared<const diag::SourceText>(std::string(piece.file), std::string(piece.text));
    const auto raw = is_yaml ? read_document(source, only_document(source)) : json_.read(source, whole(source));
    if (!raw) return {base::Unexpected{raw.error()}, line};
    return {walk_record(*raw, source, builder_), line};
  }

  static std::uint64_t empty_lines_before(std::string_view text) {
    const std::string_view filled = base::trimmed(text);
    return static_cast<std::uint64_t>(std::count(text.data(), filled.data(), '\n'));
  }

  static diag::Span only_document(const diag::Source& source) {
    const auto documents = split_documents(source);
    return documents.empty() ? whole(source) : documents.front();
  }

  model::RecordBuilder builder_;
  PlainJsonReader plain_;
  JsonReader json_;
};

}  // namespace

std::unique_ptr<PieceSource> native_pieces(std::vector<ListFile> files, Pace pace, Unreadable unreadable) {
  return std::make_unique<NativeList>(std::move(files), std::nullopt, pace, unreadable);
}

std::unique_ptr<PieceSource> line_pieces(ListFile file) {
  return std::make_unique<NativeList>(std::vector<ListFile>{std::move(file)}, Cut::kLines, Pace::kFull, Unreadable::kStop);
}

std::unique_ptr<RecordReader> native_reader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options) {
  return std::make_unique<NativeReader>(vocabulary, options);
}

const std::vector<std::string>& native_endings() {
  static const std::vector<std::string> kEndings = {".yaml", ".yml", ".json", ".ndjson", ".jsonl"};
  return kEndings;
}

}  // namespace eligo::io
