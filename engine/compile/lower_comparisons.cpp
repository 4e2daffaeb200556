// Comparisons: of numbers, levels and titres; of ages; of lengths of time; of moments.
#include "base/ascii.h"
#include "compile/branches.h"
#include "compile/time_text.h"

namespace eligo::compile {

using program::Node;
using semantics::Type;
using semantics::Use;
using value::Comparison;

namespace {

Comparison comparison_of(const std::string& op) {
#define ELIGO_COMPARISON(name, spelling, words) \
  if (op == spelling) return Comparison::k##name;
#include "value/operators.def"
  return Comparison::kEqual;
}

std::vector<ExprId> operands_of(const syntax::Expr& expr) {
  if (const auto* f = std::get_if<syntax::Arithmetic>(&expr.form)) return {f->left, f->right};
  if (const auto* f = std::get_if<syntax::Negation>(&expr.form)) return {f->operand};
  if (const auto* f = std::get_if<syntax::Extreme>(&expr.form)) return f->values;
  return {};
}

// A ratio is compared as a plain number, whatever units it was made of.
std::optional<clinical::Unit> common_unit_of(const semantics::ExprInfo& info) {
  if (info.common_unit && info.common_unit->dimension.is_none()) return clinical::Unit{};
  return info.common_unit;
}

}  // namespace

ExprId Lowering::resolved(ExprId id) const {
  for (;;) {
    const syntax::Expr& expr = file_[id];
    if (const auto* bracket = std::get_if<syntax::Bracket>(&expr.form)) {
      id = bracket->inner;
    } else if (const auto* form = std::get_if<syntax::If>(&expr.form)) {
      const auto decided = decided_.find(id);
      if (decided == decided_.end()) return id;
      id = decided->second ? form->consequence : form->alternative;
    } else if (checked_[id].use.form == Use::Form::kDefinition) {
      id = checked_.definitions[checked_[id].use.definition].body;
    } else {
      return id;
    }
  }
}

ExprId Lowering::undecided_if(ExprId id) const {
  id = resolved(id);
  if (std::holds_alternative<syntax::If>(file_[id].form)) return id;
  for (ExprId operand : operands_of(file_[id])) {
    const ExprId found = undecided_if(operand);
    if (found.is_valid()) return found;
  }
  return {};
}

ExprId Lowering::first_observation(ExprId id) const {
  id = resolved(id);
  const Use& use = checked_[id].use;
  if (use.form == Use::Form::kObservation || (use.form == Use::Form::kAttribute && use.attribute->name == "value")) return id;
  for (ExprId operand : operands_of(file_[id])) {
    const ExprId found = first_observation(operand);
    if (found.is_valid()) return found;
  }
  return {};
}

void Lowering::set_limit_owner(const std::vector<ExprId>& values, const Scope& scope) {
  limit_result_ = {};
  limit_is_of_fact_ = false;
  for (ExprId value : values) {
    const ExprId found = first_observation(value);
    if (!found.is_valid()) continue;
    limit_is_of_fact_ = checked_[found].use.form == Use::Form::kAttribute;
    if (!limit_is_of_fact_) limit_result_ = result(found, scope, program::Result::Reading::kNumber);
    return;
  }
}

NodeId Lowering::lower_compare(ExprId id, const syntax::Compare& form, const Scope& scope) {
  Scope here = scope;
  here.measured = form.measured ? &*form.measured : nullptr;
  const Comparison op = comparison_of(form.op);
  const auto* each = std::get_if<syntax::Each>(&file_[resolved(form.left)].form);
  if (each == nullptr) {
    return for_each_branch(id, {form.left, form.right}, scope, [&] { return compare(id, op, form.left, form.right, here); });
  }
  std::vector<NodeId> parts;
  for (ExprId value : each->values) {
    parts.push_back(for_each_branch(id, {value, form.right}, scope, [&] { return compare(id, op, value, form.right, here); }));
    Node& part = program_.nodes[parts.back()];
    if (part.children.count == 0) part.text = text_of(file_[value].span) + " " + form.op + " " + text_of(file_[form.right].span);
  }
  return gate(each->is_all ? Node::Op::kAnd : Node::Op::kOr, id, parts);
}

NodeId Lowering::compare(ExprId id, Comparison op, ExprId left, ExprId right, const Scope& scope) {
  const Type::Tag l = type_of(left).tag, r = type_of(right).tag;
  if (l == Type::Tag::kAge) return compare_age(id, op, left, right);
  if (r == Type::Tag::kAge) return compare_age(id, mirrored(op), right, left);
  const bool counts_days = l == Type::Tag::kDayCount || r == Type::Tag::kDayCount;  // a number, though its limit is written as a duration
  if (!counts_days && (l == Type::Tag::kDuration || r == Type::Tag::kDuration)) return compare_time(id, op, left, right);
  if (l == Type::Tag::kMoment || r == Type::Tag::kMoment) return compare_moments(id, op, left, right);
  // Numbers. Of an Each the unit stands at each of its values.
  const semantics::ExprInfo& at_value = checked_[left];
  const semantics::ExprInfo& at_whole = checked_[id];
  const bool is_each = at_value.common_unit.has_value() && !at_whole.common_unit.has_value() &&
                       !std::holds_alternative<syntax::Arithmetic>(file_[resolved(left)].form);
  const semantics::ExprInfo& info = is_each ? at_value : at_whole;
  const ConceptId owner = info.conversion_owner.is_valid() ? info.conversion_owner : at_value.conversion_owner;
  using Reading = program::Result::Reading;
  const auto has = [&](Type::Tag tag) { return l == tag || r == tag; };
  const Reading reading = has(Type::Tag::kLevel) || has(Type::Tag::kAnswer) ? Reading::kChoice : has(Type::Tag::kTitre) ? Reading::kTitre : Reading::kNumber;
  const std::optional<clinical::Unit> unit = common_unit_of(info);
  set_limit_owner({left, right}, scope);
  Node node = node_of(Node::Op::kCompare, id);
  node.comparison = op;
  node.left = number(left, unit, owner, scope, reading);
  node.right = number(right, unit, owner, scope, reading);
  if (unit) node.unit_text = unit->text;
  return add(std::move(node));
}

NodeId Lowering::lower_range(ExprId id, const syntax::InRange& form, const Scope& scope) {
  Scope here = scope;
  here.measured = form.measured ? &*form.measured : nullptr;
  const auto* each = std::get_if<syntax::Each>(&file_[resolved(form.value)].form);
  if (each == nullptr) return range_of(id, form.value, form, checked_[id], here);
  std::vector<NodeId> parts;
  for (ExprId value : each->values) parts.push_back(range_of(id, value, form, checked_[value], here));
  return gate(each->is_all ? Node::Op::kAnd : Node::Op::kOr, id, parts);
}

NodeId Lowering::range_of(ExprId id, ExprId value, const syntax::InRange& form, const semantics::ExprInfo& info, const Scope& scope) {
  return for_each_branch(id, {value, form.low, form.high}, scope, [&] {
    const Type::Tag tag = type_of(value).tag;
    if (tag == Type::Tag::kAge) {
      const NodeId low = compare_age(id, Comparison::kGreaterEqual, value, form.low);
      const NodeId high = compare_age(id, Comparison::kLessEqual, value, form.high);
      Node node = program_.nodes[high];
      node.is_range = true;
      node.upper = node.number;
      node.number = program_.nodes[low].number;
      return add(std::move(node));
    }
    if (tag == Type::Tag::kDuration || tag == Type::Tag::kMoment) {
      const auto half = [&](Comparison op, ExprId end) { return tag == Type::Tag::kMoment ? compare_moments(id, op, value, end) : compare_time(id, op, value, end); };
      const NodeId low = half(Comparison::kGreaterEqual, form.low);
      return gate(Node::Op::kAnd, id, {low, half(Comparison::kLessEqual, form.high)});
    }
    return range_of_numbers(id, value, form, info, scope);
  });
}

NodeId Lowering::range_of_numbers(ExprId id, ExprId value, const syntax::InRange& form, const semantics::ExprInfo& info, const Scope& scope) {
  using Reading = program::Result::Reading;
  const bool has_titre = type_of(form.high).tag == Type::Tag::kTitre;
  const Reading reading = type_of(value).tag == Type::Tag::kLevel ? Reading::kChoice : has_titre ? Reading::kTitre : Reading::kNumber;
  const std::optional<clinical::Unit> unit = common_unit_of(info);
  set_limit_owner({value}, scope);
  Node node = node_of(Node::Op::kInRange, id);
  node.left = number(value, unit, info.conversion_owner, scope, reading);
  // The lower end takes the unit of the upper one where it has none of its own.
  const auto* low = std::get_if<syntax::Quantity>(&file_[resolved(form.low)].form);
  const auto* high = std::get_if<syntax::Quantity>(&file_[resolved(form.high)].form);
  if (low != nullptr && high != nullptr && low->unit.empty()) {
    syntax::Quantity completed = *low;
    completed.unit = high->unit;
    node.low = quantity(completed, unit, info.conversion_owner);
  } else {
    node.low = number(form.low, unit, info.conversion_owner, scope, reading);
  }
  node.right = number(form.high, unit, info.conversion_owner, scope, reading);
  if (unit) node.unit_text = unit->text;
  return add(std::move(node));
}

NodeId Lowering::compare_age(ExprId id, Comparison op, ExprId age, ExprId limit) {
  Node node = node_of(Node::Op::kAge, id);
  const auto* at = std::get_if<syntax::AgeAt>(&file_[resolved(age)].form);
  node.moment = at != nullptr ? moment(at->moment) : screening();
  node.comparison = op;
  const auto& quantity = std::get<syntax::Quantity>(file_[resolved(limit)].form);
  std::string unit = quantity.unit;
  if (unit.empty()) {  // `18..70 years`: the lower end takes the unit of the upper one
    const auto* range = std::get_if<syntax::InRange>(&file_[id].form);
    if (range != nullptr) unit = std::get<syntax::Quantity>(file_[resolved(range->high)].form).unit;
  }
  node.unit = time_unit(unit).value_or(value::TimeUnit::kYears);
  node.number = value::Number::from_decimal(quantity.number).value_or(value::Number(0));
  return add(std::move(node));
}

NodeId Lowering::compare_time(ExprId id, Comparison op, ExprId left, ExprId right) {
  left = resolved(left);
  right = resolved(right);
  if (std::holds_alternative<syntax::Quantity>(file_[left].form)) {
    std::swap(left, right);
    op = mirrored(op);
  }
  const auto ends_of = [&](ExprId stretch, program::MomentId& from, program::MomentId& to) {
    if (const auto* between = std::get_if<syntax::TimeBetween>(&file_[stretch].form)) {
      from = moment(between->from);
      to = between->to.is_valid() ? moment(between->to) : screening();
      return true;
    }
    return false;
  };
  Node node = node_of(Node::Op::kTimeBetween, id);
  node.comparison = op;
  const bool is_between = ends_of(left, node.moment, node.to);
  if (const auto* quantity = std::get_if<syntax::Quantity>(&file_[right].form)) {
    if (!is_between) node.op = Node::Op::kFactDuration;
    node.duration = fixed_duration(duration_of(quantity->number, quantity->unit));
  } else {
    node.op = Node::Op::kTimeBetweenAge;
    ends_of(right, node.moment2, node.to2);
  }
  return add(std::move(node));
}

NodeId Lowering::compare_moments(ExprId id, Comparison op, ExprId left, ExprId right) {
  Node node = node_of(Node::Op::kMoments, id);
  node.comparison = op;
  node.moment = moment_of_value(left);
  node.to = moment_of_value(right);
  return add(std::move(node));
}

}  // namespace eligo::compile
