// Walks the record once, by hand; whatever is out of the ordinary ends the walk. A text without escapes is the bytes between
// its quotes, so that nothing is copied.
#include "io/plain_json.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "io/fact_forms.h"
#include "io/head_forms.h"
#include "io/json_cursor.h"
#include "io/read.h"
#include "io/record_walk.h"
#include "model/fact_draft.h"
#include "model/plain_fact.h"

namespace eligo::io {

namespace {

/// What one record may hold, each at most once; from kFacts on its lists of facts, by kind.
enum TopKey : unsigned { kPatient, kBirthDate, kSex, kDates, kHistory, kAbsent, kAnswers, kFacts };

class TopNames {
 public:
  static constexpr unsigned kNone = 32;

  TopNames() {
    for (std::size_t k = 0; k < clinical::kKindCount; ++k) add(clinical::list_name_of(static_cast<clinical::Kind>(k)), kFacts + static_cast<unsigned>(k));
    for (const auto& [name, key] : std::initializer_list<std::pair<std::string_view, TopKey>>{
             {"patient", kPatient}, {"birth_date", kBirthDate}, {"sex", kSex}, {"dates", kDates}, {"history", kHistory}, {"absent", kAbsent}, {"answers", kAnswers}}) {
      add(name, key);
    }
  }

  /// Of a key with kFront bytes readable; kNone where records have no such key.
  unsigned find(std::string_view key) const {
    const std::uint64_t front = front_of(key.data(), key.size());
    for (const Name& it : names_) {
      if (it.front == front && it.text == key) return it.key;
    }
    return kNone;
  }

 private:
  static constexpr std::size_t kFront = sizeof(std::uint64_t);
  struct Name {
    std::uint64_t front = 0;       // the first bytes as a word: no two names have the same ones
    std::string_view text;
    unsigned key = kNone;
  };

  static std::uint64_t front_of(const char* text, std::size_t size) {
    std::uint64_t front = 0;
    std::memcpy(&front, text, kFront);
    return size < kFront ? front & ((std::uint64_t{1} << (8 * size)) - 1) : front;
  }

  void add(std::string_view text, unsigned key) {
    const std::string padded = std::string(text) + std::string(kFront, '\0');
    names_[count_++] = {front_of(padded.data(), text.size()), text, key};
  }

  std::array<Name, kFacts + clinical::kKindCount> names_;
  std::size_t count_ = 0;
};

const TopNames kTopNames;

/// A key of a map with the text beside it.
struct Entry {
  std::string_view key, text;
  bool is_null = false;
};

using Entries = std::array<Entry, 32>;   // of one map; more is for the full reader

using FormsOfLists = std::array<FactForms, clinical::kKindCount>;

/// What one record leaves for the next one.
struct WalkMemory {
  WalkMemory(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options) : builder(vocabulary, options) {}

  model::RecordBuilder builder;
  HeadForms heads;
  FormsOfLists forms;
  Entries entries;
  model::PlainValues values;
};

class PlainWalk {
 public:
  PlainWalk(WalkMemory& memory, JsonCursor cursor, std::uint32_t line)
      : builder_(memory.builder), heads_(memory.heads), forms_(memory.forms), entries_(memory.entries), values_(memory.values), cursor_(cursor), line_(line) {
    values_.line = line;
  }

  /// Each of these ends with false where something is out of the ordinary.
  bool walk() {
    return cursor_.take_items('{', '}', [this] { return walk_item(); }) && cursor_.is_at_end();
  }

 private:
  // A key with its value; or, in front, all keys up to those of the first list, if they are of a form that is known.
  bool walk_item() {
    if (head_ == nullptr) {
      head_ = cursor_.position();
      if (const HeadForm* const form = take_known_head()) {
        seen_ = form->keys;
        return walk_facts(form->list);
      }
    }
    std::string_view key;
    return cursor_.take_key(key) && walk_key(key);
  }

  // Where there is none, nothing was taken.
  const HeadForm* take_known_head() {
    const char* at = head_;
    const HeadForm* const form = heads_.take(at, values_);
    if (form == nullptr || !builder_.add_plain_head(form->values, values_)) return nullptr;
    cursor_.pass(static_cast<std::size_t>(at - head_));
    return form;
  }

  bool walk_key(std::string_view key) {
    const unsigned number = kTopNames.find(key);
    const bool is_first_list = number >= kFacts && seen_ < 1U << kFacts;
    if (number == TopNames::kNone || !is_new(number)) return false;
    if (number < kFacts) return walk_top(static_cast<TopKey>(number), key);
    const auto list = static_cast<clinical::Kind>(number - kFacts);
    if (is_first_list) heads_.learn(builder_, {head_, static_cast<std::size_t>(cursor_.position() - head_)}, head_texts_, seen_, list);
    return walk_facts(list);
  }

  bool walk_top(TopKey top, std::string_view key) {
    switch (top) {
      case kPatient:
      case kBirthDate:
      case kSex: {
        Entry entry;
        if (!take_value(entry)) return false;
        if (entry.is_null) return true;
        builder_.set(key, entry.text, line_);
        if (top == kPatient) head_texts_.patient = entry.text;
        if (top == kBirthDate) head_texts_.birth_date = entry.text;
        return true;
      }
      case kDates: return walk_dates();
      case kHistory: return walk_history();
      case kAbsent: return walk_texts([this](std::size_t i, std::string_view name) { builder_.add_absent(i, name, line_); });
      case kAnswers: return walk_answers();
      case kFacts: break;
    }
    return false;
  }

  bool walk_dates() {
    if (!take_entries()) return false;
    for (std::size_t i = 0; i < count_; ++i) {
      if (entries_[i].is_null) continue;
      builder_.add_date(entries_[i].key, entries_[i].text, line_);
      head_texts_.screening = entries_[i].text;   // the head of a record with any other date has no form
    }
    return true;
  }

  bool walk_history() {
    bool has_complete = false;
    return cursor_.take_object([&](std::string_view key) {
      if (std::exchange(has_complete, true) || key != "complete") return false;
      return walk_texts([this](std::size_t i, std::string_view name) { builder_.add_complete(i, name, line_); });
    });
  }

  bool walk_answers() {
    std::vector<std::string_view> names;
    return cursor_.take_object([&](std::string_view name) {
      const auto is_same = [name](std::string_view other) { return base::equal_folded(name, other); };
      if (std::any_of(names.begin(), names.end(), is_same)) return false;
      names.push_back(name);
      return walk_answer(name);
    });
  }

  bool walk_answer(std::string_view name) {
    if (cursor_.front() != '{') {
      Entry entry;
      if (!take_value(entry)) return false;
      if (!entry.is_null) builder_.add_answer(name, entry.text, "", "", line_);
      return true;
    }
    if (!take_entries()) return false;
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

  bool walk_facts(clinical::Kind kind) {
    FactForms& forms = forms_[static_cast<std::size_t>(kind)];
    std::size_t index = 0;
    return cursor_.take_items('[', ']', [&] {
      if (++facts_ > kMostFacts) return false;
      if (take_known_fact(forms, index++)) return true;
      const JsonCursor begin = cursor_;
      if (!take_fact(kind, index - 1)) return false;
      forms.learn(builder_, {begin.position(), static_cast<std::size_t>(cursor_.position() - begin.position())});
      return true;
    });
  }

  // A fact of a form that is known. Where it ends with false, nothing was taken.
  bool take_known_fact(FactForms& forms, std::size_t index) {
    const char* at = cursor_.position();
    const model::PlainForm* const form = forms.take(at, values_);
    values_.index = static_cast<std::uint32_t>(index);
    if (form == nullptr || !builder_.add_plain_fact(*form, values_)) return false;
    cursor_.pass(static_cast<std::size_t>(at - cursor_.position()));
    return true;
  }

  // Any fact, key by key.
  bool take_fact(clinical::Kind kind, std::size_t index) {
    model::FactDraft& draft = builder_.begin_fact(kind, index, line_);
    draft.has_lasting_texts = true;
    bool has_from = false;
    const bool is_taken = cursor_.take_object([&](std::string_view key) {
      Entry entry;
      if (!take_value(entry)) return false;
      const model::KeyName meaning = model::key_name(key);
      if (meaning == model::KeyName::kOther && is_key_of_written_records(key)) {
        draft.path = entry.text;
        return base::equal_folded(key, kPathKey) && !entry.is_null && !std::exchange(has_from, true);
      }
      if (entry.is_null) nulls_.push_back(key);
      else if (meaning == model::KeyName::kOther) draft.add(key, entry.text, line_);
      else draft.add(meaning, key, entry.text, line_);
      return true;
    });
    if (!is_taken || draft.is_known_repeated || draft.has_more_keys || (draft.others > 1 && has_repeated_others(draft)) || (!nulls_.empty() && has_repeated_nulls(draft))) return false;
    builder_.end_fact();
    return true;
  }

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
  bool walk_texts(Take take) {
    std::size_t index = 0;
    return cursor_.take_items('[', ']', [&] {
      Entry entry;
      if (!take_value(entry) || entry.is_null) return false;
      take(index++, entry.text);
      return true;
    });
  }

  // A map of texts, into entries_.
  bool take_entries() {
    count_ = 0;
    return cursor_.take_object([this](std::string_view key) {
      if (count_ == entries_.size() || is_repeated(key)) return false;
      Entry& entry = entries_[count_++];
      entry.key = key;
      return take_value(entry);
    });
  }

  bool is_repeated(std::string_view key) const {
    for (std::size_t i = 0; i < count_; ++i) {
      if (entries_[i].key.size() == key.size() && base::equal_folded(entries_[i].key, key)) return true;
    }
    return false;
  }

  bool take_value(Entry& entry) {
    entry.is_null = false;
    if (cursor_.front() == '"') return cursor_.take_text(entry.text);
    if (!cursor_.take_bare(entry.text)) return false;
    entry.is_null = entry.text == "null";
    return true;
  }

  bool is_new(unsigned key) {
    const std::uint32_t bit = 1U << key;
    const bool is_first = (seen_ & bit) == 0;
    seen_ |= bit;
    return is_first;
  }

  model::RecordBuilder& builder_;
  HeadForms& heads_;
  FormsOfLists& forms_;
  Entries& entries_;               // of the map at hand
  model::PlainValues& values_;     // of the fact at hand
  JsonCursor cursor_;
  std::uint32_t line_;
  const char* head_ = nullptr;     // the record's first key
  HeadTexts head_texts_;
  std::uint32_t seen_ = 0;         // TopKeys, and the lists of facts from kFacts on
  std::size_t facts_ = 0;
  std::size_t count_ = 0;          // of its entries
  std::vector<std::string_view> nulls_;   // keys of the fact at hand that are null
};

}  // namespace

struct PlainJsonReader::Memory : WalkMemory {
  using WalkMemory::WalkMemory;
};

PlainJsonReader::PlainJsonReader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options)
    : memory_(std::make_unique<Memory>(vocabulary, options)) {}
PlainJsonReader::~PlainJsonReader() = default;

bool PlainJsonReader::read(std::string_view text, std::uint32_t line) {
  Memory& m = *memory_;
  if (text.size() > kLargestRecord) return false;
  text = base::trimmed(text);
  char* const begin = m.builder.room_in_record(text.size() + JsonCursor::kRoomBehind);   // facts point into it
  bool is_plain = copy_plain_bytes(text, begin);
  if (is_plain) {
    std::fill_n(begin + text.size(), JsonCursor::kRoomBehind, '"');
    is_plain = PlainWalk(m, JsonCursor(begin, begin + text.size()), line).walk();
  }
  if (!is_plain) m.builder.recycle(m.builder.finish());
  return is_plain;
}

model::PatientRecord PlainJsonReader::take() { return memory_->builder.finish(); }

void PlainJsonReader::recycle(model::PatientRecord&& old) { memory_->builder.recycle(std::move(old)); }

}  // namespace eligo::io
