// A small JSON object, replaced as a whole each time.
#include "checkpoint.h"

#include <charconv>
#include <filesystem>

#include "base/json_text.h"
#include "files.h"
#include "io/json.h"
#include "result_file.h"

namespace eligo::cli {

namespace {

using clinical::RawValue;

constexpr std::size_t kLargestCheckpoint = 1U << 20U;

const RawValue* find(const RawValue& map, std::string_view key) {
  for (std::size_t i = 0; i < map.keys.size(); ++i) {
    if (map.keys[i].first == key) return &map.items[i];
  }
  return nullptr;
}

/// Reads numbers; remembers whether one was missing.
class Numbers {
 public:
  explicit Numbers(const RawValue& map) : map_(map) {}
  template <class Number>
  void read(std::string_view key, Number& number) {
    const RawValue* value = find(map_, key);
    if (value == nullptr || !parse(value->text, number)) is_whole_ = false;
  }
  void read_list(std::string_view key, std::vector<std::uint64_t>& numbers) {
    const RawValue* value = find(map_, key);
    if (value == nullptr) is_whole_ = false;
    for (std::size_t i = 0; value != nullptr && i < value->items.size(); ++i) {
      numbers.push_back(0);
      if (!parse(value->items[i].text, numbers.back())) is_whole_ = false;
    }
  }
  bool is_whole() const { return is_whole_; }

 private:
  template <class Number>
  static bool parse(const std::string& text, Number& number) {
    return std::from_chars(text.data(), text.data() + text.size(), number).ptr == text.data() + text.size() && !text.empty();
  }

  const RawValue& map_;
  bool is_whole_ = true;
};

std::optional<Checkpoint> checkpoint_of(const RawValue& root) {
  Checkpoint out;
  const RawValue* identity = find(root, "identity");
  if (identity == nullptr) return std::nullopt;
  for (std::size_t i = 0; i < identity->keys.size(); ++i) out.identity.emplace_back(identity->keys[i].first, identity->items[i].text);
  Numbers numbers(root);
  numbers.read("records", out.records);
  numbers.read("pieces", out.pieces);
  numbers.read("input_crc32", out.input_checksum);
  numbers.read("rows_bytes", out.rows.size);
  numbers.read("rows_crc32", out.rows.checksum);
  numbers.read("errors_bytes", out.errors.size);
  numbers.read("errors_crc32", out.errors.checksum);
  numbers.read("rejected", out.rejected);
  numbers.read_list("verdicts", out.verdicts);
  if (!numbers.is_whole()) return std::nullopt;
  return out;
}

std::string text_of(const Checkpoint& checkpoint) {
  std::string out = "{\"identity\": {";
  for (std::size_t i = 0; i < checkpoint.identity.size(); ++i) {
    out += (i > 0 ? ", " : "") + base::json_quoted(checkpoint.identity[i].first) + ": " + base::json_quoted(checkpoint.identity[i].second);
  }
  const auto number = [&out](const char* key, std::uint64_t value) { out += std::string(", \"") + key + "\": " + std::to_string(value); };
  out += '}';
  number("records", checkpoint.records);
  number("pieces", checkpoint.pieces);
  number("input_crc32", checkpoint.input_checksum);
  number("rows_bytes", checkpoint.rows.size);
  number("rows_crc32", checkpoint.rows.checksum);
  number("errors_bytes", checkpoint.errors.size);
  number("errors_crc32", checkpoint.errors.checksum);
  number("rejected", checkpoint.rejected);
  out += ", \"verdicts\": [";
  for (std::size_t i = 0; i < checkpoint.verdicts.size(); ++i) out += (i > 0 ? ", " : "") + std::to_string(checkpoint.verdicts[i]);
  return out + "]}\n";
}

}  // namespace

std::string checkpoint_path(const std::string& results) { return results + ".checkpoint"; }

base::Expected<std::optional<Checkpoint>, diag::Diagnostic> read_checkpoint(const std::string& results) {
  const std::string path = checkpoint_path(results);
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return std::optional<Checkpoint>();
  const auto source = read_file(path, kLargestCheckpoint);
  if (!source) return base::Unexpected{source.error()};
  io::JsonReader reader;
  const auto root = reader.read(*source, {0, static_cast<std::uint32_t>((*source)->text().size())});
  std::optional<Checkpoint> checkpoint = root ? checkpoint_of(*root) : std::nullopt;
  if (!checkpoint) return base::Unexpected{diag::Diagnostic{diag::Code::E0801, "cannot read `" + path + "`: it is no checkpoint", "", nullptr, {}, {}}};
  return checkpoint;
}

std::optional<diag::Diagnostic> write_checkpoint(const std::string& results, const Checkpoint& checkpoint) {
  return write_whole(checkpoint_path(results), text_of(checkpoint));
}

std::string difference(const Checkpoint& one, const Checkpoint& other) {
  for (std::size_t i = 0; i < one.identity.size(); ++i) {
    if (i >= other.identity.size() || one.identity[i] != other.identity[i]) return one.identity[i].first;
  }
  return one.identity.size() == other.identity.size() ? "" : "engine";
}

}  // namespace eligo::cli
