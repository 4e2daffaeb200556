// A fact as a source gives it: its keys and texts in their order, before anything is made of them.
// In: what a reader of some format tells key by key. What keys and texts mean is left to fact_reader.h.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "clinical/vocabulary.h"
#include "diag/diagnostic.h"

namespace eligo::model {

using clinical::Kind;

/// The keys that say the same in every kind of fact; all others are attributes, or unknown.
enum class KeyName : std::uint8_t { kOf, kCode, kOn, kOnset, kStart, kEnd, kOngoing, kStatus, kVerification, kValue, kUnit, kUln, kLln, kOther };
inline constexpr std::size_t kKeyNames = static_cast<std::size_t>(KeyName::kOther);   // without kOther

std::string_view text_of(KeyName name);
KeyName key_name_in_any_case(std::string_view name);

/// By length first; nearly every key is written as here, or begins with another letter.
inline KeyName key_name(std::string_view name) {
  const auto may_begin = [&](char letter) { return base::fold(name.front()) == letter; };
  switch (name.size()) {
    case 2:
      if (name == "of") return KeyName::kOf;
      if (name == "on") return KeyName::kOn;
      break;
    case 3:
      if (name == "uln") return KeyName::kUln;
      if (name == "end") return KeyName::kEnd;
      break;
    case 4:
      if (name == "unit") return KeyName::kUnit;
      if (!may_begin('u') && !may_begin('c')) return KeyName::kOther;
      break;
    case 5:
      if (name == "value") return KeyName::kValue;
      if (name == "start") return KeyName::kStart;
      if (name == "onset") return KeyName::kOnset;
      break;
    case 6:
      if (name == "status") return KeyName::kStatus;
      break;
    case 7:
      if (name == "ongoing") return KeyName::kOngoing;
      break;
    case 12: break;
    default: return KeyName::kOther;
  }
  return key_name_in_any_case(name);
}

/// A key of the fact at hand. The views last until the fact is read.
struct FactKey {
  std::string_view name;
  std::string_view text;
  std::uint32_t line = 0;
  KeyName known = KeyName::kOther;
  bool is_text = true;     // false: a list or map stood there
  bool is_taken = false;   // its meaning is known
};

struct FactDraft {
  static constexpr std::size_t kMostKeys = 100;

  Kind list = Kind::kCondition;
  std::uint32_t index = 0;
  std::uint32_t line = 0;
  std::string_view path;       // the place in sources that are no records of ours; else empty
  std::vector<FactKey> keys;   // at most kMostKeys
  std::uint32_t known = 0;     // a bit for each KeyName that is there
  std::array<std::uint8_t, kKeyNames> first{};   // per KeyName that is there: the index of its first key
  std::uint32_t others = 0;    // how many keys have no KeyName
  bool is_known_repeated = false;
  bool has_more_keys = false;  // than kMostKeys
  bool has_lists = false;      // or maps, where a text is wanted
  bool has_lasting_texts = false;   // the texts live as long as the record does
  std::vector<std::pair<diag::Code, std::string>> troubles;   // that the reader met: they set the fact aside

  static constexpr std::uint32_t bit(KeyName name) { return 1U << static_cast<unsigned>(name); }

  void begin(Kind of, std::size_t at, std::uint32_t on_line) {
    list = of;
    index = static_cast<std::uint32_t>(at);
    line = on_line;
    path = {};
    if (!troubles.empty()) troubles.clear();
    keys.clear();
    known = others = 0;
    is_known_repeated = has_more_keys = has_lists = has_lasting_texts = false;
  }

  void add(std::string_view name, std::string_view text, std::uint32_t on_line, bool is_text = true) {
    name = base::trimmed(name);
    add(key_name(name), name, text, on_line, is_text);
  }

  /// `meaning` is what key_name says of the name, which has no blanks around it.
  void add(KeyName meaning, std::string_view name, std::string_view text, std::uint32_t on_line, bool is_text = true) {
    if (keys.size() == kMostKeys) {
      has_more_keys = true;
      return;
    }
    if (meaning == KeyName::kOther) {
      ++others;
    } else if ((known & bit(meaning)) != 0) {
      is_known_repeated = true;
    } else {
      known |= bit(meaning);
      first[static_cast<std::size_t>(meaning)] = static_cast<std::uint8_t>(keys.size());
    }
    has_lists |= !is_text;
    keys.push_back({name, text, on_line, meaning, is_text, false});
  }
};

}  // namespace eligo::model
