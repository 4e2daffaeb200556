// The types of observations and attributes, and how messages speak of them.
#include <fmt/format.h>

#include "base/edit_distance.h"
#include "semantics/checker.h"

namespace eligo::semantics {

using diag::Code;

Type Checker::observation_type(ConceptId id) const {
  const clinical::Concept& found = vocabulary_[id];
  Type type;
  type.owner = id;
  if (!found.levels.empty()) {
    type.tag = Type::Tag::kLevel;
  } else if (found.unit) {
    type.tag = Type::Tag::kNumber;
    type.unit = found.unit;
  } else {
    type.tag = found.answers.empty() ? Type::Tag::kTitreOrNumber : Type::Tag::kAnswer;
  }
  return type;
}

const clinical::Attribute* Checker::attribute_of(const std::vector<ConceptId>& facts, const Name& name) {
  if (facts.empty() || name.is_quoted) return nullptr;
  const clinical::Attribute* first = vocabulary_.attribute(facts.front(), name.text);
  for (ConceptId fact : facts) {
    const clinical::Attribute* attribute = vocabulary_.attribute(fact, name.text);
    if ((attribute == nullptr) != (first == nullptr)) {
      const ConceptId without = attribute == nullptr ? fact : facts.front();
      report(Code::E0306, name.span, fmt::format("`{}` has no attribute `{}`", vocabulary_[without].name, name.text),
             "an attribute is asked of all the concepts in front of a `where`");
      return first != nullptr ? first : attribute;
    }
  }
  return first;
}

Type Checker::attribute_type(const clinical::Attribute& attribute, const std::vector<ConceptId>& facts, const Name& name) {
  using From = clinical::AttributeType;
  const bool is_value = vocabulary_[facts.front()].kind == clinical::Kind::kObservation && base::equal_folded(attribute.name, "value");
  if (is_value) return value_attribute_type(facts, name);
  Type type;
  type.attribute = &attribute;
  switch (attribute.type) {
    case From::kNumber: type.tag = Type::Tag::kNumber; break;
    case From::kQuantity:
      type.tag = Type::Tag::kNumber;
      type.unit = attribute.unit;
      type.takes_any_unit = !attribute.unit.has_value();
      break;
    case From::kLevel: type.tag = Type::Tag::kLevel; break;
    case From::kAnswer: type.tag = Type::Tag::kAnswer; break;
    case From::kWord: type.tag = Type::Tag::kWord; break;
    case From::kYesNo: type.tag = Type::Tag::kYesNo; break;
    case From::kConcept: type.tag = Type::Tag::kConcept; break;
    case From::kDate: type.tag = Type::Tag::kMoment; break;
    case From::kDuration: type.tag = Type::Tag::kDuration; break;
  }
  return type;
}

/// The attribute `value` of observations: what the observations are measured in, where that is one thing.
Type Checker::value_attribute_type(const std::vector<ConceptId>& facts, const Name& name) {
  const Type first = observation_type(facts.front());
  for (ConceptId fact : facts) {
    const Type type = observation_type(fact);
    const bool is_alike = type.tag == first.tag && has_same_choices(type, first) &&
                          (!type.unit || clinical::conversion(*type.unit, *first.unit, rules_of(fact)).has_value());
    if (is_alike) continue;
    report(Code::E0304, name.span,
           fmt::format("the values of `{}` and `{}` are not of one kind", vocabulary_[facts.front()].name, vocabulary_[fact].name),
           "ask about them apart");
    return {};
  }
  return first;
}

const std::vector<std::string>* Checker::choices_of(const Type& type) const {
  static const std::vector<std::string> kNone;
  static const std::vector<std::string> kYesNo{"yes", "no"};
  if (type.tag == Type::Tag::kYesNo) return &kYesNo;
  if (type.attribute != nullptr) return &type.attribute->choices;
  if (!type.owner) return &kNone;
  const clinical::Concept& owner = vocabulary_[type.owner];
  return owner.levels.empty() ? &owner.answers : &owner.levels;
}

bool Checker::has_same_choices(const Type& a, const Type& b) const {
  const std::vector<std::string>& left = *choices_of(a);
  const std::vector<std::string>& right = *choices_of(b);
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (!base::equal_folded(left[i], right[i])) return false;
  }
  return true;
}

const clinical::ConversionRules& Checker::rules_of(ConceptId owner) const {
  static const clinical::ConversionRules kNone;
  return owner ? vocabulary_[owner].conversions : kNone;
}

std::string Checker::name_of(const Type& type) const {
  if (type.attribute != nullptr) return type.attribute->name;
  return type.owner ? vocabulary_[type.owner].name : std::string();
}

/// Suggestions for a letter or two say nothing; then all choices are listed.
std::string Checker::choice_help(std::string_view wanted, const std::vector<std::string>& choices) const {
  constexpr std::size_t kShortest = 3;
  const std::optional<std::string> nearest = wanted.size() < kShortest ? std::nullopt : base::nearest(wanted, choices);
  return nearest ? fmt::format("did you mean `{}`?", *nearest) : fmt::format("it is one of {}", fmt::join(choices, ", "));
}

void Checker::report_unlisted(const Name& level, const Type& type) {
  report(Code::E0303, level.span, fmt::format("`{}` has no level `{}`", name_of(type), level.text), choice_help(level.text, *choices_of(type)));
}

}  // namespace eligo::semantics
