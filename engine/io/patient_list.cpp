// Chooses how a file is cut by its name and beginning, and goes from file to file.
#include "io/patient_list.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "io/csv.h"
#include "io/csv_join.h"
#include "io/cutters.h"
#include "io/json_keys.h"
#include "io/read.h"
#include "io/yaml.h"

namespace eligo::io {

namespace {

using Begun = base::Expected<BegunStream, diag::Diagnostic>;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kBeginning = 4096;

enum class Cut { kLines, kDocuments, kJson, kTable, kByFirstLine };

Cut cut_by_name(std::string_view name) {
  name = without_packing(name);
  if (name.ends_with(".ndjson") || name.ends_with(".jsonl")) return Cut::kLines;
  if (name.ends_with(".yaml") || name.ends_with(".yml")) return Cut::kDocuments;
  if (is_named_as_table(name)) return Cut::kTable;
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
  if (text.size() > line.size() && base::trimmed(line) == "{") return Cut::kJson;   // one object over many lines
  const bool is_yaml = begins_document(line) || line.starts_with("%") || line.starts_with("#") || begins_with_yaml_key(line);
  return is_yaml ? Cut::kDocuments : Cut::kLines;
}

// Whether as much was read as tells the format: a whole first line, which may come slowly, through a pipe; or what says
// that its object is a resource.
bool is_enough(std::string_view beginning, Cut cut) {
  if (beginning.size() < kByteOrderMark.size()) return false;
  if (cut == Cut::kDocuments || cut == Cut::kJson || cut == Cut::kTable) return true;
  const std::string_view text = base::trimmed(beginning);
  if (text.find('\n') != std::string_view::npos || (beginning.ends_with('\n') && !text.empty())) return true;
  if (beginning.size() < kBeginning) return false;
  return !text.starts_with("{") || beginning.size() > kLargestRecord || top_level_text(text, "resourceType").has_value();
}

// Takes a byte order mark away.
Begun begin(std::unique_ptr<ByteStream> stream, Cut cut) {
  BegunStream out{std::move(stream), "", 0};
  while (!is_enough(out.beginning, cut)) {
    const std::size_t before = out.beginning.size();
    const std::size_t chunk = std::max(before, kBeginning);
    out.beginning.resize(before + chunk);
    const auto taken = out.stream->read(out.beginning.data() + before, chunk);
    if (!taken) return base::Unexpected{taken.error()};
    out.beginning.resize(before + *taken);
    if (*taken == 0) break;
  }
  if (!out.beginning.starts_with(kByteOrderMark)) return out;
  out.beginning.erase(0, kByteOrderMark.size());
  out.offset = kByteOrderMark.size();
  return out;
}

class PatientList : public PieceSource {
 public:
  PatientList(std::vector<ListFile> files, ListOptions options, std::vector<ListFile> exported, std::optional<Cut> cut = {})
      : files_(std::move(files)), options_(std::move(options)), exported_(std::move(exported)), cut_(cut) {}

  base::Expected<Supply, diag::Diagnostic> fill(PieceBatch& batch) override {
    while (!batch.is_full() && (current_ || has_more())) {
      batch.position = 0;
      const bool is_opened = current_ != nullptr;
      auto supply = current_ ? current_->fill(batch) : open_next();
      if (!supply && (options_.unreadable == Unreadable::kStop || is_joining_)) return supply;
      if (!supply) batch.add_refusal(supply.error(), files_[next_ - 1].name, 0, 0);
      if (!supply || (*supply == Supply::kEnd)) {
        finished_ += batch.position;
        current_.reset();
      }
      if (current_ && is_opened) break;   // it has filled what it could
      if (options_.pace == Pace::kPrompt && batch.size() > 0) break;
    }
    batch.position = finished_ + (current_ ? batch.position : 0);
    return current_ || has_more() ? Supply::kMore : Supply::kEnd;
  }

 private:
  bool has_more() const { return next_ < files_.size() || (!is_joining_ && !exported_.empty()); }

  base::Expected<Supply, diag::Diagnostic> open_next() {
    if (next_ == files_.size()) {
      is_joining_ = true;
      const bool are_tables = options_.map != nullptr && options_.map->is_of_several() && is_named_as_table(without_packing(exported_.front().name));
      current_ = are_tables ? joined_tables(exported_, options_) : joined_pieces(exported_, options_.limits);
      return Supply::kMore;
    }
    const ListFile& file = files_[next_++];
    OpenedStream opened = file.open();
    if (!opened) return base::Unexpected{opened.error()};
    Cut cut = cut_.value_or(cut_by_name(file.name));
    Begun begun = begin(unpacked(std::move(*opened), file.name), cut);
    if (!begun) return base::Unexpected{begun.error()};
    if (cut == Cut::kByFirstLine) cut = begins_table(*begun, file.name) ? Cut::kTable : cut_by_first_line(begun->beginning);
    current_ = cutter(cut, std::move(*begun), file.name);
    return Supply::kMore;
  }

  // By the columns in the first line. A line feed of two bytes is taken whole.
  bool begins_table(const BegunStream& begun, const std::string& name) const {
    if (options_.map == nullptr || begun.beginning.empty()) return false;
    std::size_t end = std::min(begun.beginning.find('\n'), begun.beginning.size() - 1);
    if (begun.beginning.substr(end + 1).starts_with('\0')) ++end;
    return is_table(std::make_shared<const diag::SourceText>(name, begun.beginning.substr(0, end + 1)), *options_.map);
  }

  std::unique_ptr<PieceSource> cutter(Cut cut, BegunStream stream, std::string_view name) const {
    switch (cut) {
      case Cut::kDocuments: return cut_documents(std::move(stream), name);
      case Cut::kJson: return cut_json(std::move(stream), name, options_);
      case Cut::kTable: return cut_table(std::move(stream), name, options_);
      case Cut::kLines:
      case Cut::kByFirstLine: break;
    }
    return cut_json_lines(std::move(stream), name, options_);
  }

  std::vector<ListFile> files_;          // never changed: pieces name them
  ListOptions options_;
  std::vector<ListFile> exported_;
  bool is_joining_ = false;              // the files of an export have begun
  std::optional<Cut> cut_;               // of all files; else each file's name tells
  std::size_t next_ = 0;
  std::unique_ptr<PieceSource> current_;
  std::uint64_t finished_ = 0;           // bytes of the files before
};

}  // namespace

std::unique_ptr<PieceSource> list_pieces(std::vector<ListFile> files, ListOptions options, std::vector<ListFile> exported) {
  return std::make_unique<PatientList>(std::move(files), std::move(options), std::move(exported));
}

std::unique_ptr<PieceSource> line_pieces(ListFile file) {
  std::vector<ListFile> files;
  files.push_back(std::move(file));
  return std::make_unique<PatientList>(std::move(files), ListOptions{}, std::vector<ListFile>{}, Cut::kLines);
}

const std::vector<std::string>& list_endings() {
  static const std::vector<std::string> kEndings = {".yaml", ".yml", ".json", ".ndjson", ".jsonl"};
  return kEndings;
}

}  // namespace eligo::io
