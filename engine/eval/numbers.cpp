// Numbers: results, limits, attributes, counts and arithmetic on them, as intervals.
#include <algorithm>

#include "clinical/calendar.h"
#include "eval/evaluator.h"
#include "eval/readings.h"

namespace eligo::eval {

using model::ObservedValue;
using program::Result;
using program::Value;

const Interval* Evaluator::number(program::ValueId id, Interval& storage) {
  const Value& value = program_.values[id];
  const Interval* found = nullptr;
  switch (value.op) {
    case Value::Op::kConstant: return &value.constant;
    case Value::Op::kResult: found = result_number(value, storage); break;
    case Value::Op::kUpperLimit:
    case Value::Op::kLowerLimit:
    case Value::Op::kFactUpperLimit:
    case Value::Op::kFactLowerLimit: found = limit_number(value, storage); break;
    case Value::Op::kAttribute:
    case Value::Op::kFactValue: found = attribute_number(value, storage); break;
    case Value::Op::kCount: {
      const program::Query& query = program_.queries[value.query];
      const Found facts = find(value.query);
      std::int64_t low = 0, high = 0;
      count(query, facts, value.counting, low, high);
      const bool complete = is_complete(value.query, -1);
      storage = {value::Bound::closed(value::Number(low)), complete ? value::Bound::closed(value::Number(high)) : value::Bound::none()};
      note_found(facts, FactUse::Part::kMatch);
      want_all(facts.wants);
      if (!complete && facts.possible.empty()) want_completeness(query);
      found = &storage;
      break;
    }
    case Value::Op::kTotalDays: {
      const std::optional<Interval> days = total_days(program_.queries[value.query], value.query);
      if (!days) return nullptr;
      storage = *days;
      found = &storage;
      break;
    }
    case Value::Op::kAdd:
    case Value::Op::kSubtract:
    case Value::Op::kMultiply:
    case Value::Op::kDivide:
    case Value::Op::kNegate:
    case Value::Op::kSmaller:
    case Value::Op::kLarger: found = operate(value, storage); break;
  }
  if (found == nullptr || value.conversion.is_identity()) return found;
  storage = value.conversion.apply(*found);
  return &storage;
}

// Arithmetic. An unknown part makes the whole unknown, except that the others may decide a smaller or larger of.
const Interval* Evaluator::operate(const Value& value, Interval& storage) {
  if (value.op == Value::Op::kMultiply && value.operands.count == 2) {  // a limit times a factor: nearly all there is
    Interval left_storage, right_storage;
    const Interval* left = number(program_.operands[value.operands.first], left_storage);
    const Interval* right = left == nullptr ? nullptr : number(program_.operands[value.operands.first + 1], right_storage);
    if (right == nullptr) return nullptr;
    storage = *left * *right;
    return &storage;
  }
  const bool is_extreme = value.op == Value::Op::kSmaller || value.op == Value::Op::kLarger;
  std::optional<Interval> sum;
  bool known = true;
  bool any_known = false;
  for (std::uint32_t i = 0; i < value.operands.count; ++i) {
    Interval part_storage;
    const Interval* part = number(program_.operands[value.operands.first + i], part_storage);
    known = known && part != nullptr;
    any_known = any_known || part != nullptr;
    if (!known && !is_extreme) return nullptr;
    const Interval here = part != nullptr ? *part : Interval::everything();
    if (!sum) {
      sum = value.op == Value::Op::kNegate ? Interval::point(value::Number(0)) - here : here;
      continue;
    }
    switch (value.op) {
      case Value::Op::kAdd: sum = *sum + here; break;
      case Value::Op::kSubtract: sum = *sum - here; break;
      case Value::Op::kMultiply: sum = *sum * here; break;
      case Value::Op::kSmaller: sum = smaller_of(*sum, here); break;
      case Value::Op::kLarger: sum = larger_of(*sum, here); break;
      case Value::Op::kDivide: {
        sum = divided(*sum, here);
        if (!sum) return nullptr;
        break;
      }
      default: break;
    }
  }
  if (!sum || !any_known) return nullptr;
  storage = *sum;
  return &storage;
}

const Interval* Evaluator::result_number(const Value& value, Interval& storage) {
  return chosen_number(value.result, value.reading, storage);
}

const Interval* Evaluator::chosen_number(program::ResultId id, Result::Reading reading, Interval& storage) {
  const Result& result = program_.results[id];
  const std::uint32_t taken = choice_for(id);
  const Selection& found = selection(id);
  if (found.has_mean) {
    storage = found.mean;
    return &storage;
  }
  if (taken >= found.candidates.size()) return result.formula != nullptr ? computed_number(result, storage) : nullptr;
  const Fact& fact = facts_[found.candidates[taken].fact];
  if (fact.is_broken) return nullptr;
  const ObservedValue& observed = fact.value;
  if (reading == Result::Reading::kChoice) {
    if (observed.type != ObservedValue::Type::kLevel && observed.type != ObservedValue::Type::kAnswer) return nullptr;
    storage = Interval::point(value::Number(observed.choice));
    return &storage;
  }
  const Interval* amount = number_in(observed, reading);
  if (amount == nullptr || fact.concept_id == result.concept_id) return amount;
  const clinical::Concept& own = vocabulary_[fact.concept_id];
  const clinical::Concept& asked = vocabulary_[result.concept_id];
  if (!own.unit || !asked.unit) return own.unit.has_value() == asked.unit.has_value() ? amount : nullptr;
  const std::optional<clinical::Conversion> conversion = clinical::conversion(*own.unit, *asked.unit, own.conversions);
  if (!conversion) return nullptr;
  storage = conversion->apply(*amount);
  return &storage;
}

std::optional<Interval> Evaluator::age_in_years() {
  if (!record_->has_birth_date) return std::nullopt;
  const std::int64_t least = clinical::completed_years(record_->birth.last, screening_);
  const std::int64_t most = record_->birth.is_day() ? least : clinical::completed_years(record_->birth.first, screening_);
  if (!is_for_today_alone_) may_age_after(screening_, screening_, value::TimeUnit::kYears, least, most);
  return Interval{value::Bound::closed(value::Number(least)), value::Bound::closed(value::Number(most))};
}

const Interval* Evaluator::computed_number(const Result& result, Interval& storage) {
  const clinical::Formula& formula = *result.formula;
  if (formula.sums_steroid_doses) return steroid_dose(result, storage);
  std::vector<Interval> inputs;
  inputs.reserve(formula.inputs.size());
  std::vector<InputFound> noted;
  bool known = true;
  for (std::size_t i = 0; i < formula.inputs.size(); ++i) {
    std::optional<Interval> input;
    std::string_view name = "age";
    if (formula.inputs[i].from == clinical::FormulaInput::From::kAge) {
      input = age_in_years();
      if (!input) want(record_->birth_date_is_broken ? Why::kProblem : Why::kAbsent, std::string_view("birth_date"));
    } else {
      Interval part;
      name = vocabulary_[program_.results[result.inputs[i]].concept_id].name;
      const Interval* found = chosen_number(result.inputs[i], Result::Reading::kNumber, part);
      if (found != nullptr) input = result.input_conversions[i].apply(*found);
    }
    known = known && input.has_value();
    if (!known && recording_ == nullptr) return nullptr;
    inputs.push_back(input.value_or(Interval()));
    if (note() != nullptr) noted.push_back({std::string(name), inputs.back(), {}});
  }
  if (formula.needs_sex) {
    const bool has_sex = record_->sex == clinical::Sex::kFemale || record_->sex == clinical::Sex::kMale;
    if (!has_sex) want_sex();
    known = known && has_sex;
    if (note() != nullptr) noted.push_back({"sex", {}, record_->sex == clinical::Sex::kFemale ? "female" : record_->sex == clinical::Sex::kMale ? "male" : ""});
  }
  if (Finding* finding = note()) {
    finding->inputs = std::move(noted);
    if (known && record_->has_birth_date && !record_->birth.is_day()) want_all({{Why::kImprecise, "birth_date", {}, {}, {}}});
  }
  if (!known) return nullptr;
  const std::optional<Interval> computed = formula.compute(inputs, record_->sex);
  if (!computed) return nullptr;
  storage = result.formula_conversion.apply(*computed);
  return &storage;
}

// The sum over active systemic corticosteroids; open upward where the record does not tell of all treatments.
const Interval* Evaluator::steroid_dose(const Result& result, Interval& storage) {
  static const clinical::Unit kMgPerDay = *clinical::parse_unit("mg/d");
  const Found found = find(result.steroids);
  Interval sum = Interval::point(value::Number(0));
  note_found(found, FactUse::Part::kInput);
  const auto dose_of = [&](std::uint32_t f) -> std::optional<Interval> {
    const Fact& fact = facts_[f];
    const model::FactAttribute* dose = fact.find("dose");
    const std::optional<value::Number> equivalent = vocabulary_[fact.concept_id].steroid_equivalent;
    std::optional<clinical::Conversion> conversion;
    if (dose != nullptr && dose->unit) conversion = clinical::conversion(*dose->unit, kMgPerDay, {});
    if (!conversion || !equivalent) {
      want(Why::kAttribute, fact.concept_id, f);
      if (Finding* finding = note()) finding->wants.back().attribute = "dose";
      return std::nullopt;
    }
    return conversion->apply(dose->amount) * Interval::point(value::Number(5) / *equivalent);
  };
  for (std::uint32_t f : found.sure) {
    const std::optional<Interval> dose = dose_of(f);
    sum = sum + dose.value_or(Interval::at_least(value::Number(0)));
  }
  for (std::uint32_t f : found.possible) {
    const std::optional<Interval> dose = dose_of(f);
    sum = sum + hull(Interval::point(value::Number(0)), dose.value_or(Interval::at_least(value::Number(0))));
  }
  const program::Query& query = program_.queries[result.steroids];
  if (!is_complete(result.steroids, -1)) {
    sum.high = value::Bound::none();
    want_completeness(query);
  }
  want_all(found.wants);
  storage = result.formula_conversion.apply(sum);
  return &storage;
}

const Interval* Evaluator::limit_of(program::ResultId id, bool upper, Interval& storage) {
  const Result& result = program_.results[id];
  const std::uint32_t taken = choice_for(id);
  const Selection& found = selection(id);
  const clinical::Concept& concept_ = vocabulary_[result.concept_id];
  std::optional<Interval> limit;
  std::optional<std::uint32_t> fact;
  if (found.has_mean) limit = upper ? found.mean_uln : found.mean_lln;
  else if (taken < found.candidates.size()) {
    fact = found.candidates[taken].fact;
    const ObservedValue& observed = facts_[*fact].value;
    const std::optional<value::Number>& own = upper ? observed.uln : observed.lln;
    if (own) limit = Interval::point(*own);
  } else if (result.formula != nullptr && !result.inputs.empty() && result.inputs.front().is_valid()) {
    const Interval* source = limit_of(result.inputs.front(), upper, storage);
    if (source == nullptr) return nullptr;
    storage = result.formula_conversion.apply(result.input_conversions.front().apply(*source));
    if (Finding* finding = note()) finding->limit_of_result = storage;
    return &storage;
  } else {
    return nullptr;
  }
  const std::optional<value::Number>& by_default = upper ? concept_.default_uln : concept_.default_lln;
  if (!limit && program_.default_limits_allowed && by_default) {
    limit = Interval::point(*by_default);
    if (Finding* finding = note()) finding->used_default_limit = true;
  }
  if (!limit) {
    want(Why::kNoLimit, result.concept_id, fact);
    return nullptr;
  }
  storage = *limit;
  if (Finding* finding = note()) finding->limit_of_result = storage;
  return &storage;
}

const Interval* Evaluator::limit_number(const Value& value, Interval& storage) {
  if (value.op == Value::Op::kUpperLimit || value.op == Value::Op::kLowerLimit) {
    return limit_of(value.result, value.op == Value::Op::kUpperLimit, storage);
  }
  const bool upper = value.op == Value::Op::kFactUpperLimit;
  const Fact& fact = facts_[*at_hand_];
  const clinical::Concept& concept_ = vocabulary_[fact.concept_id];
  std::optional<value::Number> limit = upper ? fact.value.uln : fact.value.lln;
  if (!limit && program_.default_limits_allowed) limit = upper ? concept_.default_uln : concept_.default_lln;
  if (!limit) {
    want(Why::kNoLimit, fact.concept_id, at_hand_);
    return nullptr;
  }
  storage = Interval::point(*limit);
  return &storage;
}

const Interval* Evaluator::attribute_number(const Value& value, Interval& storage) {
  const Fact& fact = facts_[*at_hand_];
  if (value.op == Value::Op::kFactValue) {
    if (fact.is_broken) want(Why::kProblem, fact.concept_id, at_hand_);
    if (value.reading == Result::Reading::kChoice && fact.value.type == ObservedValue::Type::kLevel) {
      storage = Interval::point(value::Number(fact.value.choice));
      return &storage;
    }
    const Interval* amount = number_in(fact.value, value.reading);
    if (amount == nullptr && !fact.is_broken) want(Why::kAttribute, fact.concept_id, at_hand_);
    return amount;
  }
  const model::FactAttribute* given = fact.find(value.attribute->name);
  const auto missing = [&]() -> const Interval* {
    want(fact.is_broken ? Why::kProblem : Why::kAttribute, fact.concept_id, at_hand_);
    if (Finding* finding = note()) finding->wants.back().attribute = value.attribute->name;
    return nullptr;
  };
  if (given == nullptr || fact.is_broken) return missing();
  if (given->attribute->type == clinical::AttributeType::kLevel) {
    storage = Interval::point(value::Number(given->choice));
    return &storage;
  }
  if (!value.unit) return &given->amount;
  if (!given->unit) return missing();
  const std::optional<clinical::Conversion> conversion = clinical::conversion(*given->unit, *value.unit, {});
  if (!conversion) return missing();
  storage = conversion->apply(given->amount);
  return &storage;
}

}  // namespace eligo::eval
