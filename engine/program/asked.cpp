// Which facts a program can look at: those of its slots, which decide, and those below a concept that it names, which may be
// cited beside them.
#include <algorithm>

#include "program/program.h"

namespace eligo::program {

void add_asked_concepts(const Program& program, std::vector<bool>& asked) {
  const clinical::Vocabulary& vocabulary = *program.vocabulary;
  const auto add_slots = [&](const std::vector<Range>& ranges) {
    for (std::size_t i = 0; i < ranges.size(); ++i) asked[i] = asked[i] || ranges[i].count > 0;
  };
  const auto add_named = [&](const std::vector<ConceptId>& concepts) {
    for (const ConceptId named : concepts) {
      for (const ConceptId below : vocabulary[named].descendants) asked[below.index()] = true;
    }
  };
  add_slots(program.slots.by_concept);
  add_slots(program.slots.by_substance);
  add_named(program.study_disease);
  bool asks_for_allergies = false;
  for (const Query& query : program.queries) {
    add_named(query.concepts);
    const auto is_allergy = [&](ConceptId id) { return vocabulary[id].kind == clinical::Kind::kAllergy; };
    asks_for_allergies = asks_for_allergies || query.is_allergy_to || std::any_of(query.concepts.begin(), query.concepts.end(), is_allergy);
  }
  for (std::uint32_t c = 0; asks_for_allergies && c < vocabulary.size(); ++c) {   // any may be cited
    if (vocabulary[ConceptId(c)].kind == clinical::Kind::kAllergy) asked[c] = true;
  }
}

}  // namespace eligo::program
