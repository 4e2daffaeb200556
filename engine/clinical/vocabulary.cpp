// Questions to a finished vocabulary: names, codes, hierarchy, half-lives, attributes.
#include "clinical/vocabulary.h"

#include <algorithm>

#include "clinical/code_system.h"

namespace eligo::clinical {

namespace {

struct KindNames {
  const char* one;
  const char* list;
};

constexpr KindNames kKinds[kKindCount] = {
    {"condition", "conditions"}, {"treatment", "treatments"}, {"procedure", "procedures"}, {"observation", "observations"},
    {"toxicity", "toxicities"},  {"allergy", "allergies"},    {"vaccine", "vaccines"},     {"event", "events"},
};

Attribute severity() { return {"severity", AttributeType::kLevel, {"mild", "moderate", "severe"}, std::nullopt}; }
Attribute symptomatic() { return {"symptomatic", AttributeType::kYesNo, {"yes", "no"}, std::nullopt}; }
Attribute of_type(const char* name, AttributeType type) { return {name, type, {}, std::nullopt}; }

std::vector<Attribute> own_attributes(Kind kind) {
  using enum AttributeType;
  switch (kind) {
    case Kind::kCondition:
      return {severity(), of_type("grade", kNumber), of_type("stage", kWord), of_type("site", kConcept), of_type("cause", kConcept),
              symptomatic(), of_type("role", kWord)};
    case Kind::kTreatment:
      return {of_type("dose", kQuantity), of_type("frequency", kWord), of_type("route", kWord), of_type("line", kNumber),
              of_type("intent", kWord), of_type("response", kWord), of_type("indication", kConcept)};
    case Kind::kProcedure: return {of_type("site", kConcept), of_type("intent", kWord), of_type("indication", kConcept)};
    case Kind::kObservation:
      return {of_type("value", kQuantity), of_type("method", kWord), of_type("specimen", kWord), of_type("site", kConcept)};
    case Kind::kToxicity: return {of_type("grade", kNumber), of_type("cause", kConcept)};
    case Kind::kAllergy: return {severity()};
    case Kind::kVaccine: return {of_type("route", kWord)};
    case Kind::kEvent: return {of_type("site", kConcept), of_type("cause", kConcept)};
  }
  return {};
}

const Attribute* find_attribute(const std::vector<Attribute>& attributes, std::string_view name) {
  const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& a) { return base::equal_folded(a.name, name); });
  return found == attributes.end() ? nullptr : &*found;
}

}  // namespace

const char* name_of(Kind kind) { return kKinds[static_cast<std::size_t>(kind)].one; }
const char* list_name_of(Kind kind) { return kKinds[static_cast<std::size_t>(kind)].list; }

std::optional<Kind> kind_from_name(std::string_view name) {
  for (std::size_t i = 0; i < kKindCount; ++i) {
    if (base::equal_folded(name, kKinds[i].one)) return static_cast<Kind>(i);
  }
  return std::nullopt;
}

std::optional<Kind> kind_from_list_name(std::string_view name) {
  for (std::size_t i = 0; i < kKindCount; ++i) {
    if (base::equal_folded(name, kKinds[i].list)) return static_cast<Kind>(i);
  }
  return std::nullopt;
}

const std::vector<Attribute>& attributes_of(Kind kind) {
  static const std::vector<std::vector<Attribute>> all = [] {
    std::vector<std::vector<Attribute>> lists;
    for (std::size_t i = 0; i < kKindCount; ++i) {
      lists.push_back(own_attributes(static_cast<Kind>(i)));
      for (const char* name : {"start", "end"}) lists.back().push_back(of_type(name, AttributeType::kDate));
      lists.back().push_back(of_type("duration", AttributeType::kDuration));
    }
    return lists;
  }();
  return all[static_cast<std::size_t>(kind)];
}

ConceptId Vocabulary::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? ConceptId() : found->second;
}

ConceptId Vocabulary::find_code(std::string_view system, std::string_view code) const {
  const CodeSystem known = code_system(system);
  std::string text = known.name + '|' + canonical_code(known, code);
  const std::size_t shortest = known.is_by_prefix ? known.name.size() + 2 : text.size();
  for (; text.size() >= shortest; text.pop_back()) {
    if (const auto found = by_code_.find(text); found != by_code_.end()) return found->second;
  }
  return ConceptId();
}

bool Vocabulary::is_a(ConceptId below, ConceptId above) const {
  const std::vector<std::uint64_t>& bits = ancestor_bits_[below.index()];
  return (bits[above.index() / 64] >> (above.index() % 64) & 1U) != 0;
}

std::optional<HalfLife> Vocabulary::half_life(ConceptId drug) const { return half_lives_[drug.index()]; }

const Attribute* Vocabulary::attribute(ConceptId concept_id, std::string_view name) const {
  const Concept& it = concepts_[concept_id];
  if (const Attribute* own = find_attribute(it.attributes, name)) return own;
  return find_attribute(attributes_of(it.kind), name);
}

std::vector<std::string> Vocabulary::attribute_names(ConceptId concept_id) const {
  const Concept& it = concepts_[concept_id];
  std::vector<std::string> names;
  for (const Attribute& a : attributes_of(it.kind)) names.push_back(a.name);
  for (const Attribute& a : it.attributes) {
    if (find_attribute(attributes_of(it.kind), a.name) == nullptr) names.push_back(a.name);
  }
  return names;
}

std::vector<std::string> Vocabulary::names() const {
  std::vector<std::string> out;
  for (const Concept& it : concepts_) {
    out.push_back(it.name);
    out.insert(out.end(), it.aliases.begin(), it.aliases.end());
  }
  return out;
}

}  // namespace eligo::clinical
