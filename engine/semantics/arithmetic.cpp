// Arithmetic: like dimensions for sums and for values to choose from, products of units, and what takes no part in it.
#include <fmt/format.h>

#include "semantics/checker.h"
#include "semantics/time_units.h"
#include "semantics/unit_product.h"

namespace eligo::semantics {

using diag::Code;
using Tag = Type::Tag;

namespace {

Type plain_number() {
  Type type;
  type.tag = Tag::kNumber;
  return type;
}

bool is_number(const Type& type) { return type.tag == Tag::kNumber || type.tag == Tag::kTitreOrNumber; }

}  // namespace

bool Checker::is_arithmetic(const Side& side) {
  if (is_number(side.type) && !side.type.takes_any_unit) return true;
  if (side.type.tag != Tag::kPoison) {
    report(Code::E0314, span_of(side.expr), fmt::format("`{}` is no number to reckon with", written(side.expr)));
  }
  return false;
}

Type Checker::arithmetic(ExprId id, const syntax::Arithmetic& form, const Place& place) {
  Place own = place;
  own.choices_of = nullptr;
  const Side left{form.left, value(form.left, own)};
  const Side right{form.right, value(form.right, own)};
  if (left.type.tag == Tag::kMoment && (form.op == '+' || form.op == '-')) return moved_moment(right);
  const bool left_counts = is_arithmetic(left);
  if (!is_arithmetic(right) || !left_counts) return {};
  if (form.op == '*' || form.op == '/') return product(id, left, right, form.op);
  return merged(id, {left, right}, place);
}

/// `consent - 2 weeks` where a value stands.
Type Checker::moved_moment(const Side& length) {
  Type duration;
  duration.tag = Tag::kDuration;
  if (length.type.tag == Tag::kPoison || !take_as_duration(length.expr, duration)) return {};
  Type type;
  type.tag = Tag::kMoment;
  return type;
}

Type Checker::negation(const syntax::Negation& form, const Place& place) {
  Place own = place;
  own.choices_of = nullptr;
  const Side operand{form.operand, value(form.operand, own)};
  return is_arithmetic(operand) ? operand.type : Type{};
}

Type Checker::extreme(ExprId id, const syntax::Extreme& form, const Place& place) {
  Place own = place;
  own.choices_of = nullptr;
  std::vector<Side> sides;
  bool all_count = true;
  for (ExprId part : form.values) {
    sides.push_back({part, value(part, own)});
    all_count = is_arithmetic(sides.back()) && all_count;
  }
  return all_count ? merged(id, sides, place) : Type{};
}

Type Checker::product(ExprId id, const Side& left, const Side& right, char op) {
  const Type& a = left.type;
  const Type& b = right.type;
  if (!a.unit && !b.unit) return plain_number();
  if (!b.unit || (!a.unit && op == '*')) {
    Type type = b.unit ? b : a;
    if (type.is_limit && (a.is_limit && b.is_limit)) type.is_limit = false;
    return type;
  }
  const std::optional<clinical::Unit> unit =
      op == '*' ? unit_product(a.unit.value_or(clinical::Unit{}), *b.unit) : unit_quotient(a.unit.value_or(clinical::Unit{}), *b.unit);
  if (!unit) {
    report(Code::E0314, span_of(id), fmt::format("the units of `{}` cannot be multiplied or divided", written(id)));
    return {};
  }
  Type type = plain_number();
  if (!(*unit == clinical::Unit{})) type.unit = unit;
  return type;
}

/// The type of several values of which one is taken, or that are added: all in the unit of the first.
Type Checker::merged(ExprId id, const std::vector<Side>& sides, const Place& place) {
  for (const Side& side : sides) {
    if (side.type.tag == Tag::kPoison) return {};
  }
  const Side& first = sides.front();
  Type type = first.type;
  for (std::size_t i = 1; i < sides.size(); ++i) {
    const Side& other = sides[i];
    type.is_limit = type.is_limit && other.type.is_limit;
    if (!type.owner) type.owner = other.type.owner;
    if (is_number(type) && is_number(other.type)) {
      if (type.tag != other.type.tag) type.tag = Tag::kNumber;
      if (are_lengths_of_time(first, other)) return take_all_as_durations(sides);
      if (!bring_together(id, first, other, place.converted_by)) {
        report_unlike(first, other);
        return {};
      }
    } else if (type.tag != other.type.tag || !has_same_choices(type, other.type)) {
      report(Code::E0302, span_of(other.expr), fmt::format("`{}` and `{}` are not of one kind", written(first.expr), written(other.expr)));
      return {};
    }
  }
  return type;
}

/// Literals in units of time that do not convert (`2 weeks`, `3 months`) can only be meant as durations.
bool Checker::are_lengths_of_time(const Side& a, const Side& b) const {
  const auto* left = std::get_if<syntax::Quantity>(&file_[a.expr].form);
  const auto* right = std::get_if<syntax::Quantity>(&file_[b.expr].form);
  if (left == nullptr || right == nullptr || !time_unit(left->unit) || !time_unit(right->unit)) return false;
  return !a.type.unit || !b.type.unit || !clinical::conversion(*a.type.unit, *b.type.unit, {}).has_value();
}

Type Checker::take_all_as_durations(const std::vector<Side>& sides) {
  Type type;
  type.tag = Tag::kDuration;
  for (const Side& side : sides) {
    if (!take_as_duration(side.expr, type)) return {};
  }
  return type;
}

}  // namespace eligo::semantics
