// Conditions: what may stand where a condition is wanted, and the parts each form asks for.
#include <fmt/format.h>

#include "semantics/checker.h"
#include "semantics/overloaded.h"
#include "semantics/parts.h"

namespace eligo::semantics {

using diag::Code;

void Checker::condition(ExprId id, const Place& place) {
  Place own = place;
  own.choices_of = nullptr;
  own.limits_of = nullptr;
  own.converted_by = {};
  out_.exprs[id.index()].type.tag = Type::Tag::kCondition;
  if (descend(span_of(id))) condition_form(id, own);
  ascend();
}

void Checker::condition_form(ExprId id, const Place& place) {
  const auto both = [&](const std::vector<ExprId>& operands) {
    for (ExprId operand : operands) condition(operand, place);
  };
  std::visit(Overloaded{[&](const syntax::Bracket& f) { condition(f.inner, place); },
                        [&](const syntax::If& f) {
                          condition(f.condition, place);
                          condition(f.consequence, place);
                          if (f.alternative) condition(f.alternative, place);
                        },
                        [&](const syntax::And& f) { both(f.operands); },
                        [&](const syntax::Or& f) { both(f.operands); },
                        [&](const syntax::Not& f) { condition(f.operand, place); },
                        [&](const syntax::Compare& f) { compare(id, f, place); },
                        [&](const syntax::InRange& f) { in_range(id, f, place); },
                        [&](const syntax::Is& f) { is(id, f, place); },
                        [&](const syntax::Known& f) { known(id, f, place); },
                        [&](const syntax::List& f) {
                          for (const syntax::Member& member : f.members) {
                            condition(member.rule, place);
                            if (member.exception) condition(member.exception, place);
                          }
                        },
                        [&](const syntax::Quantified& f) { quantified(f, place); },
                        [&](const syntax::WashedOut& f) {
                          const std::vector<ConceptId>& facts = selector(f.selector, place);
                          require_what_is_given(facts, file_[f.selector].concepts.span);
                          duration(f.duration, DurationUse::kDrugTime, &facts);
                          moment(f.before, place);
                        },
                        [&](const syntax::OnTreatment& f) {
                          require_treatments(selector(f.selector, place), file_[f.selector].concepts.span, "on");
                          duration(f.duration, DurationUse::kWholeDays);
                          moment(f.before, place);
                        },
                        [&](const syntax::InCohort& f) { out_.exprs[id.index()].cohort = cohort(f.cohort); },
                        [&](const syntax::WithResults& f) {
                          windows(f.windows, nullptr, place);
                          windows(f.again, nullptr, place);
                          condition(f.rule, place);
                        },
                        [&](const syntax::Gap&) { out_.has_gap = true; },
                        [](const syntax::Confirm&) {}, [](const syntax::NoRestriction&) {},
                        [&](const syntax::Reference& f) { reference_as_condition(id, f, place); },
                        [&](const auto&) { value_as_condition(id, place); }},
             file_[id].form);
}

/// A value stands where a condition is wanted: said once, unless the value itself is wrong.
void Checker::value_as_condition(ExprId id, const Place& place) {
  const Type type = value(id, place);
  out_.exprs[id.index()].type = {};
  if (type.tag == Type::Tag::kPoison) return;
  report(Code::E0301, span_of(id), fmt::format("`{}` is a value, and a condition is wanted here", written(id)),
         "compare it with something");
}

void Checker::reference_as_condition(ExprId id, const syntax::Reference& reference, const Place& place) {
  const Name& name = reference.name;
  const bool is_bare = reference.chooser == syntax::Reference::Chooser::kNone;
  const ConceptId concept_id = vocabulary_.find(name.text);
  const bool is_attribute = place.facts != nullptr && attribute_of(*place.facts, name) != nullptr;
  const bool is_fact = concept_id && vocabulary_[concept_id].kind != clinical::Kind::kObservation;
  if (is_bare && is_fact && !is_attribute && declared(name.text, Declared::kDefinition) == nullptr) {
    out_.exprs[id.index()].type = {};
    report(Code::E0301, name.span, fmt::format("`{}` is a concept, and no condition by itself", name.text),
           fmt::format("did you mean `any {}`?", name.text));
    return;
  }
  const Type type = this->reference(id, reference, place);
  out_.exprs[id.index()].type = type;
  if (type.tag == Type::Tag::kCondition || type.tag == Type::Tag::kYesNo || type.tag == Type::Tag::kPoison) return;
  out_.exprs[id.index()].type = {};
  report(Code::E0301, span_of(id), fmt::format("`{}` is a value, and no condition by itself", written(id)),
         "compare it with something, or ask whether it `is known`");
}

void Checker::quantified(const syntax::Quantified& form, const Place& place) {
  const std::vector<ConceptId>& facts = selector(form.selector, place);
  const syntax::Selector& s = file_[form.selector];
  if (form.form == syntax::Quantified::Form::kEvery && s.windows.empty() && !s.where) {
    report(Code::E0301, s.span, fmt::format("nothing is asked of every `{}`", written(s.concepts.span)),
           "`every` asks for a window or a `where` at its end");
  }
  if (form.counting == syntax::Quantified::Counting::kLines) require_attribute(facts, "line", s.concepts.span, "lines of");
}

/// `compared`: the values of the comparison, whose results the window and the `where` are about.
void Checker::measured(const std::optional<syntax::Measured>& measured, const std::vector<ExprId>& compared, const Place& place) {
  if (!measured) return;
  windows(measured->windows, nullptr, place);
  std::vector<ExprId> results;
  bool is_sound = true;
  for (ExprId value : compared) {
    collect_results(value, results);
    is_sound = is_sound && out_.exprs[value.index()].type.tag != Type::Tag::kPoison;
  }
  if (results.empty() && is_sound) {
    report(Code::E0301, measured->span, "nothing in this comparison is measured", "`measured` is about results of observations");
  }
  std::vector<ConceptId> facts;
  for (ExprId result : results) facts.push_back(out_.exprs[result.index()].type.owner);
  if (measured->where) where(measured->where, facts);
}

void Checker::known(ExprId id, const syntax::Known& form, const Place& place) {
  for (const Side& side : compared_values(form.value, place)) {
    if (is_sex(side.type)) out_.exprs[id.index()].compares_sex = true;
  }
  measured(form.measured, {form.value}, place);
}

}  // namespace eligo::semantics
