// Slots: for each selector and observation, which concepts' facts it is about. The hierarchy is walked here, once, so
// that evaluation only looks up.
#include <algorithm>

#include "compile/lowering.h"

namespace eligo::compile {

namespace {

using clinical::Concept;
using clinical::Kind;
using clinical::Vocabulary;

enum class Match : std::uint8_t { kNone, kPossible, kSure };

// An allergy recorded as `fact` (a substance or an allergy concept) against the substance asked for.
Match allergy_match(const Vocabulary& vocabulary, ConceptId fact, ConceptId substance) {
  const Concept& recorded = vocabulary[fact];
  if (recorded.kind != Kind::kAllergy) {
    if (vocabulary.is_a(fact, substance)) return Match::kSure;
    return vocabulary.is_a(substance, fact) ? Match::kPossible : Match::kNone;
  }
  if (recorded.is_root) return Match::kPossible;
  Match best = Match::kNone;
  for (ConceptId to : recorded.allergy_to) {
    if (vocabulary.is_a(to, substance)) return Match::kSure;
    if (vocabulary.is_a(substance, to)) best = Match::kPossible;
  }
  if (!recorded.allergy_to.empty()) return best;
  for (ConceptId below : recorded.descendants) {  // a class of allergies: perhaps the one that is meant
    if (below != fact && allergy_match(vocabulary, below, substance) != Match::kNone) return Match::kPossible;
  }
  return Match::kNone;
}

// An allergy recorded as `fact` against an allergy concept asked for.
Match allergy_concept_match(const Vocabulary& vocabulary, ConceptId fact, ConceptId asked) {
  if (vocabulary.is_a(fact, asked)) return Match::kSure;
  if (vocabulary[fact].kind == Kind::kAllergy || vocabulary[asked].kind != Kind::kAllergy) return Match::kNone;
  if (vocabulary[asked].is_root) return Match::kSure;
  bool tells = false;
  Match best = Match::kNone;
  for (ConceptId below : vocabulary[asked].descendants) {
    for (ConceptId to : vocabulary[below].allergy_to) {
      tells = true;
      if (vocabulary.is_a(fact, to)) return Match::kSure;
      if (vocabulary.is_a(to, fact)) best = Match::kPossible;
    }
  }
  return tells ? best : Match::kPossible;  // where no concept says what it is an allergy to, it may be to this
}

enum class TakenBy : std::uint8_t { kAllFacts, kSomeFacts };

// Whether exceptions take a concept away: surely, whatever the fact is, or for some facts at least.
bool is_taken_away(const Vocabulary& vocabulary, ConceptId id, const std::vector<semantics::ResolvedException>& exceptions,
                   TakenBy how = TakenBy::kAllFacts) {
  const TakenBy opposite = how == TakenBy::kAllFacts ? TakenBy::kSomeFacts : TakenBy::kAllFacts;
  return std::any_of(exceptions.begin(), exceptions.end(), [&](const semantics::ResolvedException& exception) {
    const bool is_certain_enough = how == TakenBy::kSomeFacts || !exception.where.is_valid();
    return is_certain_enough && vocabulary.is_a(id, exception.concept_id) && !is_taken_away(vocabulary, id, exception.exceptions, opposite);
  });
}

}  // namespace

program::SlotId Lowering::slot(const std::vector<semantics::Term>& terms, const std::vector<semantics::ResolvedException>& exceptions, bool is_allergy_to) {
  const program::SlotId made(program_.slots.slot_count++);
  for (std::uint32_t c = 0; c < vocabulary_.size(); ++c) {
    const ConceptId id(c);
    if (is_taken_away(vocabulary_, id, exceptions)) continue;
    Match in_own_list = Match::kNone, as_substance = Match::kNone;
    for (const semantics::Term& term : terms) {
      if (is_taken_away(vocabulary_, id, term.exceptions)) continue;
      if (is_allergy_to) {
        as_substance = std::max(as_substance, allergy_match(vocabulary_, id, term.concept_id));
      } else {
        if (vocabulary_.is_a(id, term.concept_id)) in_own_list = Match::kSure;
        as_substance = std::max(as_substance, vocabulary_[term.concept_id].kind == Kind::kAllergy ? allergy_concept_match(vocabulary_, id, term.concept_id) : Match::kNone);
      }
    }
    if (in_own_list != Match::kNone) slots_by_concept_[c].push_back({made, true});
    if (as_substance != Match::kNone) slots_by_substance_[c].push_back({made, as_substance == Match::kSure});
  }
  return made;
}

// What is below some term, and taken away from each that it is below.
std::vector<ConceptId> Lowering::left_out_of(const std::vector<semantics::Term>& terms) const {
  std::vector<ConceptId> out;
  const bool leaves_out = std::any_of(terms.begin(), terms.end(), [](const semantics::Term& term) { return !term.exceptions.empty(); });
  for (std::uint32_t c = 0; leaves_out && c < vocabulary_.size(); ++c) {
    const ConceptId id(c);
    const auto is_below = [&](const semantics::Term& term) { return vocabulary_.is_a(id, term.concept_id); };
    const auto takes = [&](const semantics::Term& term) { return is_below(term) && !is_taken_away(vocabulary_, id, term.exceptions); };
    if (std::any_of(terms.begin(), terms.end(), is_below) && std::none_of(terms.begin(), terms.end(), takes)) out.push_back(id);
  }
  return out;
}

void Lowering::finish_slots() {
  const auto flatten = [&](const auto& lists, std::vector<program::Range>& ranges) {
    for (const auto& list : lists) {
      ranges.push_back({static_cast<std::uint32_t>(program_.slots.entries.size()), static_cast<std::uint32_t>(list.size())});
      for (const auto& [slot_id, is_sure] : list) program_.slots.entries.push_back({slot_id, is_sure});
    }
  };
  flatten(slots_by_concept_, program_.slots.by_concept);
  flatten(slots_by_substance_, program_.slots.by_substance);
}

}  // namespace eligo::compile
