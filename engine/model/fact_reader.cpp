// The frame of reading a fact: its keys, its concept, its list, and what is left over.
#include "model/fact_reader.h"

#include <algorithm>
#include <initializer_list>

#include "base/ascii.h"

namespace eligo::model {

using diag::Code;

std::string_view keep(TextList& texts, std::string_view text) {
  constexpr std::size_t kBlock = 2048;
  if (text.empty()) return {};
  if (texts.empty() || texts.back().capacity() - texts.back().size() < text.size()) {
    texts.emplace_back().reserve(std::max(kBlock, text.size()));
  }
  std::string& block = texts.back();  // never grows beyond its capacity, so that earlier texts stay where they are
  const std::size_t begin = block.size();
  block.append(text);
  return std::string_view(block).substr(begin);
}

std::optional<std::uint16_t> choice_of(std::string_view word, const std::vector<std::string>& choices) {
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (base::equal_folded(word, choices[i])) return static_cast<std::uint16_t>(i);
  }
  return std::nullopt;
}

std::optional<bool> yes_or_no(std::string_view word) {
  if (base::equal_folded(word, "yes") || base::equal_folded(word, "true")) return true;
  if (base::equal_folded(word, "no") || base::equal_folded(word, "false")) return false;
  return std::nullopt;
}

namespace {

constexpr std::array<std::string_view, kKeyNames> kNames = {"of", "code", "on", "onset", "start", "end", "ongoing", "status", "verification", "value", "unit", "uln", "lln"};

}  // namespace

std::string_view text_of(KeyName name) { return name == KeyName::kOther ? "" : kNames[static_cast<std::size_t>(name)]; }

// No length has more than three names.
KeyName key_name_in_any_case(std::string_view name) {
  const auto among = [&](std::initializer_list<KeyName> names) {
    for (const KeyName one : names) {
      if (base::equal_folded(name, text_of(one))) return one;
    }
    return KeyName::kOther;
  };
  switch (name.size()) {
    case 2: return among({KeyName::kOf, KeyName::kOn});
    case 3: return among({KeyName::kUln, KeyName::kLln, KeyName::kEnd});
    case 4: return among({KeyName::kUnit, KeyName::kCode});
    case 5: return among({KeyName::kValue, KeyName::kStart, KeyName::kOnset});
    case 6: return among({KeyName::kStatus});
    case 7: return among({KeyName::kOngoing});
    case 12: return among({KeyName::kVerification});
    default: return KeyName::kOther;
  }
}

ReadFact FactReader::read() {
  fact_.kind = draft_.list;
  fact_.place = {draft_.list, draft_.index, draft_.line, kept(draft_.path)};
  if (!draft_.troubles.empty()) name_troubles();
  refuse_too_many_keys();
  refuse_repeated_keys();
  read_concept();
  read_verification();
  read_dates();
  if (fact_.concept_id.is_valid()) {
    check_list();
    if (draft_.list == Kind::kObservation && concept_at_hand().kind == Kind::kObservation) read_value();
    read_other_keys();
  }
  if (fact_.is_broken) fact_.value = ObservedValue();
  return out_;
}

// The key with its text; null where it is no text.
const FactKey* FactReader::taken(FactKey& key) {
  key.is_taken = true;
  if (key.is_text) return &key;
  set_aside(Code::E0617, key, "a list or map where one text is wanted");
  return nullptr;
}

void FactReader::name_troubles() {
  for (const auto& [code, text] : draft_.troubles) log_.add(code, to_text(fact_.place), text, draft_.line);
  fact_.is_broken = true;
}

void FactReader::refuse_too_many_keys() {
  if (!draft_.has_more_keys) return;
  log_.add(Code::E0618, to_text(fact_.place), "a fact with more than " + std::to_string(FactDraft::kMostKeys) + " keys", draft_.line);
  fact_.is_broken = true;
}

void FactReader::refuse_repeated_keys() {
  if (!draft_.is_known_repeated && draft_.others < 2) return;
  for (std::size_t second = 1; second < draft_.keys.size(); ++second) {
    const auto begin = draft_.keys.begin();
    FactKey& key = draft_.keys[second];
    const auto is_same = [&](const FactKey& first) { return first.known == KeyName::kOther && base::equal_folded(first.name, key.name); };
    const bool is_repeated = key.known == KeyName::kOther ? std::any_of(begin, begin + static_cast<std::ptrdiff_t>(second), is_same)
                                                          : draft_.first[static_cast<std::size_t>(key.known)] != second;
    if (!is_repeated) continue;
    key.is_taken = true;
    set_aside(Code::E0616, key, "the key " + quoted(key.name) + " is given twice");
  }
}

std::string FactReader::place_of(std::string_view key) const {
  return to_text(fact_.place) + (key.empty() ? "" : ".") + std::string(key);
}

void FactReader::report(Code code, const FactKey& key, std::string text) {
  log_.add(code, place_of(key.name), std::move(text), key.line);
}

void FactReader::set_aside(Code code, const FactKey& key, std::string text) {
  report(code, key, std::move(text));
  fact_.is_broken = true;
}

void FactReader::read_concept() {
  const FactKey* name = take(KeyName::kOf);
  const FactKey* code = take(KeyName::kCode);
  const ConceptId by_name = name != nullptr ? concept_of_name(*name) : ConceptId();
  const ConceptId by_code = code != nullptr ? concept_of_code(*code) : ConceptId();
  if (name == nullptr && code == nullptr && !fact_.is_broken) {
    log_.add(Code::E0611, to_text(fact_.place), "a fact without a concept: it needs `of` or `code`", draft_.line);
    fact_.is_broken = true;
  }
  fact_.concept_id = by_name.is_valid() ? by_name : by_code;
  if (!fact_.concept_id.is_valid()) {
    out_.is_unmapped = (name != nullptr && !base::trimmed(name->text).empty()) || (name == nullptr && code != nullptr);
    fact_.is_broken = true;
    return;
  }
  if (!by_name.is_valid() || !by_code.is_valid()) return;
  if (!vocabulary_.is_a(by_name, by_code) && !vocabulary_.is_a(by_code, by_name)) {
    set_aside(Code::E0617, *code, quoted(code->text) + " is `" + vocabulary_[by_code].name + "`, not `" + vocabulary_[by_name].name + "`");
  }
}

ConceptId FactReader::concept_of_name(const FactKey& key) {
  const std::string_view name = base::trimmed(key.text);
  if (name.empty()) {
    set_aside(Code::E0611, key, "a fact without a concept");
    return ConceptId();
  }
  const ConceptId found = names_.find(name);
  if (found.is_valid()) return found;
  report(Code::E0603, key, "unknown concept " + quoted(name) + suggestions_.for_concept(name));
  if (options_.unmapped != nullptr) options_.unmapped->add(name, "", clinical::list_name_of(draft_.list));
  return found;
}

ConceptId FactReader::concept_of_code(const FactKey& key) {
  const std::string_view text = key.text;
  const std::size_t bar = text.find('|');
  if (bar == std::string_view::npos) {
    report(Code::E0603, key, quoted(text) + " is no code: a system, a `|` and the code are wanted, such as `LOINC|1742-6`");
    return ConceptId();
  }
  const CodeMeaning meaning =
      meaning_of_code(base::trimmed(text.substr(0, bar)), base::trimmed(text.substr(bar + 1)), vocabulary_, options_.site.get());
  out_.is_no_fact = meaning.is_no_fact;
  if (meaning.concept_id.is_valid() || meaning.is_no_fact) return meaning.concept_id;
  report(Code::E0603, key, "no concept has the code " + quoted(text));
  if (options_.unmapped != nullptr) options_.unmapped->add(text, "", clinical::list_name_of(draft_.list));
  return meaning.concept_id;
}

void FactReader::check_list() {
  const clinical::Concept& it = concept_at_hand();
  const bool is_drug_in_allergies = draft_.list == Kind::kAllergy && it.kind == Kind::kTreatment;
  if (it.kind == draft_.list || is_drug_in_allergies) return;
  log_.add(Code::E0604, to_text(fact_.place),
           "`" + it.name + "` belongs under `" + clinical::list_name_of(it.kind) + "`, not under `" + clinical::list_name_of(draft_.list) + "`",
           draft_.line);
  fact_.is_broken = true;
  out_.also_incomplete = it.kind;
}

void FactReader::read_verification() {
  const FactKey* key = take(KeyName::kVerification);
  if (key == nullptr) return;
  static const std::vector<std::string> kWords = {"confirmed", "suspected", "refuted"};  // in the order of Verification
  if (const auto choice = choice_of(base::trimmed(key->text), kWords)) {
    fact_.verification = static_cast<Verification>(*choice);
  } else {
    set_aside(Code::E0610, *key, quoted(key->text) + " is not " + listed(kWords));
  }
}

std::string FactReader::suggestion_for_key(std::string_view name) {
  if (!suggestions_.may_ask()) return {};
  std::vector<std::string> known = vocabulary_.attribute_names(fact_.concept_id);
  for (const char* key : {"of", "code", "on", "onset", "start", "end", "ongoing", "status", "verification"}) known.emplace_back(key);
  if (draft_.list == Kind::kObservation) known.insert(known.end(), {"value", "unit", "uln", "lln"});
  return Suggestions::among(name, known);
}

// What is left are attributes, or keys that facts do not have.
void FactReader::read_other_keys() {
  const bool is_misplaced = out_.also_incomplete.has_value();
  for (FactKey& key : draft_.keys) {
    if (key.is_taken || is_misplaced) continue;
    key.is_taken = true;
    const clinical::Attribute* attribute = attribute_of_facts(vocabulary_, fact_.concept_id, draft_.list, key.name);
    if (attribute == nullptr) {
      report(Code::E0602, key, "unknown key " + quoted(key.name) + suggestion_for_key(key.name));
    } else if (!key.is_text) {
      set_aside(Code::E0617, key, "a list or map where one text is wanted");
    } else {
      read_attribute(key, *attribute);
    }
  }
}

}  // namespace eligo::model
