// Lines to patients: each line is looked at for its type and patient, sorted, and joined with the Medications it names.
#include "io/bulk_export.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/ascii.h"
#include "io/cutters.h"
#include "io/fhir.h"
#include "io/fhir/bundle.h"
#include "io/json_keys.h"
#include "io/sorted_runs.h"

namespace eligo::io {

namespace {

using diag::Code;
using Filled = base::Expected<Supply, diag::Diagnostic>;

constexpr std::string_view kNobody = "\xFF";   // the key of what names no patient: behind all ids

// `123` of `Patient/123`, of an address, with or without a version; other references stand for themselves.
std::string_view id_of(std::string_view reference) {
  if (const std::size_t history = reference.find("/_history/"); history != std::string_view::npos) reference = reference.substr(0, history);
  const std::size_t slash = reference.rfind('/');
  return slash == std::string_view::npos ? reference : reference.substr(slash + 1);
}

std::string_view patient_of(std::string_view line, std::string_view type) {
  if (type == "Patient") return top_level_text(line, "id").value_or(kNobody);
  for (const std::string_view key : fhir::kSubjectKeys) {
    const auto reference = top_level_value(line, key);
    if (!reference) continue;
    const auto text = top_level_text(*reference, "reference");
    return text ? id_of(*text) : kNobody;
  }
  return kNobody;
}

/// Lines of a stream, one after another, whatever its pace.
class LineReader {
 public:
  explicit LineReader(std::unique_ptr<ByteStream> stream) : stream_(std::move(stream)) {}

  /// False at the end. A line longer than the limit comes back empty, with `is_too_long`.
  base::Expected<bool, diag::Diagnostic> next(std::string& line, bool& is_too_long) {
    line.clear();
    is_too_long = false;
    while (true) {
      const std::size_t end = buffer_.find('\n', begin_);
      const bool is_whole = end != std::string::npos;
      const std::string_view part = std::string_view(buffer_).substr(begin_, is_whole ? end - begin_ : std::string_view::npos);
      is_too_long |= line.size() + part.size() > kLargestRecord;
      if (!is_too_long) line += part;
      begin_ = is_whole ? end + 1 : buffer_.size();
      if (is_whole) break;
      buffer_.resize(kChunk);
      const auto taken = stream_->read(buffer_.data(), kChunk);
      if (!taken) return base::Unexpected{taken.error()};
      buffer_.resize(*taken);
      begin_ = 0;
      if (*taken == 0) return !line.empty() || is_too_long;
    }
    return true;
  }

 private:
  static constexpr std::size_t kChunk = 256U << 10U;
  std::unique_ptr<ByteStream> stream_;
  std::string buffer_;
  std::size_t begin_ = 0;
};

// The one file, or the folder that holds the first of several.
std::string common_name(const std::vector<ListFile>& files) {
  if (files.size() == 1) return files.front().name;
  return files.empty() ? std::string() : files.front().name.substr(0, files.front().name.rfind('/'));
}

class JoinedList : public PieceSource {
 public:
  JoinedList(std::vector<ListFile> files, JoinLimits limits) : files_(std::move(files)), name_(common_name(files_)), limits_(limits), sorted_(limits.run, limits.scratch) {}

  Filled fill(PieceBatch& batch) override {
    if (!is_sorted_) {
      for (std::size_t i = 0; i < files_.size(); ++i) {
        if (auto trouble = take_file(i, batch)) return base::Unexpected{*trouble};
      }
      if (auto trouble = sorted_.sort()) return base::Unexpected{*trouble};
      is_sorted_ = true;
    }
    bool is_over = false;
    while (!is_over && !batch.is_full()) {
      const auto next = sorted_.next();
      if (!next) return base::Unexpected{next.error()};
      is_over = *next == nullptr;
      const bool is_other = is_over || !key_ || (*next)->key != *key_;
      if (is_other) flush(batch);
      if (is_over) break;
      if (is_other) is_wanted_ = begins_in_share();
      key_ = (*next)->key;
      sorted_bytes_ += (*next)->text.size();
      if (is_wanted_) add_line((*next)->text);
    }
    batch.position = sorted_bytes_;
    return is_over ? Supply::kEnd : Supply::kMore;
  }

 private:
  // A patient belongs to the part of the list in which the first line lies.
  bool begins_in_share() const { return limits_.holds(sorted_bytes_, total_bytes_); }

  std::optional<diag::Diagnostic> take_file(std::size_t index, PieceBatch& batch) {
    const std::string& name = files_[index].name;
    OpenedStream opened = files_[index].open();
    if (!opened) return opened.error();
    LineReader reader(unpacked(std::move(*opened), name));
    const std::string shown = name.substr(name.rfind('/') + 1);   // npos + 1 is 0
    std::string line;
    bool is_too_long = false;
    for (std::uint64_t number = 1;; ++number) {
      const auto more = reader.next(line, is_too_long);
      if (!more) return more.error();
      if (!*more) return std::nullopt;
      if (is_too_long) {
        if (limits_.first_part == 0) batch.add_refusal({Code::E0618, "the line is larger than 16 MiB", "", nullptr, {}, {}}, name, number, 0);
        lost_ = shown + ":" + std::to_string(number);
      } else if (auto trouble = take_line(line, shown + ":" + std::to_string(number), (std::uint64_t{index} << 40U) + number)) {
        return trouble;
      }
    }
  }

  // A line of no type goes to the reader too, who says what is wrong with it.
  std::optional<diag::Diagnostic> take_line(std::string_view line, const std::string& origin, std::uint64_t turn) {
    if (base::trimmed(line).empty()) return std::nullopt;
    const std::string_view type = top_level_text(line, "resourceType").value_or("");
    if (type.empty() && lost_.empty()) lost_ = origin;
    if (!type.empty() && type != "Bundle" && !fhir::is_read(type)) return std::nullopt;
    if (fhir::is_of_nobody(type)) return keep_shared(type, line, origin);
    std::string text = origin + "\t" + std::string(line);
    total_bytes_ += text.size();
    return sorted_.add(type.empty() || type == "Bundle" ? kNobody : patient_of(line, type), turn, text);
  }

  std::optional<diag::Diagnostic> keep_shared(std::string_view type, std::string_view line, const std::string& origin) {
    shared_bytes_ += line.size() + origin.size();
    if (shared_bytes_ > limits_.shared) {
      return diag::Diagnostic{Code::E0618, "the resources of the export that belong to no patient, as Medications do, are larger than " + std::to_string(limits_.shared >> 20U) + " MiB", "", nullptr, {}, {}};
    }
    shared_[std::string(type) + "/" + std::string(top_level_text(line, "id").value_or(""))] = origin + "\t" + std::string(line);
    return std::nullopt;
  }

  void add_line(std::string_view line) {
    for (const std::string_view type : fhir::kTypesOfNobody) {
      const std::string address = std::string(type) + "/";
      for (std::size_t at = line.find(address); at != std::string_view::npos; at = line.find(address, at + 1)) {
        const std::size_t end = line.find_first_of("\"/", at + address.size());
        if (end != std::string_view::npos) wanted_.insert(std::string(line.substr(at, end - at)));
      }
    }
    if (text_.size() + line.size() <= kLargestBundle) text_.append(line).append("\n");
    else is_too_large_ = true;
  }

  void flush(PieceBatch& batch) {
    if (text_.empty()) return;
    const bool is_nobody = *key_ == kNobody;
    if (is_too_large_) {
      const std::string who = is_nobody ? "resources that name no patient take" : "the resources of the patient `" + *key_ + "` take";
      batch.add_refusal({Code::E0618, who + " more than " + std::to_string(kLargestBundle >> 20U) + " MiB", "", nullptr, {}, {}}, name_, 0, bytes_);
    } else {
      std::vector<std::string> ids(wanted_.begin(), wanted_.end());
      std::sort(ids.begin(), ids.end());
      for (const std::string& id : ids) {
        if (const auto found = shared_.find(id); found != shared_.end()) text_.append(found->second).append("\n");
      }
      if (!lost_.empty() && !is_nobody) text_.append(lost_).append("\t\"a line that may be of anyone\"\n");
      batch.add(text_, name_, 0, bytes_, static_cast<std::uint8_t>(is_nobody ? Form::kOfNobody : Form::kOfPatient));
    }
    bytes_ += text_.size();
    text_.clear();
    wanted_.clear();
    is_too_large_ = false;
  }

  std::vector<ListFile> files_;   // never changed: pieces name them
  std::string name_;              // of all of them
  JoinLimits limits_;
  SortedRuns sorted_;
  bool is_sorted_ = false, is_too_large_ = false;
  std::unordered_map<std::string, std::string> shared_;   // by type and id
  std::unordered_set<std::string> wanted_;
  std::size_t shared_bytes_ = 0;
  std::optional<std::string> key_;   // the patient at hand
  std::string text_;              // and the patient's lines
  std::string lost_;              // a line that cannot be read and so may be anyone's: every piece says so
  std::uint64_t bytes_ = 0;       // of the pieces so far
  std::uint64_t total_bytes_ = 0, sorted_bytes_ = 0;   // of the lines: all, and those that came back sorted
  bool is_wanted_ = true;         // whether the patient at hand belongs to the part asked for
};

/// Takes the origins off the lines, and hands the rest on.
class JoinedReader : public RecordReader {
 public:
  JoinedReader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options) : reader_(vocabulary, options) {}

  void read(const Piece& piece, std::vector<ReadRecord>& out) override {
    if (piece.refusal != nullptr) return out.push_back({base::Unexpected{*piece.refusal}, static_cast<std::uint32_t>(piece.line)});
    std::string text;
    std::vector<diag::Span> parts;
    origins_.clear();
    for (std::string_view rest = piece.text; !rest.empty();) {
      const std::size_t end = rest.find('\n');
      const std::size_t tab = rest.find('\t');
      origins_.emplace_back(rest.substr(0, tab));
      const auto begin = static_cast<std::uint32_t>(text.size());
      text.append(rest.substr(tab + 1, end - tab - 1)).append("\n");
      parts.push_back({begin, static_cast<std::uint32_t>(text.size() - 1)});
      rest.remove_prefix(end + 1);
    }
    const auto source = std::make_shared<const diag::SourceText>(std::string(piece.file), std::move(text));
    const std::size_t before = out.size();
    reader_.read(source, parts, [&](ReadRecord record) { out.push_back(record.record ? std::move(record) : with_origin(record)); }, &origins_);
    // A patient's record comes after the refusals of single lines, which it names too.
    if (static_cast<Form>(piece.form) == Form::kOfPatient) out.erase(out.begin() + static_cast<std::ptrdiff_t>(before), out.end() - 1);
  }

  void recycle(model::PatientRecord&& old) override { reader_.recycle(std::move(old)); }

 private:
  ReadRecord with_origin(const ReadRecord& refused) const {
    const std::uint32_t line = refused.line;
    const diag::Diagnostic& trouble = refused.record.error();
    const std::string origin = line >= 1 && line <= origins_.size() ? origins_[line - 1] + ": " : std::string();
    return {base::Unexpected{diag::Diagnostic{trouble.code, origin + trouble.message, trouble.help, nullptr, {}, {}}}, line};
  }

  FhirReader reader_;
  std::vector<std::string> origins_;
};

}  // namespace

// A line that is cut off or broken before it names its type tells nothing.
Lines lines_beginning(std::string_view beginning) {
  for (std::string_view rest = beginning; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = base::trimmed(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty()) continue;
    const auto type = line.starts_with("{") ? top_level_text(line, "resourceType") : std::nullopt;
    if (type) return *type == "Bundle" ? Lines::kBundles : Lines::kResources;
    if (!line.starts_with("{") || line.ends_with("}")) break;
  }
  return Lines::kOther;
}

std::unique_ptr<PieceSource> joined_pieces(std::vector<ListFile> files, JoinLimits limits) {
  return std::make_unique<JoinedList>(std::move(files), std::move(limits));
}

std::unique_ptr<RecordReader> joined_reader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options) {
  return std::make_unique<JoinedReader>(vocabulary, options);
}

}  // namespace eligo::io
