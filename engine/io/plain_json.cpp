// Walks the record once, by hand; whatever is out of the ordinary ends the walk. A text without escapes is the bytes between
// its quotes, so that nothing is copied.
#include "io/plain_json.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "io/fact_forms.h"
#include "io/json_cursor.h"
#include "io/read.h"
#include "io/record_walk.h"
#include "model/fact_draft.h"
#include "model/plain_fact.h"

namespace eligo::io {

namespace {

/// What one record may hold, each at most once.
enum class TopKey : std::uint8_t { kPatient, kBirthDate, kSex, kDates, kHistory, kAbsent, kAnswers, kFacts };

struct TopName {
  std::string_view name;
  TopKey key;
};
constexpr std::array<TopName, 7> kTopNames = {{{"patient", TopKey::kPatient}, {"birth_date", TopKey::kBirthDate}, {"sex", TopKey::kSex},
                                               {"dates", TopKey::kDates}, {"history", TopKey::kHistory}, {"absent", TopKey::kAbsent},
                                               {"answers", TopKey::kAnswers}}};

const std::array<std::string_view, clinical::kKindCount> kListNames = [] {
  std::array<std::string_view, clinical::kKindCount> names;
  for (std::size_t k = 0; k < names.size(); ++k) names[k] = clinical::list_name_of(static_cast<clinical::Kind>(k));
  return names;
}();

/// A key of a map with the text beside it.
struct Entry {
  std::string_view key, text;
  bool is_null = false;
};

using Entries = std::array<Entry, 32>;   // of one map; more is for the full reader

using FormsOfLists = std::array<FactForms, clinical::kKindCount>;

class PlainWalk {
 public:
  PlainWalk(model::RecordBuilder& builder, FormsOfLists& forms, Entries& entries, model::PlainValues& values, JsonCursor cursor, std::uint32_t line)
      : builder_(builder), forms_(forms), entries_(entries), values_(values), cursor_(cursor), line_(line) {
    values_.line = line;
  }

  /// Each of these ends with false where something is out of the ordinary.
  bool walk() {
    return cursor_.take_object([this](std::string_view key) { return walk_key(key); }) && cursor_.is_at_end();
  }

 private:
  bool walk_key(std::string_view key) {
    for (const TopName& top : kTopNames) {
      if (key == top.name) return is_new(static_cast<unsigned>(top.key)) && walk_top(top);
    }
    const auto kind = std::find(kListNames.begin(), kListNames.end(), key);
    if (kind == kListNames.end()) return false;
    const auto k = static_cast<unsigned>(kind - kListNames.begin());
    return is_new(static_cast<unsigned>(TopKey::kFacts) + k) && walk_facts(static_cast<clinical::Kind>(k));
  }

  bool walk_top(const TopName& top) {
    switch (top.key) {
      case TopKey::kPatient:
      case TopKey::kBirthDate:
      case TopKey::kSex: {
        Entry entry;
        if (!take_value(entry)) return false;
        if (!entry.is_null) builder_.set(top.name, entry.text, line_);
        return true;
      }
      case TopKey::kDates: return walk_dates();
      case TopKey::kHistory: return walk_history();
      case TopKey::kAbsent: return walk_texts([this](std::size_t i, std::string_view name) { builder_.add_absent(i, name, line_); });
      case TopKey::kAnswers: return walk_answers();
      case TopKey::kFacts: break;
    }
    return false;
  }

  bool walk_dates() {
    if (!take_entries()) return false;
    for (std::size_t i = 0; i < count_; ++i) {
      if (!entries_[i].is_null) builder_.add_date(entries_[i].key, entries_[i].text, line_);
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
  bool take_known_fact(const FactForms& forms, std::size_t index) {
    const char* at = cursor_.position();
    values_.ends[0] = at;
    const FactForms::Piece* piece = forms.first(at);
    for (; piece != nullptr; piece = FactForms::next(*piece, at)) {
      at += piece->length;
      if (piece->form != nullptr) break;
      const std::size_t value = piece->depth;
      values_.begins[value] = at;
      at = piece->is_before_number ? value::Number::take_plain_decimal(at, values_.numbers[value]) : JsonCursor::next_quote(at, kDateLength);
      if (at == nullptr) return false;
      values_.ends[value + 1] = at;
    }
    values_.index = static_cast<std::uint32_t>(index);
    if (piece == nullptr || !builder_.add_plain_fact(*piece->form, values_)) return false;
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

  static constexpr std::size_t kDateLength = 10;    // most texts that vary are dates

  model::RecordBuilder& builder_;
  FormsOfLists& forms_;
  Entries& entries_;               // of the map at hand
  model::PlainValues& values_;     // of the fact at hand
  JsonCursor cursor_;
  std::uint32_t line_;
  std::uint32_t seen_ = 0;         // TopKeys, and the lists of facts from kFacts on
  std::size_t facts_ = 0;
  std::size_t count_ = 0;          // of its entries
  std::vector<std::string_view> nulls_;   // keys of the fact at hand that are null
};

}  // namespace

struct PlainJsonReader::Memory {
  Memory(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options) : builder(vocabulary, options) {}

  model::RecordBuilder builder;
  FormsOfLists forms;
  Entries entries;
  model::PlainValues values;
};

PlainJsonReader::PlainJsonReader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options)
    : memory_(std::make_unique<Memory>(vocabulary, options)) {}
PlainJsonReader::~PlainJsonReader() = default;

static_assert(FactForms::kRoom + 16 <= JsonCursor::kRoomBehind, "a piece is looked for at the quotes behind the end");

std::optional<model::PatientRecord> PlainJsonReader::read(std::string_view text, std::uint32_t line) {
  Memory& m = *memory_;
  if (text.size() > kLargestRecord) return std::nullopt;
  text = base::trimmed(text);
  char* const begin = m.builder.room_in_record(text.size() + JsonCursor::kRoomBehind);   // facts point into it
  if (!copy_plain_bytes(text, begin)) {
    m.builder.recycle(m.builder.finish());
    return std::nullopt;
  }
  std::fill_n(begin + text.size(), JsonCursor::kRoomBehind, '"');
  const bool is_plain = PlainWalk(m.builder, m.forms, m.entries, m.values, JsonCursor(begin, begin + text.size()), line).walk();
  if (is_plain) return m.builder.finish();
  m.builder.recycle(m.builder.finish());
  return std::nullopt;
}

void PlainJsonReader::recycle(model::PatientRecord&& old) { memory_->builder.recycle(std::move(old)); }

}  // namespace eligo::io
