// Comparisons and ranges: which values compare with which, and in what unit.
#include <fmt/format.h>

#include "semantics/checker.h"
#include "semantics/constants.h"
#include "semantics/parts.h"
#include "semantics/time_units.h"

namespace eligo::semantics {

using diag::Code;
using Tag = Type::Tag;

namespace {

bool is_time(const Type& type) { return type.tag == Tag::kAge || type.tag == Tag::kDuration || type.tag == Tag::kDayCount; }
bool is_number(const Type& type) { return type.tag == Tag::kNumber || type.tag == Tag::kTitreOrNumber; }
/// `10^9/L` is written with an `x` between: `100 x 10^9/L`.
bool is_power(const clinical::Unit& unit) { return unit.text.starts_with("10^"); }
bool is_by_is_alone(const Type& type) {
  return type.tag == Tag::kAnswer || type.tag == Tag::kWord || type.tag == Tag::kConcept || type.tag == Tag::kYesNo;
}

}  // namespace

/// The values that stand on the left: one, or those of `each of (…)`.
std::vector<Side> Checker::compared_values(ExprId expr, const Place& place) {
  const ExprId inner = unbracketed(file_, expr);
  const auto* each = std::get_if<syntax::Each>(&file_[inner].form);
  if (each == nullptr) return {{expr, value(expr, place)}};
  std::vector<Side> sides;
  for (ExprId part : each->values) sides.push_back({part, value(part, place)});
  for (ExprId outer = expr;; outer = std::get<syntax::Bracket>(file_[outer].form).inner) {
    out_.exprs[outer.index()].type = sides.front().type;
    if (outer == inner) return sides;
  }
}

/// What the other side of a comparison is read by: levels and conversions of the value beside it, and the result whose
/// limit is meant.
Place Checker::beside(const Place& place, const Side& first) const {
  Place other = place;
  other.choices_of = first.type.tag == Tag::kLevel ? &first.type : nullptr;
  const ExprInfo* limited = limited_result(first.expr);
  other.limits_of = limited != nullptr ? &limited->type : nullptr;
  other.converted_by = first.type.tag == Tag::kNumber ? first.type.owner : ConceptId();
  return other;
}

/// Whether the left side is read beside the right one, and not the other way round.
bool Checker::is_turned(const syntax::Compare& form, const Place& place) const {
  if (has_limit(form.left) != has_limit(form.right)) return has_limit(form.left);
  const bool can_left = can_only_be_level(form.left, place), can_right = can_only_be_level(form.right, place);
  if (can_left != can_right) return can_left && !stands_alone(form.right);
  return stands_alone(form.left) && !stands_alone(form.right);
}

/// `III <= nyha_class`: a text, or a name that stands for nothing by itself.
bool Checker::can_only_be_level(ExprId expr, const Place& place) const {
  const auto& form = file_[unbracketed(file_, expr)].form;
  if (std::holds_alternative<syntax::Text>(form)) return true;
  if (const auto* choice = std::get_if<syntax::If>(&form)) {
    return choice->alternative.is_valid() && can_only_be_level(choice->consequence, place) && can_only_be_level(choice->alternative, place);
  }
  const auto* reference = std::get_if<syntax::Reference>(&form);
  return reference != nullptr && reference->chooser == syntax::Reference::Chooser::kNone && reference->windows.empty() && !reference->where && !stands_for_something(reference->name, place);
}

/// `3 <= each of (…)` is reported. What stands on its left is read where it can be.
bool Checker::takes_each_on_right(const syntax::Compare& form, const Place& place) {
  if (!std::holds_alternative<syntax::Each>(file_[unbracketed(file_, form.right)].form)) return false;
  if (!has_limit(form.left)) compared_values(form.left, place);
  value(form.right, place);
  return true;
}

/// Values that have no comparisons are reported, and then fit everything.
bool Checker::can_compare(std::vector<Side>& sides) {
  bool can = true;
  for (Side& side : sides) {
    if (has_comparisons(side)) continue;
    side.type = {};
    can = false;
  }
  return can;
}

void Checker::compare(ExprId id, const syntax::Compare& form, const Place& place) {
  if (takes_each_on_right(form, place)) return;
  const ExprId first = is_turned(form, place) ? form.right : form.left;
  const ExprId second = first == form.right ? form.left : form.right;
  std::vector<Side> sides = compared_values(first, place);
  if (can_compare(sides) || stands_alone(second)) {
    const Side other{second, value(second, beside(place, sides.front()))};
    for (const Side& side : sides) {
      if (has_limits_of_its_own(side, second)) relate(side.expr == first ? id : side.expr, side, beside_limit(side, other));
    }
  }
  measured(form.measured, {form.left, form.right}, place);
}

void Checker::in_range(ExprId id, const syntax::InRange& form, const Place& place) {
  std::vector<Side> sides = compared_values(form.value, place);
  if (can_compare(sides) || (stands_alone(form.low) && stands_alone(form.high))) {
    const Place other = beside(place, sides.front());
    Side low{form.low, value(form.low, other)};
    const Side high{form.high, value(form.high, other)};
    const syntax::Quantity* lender = takes_unit_of_other(form.low, form.high) ? literal_in(file_, form.high) : nullptr;
    if (lender != nullptr) {
      low.type = high.type;
      give_type(form.low, high.type);
    }
    for (const Side& side : sides) {
      const ExprId target = side.expr == form.value ? id : side.expr;
      if (!has_limits_of_its_own(side, has_limit(form.high) ? form.high : form.low)) continue;
      if (!relate(target, side, beside_limit(side, high))) continue;
      if (is_time(side.type) && lender != nullptr) {
        take_as_duration(form.low, side.type, lender->unit);
      } else {
        relate(target, side, beside_limit(side, low));
      }
    }
    check_order(form, sides.front().type);
  }
  measured(form.measured, {form.value}, place);
}

/// `18..70 years`: the lower end has no unit of its own.
bool Checker::takes_unit_of_other(ExprId low, ExprId high) const {
  const syntax::Quantity* without = literal_in(file_, low);
  const syntax::Quantity* with = literal_in(file_, high);
  return without != nullptr && with != nullptr && without->unit.empty() && !with->unit.empty();
}

/// To a literal, and to the minus in front of it.
void Checker::give_type(ExprId literal, const Type& type) {
  out_.exprs[literal.index()].type = type;
  for (ExprId part : value_parts(file_, literal)) give_type(part, type);
}

/// Whether the meaning of a value does not depend on what stands beside it.
bool Checker::stands_alone(ExprId expr) const {
  const auto& form = file_[expr].form;
  if (std::holds_alternative<syntax::Limit>(form) || std::holds_alternative<syntax::Text>(form) ||
      std::holds_alternative<syntax::Reference>(form)) {
    return false;
  }
  for (ExprId part : value_parts(file_, expr)) {
    if (!stands_alone(part)) return false;
  }
  return true;
}

/// `x ULN` follows each value of `each of (…)`: the limit is in the unit of that value.
Side Checker::beside_limit(const Side& side, const Side& other) {
  if (!other.type.is_limit) return other;
  const ExprInfo* limited = limited_result(side.expr);
  if (limited == nullptr) return {other.expr, {}};
  Type type = limited->type;
  type.tag = Tag::kNumber;
  type.is_limit = true;
  return {other.expr, type};
}

bool Checker::has_comparisons(const Side& side) {
  if (side.type.tag == Tag::kPoison) return false;
  if (!is_by_is_alone(side.type)) return true;
  report(Code::E0304, span_of(side.expr), fmt::format("`{}` is no number and has no order", written(side.expr)),
         fmt::format("write `{} is …`", written(side.expr)));
  return false;
}

/// Whether the two compare; where not, it has been said.
bool Checker::relate(ExprId target, const Side& left, const Side& right) {
  if (left.type.tag == Tag::kPoison || right.type.tag == Tag::kPoison) return false;
  if (is_time(left.type)) return relate_time(left, right);
  if (is_time(right.type)) return relate_time(right, left);
  if (is_number(left.type) && is_number(right.type)) {
    if (bring_together(target, left, right)) return is_converted_in_parts(left, right) && is_converted_in_parts(right, left);
    report_unlike(left, right);
    return false;
  }
  if (left.type.tag == Tag::kLevel || right.type.tag == Tag::kLevel) return relate_levels(left, right);
  const bool has_titre = left.type.tag == Tag::kTitre || right.type.tag == Tag::kTitre;
  const bool takes_titre = left.type.tag == Tag::kTitreOrNumber || right.type.tag == Tag::kTitreOrNumber;
  if (has_titre && takes_titre) return true;
  if (left.type.tag == Tag::kMoment && right.type.tag == Tag::kMoment) return true;
  report(Code::E0304, span_of(right.expr), fmt::format("`{}` does not compare with `{}`", written(left.expr), written(right.expr)),
         has_titre ? "only an observation without a unit can be reported as a titre" : "");
  return false;
}

bool Checker::relate_levels(const Side& left, const Side& right) {
  const bool is_left = left.type.tag == Tag::kLevel;
  const Side& level = is_left ? left : right;
  const Side& other = is_left ? right : left;
  if (other.type.tag == Tag::kLevel && has_same_choices(level.type, other.type)) return true;
  const bool is_literal = std::holds_alternative<syntax::Quantity>(file_[unbracketed(file_, other.expr)].form);
  report(is_literal ? Code::E0303 : Code::E0304, span_of(other.expr),
         fmt::format("`{}` is no level of `{}`", written(other.expr), name_of(level.type)),
         fmt::format("its levels are {}, from least to most; one that is no word is quoted", fmt::join(*choices_of(level.type), ", ")));
  return false;
}

/// Finds the unit that both sides are brought to, and by whose rules. False where there is none.
bool Checker::bring_together(ExprId target, const Side& left, const Side& right, ConceptId converted_by) {
  const clinical::Unit plain;
  const clinical::Unit& a = left.type.unit ? *left.type.unit : plain;
  const clinical::Unit& b = right.type.unit ? *right.type.unit : plain;
  ExprInfo& info = out_.exprs[target.index()];
  if (left.type.takes_any_unit || right.type.takes_any_unit) {
    const clinical::Unit& unit = left.type.takes_any_unit ? b : a;
    if (unit.dimension.is_none() || left.type.takes_any_unit == right.type.takes_any_unit) return false;
    info.common_unit = unit;
    return true;
  }
  const bool are_plain = !left.type.unit && !right.type.unit;
  const auto settle = [&](const clinical::Unit& from, const clinical::Unit& to, ConceptId owner) {
    if (!clinical::conversion(from, to, rules_of(owner)).has_value()) return false;
    if (!are_plain) info.common_unit = to;
    info.conversion_owner = owner;
    return true;
  };
  if (left.type.owner && settle(b, a, left.type.owner)) return true;
  if (right.type.owner && settle(a, b, right.type.owner)) return true;
  return settle(b, a, {}) || (converted_by && settle(b, a, converted_by));
}

/// Where numbers came together by the rules of one observation, each must convert by those of `side` too.
bool Checker::is_converted_in_parts(const Side& side, const Side& other) {
  const ConceptId by = out_.exprs[unbracketed(file_, other.expr).index()].conversion_owner;
  if (!by || by == side.type.owner) return true;
  for (ExprId part : value_parts(file_, other.expr)) {
    const Side own{part, out_.exprs[part.index()].type};
    if (!is_converted_in_parts(side, own)) return false;
    if (own.type.owner || !own.type.unit || !side.type.unit) continue;
    if (clinical::conversion(*own.type.unit, *side.type.unit, rules_of(side.type.owner)).has_value()) continue;
    report_unlike(side, own);
    return false;
  }
  return true;
}

void Checker::report_unlike(const Side& left, const Side& right) {
  const bool is_left_literal = std::holds_alternative<syntax::Quantity>(file_[unbracketed(file_, left.expr)].form);
  const Side& measured = is_left_literal ? right : left;
  const Side& limit = is_left_literal ? left : right;
  const auto* literal = std::get_if<syntax::Quantity>(&file_[limit.expr].form);
  const Span span = literal != nullptr && !literal->unit_span.is_empty() ? literal->unit_span : span_of(limit.expr);
  const std::string what = written(measured.expr);
  const std::string with = written(limit.expr);
  const bool is_unit_missing = !limit.type.unit;
  if (measured.type.takes_any_unit) {
    report(Code::E0302, span, fmt::format("`{}` has a unit, and `{}` has none", what, with), "write the unit after the number");
  } else if (!measured.type.unit) {
    report(Code::E0302, span,
           fmt::format("`{}` is a plain number, and `{}` is in {}", what, with, is_unit_missing ? "a unit" : limit.type.unit->text));
  } else if (is_unit_missing) {
    report(Code::E0302, span, fmt::format("`{}` is measured in {}, and `{}` has no unit", what, measured.type.unit->text, with),
           literal != nullptr ? fmt::format("did you mean `{} {}{}`?", with, is_power(*measured.type.unit) ? "x " : "", measured.type.unit->text) : "");
  } else {
    report(Code::E0302, span,
           fmt::format("`{}` is measured in {}, which does not convert to {}", what, measured.type.unit->text, limit.type.unit->text));
  }
}

void Checker::check_order(const syntax::InRange& form, const Type& value) {
  const auto* low = std::get_if<syntax::MomentValue>(&file_[form.low].form);
  const auto* high = std::get_if<syntax::MomentValue>(&file_[form.high].form);
  const bool is_later_first = low != nullptr && high != nullptr && are_reversed(low->moment, high->moment);
  if (is_later_first || is_reversed(out_, form, value)) report_reversed(diag::joined(span_of(form.low), span_of(form.high)));
}

void Checker::report_reversed(Span span) {
  report(Code::E0309, span, fmt::format("the range `{}` is reversed", written(span)), "the lower end comes first");
}

}  // namespace eligo::semantics
