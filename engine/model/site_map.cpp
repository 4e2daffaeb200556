// Look-ups in the words of a site.
#include "model/site_map.h"

#include <utility>

#include "clinical/code_system.h"

namespace eligo::model {

namespace {

std::string answer_key(std::string_view concept_name, std::string_view local) {
  return std::string(concept_name) + "|" + std::string(base::trimmed(local));
}

}  // namespace

bool SiteMap::add(Texts& texts, std::string key, std::string_view text) {
  const auto [found, is_new] = texts.emplace(std::move(key), text);
  return is_new || base::equal_folded(found->second, text);
}

bool SiteMap::add_code(std::string_view system, std::string_view code, std::string_view concept_name) {
  const clinical::CodeSystem known = clinical::code_system(system);
  return add(codes_, known.name + "|" + clinical::canonical_code(known, code), concept_name);
}

bool SiteMap::add_moment(std::string_view system, std::string_view code, std::string_view moment) {
  const clinical::CodeSystem known = clinical::code_system(system);
  return add(moments_, known.name + "|" + clinical::canonical_code(known, code), moment);
}

bool SiteMap::add_unit(std::string_view local, std::string_view unit) {
  const auto [found, is_new] = units_.emplace(base::trimmed(local), unit);
  return is_new || found->second == unit;
}

bool SiteMap::add_answer(std::string_view concept_name, std::string_view local, std::string_view answer) {
  return add(answers_, answer_key(concept_name, local), answer);
}

const std::string* SiteMap::find_in(const Texts& codes, std::string_view system, std::string_view code) {
  if (codes.empty()) return nullptr;
  const clinical::CodeSystem known = clinical::code_system(system);
  std::string text = known.name + "|" + clinical::canonical_code(known, code);
  const std::size_t shortest = known.is_by_prefix ? known.name.size() + 2 : text.size();
  for (; text.size() >= shortest; text.pop_back()) {
    if (const auto found = codes.find(text); found != codes.end()) return &found->second;
  }
  return nullptr;
}

const std::string* SiteMap::find_unit(std::string_view local) const {
  const auto found = units_.find(std::string(base::trimmed(local)));
  return found == units_.end() ? nullptr : &found->second;
}

const std::string* SiteMap::find_answer(const clinical::Concept& concept_at_hand, std::string_view local) const {
  if (answers_.empty()) return nullptr;
  auto found = answers_.find(answer_key(concept_at_hand.name, local));
  for (const std::string& alias : concept_at_hand.aliases) {
    if (found == answers_.end()) found = answers_.find(answer_key(alias, local));
  }
  if (found == answers_.end()) found = answers_.find(answer_key({}, local));
  return found == answers_.end() ? nullptr : &found->second;
}

CodeMeaning meaning_of_code(std::string_view system, std::string_view code, const clinical::Vocabulary& vocabulary, const SiteMap* site) {
  if (const std::string* name = site != nullptr ? site->find_code(system, code) : nullptr) {
    return {name->empty() ? clinical::ConceptId() : vocabulary.find(*name), name->empty()};
  }
  return {vocabulary.find_code(system, code), false};
}

}  // namespace eligo::model
