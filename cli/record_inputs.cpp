// Files of lines in a folder that hold resources of FHIR are a bulk export; all others are read as texts.
#include "record_inputs.h"

#include <filesystem>
#include <utility>

#include "diagnostics.h"
#include "files.h"
#include "io/bulk_export.h"
#include "io/json_keys.h"
#include "io/site_map.h"
#include "list_files.h"

namespace eligo::cli {

namespace {

using Opened = base::Expected<diag::Source, diag::Diagnostic>;

diag::Diagnostic too_large(const std::string& path) {
  return {diag::Code::E0618, "`" + path + "` is larger than " + std::to_string(kLargestInput >> 20U) + " MiB", "split it into several files", nullptr, {}, {}};
}

/// What files of records end in, packed or not.
std::vector<std::string> endings(bool with_tables) {
  std::vector<std::string> all;
  std::vector<std::string> unpacked = io::native_endings();
  if (with_tables) unpacked.insert(unpacked.end(), {".csv", ".tsv"});
  for (const std::string& ending : unpacked) {
    for (const char* packed : {"", ".gz", ".zst"}) all.push_back(ending + packed);
  }
  return all;
}

// The text of a file, unpacked.
Opened text_of(const std::string& path) {
  auto opened = open_stream(path);
  if (!opened) return base::Unexpected{opened.error()};
  const auto stream = io::unpacked(std::move(*opened), path);
  std::string text;
  constexpr std::size_t kChunk = 1U << 20U;
  for (std::size_t used = 0;;) {
    text.resize(used + kChunk);
    const auto taken = stream->read(text.data() + used, kChunk);
    if (!taken) return base::Unexpected{taken.error()};
    used += *taken;
    if (used > kLargestInput) return base::Unexpected{too_large(path)};
    if (*taken > 0) continue;
    text.resize(used);
    return Opened(std::make_shared<const diag::SourceText>(path == "-" ? "standard input" : path, std::move(text)));
  }
}

bool holds_lines(std::string_view name) {
  for (const std::string_view packed : {".gz", ".zst"}) {
    if (name.ends_with(packed)) name.remove_suffix(packed.size());
  }
  return name.ends_with(".ndjson") || name.ends_with(".jsonl");
}

// By its first line.
bool is_of_export(const std::string& path) {
  auto opened = holds_lines(path) ? open_stream(path) : io::OpenedStream(nullptr);
  if (!opened || *opened == nullptr) return false;
  const auto stream = io::unpacked(std::move(*opened), path);
  std::string beginning;
  while (beginning.find('\n') == std::string::npos && beginning.size() <= io::kLargestRecord) {
    constexpr std::size_t kChunk = 65536;
    const std::size_t before = beginning.size();
    beginning.resize(before + kChunk);
    const auto taken = stream->read(beginning.data() + before, kChunk);
    beginning.resize(before + (taken ? *taken : 0));
    if (!taken || *taken == 0) break;
  }
  return io::begins_bulk_export(beginning);
}

// What a server says of an export beside it; no record.
bool is_manifest(const diag::Source& text) { return io::top_level_text(text->text(), "transactionTime").has_value(); }

io::JoinLimits join_limits() {
  io::JoinLimits limits;
  if (const char* folder = std::getenv("TMPDIR"); folder != nullptr && *folder != '\0') limits.scratch = folder;
  return limits;
}

}  // namespace

base::Expected<std::vector<RecordInput>, ExitCode> open_records(const std::vector<std::string>& arguments, const std::string& map, Color color) {
  const auto tables = Tables::at(map, color);
  if (!tables) return base::Unexpected{tables.error()};
  std::vector<RecordInput> inputs;
  std::vector<diag::Diagnostic> troubles;
  ExitCode code = ExitCode::kInputOutput;
  for (const std::string& argument : arguments) {
    const auto paths = files_at(argument, endings(*tables != nullptr));
    if (!paths) {
      troubles.push_back(paths.error());
      continue;
    }
    const bool is_folder = paths->size() != 1 || paths->front() != argument;
    RecordInput& input = inputs.emplace_back();
    input.tables = *tables;
    for (const std::string& path : *paths) {
      if (is_folder && is_of_export(path)) {
        input.exported.push_back({path, [path] { return open_stream(path); }});
        continue;
      }
      const Opened text = text_of(path);
      if (text) {
        if (!is_folder || !is_manifest(*text)) input.texts.push_back(*text);
      } else {
        if (text.error().code == diag::Code::E0618) code = ExitCode::kRefused;
        troubles.push_back(text.error());
      }
    }
  }
  show(stderr, troubles, color);
  if (!troubles.empty()) return base::Unexpected{code};
  return inputs;
}

std::optional<diag::Diagnostic> for_each_record(const std::vector<RecordInput>& inputs, const clinical::Vocabulary& vocabulary,
                                                const model::ReadOptions& options, const std::function<void(io::ReadRecord)>& take) {
  for (const RecordInput& input : inputs) {
    for (const diag::Source& text : input.texts) {
      if (input.tables != nullptr && input.tables->has(text)) input.tables->for_each_record(text, vocabulary, options, take);
      else io::for_each_record(text, vocabulary, options, take);
    }
    if (input.exported.empty()) continue;
    const auto source = io::joined_pieces(input.exported, join_limits());
    const auto reader = io::joined_reader(vocabulary, options);
    io::PieceBatch batch;
    std::vector<io::ReadRecord> records;
    for (bool is_at_end = false; !is_at_end;) {
      batch.clear();
      const auto supply = source->fill(batch);
      if (!supply) return supply.error();
      is_at_end = *supply == io::Supply::kEnd;
      for (std::size_t i = 0; i < batch.size(); ++i) reader->read(batch[i], records);
      for (io::ReadRecord& record : records) take(std::move(record));
      records.clear();
    }
  }
  return std::nullopt;
}

base::Expected<std::shared_ptr<const model::SiteMap>, ExitCode> site_map_at(const std::string& path, const clinical::Vocabulary& vocabulary, Color color) {
  using Found = base::Expected<std::shared_ptr<const model::SiteMap>, ExitCode>;
  if (path.empty()) return Found(nullptr);
  const auto source = read_or_show(path, io::kLargestYaml, color);
  if (!source) return base::Unexpected{source.error()};
  diag::Sink sink;
  auto map = io::read_site_map(*source, vocabulary, sink);
  show(stderr, sink.sorted(), color);
  if (map == nullptr) return base::Unexpected{ExitCode::kUsage};
  return Found(std::move(map));
}

}  // namespace eligo::cli
