// Coded words that mean the same in every hospital: severities, routes, answers. In: CodeableConcepts. Out: our words.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "io/fhir/chart.h"

namespace eligo::io::fhir {

/// mild, moderate or severe; empty for anything else.
std::string severity_word(Element codeable);
/// oral, intravenous, …; empty for routes that are not listed.
std::string route_word(Element codeable);
/// The text of a CodeableConcept, or the display of its first coding.
std::string text_of(Element codeable);
/// The name of the concept that a CodeableConcept means, else its text.
std::string concept_or_text(Chart& chart, Element codeable);
/// The concept, or the text, of the first reason that a resource gives; a reference that leads nowhere is a problem.
std::string reason_of(Chart& chart, const Resource& resource);
/// The status of the verification as a key, for conditions and allergies. False: entered in error, no fact.
bool put_verification(Chart& chart, Telling& telling);

/// What a coded value says of a concept with answers or levels.
struct Answer {
  std::string word;                  // as the concept lists it, or a number; else the value as written
  bool is_contradicted = false;      // codings that mean different answers
};
Answer answer_of(Chart& chart, ConceptId concept_id, Element codeable);
/// The same for a text: "Not detected", "POS".
std::string answer_of_text(const clinical::Concept& concept_at_hand, std::string_view text);
/// yes or no as the concept says it; empty where it has no such answers.
std::string answer_of_boolean(const clinical::Concept& concept_at_hand, bool is_yes);

/// Whether a value says that a thing is there, or is not; none where it says neither.
std::optional<bool> presence(Element codeable);
std::optional<bool> presence(std::string_view text);

}  // namespace eligo::io::fhir
