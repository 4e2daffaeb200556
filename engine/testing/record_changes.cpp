// The tree of a record has the shape of RECORDS: a map of single values, of maps, and of lists of facts.
#include "testing/record_changes.h"

#include <algorithm>

#include "base/ascii.h"

namespace eligo::testing {

namespace {

using Shape = RawValue::Shape;
using diag::Code;

std::optional<std::size_t> index_of(const RawValue& map, std::string_view key) {
  for (std::size_t i = 0; i < map.keys.size(); ++i) {
    if (base::equal_folded(map.keys[i].first, key)) return i;
  }
  return std::nullopt;
}

RawValue* child_of(RawValue& map, std::string_view key) {
  const auto index = index_of(map, key);
  return index ? &map.items[*index] : nullptr;
}

void set_key(RawValue& map, const std::string& key, diag::Span span, RawValue value) {
  if (const auto index = index_of(map, key)) {
    map.keys[*index].second = span;
    map.items[*index] = std::move(value);
  } else {
    map.keys.emplace_back(key, span);
    map.items.push_back(std::move(value));
  }
}

bool remove_key(RawValue& map, std::string_view key) {
  const auto index = index_of(map, key);
  if (!index) return false;
  map.keys.erase(map.keys.begin() + static_cast<std::ptrdiff_t>(*index));
  map.items.erase(map.items.begin() + static_cast<std::ptrdiff_t>(*index));
  return true;
}

bool remove_text(RawValue& list, std::string_view text) {
  return std::erase_if(list.items, [&](const RawValue& item) { return base::equal_folded(item.text, text); }) > 0;
}

// The value of a key, made where it is missing.
RawValue& obtained(RawValue& map, const std::string& key, diag::Span span, Shape shape) {
  if (RawValue* there = child_of(map, key)) return *there;
  RawValue made;
  made.shape = shape;
  made.span = span;
  set_key(map, key, span, std::move(made));
  return map.items.back();
}

RawValue text_value(const Word& word) {
  RawValue value;
  value.text = word.text;
  value.span = word.span;
  return value;
}

std::string_view name_of_fact(const RawValue& fact) {
  for (const std::string_view key : {"of", "code"}) {
    if (const RawValue* name = clinical::value_of(fact, key)) return name->text;
  }
  return {};
}

std::vector<RawValue*> facts_named(RawValue& record, std::string_view name) {
  std::vector<RawValue*> found;
  for (std::size_t i = 0; i < record.items.size(); ++i) {
    if (!clinical::kind_from_list_name(record.keys[i].first)) continue;
    for (RawValue& fact : record.items[i].items) {
      if (base::equal_folded(name_of_fact(fact), name)) found.push_back(&fact);
    }
  }
  return found;
}

bool remove_facts(RawValue& record, std::string_view name) {
  std::size_t removed = 0;
  for (std::size_t i = 0; i < record.items.size(); ++i) {
    if (!clinical::kind_from_list_name(record.keys[i].first)) continue;
    removed += std::erase_if(record.items[i].items, [&](const RawValue& fact) { return base::equal_folded(name_of_fact(fact), name); });
  }
  return removed > 0;
}

void lay_facts(RawValue& list, const RawValue& facts, Meeting meeting) {
  if (meeting == Meeting::kReplace) {
    for (const RawValue& fact : facts.items) {
      std::erase_if(list.items, [&](const RawValue& old) { return !name_of_fact(fact).empty() && base::equal_folded(name_of_fact(old), name_of_fact(fact)); });
    }
  }
  list.items.insert(list.items.end(), facts.items.begin(), facts.items.end());
}

void lay_texts(RawValue& list, const RawValue& texts) {
  for (const RawValue& text : texts.items) {
    remove_text(list, text.text);
    list.items.push_back(text);
  }
}

// `dates.consent`: what stands behind the first point.
std::string_view behind(std::string_view path, std::string_view front) {
  return path.size() > front.size() && base::equal_folded(path.substr(0, front.size()), front) ? path.substr(front.size()) : std::string_view();
}

struct FactPath {
  std::string_view name, key;
};
FactPath fact_path(std::string_view path) {
  const std::size_t point = path.find('.');
  if (point == std::string_view::npos) return {path, {}};
  return {path.substr(0, point), path.substr(point + 1)};
}

std::optional<std::string> set_fact(RawValue& record, const FactPath& path, const Word& text) {
  const std::vector<RawValue*> facts = facts_named(record, path.name);
  const std::string name(path.name);
  if (facts.empty()) return "the record has no fact `" + name + "`";
  if (facts.size() > 1) return "the record has " + std::to_string(facts.size()) + " facts `" + name + "`, so it is open which is meant";
  if (path.key.empty() && clinical::value_of(*facts.front(), "value") == nullptr) return "`" + name + "` is no result with a value: name the key to vary, as `" + name + ".start`";
  set_key(*facts.front(), path.key.empty() ? "value" : std::string(path.key), text.span, text_value(text));
  return std::nullopt;
}

}  // namespace

void lay_over(RawValue& record, const RawValue& patch, Meeting meeting, const Mistakes& mistakes) {
  for (std::size_t i = 0; i < patch.items.size(); ++i) {
    const auto& [key, span] = patch.keys[i];
    const RawValue& value = patch.items[i];
    const bool is_facts = clinical::kind_from_list_name(key).has_value();
    if (meeting == Meeting::kJoin && !is_facts) {
      mistakes.add(Code::E0902, span, "`add` takes lists of facts, and `" + key + "` is none", "write it under `with`");
      continue;
    }
    const RawValue* there = child_of(record, key);
    if (value.shape == Shape::kText || (there != nullptr && there->shape != value.shape)) {
      set_key(record, key, span, value);
    } else if (value.shape == Shape::kMap) {
      RawValue& map = obtained(record, key, span, Shape::kMap);
      for (std::size_t k = 0; k < value.items.size(); ++k) set_key(map, value.keys[k].first, value.keys[k].second, value.items[k]);
    } else {
      RawValue& list = obtained(record, key, span, Shape::kList);
      if (is_facts) lay_facts(list, value, meeting);
      else lay_texts(list, value);
    }
  }
}

bool take_away(RawValue& record, std::string_view path) {
  if (remove_key(record, path)) return true;
  for (const std::string_view map : {"dates", "answers"}) {
    const std::string_view name = behind(path, std::string(map) + ".");
    RawValue* const there = child_of(record, map);
    if (!name.empty()) return there != nullptr && remove_key(*there, name);
  }
  if (const std::string_view name = behind(path, "absent."); !name.empty()) {
    RawValue* const there = child_of(record, "absent");
    return there != nullptr && remove_text(*there, name);
  }
  const FactPath fact = fact_path(path);
  if (fact.key.empty()) return remove_facts(record, fact.name);
  bool found = false;
  for (RawValue* each : facts_named(record, fact.name)) found = remove_key(*each, fact.key) || found;
  return found;
}

bool make_incomplete(RawValue& record, std::string_view list_name) {
  RawValue* const history = child_of(record, "history");
  RawValue* const complete = history == nullptr ? nullptr : child_of(*history, "complete");
  return complete != nullptr && remove_text(*complete, list_name);
}

std::optional<std::string> set_at(RawValue& record, std::string_view path, const Word& text) {
  for (const std::string_view key : {"patient", "birth_date", "sex"}) {
    if (!base::equal_folded(path, key)) continue;
    set_key(record, std::string(key), text.span, text_value(text));
    return std::nullopt;
  }
  for (const std::string_view map : {"dates", "answers"}) {
    const std::string name(behind(path, std::string(map) + "."));
    if (name.empty()) continue;
    RawValue& there = obtained(record, std::string(map), text.span, Shape::kMap);
    RawValue* const answer = child_of(there, name);
    if (answer != nullptr && answer->shape == Shape::kMap) set_key(*answer, "answer", text.span, text_value(text));
    else set_key(there, name, text.span, text_value(text));
    return std::nullopt;
  }
  return set_fact(record, fact_path(path), text);
}

}  // namespace eligo::testing
