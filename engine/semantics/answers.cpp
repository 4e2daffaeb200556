// `is`: answers, levels, words and concepts that a value may be.
#include <fmt/format.h>

#include "semantics/checker.h"

namespace eligo::semantics {

using diag::Code;
using Tag = Type::Tag;

void Checker::is(ExprId id, const syntax::Is& form, const Place& place) {
  const std::vector<Side> sides = compared_values(form.value, place);
  for (const Side& side : sides) match_answers(side.expr == form.value ? id : side.expr, side, form.answers);
  measured(form.measured, {form.value}, place);
}

void Checker::match_answers(ExprId target, const Side& side, const std::vector<Name>& answers) {
  static const std::vector<std::string> kSexes{"female", "male", "other"};
  switch (side.type.tag) {
    case Tag::kPoison:
    case Tag::kWord:
      return;
    case Tag::kAnswer:
      if (is_sex(side.type)) {
        out_.exprs[target.index()].compares_sex = true;
        match_choices(target, side, answers, kSexes);
        return;
      }
      match_choices(target, side, answers, *choices_of(side.type));
      return;
    case Tag::kLevel:
    case Tag::kYesNo:
      match_choices(target, side, answers, *choices_of(side.type));
      return;
    case Tag::kConcept:
      match_concepts(target, answers, *side.type.attribute);
      return;
    case Tag::kNumber:
      if (has_answers(side)) {
        match_choices(target, side, answers, *choices_of(side.type));
        return;
      }
      break;
    case Tag::kCondition:
    case Tag::kTitreOrNumber:
    case Tag::kTitre:
    case Tag::kAge:
    case Tag::kDuration:
    case Tag::kDayCount:
    case Tag::kMoment:
      break;
  }
  report(Code::E0304, span_of(side.expr), fmt::format("`{}` has no answers", written(side.expr)), "compare it by `<`, `<=`, `>`, `>=`, `=` or `!=`");
}

/// Whether a number is a result that may be reported as an answer too.
bool Checker::has_answers(const Side& side) const {
  if (!side.type.owner || side.type.is_limit || vocabulary_[side.type.owner].answers.empty()) return false;
  const Use::Form form = out_.exprs[side.expr.index()].use.form;
  return form == Use::Form::kObservation || form == Use::Form::kAttribute || form == Use::Form::kDefinition;
}

void Checker::match_choices(ExprId target, const Side& side, const std::vector<Name>& answers, const std::vector<std::string>& choices) {
  for (const Name& answer : answers) {
    std::size_t at = 0;
    while (at < choices.size() && !base::equal_folded(choices[at], answer.text)) ++at;
    if (at < choices.size()) {
      out_.exprs[target.index()].choices.push_back(static_cast<std::uint16_t>(at));
      continue;
    }
    report(Code::E0303, answer.span, fmt::format("`{}` is never `{}`", written(side.expr), answer.text), choice_help(answer.text, choices));
  }
}

/// Attributes that name a concept may be free text in records: a quoted answer, or any word for a site, is such.
void Checker::match_concepts(ExprId target, const std::vector<Name>& answers, const clinical::Attribute& attribute) {
  for (const Name& answer : answers) {
    if (const ConceptId id = vocabulary_.find(answer.text)) {
      out_.exprs[target.index()].concepts.push_back(id);
    } else if (!answer.is_quoted && attribute.name != "site") {
      report_no_concept(answer);
    }
  }
}

}  // namespace eligo::semantics
