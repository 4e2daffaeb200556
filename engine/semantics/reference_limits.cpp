// `x ULN` and `x LLN`: which one result's reference limit is meant.
#include <fmt/format.h>

#include "clinical/formula.h"
#include "semantics/checker.h"
#include "semantics/parts.h"

namespace eligo::semantics {

using diag::Code;
using Tag = Type::Tag;

Type Checker::limit(ExprId id, const Place& place) {
  if (place.limits_of == nullptr) {
    report(Code::E0311, span_of(id), fmt::format("`{}` without one result whose limit is meant", written(id)),
           "compare one numeric observation with it, as in `ALT <= 2.5 x ULN`");
    return {};
  }
  Type type = *place.limits_of;
  type.tag = Tag::kNumber;
  type.is_limit = true;
  return type;
}

bool Checker::has_limit(ExprId expr) const {
  if (std::holds_alternative<syntax::Limit>(file_[expr].form)) return true;
  for (ExprId part : value_parts(file_, expr)) {
    if (has_limit(part)) return true;
  }
  return false;
}

/// The one numeric result in a value that has been checked. Null where there is none, or several.
const ExprInfo* Checker::limited_result(ExprId expr) const {
  std::vector<ExprId> results;
  collect_results(expr, results);
  if (results.size() != 1) return nullptr;
  const ExprInfo& result = out_.exprs[results.front().index()];
  const bool is_number = result.type.tag == Tag::kNumber || result.type.tag == Tag::kTitreOrNumber;
  return is_number ? &result : nullptr;
}

void Checker::collect_results(ExprId expr, std::vector<ExprId>& results) const {
  const ExprInfo& info = out_.exprs[expr.index()];
  const bool is_result = info.use.form == Use::Form::kObservation || (info.use.form == Use::Form::kAttribute && info.type.owner);
  if (is_result && info.type.tag != Tag::kPoison) results.push_back(expr);
  if (info.use.form == Use::Form::kDefinition && info.type.tag != Tag::kPoison && info.type.tag != Tag::kCondition) {
    collect_results(out_.definitions[info.use.definition].body, results);
  }
  for (ExprId part : value_parts(file_, expr)) collect_results(part, results);
}

/// False, and said, where `limit` holds an `x ULN` and what stands beside it is computed from something else.
bool Checker::has_limits_of_its_own(const Side& side, ExprId limit) {
  if (!has_limit(limit)) return true;
  const ExprInfo* result = limited_result(side.expr);
  if (result == nullptr || result->use.form != Use::Form::kObservation) return true;  // a fact carries its own limits
  const std::optional<std::string> others = foreign_limits(*result);
  if (!others) return true;
  const clinical::Concept& computed = vocabulary_[result->use.concept_id];
  report(Code::E0302, limit_in(limit), fmt::format("`{}` has no reference limits: it is computed, {}", computed.name, *others),
         computed.unit ? fmt::format("compare it with a number in {}", computed.unit->text) : "compare it with a plain number");
  return false;
}

/// Of a computed quantity whose formula starts from a result in another dimension: "and those of `creatinine` are in mg/dL".
std::optional<std::string> Checker::foreign_limits(const ExprInfo& result) const {
  const clinical::Concept& computed = vocabulary_[result.use.concept_id];
  const clinical::Formula* formula = clinical::find_formula(computed.formula);
  if (formula == nullptr) return std::nullopt;
  const bool starts_from_result = !formula->inputs.empty() && formula->inputs.front().from == clinical::FormulaInput::From::kObservation;
  if (!starts_from_result) return "and not from a result";
  const ConceptId source = vocabulary_.find(formula->inputs.front().concept_name);
  const clinical::Unit plain;
  const clinical::Unit& from = vocabulary_[source].unit.value_or(plain);
  if (clinical::conversion(from, computed.unit.value_or(plain), rules_of(source)).has_value()) return std::nullopt;
  return fmt::format("and those of `{}` are in {}", vocabulary_[source].name, vocabulary_[source].unit ? from.text : "plain numbers");
}

/// Where in a value the first `x ULN` stands.
Span Checker::limit_in(ExprId expr) const {
  for (ExprId part : value_parts(file_, expr)) {
    if (has_limit(part)) return limit_in(part);
  }
  return span_of(expr);
}

}  // namespace eligo::semantics
