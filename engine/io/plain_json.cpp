// Walks the record once, by simdjson's on-demand reader, and tells a RecordBuilder what it finds. A text without escapes
// is the bytes between its quotes, so that nothing is copied. Whatever is out of the ordinary ends the walk.
#include "io/plain_json.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/json_text.h"
#include "io/read.h"
#include "io/record_walk.h"
#include "model/fact_draft.h"

namespace eligo::io {

namespace {

namespace ondemand = simdjson::ondemand;

/// What one record may hold, each at most once.
enum class TopKey : std::uint8_t { kPatient, kBirthDate, kSex, kDates, kHistory, kAbsent, kAnswers, kFacts };

struct TopName {
  std::string_view name;
  TopKey key;
};
constexpr std::array<TopName, 7> kTopNames = {{{"patient", TopKey::kPatient}, {"birth_date", TopKey::kBirthDate}, {"sex", TopKey::kSex},
                                               {"dates", TopKey::kDates}, {"history", TopKey::kHistory}, {"absent", TopKey::kAbsent},
                                               {"answers", TopKey::kAnswers}}};

/// A key of a map with the text beside it.
struct Entry {
  std::string_view key, text;
  bool is_null = false;
};

class PlainWalk {
 public:
  PlainWalk(model::RecordBuilder& builder, std::uint32_t line) : builder_(builder), line_(line) {}

  /// Each of these ends with false where something is out of the ordinary.
  bool walk(ondemand::document& document) {
    ondemand::object root;
    if (document.get_object().get(root) != simdjson::SUCCESS) return false;
    for (auto next : root) {
      ondemand::field field;
      std::string_view key;
      if (std::move(next).get(field) != simdjson::SUCCESS || !take_key(field, key) || !walk_key(key, field.value())) return false;
    }
    const char* rest = nullptr;
    return document.current_location().get(rest) != simdjson::SUCCESS;
  }

 private:
  bool walk_key(std::string_view key, ondemand::value value) {
    for (std::size_t k = 0; k < clinical::kKindCount; ++k) {
      const auto kind = static_cast<clinical::Kind>(k);
      if (key == clinical::list_name_of(kind)) return is_new(static_cast<unsigned>(TopKey::kFacts) + static_cast<unsigned>(k)) && walk_facts(kind, value);
    }
    for (const TopName& top : kTopNames) {
      if (key == top.name) return is_new(static_cast<unsigned>(top.key)) && walk_top(top, value);
    }
    return false;
  }

  bool walk_top(const TopName& top, ondemand::value value) {
    switch (top.key) {
      case TopKey::kPatient:
      case TopKey::kBirthDate:
      case TopKey::kSex: {
        Entry entry;
        if (!take_text(value, entry)) return false;
        if (!entry.is_null) builder_.set(top.name, entry.text, line_);
        return true;
      }
      case TopKey::kDates: return walk_dates(value);
      case TopKey::kHistory: return walk_history(value);
      case TopKey::kAbsent: return walk_texts(value, [this](std::size_t i, std::string_view name) { builder_.add_absent(i, name, line_); });
      case TopKey::kAnswers: return walk_answers(value);
      case TopKey::kFacts: break;
    }
    return false;
  }

  bool walk_dates(ondemand::value& value) {
    if (!take_entries(value)) return false;
    for (std::size_t i = 0; i < count_; ++i) {
      if (!entries_[i].is_null) builder_.add_date(entries_[i].key, entries_[i].text, line_);
    }
    return true;
  }

  bool walk_history(ondemand::value& value) {
    ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) return false;
    bool has_complete = false;
    for (auto next : object) {
      ondemand::field field;
      std::string_view key;
      if (has_complete || std::move(next).get(field) != simdjson::SUCCESS || !take_key(field, key) || key != "complete") return false;
      has_complete = true;
      ondemand::value lists = field.value();
      if (!walk_texts(lists, [this](std::size_t i, std::string_view name) { builder_.add_complete(i, name, line_); })) return false;
    }
    return true;
  }

  bool walk_answers(ondemand::value& value) {
    ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) return false;
    std::vector<std::string_view> names;
    for (auto next : object) {
      ondemand::field field;
      std::string_view name;
      if (std::move(next).get(field) != simdjson::SUCCESS || !take_key(field, name)) return false;
      const auto is_same = [name](std::string_view other) { return base::equal_folded(name, other); };
      if (std::any_of(names.begin(), names.end(), is_same)) return false;
      names.push_back(name);
      ondemand::value answer = field.value();
      if (!walk_answer(name, answer)) return false;
    }
    return true;
  }

  bool walk_answer(std::string_view name, ondemand::value& value) {
    if (value.raw_json_token().front() != '{') {
      Entry entry;
      if (!take_text(value, entry)) return false;
      if (!entry.is_null) builder_.add_answer(name, entry.text, "", "", line_);
      return true;
    }
    if (!take_entries(value)) return false;
    std::string_view answer, by, on;
    for (std::size_t i = 0; i < count_; ++i) {
      const Entry& entry = entries_[i];
      std::string_view* const text = entry.key == "answer" ? &answer : entry.key == "by" ? &by : entry.key == "on" ? &on : nullptr;
      if (text == nullptr) return false;
      if (!entry.is_null) *text = entry.text;
    }
    builder_.add_answer(name, answer, by, on, line_);
    return true;
  }

  bool walk_facts(clinical::Kind kind, ondemand::value& value) {
    ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) return false;
    std::size_t index = 0;
    for (auto next : array) {
      ondemand::value fact;
      if (std::move(next).get(fact) != simdjson::SUCCESS || ++facts_ > kMostFacts || !take_fact(kind, index++, fact)) return false;
    }
    return true;
  }

  bool take_fact(clinical::Kind kind, std::size_t index, ondemand::value& value) {
    ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) return false;
    model::FactDraft& draft = builder_.begin_fact(kind, index, line_);
    draft.has_lasting_texts = true;
    bool has_null = false, has_from = false;
    for (auto next : object) {
      ondemand::field field;
      Entry entry;
      if (std::move(next).get(field) != simdjson::SUCCESS || !take_key(field, entry.key)) return false;
      ondemand::value text = field.value();
      if (!take_text(text, entry)) return false;
      has_null = has_null || entry.is_null;
      if (entry.key.size() >= 4 && is_of_written_records(entry.key)) {
        if (!base::equal_folded(entry.key, "from") || entry.is_null || has_from) return false;
        has_from = true;
        draft.path = entry.text;
      } else if (!entry.is_null) draft.add(entry.key, entry.text, line_);
      else nulls_.push_back(entry.key);
    }
    if (draft.is_known_repeated || draft.has_more_keys || (draft.others > 1 && has_repeated_others(draft)) || (has_null && has_repeated_nulls(draft))) return false;
    builder_.end_fact();
    return true;
  }

  // Keys of facts that were made from another format.
  static bool is_of_written_records(std::string_view key) { return base::equal_folded(key, "from") || base::equal_folded(key, "set_aside"); }

  static bool has_repeated_others(const model::FactDraft& draft) {
    for (std::size_t i = 1; i < draft.keys.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (base::equal_folded(draft.keys[i].name, draft.keys[j].name)) return true;
      }
    }
    return false;
  }

  // A key that is null and stands there once more.
  bool has_repeated_nulls(const model::FactDraft& draft) {
    bool is_repeated = false;
    for (std::size_t i = 0; i < nulls_.size(); ++i) {
      const auto is_same = [&](std::string_view name) { return base::equal_folded(name, nulls_[i]); };
      is_repeated = is_repeated || std::any_of(nulls_.begin(), nulls_.begin() + static_cast<std::ptrdiff_t>(i), is_same) ||
                    std::any_of(draft.keys.begin(), draft.keys.end(), [&](const model::FactKey& key) { return is_same(key.name); });
    }
    nulls_.clear();
    return is_repeated;
  }

  template <class Take>
  bool walk_texts(ondemand::value& value, Take take) {
    ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) return false;
    std::size_t index = 0;
    for (auto next : array) {
      ondemand::value item;
      Entry entry;
      if (std::move(next).get(item) != simdjson::SUCCESS || !take_text(item, entry) || entry.is_null) return false;
      take(index++, entry.text);
    }
    return true;
  }

  // A map of texts, into entries_.
  bool take_entries(ondemand::value& value) {
    ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) return false;
    count_ = 0;
    for (auto next : object) {
      if (count_ == entries_.size()) return false;
      Entry& entry = entries_[count_];
      ondemand::field field;
      if (std::move(next).get(field) != simdjson::SUCCESS || !take_key(field, entry.key)) return false;
      ondemand::value text = field.value();
      if (!take_text(text, entry) || is_repeated(entry.key)) return false;
      ++count_;
    }
    return true;
  }

  bool is_repeated(std::string_view key) const {
    for (std::size_t i = 0; i < count_; ++i) {
      if (entries_[i].key.size() == key.size() && base::equal_folded(entries_[i].key, key)) return true;
    }
    return false;
  }

  static bool take_key(ondemand::field& field, std::string_view& key) {
    const char* const begin = field.key().raw();
    const char* end = begin;
    while (*end != '"' && *end != '\\') ++end;      // the reader has seen to it that the quote is closed
    key = {begin, static_cast<std::size_t>(end - begin)};
    return *end == '"' && !key.empty();
  }

  static bool take_text(ondemand::value& value, Entry& entry) {
    std::string_view token = value.raw_json_token();
    while (!token.empty() && base::is_blank(token.back())) token.remove_suffix(1);
    entry.is_null = false;
    if (token.size() >= 2 && token.front() == '"') {
      entry.text = token.substr(1, token.size() - 2);
      ondemand::raw_json_string behind;   // takes the reader past it: what it skips by itself it does not check
      return token.back() == '"' && value.get_raw_json_string().get(behind) == simdjson::SUCCESS && std::memchr(entry.text.data(), '\\', entry.text.size()) == nullptr;
    }
    entry.text = token;
    entry.is_null = token == "null";
    return entry.is_null || token == "true" || token == "false" || base::is_json_number(token);
  }

  bool is_new(unsigned key) {
    const std::uint32_t bit = 1U << key;
    const bool is_first = (seen_ & bit) == 0;
    seen_ |= bit;
    return is_first;
  }

  static constexpr std::size_t kMostEntries = 32;   // of one map; more is for the full reader

  model::RecordBuilder& builder_;
  std::uint32_t line_;
  std::uint32_t seen_ = 0;         // TopKeys, and the lists of facts from kFacts on
  std::size_t facts_ = 0;
  std::size_t count_ = 0;          // of entries_ in use
  std::array<Entry, kMostEntries> entries_;
  std::vector<std::string_view> nulls_;   // keys of the fact at hand that are null
};

}  // namespace

struct PlainJsonReader::Memory {
  Memory(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options) : builder(vocabulary, options) {}

  model::RecordBuilder builder;
  ondemand::parser parser;
};

PlainJsonReader::PlainJsonReader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options)
    : memory_(std::make_unique<Memory>(vocabulary, options)) {}
PlainJsonReader::~PlainJsonReader() = default;

std::optional<model::PatientRecord> PlainJsonReader::read(std::string_view text, std::uint32_t line) {
  constexpr char kDelete = '\x7F';   // the one control character that JSON lets pass and we do not
  Memory& m = *memory_;
  if (text.size() > kLargestRecord || std::memchr(text.data(), kDelete, text.size()) != nullptr) return std::nullopt;
  std::string& padded = m.builder.text_of_record(text.size() + simdjson::SIMDJSON_PADDING);   // facts point into it
  padded.assign(text);
  padded.append(simdjson::SIMDJSON_PADDING, ' ');
  ondemand::document document;
  const simdjson::padded_string_view view(padded.data(), text.size(), padded.size());
  const bool is_plain = m.parser.iterate(view).get(document) == simdjson::SUCCESS && PlainWalk(m.builder, line).walk(document);
  model::PatientRecord record = m.builder.finish();
  if (is_plain) return record;
  m.builder.recycle(std::move(record));
  return std::nullopt;
}

void PlainJsonReader::recycle(model::PatientRecord old) { memory_->builder.recycle(std::move(old)); }

}  // namespace eligo::io
