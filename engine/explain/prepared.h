// What sentences need of a program, each thing worked out once, however many patients are told of. Not to be shared between
// threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "explain/rule_unit.h"
#include "program/program.h"

namespace eligo::explain {

class Prepared {
 public:
  explicit Prepared(const program::Program& program);   // which must outlive it

  /// A text of the program in plain words. It is known by its address.
  const std::string& words(const std::string& rule_text);
  /// What a concept is called.
  const std::string& name(program::ConceptId concept_id);
  /// By concept: 1 where a selector asks for facts of the concept, or of one above it.
  const std::vector<std::uint8_t>& asked_by(program::QueryId query);
  /// The unit in which a comparison with a constant limit writes it (rule_unit.h).
  const std::optional<RuleUnit>& unit_of(program::NodeId node, const clinical::Concept& entry, const value::Number& limit);

 private:
  const program::Program& program_;
  std::unordered_map<const std::string*, std::string> words_;
  std::vector<std::string> names_;               // by concept; empty where nobody has asked
  std::vector<std::vector<std::uint8_t>> asked_;   // by query; empty where nobody has asked
  std::unordered_map<program::NodeId, std::optional<RuleUnit>> units_;
};

}  // namespace eligo::explain
