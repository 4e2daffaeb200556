// The top of a test file: rules, on, base, tests, impossible.
#include <algorithm>

#include "base/edit_distance.h"
#include "io/read.h"
#include "testing/entry_reader.h"

namespace eligo::testing {

namespace {

using Shape = RawValue::Shape;
using clinical::value_of;
using diag::Code;

Word word_at(const RawValue& map, std::string_view key) {
  const RawValue* const value = value_of(map, key);
  return value == nullptr ? Word{} : Word{value->text, value->span};
}

std::vector<Word> words_of(const RawValue& value) {
  if (value.shape == Shape::kText) return {{value.text, value.span}};
  std::vector<Word> words;
  for (const RawValue& item : value.items) words.push_back({item.text, item.span});
  return words;
}

void check_never(const Impossible& entry, const RawValue& map, const Mistakes& mistakes) {
  const std::vector<std::string> known = entry.leaf.text.empty() ? std::vector<std::string>{"pass", "fail", "unknown"} : std::vector<std::string>{"true", "false", "unknown"};
  for (const Word& word : entry.never) {
    if (std::find(known.begin(), known.end(), word.text) != known.end()) continue;
    const char* const whose = entry.leaf.text.empty() ? "a criterion is pass, fail or unknown" : "a condition is true, false or unknown";
    mistakes.add(Code::E0903, word.span, "`" + word.text + "` cannot stand here", whose);
  }
  if (entry.at.text.empty()) mistakes.add(Code::E0901, map.span, "an entry without `at`", "`at: E6.3` names a criterion, a member or a definition");
  if (entry.never.empty()) mistakes.add(Code::E0901, map.span, "an entry without `never`");
  if (entry.because.empty()) mistakes.add(Code::E0901, map.span, "an entry without a reason", "`because: \"…\"` says why no record can bring it about");
}

std::vector<Impossible> read_impossible(const RawValue& list, const Mistakes& mistakes) {
  std::vector<Impossible> all;
  if (list.shape != Shape::kList) mistakes.add(Code::E0902, list.span, "`impossible` is no list");
  for (const RawValue& map : list.items) {
    if (map.shape != Shape::kMap) {
      mistakes.add(Code::E0902, map.span, "here stands no map with `at`, `never` and `because`");
      continue;
    }
    check_keys(map, {"at", "leaf", "never", "because"}, mistakes);
    const RawValue* const never = value_of(map, "never");
    Impossible entry{word_at(map, "at"), word_at(map, "leaf"), never == nullptr ? std::vector<Word>() : words_of(*never), word_at(map, "because").text};
    check_never(entry, map, mistakes);
    all.push_back(std::move(entry));
  }
  return all;
}

EntryReader::Surroundings outermost(const RawValue& root, const Mistakes& mistakes) {
  EntryReader::Surroundings outer;
  outer.record.shape = Shape::kMap;
  if (const RawValue* base = value_of(root, "base")) {
    if (base->shape == Shape::kMap) outer.record = *base;
    else mistakes.add(Code::E0902, base->span, "`base` is no record");
  }
  if (const RawValue* on = value_of(root, "on")) outer.on = read_day(*on, mistakes);
  return outer;
}

}  // namespace

std::optional<TestFile> read_tests(const diag::Source& source, diag::Sink& sink) {
  const Mistakes mistakes{source, sink};
  const auto documents = io::read_yaml(source);
  if (!documents) {
    sink.add(documents.error());
    return std::nullopt;
  }
  if (documents->size() != 1 || documents->front().shape != Shape::kMap) {
    mistakes.add(Code::E0902, {}, "a test file is one map with `tests`");
    return std::nullopt;
  }
  const RawValue& root = documents->front();
  check_keys(root, {"rules", "on", "base", "tests", "impossible"}, mistakes);
  TestFile file{source, word_at(root, "rules"), {}, {}};
  const RawValue* const tests = value_of(root, "tests");
  if (tests == nullptr || tests->shape != Shape::kList) mistakes.add(Code::E0901, root.span, "a test file without a list of `tests`");
  else {
    const EntryReader::Surroundings outer = outermost(root, mistakes);
    EntryReader reader(mistakes, file.cases);
    for (std::size_t i = 0; i < tests->items.size(); ++i) reader.read(tests->items[i], outer, i + 1);
  }
  if (const RawValue* list = value_of(root, "impossible")) file.impossible = read_impossible(*list, mistakes);
  return file;
}

}  // namespace eligo::testing
