// Hands each piece of a list to the reader of its form. What a list does not hold is never set up.
#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "io/bulk_export.h"
#include "io/csv.h"
#include "io/csv_join.h"
#include "io/cutters.h"
#include "io/fhir.h"
#include "io/json.h"
#include "io/patient_list.h"
#include "io/plain_json.h"
#include "io/raw_text.h"
#include "io/record_walk.h"
#include "io/yaml.h"

namespace eligo::io {

namespace {

/// Records of ours.
class NativeReader {
 public:
  NativeReader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options) : builder_(vocabulary, options), plain_(vocabulary, options) {}

  void recycle(model::PatientRecord&& old) { plain_.recycle(std::move(old)); }

  void read(const Piece& piece, std::vector<ReadRecord>& out) {
    const std::uint64_t empty_lines = empty_lines_before(piece.text);
    const auto line = static_cast<std::uint32_t>(piece.line + empty_lines);
    // The plain reader takes no record of several lines; empty ones in front would count for the lines of facts.
    const bool may_be_plain = piece.refusal == nullptr && static_cast<Form>(piece.form) != Form::kYaml && empty_lines == 0 && !is_spread_out(piece.text);
    if (may_be_plain && plain_.read(piece.text, 1)) {
      out.emplace_back(plain_.take(), line);
    } else {
      out.push_back(read_in_full(piece, line));
    }
  }

 private:
  ReadRecord read_in_full(const Piece& piece, std::uint32_t line) {
    if (piece.refusal != nullptr) return {base::Unexpected{*piece.refusal}, line};
    const bool is_yaml = static_cast<Form>(piece.form) == Form::kYaml;
    const auto source = std::make_shared<const diag::SourceText>(std::string(piece.file), std::string(piece.text));
    const auto raw = is_yaml ? read_document(source, only_document(source)) : json_.read(source, whole(source));
    if (!raw) return {base::Unexpected{raw.error()}, line};
    return {walk_record(*raw, source, builder_), line};
  }

  // Whether a record of several lines shows it in its beginning, as nearly all do: then it need not be copied to be told.
  static bool is_spread_out(std::string_view text) {
    constexpr std::size_t kBeginning = 64;
    return text.substr(0, kBeginning).find('\n') != std::string_view::npos;
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

class ListReader : public RecordReader {
 public:
  ListReader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options) : vocabulary_(vocabulary), options_(options), native_(vocabulary, options) {}

  void read(const Piece& piece, std::vector<ReadRecord>& out) override {
    last_ = static_cast<Form>(piece.form);
    switch (last_) {
      case Form::kJson:
      case Form::kYaml: return native_.read(piece, out);
      case Form::kFhir: return read_fhir(piece, out);
      case Form::kEntry: return out.push_back(read_entry(piece));
      case Form::kOfTables: return read_joined_tables(piece, out);
      case Form::kOfPatient:
      case Form::kOfNobody: break;
    }
    if (!joined_) joined_ = joined_reader(vocabulary_, options_);
    joined_->read(piece, out);
  }

  // Given back to the reader it came from: that of the piece read last.
  void recycle(model::PatientRecord&& old) override {
    switch (last_) {
      case Form::kJson:
      case Form::kYaml: return native_.recycle(std::move(old));
      case Form::kFhir: return fhir_->recycle(std::move(old));
      case Form::kEntry: return tables_->recycle(std::move(old));
      case Form::kOfTables: return joined_tables_->recycle(std::move(old));
      case Form::kOfPatient:
      case Form::kOfNobody: break;
    }
    joined_->recycle(std::move(old));
  }

 private:
  void read_fhir(const Piece& piece, std::vector<ReadRecord>& out) {
    if (!fhir_) fhir_.emplace(vocabulary_, options_);
    const auto source = std::make_shared<const diag::SourceText>(std::string(piece.file), std::string(piece.text));
    fhir_->read(source, {whole(source)}, [&](ReadRecord record) {
      record.line += static_cast<std::uint32_t>(piece.line) - 1;
      out.push_back(std::move(record));
    });
  }

  ReadRecord read_entry(const Piece& piece) {
    if (!tables_) tables_.emplace(vocabulary_, options_);
    std::size_t number = 0;
    std::from_chars(piece.text.data(), piece.text.data() + piece.text.size(), number);
    return tables_->read(*piece.table, number);
  }

  void read_joined_tables(const Piece& piece, std::vector<ReadRecord>& out) {
    if (!joined_tables_) joined_tables_ = joined_table_reader(vocabulary_, options_);
    joined_tables_->read(piece, out);
  }

  const clinical::Vocabulary& vocabulary_;
  model::ReadOptions options_;
  NativeReader native_;
  std::optional<FhirReader> fhir_;
  std::unique_ptr<RecordReader> joined_, joined_tables_;
  std::optional<CsvReader> tables_;
  Form last_ = Form::kJson;
};

}  // namespace

std::unique_ptr<RecordReader> list_reader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options) {
  return std::make_unique<ListReader>(vocabulary, options);
}

}  // namespace eligo::io
