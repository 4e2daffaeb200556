// What to say of a name that stands for nothing, or for nothing that fits where it stands.
#include <fmt/format.h>

#include <algorithm>

#include "base/edit_distance.h"
#include "semantics/checker.h"

namespace eligo::semantics {

using diag::Code;

/// Suggestions cost time; a file full of mistakes gets them for those that are shown.
bool Checker::takes_suggestions() const {
  constexpr std::size_t kEnough = 100;
  return sink_.error_count() < kEnough;
}

std::string Checker::did_you_mean(std::string_view wanted, const std::vector<std::string>& candidates) const {
  const std::optional<std::string> nearest = base::nearest(wanted, candidates);
  return nearest ? fmt::format("did you mean `{}`?", *nearest) : std::string();
}

std::vector<std::string> Checker::names_of(Declared what) const {
  std::vector<std::string> names;
  switch (what) {
    case Declared::kDefinition:
      for (const DefinitionInfo& definition : out_.definitions) names.push_back(definition.name);
      break;
    case Declared::kGroup:
      for (std::uint32_t item : group_items_) names.push_back(std::get<syntax::Group>(file_.items[item].form).name.text);
      break;
    case Declared::kCohort:
      for (const CohortInfo& cohort : out_.cohorts) names.push_back(cohort.name);
      break;
    case Declared::kMoment:
      names.emplace_back("screening");
      for (const TimelineInfo& moment : out_.timeline) names.push_back(moment.name);
      break;
  }
  return names;
}

std::vector<std::string> Checker::value_names(const Place& place) const {
  std::vector<std::string> names;
  if (!takes_suggestions()) return names;
  const auto append = [&names](const std::vector<std::string>& more) { names.insert(names.end(), more.begin(), more.end()); };
  if (place.facts != nullptr && !place.facts->empty()) append(vocabulary_.attribute_names(place.facts->front()));
  append(names_of(Declared::kDefinition));
  append(vocabulary_.names());
  append(names_of(Declared::kMoment));
  names.emplace_back("age");
  names.emplace_back("sex");
  return names;
}

/// Whether facts of any kind have an attribute of that name by themselves.
bool Checker::is_attribute_of_some_kind(std::string_view name) const {
  for (std::size_t kind = 0; kind < clinical::kKindCount; ++kind) {
    for (const clinical::Attribute& attribute : clinical::attributes_of(static_cast<clinical::Kind>(kind))) {
      if (base::equal_folded(attribute.name, name)) return true;
    }
  }
  return false;
}

/// Whether a name means something whatever it is compared with.
bool Checker::stands_for_something(const Name& name, const Place& place) const {
  if (base::equal_folded(name.text, "age") || base::equal_folded(name.text, "sex") || base::equal_folded(name.text, "screening")) return true;
  const auto has_attribute = [&](ConceptId fact) { return vocabulary_.attribute(fact, name.text) != nullptr; };
  if (place.facts != nullptr && std::any_of(place.facts->begin(), place.facts->end(), has_attribute)) return true;
  for (const Declared what : {Declared::kDefinition, Declared::kGroup, Declared::kMoment}) {
    if (declared(name.text, what) != nullptr) return true;
  }
  return vocabulary_.find(name.text).is_valid();
}

void Checker::report_unknown_value(const Name& name, const Place& place) {
  if (was_left_out(name)) return;
  if (place.facts != nullptr && is_attribute_of_some_kind(name.text)) {
    if (place.facts->empty()) return;  // the concept was unknown, which has been said
    const ConceptId fact = place.facts->front();
    report(Code::E0306, name.span,
           fmt::format("facts of the kind {} have no attribute `{}`", clinical::name_of(vocabulary_[fact].kind), name.text),
           did_you_mean(name.text, vocabulary_.attribute_names(fact)));
    return;
  }
  if (declared(name.text, Declared::kGroup) != nullptr) {
    report(Code::E0301, name.span, fmt::format("`{}` is a group of concepts, and neither a value nor a condition", name.text),
           fmt::format("did you mean `any {}`?", name.text));
    return;
  }
  report(Code::E0201, name.span, fmt::format("unknown name `{}`", name.text), did_you_mean(name.text, value_names(place)));
}

void Checker::report_no_value(ConceptId id, const Name& name) {
  const clinical::Kind kind = vocabulary_[id].kind;
  const std::string_view kind_name = clinical::name_of(kind);
  const bool takes_an = kind_name.find_first_of("aeiou") == 0;
  report(Code::E0305, name.span, fmt::format("`{}` has no value: it is {} {}", name.text, takes_an ? "an" : "a", kind_name),
         fmt::format("did you mean `any {}`?", name.text));
}

void Checker::report_no_concept(const Name& name) {
  if (was_left_out(name)) return;
  if (declared(name.text, Declared::kDefinition) != nullptr) {
    report(Code::E0305, name.span, fmt::format("`{}` is a definition, and no concept", name.text),
           "a definition stands by itself, without `any` or `no`");
    return;
  }
  if (declared(name.text, Declared::kMoment) != nullptr) {
    report(Code::E0305, name.span, fmt::format("`{}` is a moment, and no concept", name.text));
    return;
  }
  std::vector<std::string> candidates;
  if (takes_suggestions()) candidates = names_of(Declared::kGroup);
  const std::vector<std::string> concepts = takes_suggestions() ? vocabulary_.names() : std::vector<std::string>();
  candidates.insert(candidates.end(), concepts.begin(), concepts.end());
  report(Code::E0201, name.span, fmt::format("unknown concept `{}`", name.text), did_you_mean(name.text, candidates));
}

}  // namespace eligo::semantics
