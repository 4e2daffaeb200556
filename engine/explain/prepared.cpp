// Each answer is looked up, or made and kept.
#include "explain/prepared.h"

#include "explain/wording.h"

namespace eligo::explain {

Prepared::Prepared(const program::Program& program)
    : program_(program), names_(program.vocabulary->size()), asked_(program.queries.size()) {}

const std::string& Prepared::words(const std::string& rule_text) {
  const auto [place, is_new] = words_.try_emplace(&rule_text);
  if (is_new) place->second = plain_words(rule_text, *program_.vocabulary);
  return place->second;
}

const std::string& Prepared::name(program::ConceptId concept_id) {
  std::string& name = names_[concept_id.index()];
  if (name.empty()) name = shown_name((*program_.vocabulary)[concept_id]);
  return name;
}

const std::vector<std::uint8_t>& Prepared::asked_by(program::QueryId query) {
  std::vector<std::uint8_t>& asked = asked_[query.index()];
  if (asked.empty()) {
    asked.resize(program_.vocabulary->size());
    for (const program::ConceptId one : program_.queries[query].concepts) {
      for (const program::ConceptId below : (*program_.vocabulary)[one].descendants) asked[below.index()] = 1;
    }
  }
  return asked;
}

const std::optional<RuleUnit>& Prepared::unit_of(program::NodeId node, const clinical::Concept& entry, const value::Number& limit) {
  const auto [place, is_new] = units_.try_emplace(node);
  if (is_new) place->second = rule_unit(program_[node].text, entry, limit);
  return place->second;
}

}  // namespace eligo::explain
