// `x ULN` and `x LLN`: which one result's reference limit is meant.
#include <fmt/format.h>

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

/// The type of the one numeric result in a value that has been checked. None where there is none, or several.
std::optional<Type> Checker::limited_result(ExprId expr) const {
  std::vector<Type> results;
  collect_results(expr, results);
  if (results.size() != 1) return std::nullopt;
  const Tag tag = results.front().tag;
  if (tag != Tag::kNumber && tag != Tag::kTitreOrNumber) return std::nullopt;
  return results.front();
}

void Checker::collect_results(ExprId expr, std::vector<Type>& results) const {
  const ExprInfo& info = out_.exprs[expr.index()];
  const bool is_result = info.use.form == Use::Form::kObservation || (info.use.form == Use::Form::kAttribute && info.type.owner);
  if (is_result && info.type.tag != Tag::kPoison) results.push_back(info.type);
  if (info.use.form == Use::Form::kDefinition && info.type.tag != Tag::kPoison && info.type.tag != Tag::kCondition) {
    collect_results(out_.definitions[info.use.definition].body, results);
  }
  for (ExprId part : value_parts(file_, expr)) collect_results(part, results);
}

}  // namespace eligo::semantics
