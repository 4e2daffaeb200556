// Values: the type of each form, and what the names in it stand for.
#include <fmt/format.h>

#include "base/edit_distance.h"
#include "semantics/checker.h"
#include "semantics/overloaded.h"
#include "semantics/parts.h"
#include "semantics/time_units.h"

namespace eligo::semantics {

using diag::Code;
using Chooser = syntax::Reference::Chooser;

namespace {

Type of(Type::Tag tag) {
  Type type;
  type.tag = tag;
  return type;
}

}  // namespace

Type Checker::value(ExprId id, const Place& place) {
  Type type = descend(span_of(id)) ? value_form(id, place) : Type{};
  ascend();
  if (type.tag == Type::Tag::kCondition) {
    report(Code::E0301, span_of(id), fmt::format("`{}` is a condition, and a value is wanted here", written(id)));
    type = {};
  }
  out_.exprs[id.index()].type = type;
  return type;
}

Type Checker::value_form(ExprId id, const Place& place) {
  if (is_condition_form(file_[id].form)) return of(Type::Tag::kCondition);
  return std::visit(
      Overloaded{[&](const syntax::Bracket& f) { return value(f.inner, place); },
                 [&](const syntax::If& f) { return if_value(id, f, place); },
                 [&](const syntax::Quantity& f) { return quantity(f); },
                 [&](const syntax::Limit&) { return limit(id, place); },
                 [&](const syntax::Titre&) { return of(Type::Tag::kTitre); },
                 [&](const syntax::Text& f) { return text(id, f.text, place); },
                 [&](const syntax::Reference& f) { return reference(id, f, place); },
                 [&](const syntax::AgeAt& f) {
                   moment(f.moment, place);
                   return of(Type::Tag::kAge);
                 },
                 [&](const syntax::Arithmetic& f) { return arithmetic(id, f, place); },
                 [&](const syntax::Negation& f) { return negation(f, place); },
                 [&](const syntax::Extreme& f) { return extreme(id, f, place); },
                 [&](const syntax::Each&) {
                   report(Code::E0301, span_of(id), "`each of` and `either of` stand on the left of a comparison alone");
                   return Type{};
                 },
                 [&](const syntax::NumberOf& f) {
                   const std::vector<ConceptId>& facts = selector(f.selector, place);
                   if (f.counting == syntax::Quantified::Counting::kLines) {
                     require_attribute(facts, "line", file_[f.selector].concepts.span, "lines of");
                   }
                   return of(Type::Tag::kNumber);
                 },
                 [&](const syntax::TotalTime& f) {
                   require_treatments(selector(f.selector, place), file_[f.selector].concepts.span, "total time on");
                   return of(Type::Tag::kDayCount);
                 },
                 [&](const syntax::TimeBetween& f) {
                   moment(f.from, place);
                   if (f.to) moment(f.to, place);
                   return of(Type::Tag::kDuration);
                 },
                 [&](const syntax::MomentValue& f) {
                   moment(f.moment, place);
                   return of(Type::Tag::kMoment);
                 },
                 [](const auto&) { return of(Type::Tag::kCondition); }},
      file_[id].form);
}

Type Checker::if_value(ExprId id, const syntax::If& form, const Place& place) {
  condition(form.condition, place);
  const Type first = value(form.consequence, place);
  if (!form.alternative) {
    report(Code::E0301, span_of(id), "an `if` without `else` has no value where its condition is false", "add `else …`");
    return {};
  }
  const Type second = value(form.alternative, place);
  return merged(id, {{form.consequence, first}, {form.alternative, second}}, place);
}

Type Checker::text(ExprId id, const Name& name, const Place& place) {
  if (place.choices_of != nullptr) return choice(id, name, *place.choices_of);
  report(Code::E0301, span_of(id), fmt::format("the text `{}` is no value here", name.text),
         "quoted answers stand after `is`, quoted levels beside a value that has levels");
  return {};
}

Type Checker::reference(ExprId id, const syntax::Reference& reference, const Place& place) {
  const bool is_plain = reference.chooser == Chooser::kNone && reference.windows.empty() && !reference.where;
  if (is_plain && place.choices_of != nullptr && !names_result(reference.name, *place.choices_of)) {
    return choice(id, reference.name, *place.choices_of);
  }
  if (reference.chooser == Chooser::kNone) {
    if (std::optional<Type> type = named_by_file(id, reference, place)) return *type;
  }
  const ConceptId found = vocabulary_.find(reference.name.text);
  if (found) {
    const bool is_observation = vocabulary_[found].kind == clinical::Kind::kObservation;
    if (is_observation) return observation(id, reference, found, place);
    if (reference.chooser == Chooser::kFirst || reference.chooser == Chooser::kLatest) return event(id, reference, found);
    report_no_value(found, reference.name);
    return {};
  }
  if (std::optional<Type> type = named_moment(id, reference)) return *type;
  report_unknown_value(reference.name, place);
  return {};
}

/// Attributes of the fact at hand, definitions, `age` and `sex`: names that come before the vocabulary's.
std::optional<Type> Checker::named_by_file(ExprId id, const syntax::Reference& reference, const Place& place) {
  Use& use = out_.exprs[id.index()].use;
  const Name& name = reference.name;
  if (place.facts != nullptr) {
    if (const clinical::Attribute* attribute = attribute_of(*place.facts, name)) {
      forbid_window(reference);
      use.form = Use::Form::kAttribute;
      use.attribute = attribute;
      return attribute_type(*attribute, *place.facts, name);
    }
  }
  if (const Declaration* definition = declared(name.text, Declared::kDefinition)) {
    forbid_window(reference);
    use.form = Use::Form::kDefinition;
    use.definition = DefinitionId(definition->index);
    return definition_type(use.definition, name.span);
  }
  if (base::equal_folded(name.text, "age")) {
    forbid_window(reference);
    use.form = Use::Form::kAge;
    return of(Type::Tag::kAge);
  }
  if (base::equal_folded(name.text, "sex")) {
    forbid_window(reference);
    use.form = Use::Form::kSex;
    return of(Type::Tag::kAnswer);
  }
  return std::nullopt;
}

std::optional<Type> Checker::named_moment(ExprId id, const syntax::Reference& reference) {
  Use& use = out_.exprs[id.index()].use;
  const Declaration* declaration = declared(reference.name.text, Declared::kMoment);
  if (declaration == nullptr && !base::equal_folded(reference.name.text, "screening")) return std::nullopt;
  forbid_window(reference);
  use.form = Use::Form::kMoment;
  if (declaration != nullptr) use.timeline = TimelineId(declaration->index);
  return of(Type::Tag::kMoment);
}

Type Checker::observation(ExprId id, const syntax::Reference& reference, ConceptId concept_id, const Place& place) {
  Use& use = out_.exprs[id.index()].use;
  use.form = Use::Form::kObservation;
  use.concept_id = concept_id;
  const std::vector<ConceptId> facts{concept_id};
  windows(reference.windows, &facts, place);
  if (reference.where) where(reference.where, facts);
  const clinical::Concept& found = vocabulary_[concept_id];
  const bool takes_any = reference.chooser == Chooser::kNone || reference.chooser == Chooser::kFirst || reference.chooser == Chooser::kLatest;
  if (!takes_any && !found.is_quantity()) {
    report(Code::E0305, reference.name.span, fmt::format("`{}` has no numbers to choose from", reference.name.text),
           "`highest`, `lowest` and `mean of` fit numeric observations alone");
    return {};
  }
  return observation_type(concept_id);
}

Type Checker::event(ExprId id, const syntax::Reference& reference, ConceptId concept_id) {
  if (!reference.windows.empty() || reference.where) {
    report(Code::E0301, span_of(id), fmt::format("a moment of `{}` is chosen among facts that stand in brackets", reference.name.text),
           fmt::format("write `first ({} …)`", reference.name.text));
  }
  Use& use = out_.exprs[id.index()].use;
  use.form = Use::Form::kEvent;
  use.concept_id = concept_id;
  return of(Type::Tag::kMoment);
}

void Checker::forbid_window(const syntax::Reference& reference) {
  if (reference.windows.empty() && !reference.where) return;
  const Span span = reference.where ? span_of(reference.where) : reference.windows.front().span;
  report(Code::E0301, span, fmt::format("`{}` is no observation, and takes no window and no `where`", reference.name.text));
}

/// Whether a name beside a value with levels is no level, but another result with the same levels.
bool Checker::names_result(const Name& name, const Type& levels) const {
  const std::vector<std::string>* choices = choices_of(levels);
  for (const std::string& level : *choices) {
    if (base::equal_folded(level, name.text)) return false;
  }
  if (declared(name.text, Declared::kDefinition) != nullptr) return true;
  const ConceptId found = vocabulary_.find(name.text);
  return found && vocabulary_[found].kind == clinical::Kind::kObservation;
}

Type Checker::choice(ExprId id, const Name& name, const Type& owner) {
  const std::vector<std::string>& choices = *choices_of(owner);
  Use& use = out_.exprs[id.index()].use;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (!base::equal_folded(choices[i], name.text)) continue;
    use.form = Use::Form::kChoice;
    use.choice = static_cast<std::uint16_t>(i);
    return owner;
  }
  report_unlisted(name, owner);
  return {};
}

Type Checker::quantity(const syntax::Quantity& quantity) {
  Type type = of(Type::Tag::kNumber);
  if (quantity.unit.empty()) return type;
  type.unit = clinical::parse_unit(quantity.unit);
  if (type.unit) return type;
  if (const std::optional<value::TimeUnit> unit = time_unit(quantity.unit)) type.unit = unit_of_time(*unit);
  if (type.unit) return type;
  report(Code::E0307, quantity.unit_span, fmt::format("unknown unit `{}`", quantity.unit), did_you_mean(quantity.unit, units_in_use()));
  return {};
}

std::vector<std::string> Checker::units_in_use() const {
  if (!takes_suggestions()) return {};
  std::vector<std::string> units{"mg/d", "years", "months", "weeks", "days"};
  for (std::uint32_t i = 0; i < vocabulary_.size(); ++i) {
    const std::optional<clinical::Unit>& unit = vocabulary_[ConceptId(i)].unit;
    if (unit) units.push_back(unit->text);
  }
  return units;
}

}  // namespace eligo::semantics
