// Numbers: constants, results, limits, attributes, arithmetic; every conversion of units is worked out here.
#include "compile/lowering.h"
#include "compile/time_text.h"

namespace eligo::compile {

using program::Result;
using program::Value;
using semantics::Use;

namespace {

constexpr int kDeepestFormula = 8;  // formulas whose inputs are computed themselves

const syntax::Reference* reference_of(const syntax::Expr& expr) { return std::get_if<syntax::Reference>(&expr.form); }


}  // namespace

clinical::Conversion Lowering::converted(const std::optional<clinical::Unit>& from, const std::optional<clinical::Unit>& to, ConceptId owner) const {
  if (!from || !to) return {};
  const clinical::ConversionRules rules = owner.is_valid() ? vocabulary_[owner].conversions : clinical::ConversionRules{};
  return clinical::conversion(*from, *to, rules).value_or(clinical::Conversion{});
}

ValueId Lowering::constant(const value::Number& n) {
  Value value;
  value.constant = value::Interval::point(n);
  return program_.values.add(std::move(value));
}

ValueId Lowering::operation(Value::Op op, const std::vector<ValueId>& operands, clinical::Conversion conversion) {
  Value value;
  value.op = op;
  value.operands = {static_cast<std::uint32_t>(program_.operands.size()), static_cast<std::uint32_t>(operands.size())};
  program_.operands.insert(program_.operands.end(), operands.begin(), operands.end());
  value.conversion = std::move(conversion);
  return program_.values.add(std::move(value));
}

ValueId Lowering::quantity(const syntax::Quantity& form, const std::optional<clinical::Unit>& unit, ConceptId owner) {
  value::Number n = value::Number::from_decimal(form.number).value_or(value::Number(0));
  if (form.unit.empty()) return constant(n);
  const std::optional<clinical::Unit> written = clinical::parse_unit(form.unit);
  const clinical::Conversion conversion = converted(written, unit, owner);
  if (!unit && written) {  // days of treatment in all: compared with days or weeks
    if (time_unit(form.unit) == value::TimeUnit::kWeeks) n = n * value::Number(7);
    return constant(n);
  }
  return constant(conversion.apply(n));
}

ValueId Lowering::limit(const syntax::Limit& form, const std::optional<clinical::Unit>& unit) {
  Value value;
  value.result = limit_result_;
  if (limit_is_of_fact_) value.op = form.is_upper ? Value::Op::kFactUpperLimit : Value::Op::kFactLowerLimit;
  else value.op = form.is_upper ? Value::Op::kUpperLimit : Value::Op::kLowerLimit;
  if (!limit_is_of_fact_ && limit_result_.is_valid()) {
    const ConceptId owner = program_.results[limit_result_].concept_id;
    value.conversion = converted(vocabulary_[owner].unit, unit, owner);
  }
  const ValueId one = program_.values.add(std::move(value));
  if (form.factor.empty()) return one;
  return operation(Value::Op::kMultiply, {constant(value::Number::from_decimal(form.factor).value_or(value::Number(1))), one});
}

ValueId Lowering::attribute(const semantics::ExprInfo& info, const std::optional<clinical::Unit>& unit, Result::Reading reading) {
  Value value;
  value.attribute = info.use.attribute;
  if (info.use.attribute->name == "value") {
    value.op = Value::Op::kFactValue;
    value.reading = reading;
    value.conversion = converted(info.type.unit, unit, info.type.owner);
  } else {
    value.op = Value::Op::kAttribute;
    if (info.type.takes_any_unit) value.unit = unit;
    else if (info.type.unit) value.unit = unit ? unit : info.type.unit;
  }
  return program_.values.add(std::move(value));
}

ValueId Lowering::number(ExprId id, const std::optional<clinical::Unit>& unit, ConceptId owner, const Scope& scope, Result::Reading reading) {
  id = resolved(id);
  const syntax::Expr& expr = file_[id];
  const semantics::ExprInfo& info = checked_[id];
  if (info.use.form == Use::Form::kChoice) return constant(value::Number(info.use.choice));
  if (const auto* f = std::get_if<syntax::Quantity>(&expr.form)) return quantity(*f, unit, owner);
  if (const auto* f = std::get_if<syntax::Titre>(&expr.form)) {
    return constant(value::Number::from_decimal(std::string_view(f->text).substr(f->text.find(':') + 1)).value_or(value::Number(0)));
  }
  if (const auto* f = std::get_if<syntax::Limit>(&expr.form)) return limit(*f, unit);
  if (info.use.form == Use::Form::kAttribute) return attribute(info, unit, reading);
  if (info.use.form == Use::Form::kObservation) {
    Value value;
    value.op = Value::Op::kResult;
    value.reading = reading;
    value.result = result(id, scope, reading);
    value.conversion = converted(vocabulary_[info.use.concept_id].unit, unit, info.use.concept_id);
    return program_.values.add(std::move(value));
  }
  if (const auto* f = std::get_if<syntax::Arithmetic>(&expr.form)) {
    if (f->op == '+' || f->op == '-') {
      return operation(f->op == '+' ? Value::Op::kAdd : Value::Op::kSubtract,
                       {number(f->left, unit, owner, scope, reading), number(f->right, unit, owner, scope, reading)});
    }
    const auto own_unit = [&](ExprId part) { return checked_[resolved(part)].type.unit; };
    return operation(f->op == '*' ? Value::Op::kMultiply : Value::Op::kDivide,
                     {number(f->left, own_unit(f->left), owner, scope, reading), number(f->right, own_unit(f->right), owner, scope, reading)},
                     converted(info.type.unit, unit ? unit : std::optional(clinical::Unit{}), owner));
  }
  if (const auto* f = std::get_if<syntax::Negation>(&expr.form)) return operation(Value::Op::kNegate, {number(f->operand, unit, owner, scope, reading)});
  if (const auto* f = std::get_if<syntax::Extreme>(&expr.form)) {
    std::vector<ValueId> parts;
    for (ExprId part : f->values) parts.push_back(number(part, unit, owner, scope, reading));
    return operation(f->is_smaller ? Value::Op::kSmaller : Value::Op::kLarger, parts);
  }
  Value value;
  if (const auto* f = std::get_if<syntax::NumberOf>(&expr.form)) {
    value.op = Value::Op::kCount;
    value.counting = static_cast<Value::Counting>(f->counting);
    value.query = query(f->selector);
  } else if (const auto* g = std::get_if<syntax::TotalTime>(&expr.form)) {
    value.op = Value::Op::kTotalDays;
    value.query = query(g->selector);
  }
  return program_.values.add(std::move(value));
}

// An observation as written: its own window and `where`, else those of the comparison, else those of the rule.
ResultId Lowering::result(ExprId id, const Scope& scope, Result::Reading reading) {
  const auto key = std::tuple(id, scope, static_cast<int>(reading == Result::Reading::kChoice));
  const auto found = results_.find(key);
  if (found != results_.end()) return found->second;
  const syntax::Reference& reference = *reference_of(file_[id]);
  const ConceptId concept_id = checked_[id].use.concept_id;
  const bool is_lasting = vocabulary_[concept_id].is_lasting;
  const std::vector<syntax::Window>* chosen = nullptr;
  if (!reference.windows.empty()) chosen = &reference.windows;
  else if (scope.measured != nullptr && !scope.measured->windows.empty()) chosen = &scope.measured->windows;
  else if (!is_lasting) chosen = scope.with_results;
  const ResultId made = result_of(concept_id, chosen, reading, 0);
  Result::Chooser chooser = Result::Chooser::kLatest;
  switch (reference.chooser) {
    case syntax::Reference::Chooser::kNone:
    case syntax::Reference::Chooser::kLatest: break;
    case syntax::Reference::Chooser::kFirst: chooser = Result::Chooser::kFirst; break;
    case syntax::Reference::Chooser::kHighest: chooser = Result::Chooser::kHighest; break;
    case syntax::Reference::Chooser::kLowest: chooser = Result::Chooser::kLowest; break;
    case syntax::Reference::Chooser::kMean: chooser = Result::Chooser::kMean; break;
    case syntax::Reference::Chooser::kMeanOfLatest: chooser = Result::Chooser::kMeanOfLatest; break;
  }
  ExprId where = reference.where;
  if (!where.is_valid() && scope.measured != nullptr) where = scope.measured->where;
  const NodeId asked = where.is_valid() ? condition(where, Scope{}) : NodeId();
  Result& result = program_.results[made];
  result.chooser = chooser;
  result.where = asked;
  if (!reference.count.empty()) result.count = static_cast<std::uint32_t>(std::stoul(reference.count));
  results_.emplace(key, made);
  return made;
}

ResultId Lowering::result_of(ConceptId concept_id, const std::vector<syntax::Window>* list, Result::Reading reading, int depth) {
  const clinical::Concept& concept_ = vocabulary_[concept_id];
  Result result;
  result.concept_id = concept_id;
  result.slot = slot({{concept_id, {}}}, {}, false);
  result.reading = reading;
  result.is_lasting = concept_.is_lasting;
  if (list != nullptr) result.windows = windows(*list);
  else if (!concept_.is_lasting) result.shelf_life = shelf_life_;
  if (!concept_.formula.empty() && depth < kDeepestFormula) {
    result.formula = clinical::find_formula(concept_.formula);
    for (const clinical::FormulaInput& input : result.formula->inputs) {
      ResultId source;
      clinical::Conversion conversion;
      if (input.from == clinical::FormulaInput::From::kObservation) {
        const ConceptId asked = vocabulary_.find(input.concept_name);
        source = result_of(asked, list, Result::Reading::kNumber, depth + 1);
        if (!input.unit.empty()) conversion = converted(vocabulary_[asked].unit, clinical::parse_unit(input.unit), asked);
      }
      result.inputs.push_back(source);
      result.input_conversions.push_back(std::move(conversion));
    }
    if (!result.formula->unit.empty()) result.formula_conversion = converted(clinical::parse_unit(result.formula->unit), concept_.unit, concept_id);
    if (result.formula->sums_steroid_doses) result.steroids = query_of_steroids(vocabulary_.find("corticosteroid"));
  }
  return program_.results.add(std::move(result));
}

}  // namespace eligo::compile
