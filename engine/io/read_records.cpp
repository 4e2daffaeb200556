// Tells the formats of record files apart by their first characters, and reads their records one after another.
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "io/csv.h"
#include "io/fhir.h"
#include "io/json.h"
#include "io/plain_json.h"
#include "io/raw_text.h"
#include "io/read.h"
#include "io/record_walk.h"
#include "io/yaml.h"

namespace eligo::io {

namespace {

using diag::Code;

using RawRecord = base::Expected<clinical::RawValue, diag::Diagnostic>;

std::string_view beginning(const diag::Source& source) { return base::trimmed(source->slice(without_mark(source, whole(source)))); }

// `{"` and `{}` begin JSON, and so do comments that some programs write into it; a `{` before a bare key is a YAML map on one line.
bool is_json(std::string_view text) {
  if (text.starts_with("//") || text.starts_with("/*")) return true;
  if (!text.starts_with("{")) return false;
  const std::string_view inside = base::trimmed(text.substr(1));
  return inside.empty() || inside.front() == '"' || inside.front() == '}';
}

ReadRecord refused(const diag::Source& source, std::uint32_t at, diag::Diagnostic diagnostic) {
  return {base::Unexpected{std::move(diagnostic)}, source->position(at).line};
}

}  // namespace

base::Expected<model::PatientRecord, diag::Diagnostic> read_record(const clinical::RawValue& root, const diag::Source& source,
                                                                   const clinical::Vocabulary& vocabulary,
                                                                   const model::ReadOptions& options) {
  model::RecordBuilder builder(vocabulary, options);
  return walk_record(root, source, builder);
}

void for_each_record(const diag::Source& source, const clinical::Vocabulary& vocabulary, const model::ReadOptions& options,
                     const std::function<void(ReadRecord)>& take) {
  if (is_named_as_table(source->name())) {
    return take(refused(source, 0, trouble(Code::E0645, source, {0, 0}, "a table needs a column map", "it is the section `csv` of a mapping file")));
  }
  const std::string_view text = beginning(source);
  if (text.starts_with("[")) {
    const auto at = static_cast<std::uint32_t>(text.data() - source->text().data());
    return take(refused(source, at, trouble(Code::E0617, source, {at, at + 1}, "a list stands here, and no record",
                                            "give several records one a line as JSON, or apart by `---` as YAML")));
  }
  if (is_json(text)) {
    const std::vector<diag::Span> parts = split_json(source);
    if (!parts.empty() && is_fhir(source, parts.front())) return FhirReader(vocabulary, options).read(source, parts, take);
  }
  model::RecordBuilder builder(vocabulary, options);
  const auto take_raw = [&](diag::Span part, const RawRecord& raw) {
    if (!raw) return take(refused(source, part.begin, raw.error()));
    take({walk_record(*raw, source, builder), source->position(part.begin).line});
  };
  if (is_json(text)) {
    JsonReader reader;
    PlainJsonReader plain(vocabulary, options);
    for (const diag::Span part : split_json(source)) {
      const std::string_view bytes = source->slice(part);
      const bool is_one_line = bytes.find('\n') == std::string_view::npos;
      const std::uint32_t line = source->position(part.begin).line;
      if (is_one_line && plain.read(bytes, line)) take({plain.take(), line});
      else take_raw(part, reader.read(source, part));
    }
    return;
  }
  const auto documents = split_documents(source);
  if (documents.empty()) take(refused(source, 0, trouble(Code::E0601, source, {0, 0}, "the file holds no record")));
  for (const diag::Span part : documents) take_raw(part, read_document(source, part));
}

std::vector<ReadRecord> read_records(const diag::Source& source, const clinical::Vocabulary& vocabulary,
                                     const model::ReadOptions& options) {
  std::vector<ReadRecord> records;
  for_each_record(source, vocabulary, options, [&](ReadRecord record) { records.push_back(std::move(record)); });
  return records;
}

}  // namespace eligo::io
