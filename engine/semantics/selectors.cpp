// Selectors: which facts are meant, and whether what is asked of them fits their kinds.
#include <fmt/format.h>

#include "semantics/checker.h"

namespace eligo::semantics {

using clinical::Kind;
using diag::Code;

namespace {

/// Of all selectors of a file together: groups are taken apart in each.
constexpr std::size_t kMostTerms = 200000;

}  // namespace

const std::vector<ConceptId>& Checker::selector(SelectorId id, const Place& place) {
  const syntax::Selector& s = file_[id];
  SelectorInfo selected;
  selected.terms = terms_of(s.concepts);
  term_count_ += selected.terms.size();
  if (term_count_ > kMostTerms) {
    selected.terms.clear();
    report(Code::E0211, s.concepts.span, fmt::format("the groups of this file stand for more than {} concepts, all in all", kMostTerms));
  }
  std::vector<ConceptId> facts;
  if (s.concepts.is_allergy_to) {
    facts.push_back(vocabulary_.root(Kind::kAllergy));
  } else {
    for (const Term& term : selected.terms) facts.push_back(term.concept_id);
  }
  selected.exceptions = exceptions_of(s.exceptions);
  selector_parts(s, selected, facts, place);
  out_.selectors[id.index()] = std::move(selected);
  facts_of_[id.index()] = std::move(facts);
  return facts_of_[id.index()];
}

void Checker::selector_parts(const syntax::Selector& s, SelectorInfo& selected, const std::vector<ConceptId>& facts,
                             const Place& place) {
  if (s.is_other && !has_study_disease()) {
    report(Code::E0209, s.concepts.span, fmt::format("`other {}` in a file without a study disease", written(s.concepts.span)),
           "say what `other` leaves out: `study disease …` above the criteria");
  }
  if (s.given_for) {
    require_attribute(facts, "indication", s.given_for->span, "given for");
    selected.given_for = terms_of_attribute(*s.given_for);
  }
  if (s.due_to) {
    require_attribute(facts, "cause", s.due_to->span, "due to");
    selected.due_to = terms_of_attribute(*s.due_to);
  }
  if (s.requiring) {
    selected.requiring = terms_of(*s.requiring);
    std::vector<ConceptId> required;
    for (const Term& term : selected.requiring) required.push_back(term.concept_id);
    require_attribute(required, "indication", s.requiring->span, "requiring");
  }
  if (s.requiring_selector) require_attribute(selector(s.requiring_selector, place), "indication", file_[s.requiring_selector].span, "requiring");
  windows(s.windows, &facts, place);
  if (s.apart) duration(s.apart, DurationUse::kFixedOnly);
  if (s.where) where(s.where, facts);
}

bool Checker::has_study_disease() const {
  for (const syntax::Item& item : file_.items) {
    if (std::holds_alternative<syntax::StudyDisease>(item.form)) return true;
  }
  return false;
}

void Checker::require_attribute(const std::vector<ConceptId>& facts, std::string_view attribute, Span span, std::string_view phrase) {
  for (ConceptId id : facts) {
    if (vocabulary_.attribute(id, attribute) != nullptr) continue;
    const clinical::Concept& fact = vocabulary_[id];
    const bool is_requiring = phrase == "requiring";
    report(is_requiring ? Code::E0305 : Code::E0306, span,
           fmt::format("`{}` does not fit `{}`: facts of the kind {} have no {}", phrase, fact.name, clinical::name_of(fact.kind), attribute),
           is_requiring ? "only a treatment or a procedure can be required" : "");
    return;
  }
}

void Checker::require_treatments(const std::vector<ConceptId>& facts, Span span, std::string_view phrase) {
  for (ConceptId id : facts) {
    const clinical::Concept& fact = vocabulary_[id];
    if (fact.kind == Kind::kTreatment) continue;
    report(Code::E0305, span, fmt::format("`{}` is no treatment: its kind is {}", fact.name, clinical::name_of(fact.kind)),
           fmt::format("`{}` asks about treatments alone", phrase));
    return;
  }
}

// What is washed out was given or done to the patient.
void Checker::require_what_is_given(const std::vector<ConceptId>& facts, Span span) {
  for (ConceptId id : facts) {
    const clinical::Concept& fact = vocabulary_[id];
    if (fact.kind == Kind::kTreatment || fact.kind == Kind::kProcedure || fact.kind == Kind::kVaccine) continue;
    report(Code::E0305, span, fmt::format("`{}` is nothing that is given: its kind is {}", fact.name, clinical::name_of(fact.kind)),
           "`washed out of` asks about treatments, procedures and vaccines");
    return;
  }
}

void Checker::where(ExprId id, const std::vector<ConceptId>& facts) {
  Place place;
  place.facts = &facts;
  condition(id, place);
}

}  // namespace eligo::semantics
