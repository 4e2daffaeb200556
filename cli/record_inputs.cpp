// The files of a bulk export are joined; all others are read as texts.
#include "record_inputs.h"

#include <utility>

#include "diagnostics.h"
#include "files.h"
#include "io/site_map.h"
#include "list_files.h"

namespace eligo::cli {

namespace {

using Opened = base::Expected<diag::Source, diag::Diagnostic>;

diag::Diagnostic too_large(const std::string& path) {
  return {diag::Code::E0618, "`" + path + "` is larger than " + std::to_string(kLargestInput >> 20U) + " MiB", "split it into several files", nullptr, {}, {}};
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

io::ListOptions joining(const RecordInput& input) {
  io::ListOptions options;
  options.limits = join_limits();
  if (input.tables == nullptr) return options;
  options.map = &input.tables->map();
  options.warn = [tables = input.tables](const auto& warnings) { tables->tell(warnings); };
  return options;
}

}  // namespace

base::Expected<std::vector<RecordInput>, ExitCode> open_records(const std::vector<std::string>& arguments, const std::string& map, Color color) {
  const auto tables = Tables::at(map, color);
  if (!tables) return base::Unexpected{tables.error()};
  std::vector<RecordInput> inputs;
  std::vector<io::ListFile> exported_by_name, tables_by_name;
  std::vector<diag::Diagnostic> troubles;
  ExitCode code = ExitCode::kInputOutput;
  for (const std::string& argument : arguments) {
    auto list = list_at(argument, *tables != nullptr ? &(*tables)->map() : nullptr);
    if (!list) {
      troubles.push_back(list.error());
      continue;
    }
    RecordInput& input = inputs.emplace_back();
    input.tables = *tables;
    const auto exported = to_be_opened(list->exported);
    const bool are_tables = !exported.empty() && io::is_named_as_table(io::without_packing(exported.front().name));
    std::vector<io::ListFile>& joined = list->is_folder ? input.exported : are_tables ? tables_by_name : exported_by_name;
    joined.insert(joined.end(), exported.begin(), exported.end());
    for (const ListedFile& file : list->files) {
      const Opened text = text_of(file.path);
      if (text) {
        input.texts.push_back(*text);
      } else {
        if (text.error().code == diag::Code::E0618) code = ExitCode::kRefused;
        troubles.push_back(text.error());
      }
    }
  }
  for (std::vector<io::ListFile>* joined : {&exported_by_name, &tables_by_name}) {
    if (joined->empty()) continue;
    inputs.emplace_back();
    inputs.back().exported = std::move(*joined);
    inputs.back().tables = *tables;
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
    const auto source = io::list_pieces({}, joining(input), input.exported);
    const auto reader = io::list_reader(vocabulary, options);
    io::PieceBatch batch;
    std::vector<io::ReadRecord> records;
    for (bool is_at_end = false; !is_at_end;) {
      batch.clear();
      const auto supply = source->fill(batch);
      if (!supply) return supply.error();
      is_at_end = *supply == io::Supply::kEnd;
      for (std::size_t i = 0; i < batch.size(); ++i) {
        reader->read(batch[i], records);
        for (io::ReadRecord& record : records) take(std::move(record));   // before the next is read: a transcript holds one
        records.clear();
      }
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
