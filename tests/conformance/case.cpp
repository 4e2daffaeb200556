// Cases by io::read_yaml, so that no text of theirs is ever a number, a date or a boolean on the way.
#include "case.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/json_text.h"
#include "diag/render.h"
#include "io/read.h"

namespace eligo::conformance {

namespace fs = std::filesystem;

namespace {

std::string json_of(const RawValue& value) {
  if (value.shape == RawValue::Shape::kText) return base::json_quoted(value.text);
  const bool is_map = value.shape == RawValue::Shape::kMap;
  std::string out = is_map ? "{" : "[";
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    if (i > 0) out += ", ";
    if (is_map) out += base::json_quoted(value.keys[i].first) + ": ";
    out += json_of(value.items[i]);
  }
  return out + (is_map ? "}" : "]");
}

std::string text_at(const RawValue& map, std::string_view key) {
  const RawValue* value = value_of(map, key);
  return value == nullptr ? "" : value->text;
}

std::string trouble_of(const RawValue& map, const Case& made) {
  static const std::vector<std::string> kKeys = {"name", "why", "rules", "record", "assume_complete", "expect", "check"};
  for (const auto& [key, span] : map.keys) {
    if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end()) return "unknown key `" + key + "`";
  }
  if (made.name.empty()) return "it has no name";
  if (made.rules->text().empty()) return "it has no rules";
  if (made.expect.has_value() == made.check.has_value()) return "it needs either `expect` or `check`";
  if (made.expect.has_value() && made.record.empty()) return "it has no record";
  return "";
}

Case case_of(const RawValue& map) {
  Case made;
  made.name = text_at(map, "name");
  made.rules = std::make_shared<diag::SourceText>(made.name + ".elig", text_at(map, "rules"));
  if (const RawValue* record = value_of(map, "record")) made.record = json_of(*record);
  made.assume_complete = texts_of(value_of(map, "assume_complete"));
  if (const RawValue* expect = value_of(map, "expect")) made.expect = *expect;
  if (const RawValue* check = value_of(map, "check")) made.check = *check;
  made.trouble = trouble_of(map, made);
  return made;
}

void read_into(Folder& folder, const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  const auto source = std::make_shared<diag::SourceText>(path.string(), text.str());
  const auto documents = io::read_yaml(source);
  if (!documents) {
    folder.troubles.push_back(diag::render_plain(documents.error()));
    return;
  }
  for (const RawValue& document : *documents) {
    if (document.shape == RawValue::Shape::kMap && value_of(document, "module") != nullptr) folder.modules.push_back({source, document});
    if (document.shape != RawValue::Shape::kList) continue;
    for (const RawValue& item : document.items) folder.cases.push_back(case_of(item));
  }
}

}  // namespace

std::vector<std::string> texts_of(const RawValue* list) {
  std::vector<std::string> texts;
  if (list == nullptr) return texts;
  for (const RawValue& item : list->items) texts.push_back(item.text);
  return texts;
}

Folder read_folder(const std::string& path) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(path)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  Folder folder;
  for (const fs::path& file : files) read_into(folder, file);
  return folder;
}

}  // namespace eligo::conformance
