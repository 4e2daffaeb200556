// Keys in a fixed order, written by hand.
#include "batch_manifest.h"

#include <fmt/format.h>

#include <cstdlib>

#include "base/json_text.h"
#include "engine.h"
#include "io/csv_table.h"
#include "io/fhir.h"
#include "io/read.h"
#include "syntax/parse.h"
#include "terminal.h"

namespace eligo::cli {

namespace {

using base::json_quoted;

template <class Items, class Text>
std::string list_of(const Items& items, Text text, const char* link = ", ") {
  std::string out;
  for (const auto& item : items) out += (out.empty() ? "" : link) + text(item);
  return "[" + out + "]";
}

const char* name_of(batch::Results results) {
  switch (results) {
    case batch::Results::kNdjson: return "ndjson";
    case batch::Results::kCsv: return "csv";
    case batch::Results::kCsvLong: break;
  }
  return "csv-long";
}

const char* name_of(batch::Explained explained) {
  switch (explained) {
    case batch::Explained::kNone: return "none";
    case batch::Explained::kFailing: return "failing";
    case batch::Explained::kAll: break;
  }
  return "all";
}

std::string offset_text(int minutes) { return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60); }

// The options that the results depend on.
std::vector<std::string> command(const BatchOptions& options) {
  std::vector<std::string> words = {"eligo", "batch"};
  const auto add = [&words](const char* name, const std::string& value) { words.insert(words.end(), {name, value}); };
  words.insert(words.end(), options.rules.begin(), options.rules.end());
  add("--in", options.in);
  add("--out", options.out);
  add("--results", name_of(options.results));
  add("--explain", name_of(options.explained));
  if (options.shard.of > 1) add("--shard", fmt::format("{}/{}", options.shard.number, options.shard.of));
  if (options.on) add("--on", value::to_text(*options.on));
  std::string kinds;
  for (const clinical::Kind kind : options.assume_complete) kinds += (kinds.empty() ? "" : ",") + std::string(clinical::list_name_of(kind));
  if (!kinds.empty()) add("--assume-complete", kinds);
  if (options.ignores_unmapped) words.emplace_back("--ignore-unmapped");
  if (!options.map.empty()) add("--map", options.map);
  if (options.zone) add("--zone", offset_text(*options.zone));
  for (const std::string& folder : options.vocabulary_folders) add("--vocabulary", folder);
  return words;
}

std::string criterion_of(const program::Criterion& criterion) {
  return fmt::format("{{\"id\": {}, \"kind\": \"{}\", \"title\": {}}}", json_quoted(criterion.id), criterion.is_inclusion ? "inclusion" : "exclusion", json_quoted(criterion.title));
}

std::string protocol_of(const BatchRecord& record, std::size_t index) {
  const program::Program& program = *record.programs[index];
  const auto count = [&](batch::RowVerdict verdict) { return record.done.verdicts[index * batch::kRowVerdicts + static_cast<std::size_t>(verdict)]; };
  using batch::RowVerdict;
  return fmt::format("  {{\"file\": {}, \"protocol\": {}, \"title\": {}, \"version\": {}, \"rules_sha256\": \"{}\", \"vocabulary_sha256\": \"{}\",\n"
                     "   \"verdicts\": {{\"eligible\": {}, \"ineligible\": {}, \"undetermined\": {}, \"error\": {}}},\n   \"criteria\": {}}}",
                     json_quoted(record.options.rules[index]), json_quoted(program.protocol), json_quoted(program.title), json_quoted(program.version),
                     program.rules_sha256, program.vocabulary->sha256(), count(RowVerdict::kEligible), count(RowVerdict::kIneligible),
                     count(RowVerdict::kUndetermined), count(RowVerdict::kError), list_of(program.criteria, criterion_of, ",\n     "));
}

std::string protocols(const BatchRecord& record) {
  std::string out;
  for (std::size_t i = 0; i < record.programs.size(); ++i) out += (i > 0 ? ",\n" : "") + protocol_of(record, i);
  return out;
}

}  // namespace

std::string batch_manifest(const BatchRecord& record) {
  const BatchOptions& options = record.options;
  const std::string crc = record.list.is_stream ? "null" : fmt::format("\"{:08x}\"", record.done.input_checksum);
  const std::string map = record.map_sha256.empty() ? "null" : json_quoted(record.map_sha256);
  return fmt::format("{{\"engine\": {},\n \"command\": {},\n \"date\": \"{}\",\n \"protocols\": [\n{}],\n"
                     " \"input\": {{\"name\": {}, \"files\": {}, \"bytes\": {}, \"records_crc32\": {}, \"map_sha256\": {}}},\n"
                     " \"results\": {{\"name\": {}, \"bytes\": {}, \"crc32\": \"{:08x}\"}},\n"
                     " \"records\": {}, \"rejected\": {},\n"
                     " \"limits\": {{\"record_bytes\": {}, \"bundle_bytes\": {}, \"table_bytes\": {}, \"yaml_document_bytes\": {}, \"levels\": {}, \"rule_file_bytes\": {}, \"max_errors\": {}}}}}\n",
                     json_quoted(version()), list_of(command(options), json_quoted), options.on ? value::to_text(*options.on) : value::to_text(today()),
                     protocols(record), json_quoted(options.in), record.list.files.size() + record.list.exported.size(), record.list.bytes(), crc, map, json_quoted(options.out),
                     record.results_size, record.results_checksum, record.done.records, record.done.rejected, io::kLargestRecord, io::kLargestBundle, io::kLargestTable, io::kLargestYaml,
                     io::kDeepestYaml, syntax::kLargestFile, options.most_errors ? std::to_string(*options.most_errors) : "null");
}

}  // namespace eligo::cli
