// The same words for every comparison; conversions are told where the rule's unit is another.
#include "explain/compared.h"

#include <algorithm>

#include "explain/wording.h"

namespace eligo::explain {

using eval::FactUse;
using program::Result;
using program::Value;
using program::ValueId;
using value::Interval;
using ValueOp = Value::Op;

// ---- What a value is, in words

const Value& value_of(const Scene& scene, ValueId id) { return scene.program.values[id]; }

namespace {

// The first result in a value, in the order it is written; not valid where there is none.
program::ResultId result_in(const Scene& scene, ValueId id) {
  if (!id) return {};
  const Value& v = value_of(scene, id);
  if (v.op == ValueOp::kResult) return v.result;
  for (std::uint32_t i = 0; i < v.operands.count; ++i) {
    if (const program::ResultId found = result_in(scene, scene.program.operands[v.operands.first + i])) return found;
  }
  return {};
}

}  // namespace

program::ResultId result_in(const Scene& scene, std::initializer_list<ValueId> ids) {
  for (const ValueId id : ids) {
    if (const program::ResultId found = result_in(scene, id)) return found;
  }
  return {};
}

const char* limit_name(ValueOp op) { return op == ValueOp::kUpperLimit || op == ValueOp::kFactUpperLimit ? "ULN" : "LLN"; }
bool is_reference_limit(ValueOp op) {
  return op == ValueOp::kUpperLimit || op == ValueOp::kLowerLimit || op == ValueOp::kFactUpperLimit || op == ValueOp::kFactLowerLimit;
}

void append_chooser(std::string& out, const Result& result) {
  switch (result.chooser) {
    case Result::Chooser::kLatest: break;
    case Result::Chooser::kFirst: out += "first "; break;
    case Result::Chooser::kHighest: out += "highest "; break;
    case Result::Chooser::kLowest: out += "lowest "; break;
    case Result::Chooser::kMean: out += "mean of "; break;
    case Result::Chooser::kMeanOfLatest: out.append("mean of the latest ").append(std::to_string(result.count)).append(" results of "); break;
  }
}

namespace {

void append_result(std::string& out, const Scene& scene, const Result& result) {
  append_chooser(out, result);
  out += scene.prepared.name(result.concept_id);
}

void append_operands(std::string& out, const Scene& scene, const Value& v, std::string_view link) {
  for (std::uint32_t i = 0; i < v.operands.count; ++i) {
    if (i > 0) out += link;
    append_expression(out, scene, scene.program.operands[v.operands.first + i]);
  }
}

}  // namespace

void append_expression(std::string& out, const Scene& scene, ValueId id) {
  const Value& v = value_of(scene, id);
  switch (v.op) {
    case ValueOp::kConstant: return append_interval(out, v.constant, "");
    case ValueOp::kResult: return append_result(out, scene, scene.program.results[v.result]);
    case ValueOp::kUpperLimit: case ValueOp::kLowerLimit: case ValueOp::kFactUpperLimit: case ValueOp::kFactLowerLimit: out += limit_name(v.op); return;
    case ValueOp::kAttribute: return append_spaced(out, v.attribute ? v.attribute->name : "value");
    case ValueOp::kFactValue: out += "value"; return;
    case ValueOp::kAdd: return append_operands(out, scene, v, " plus ");
    case ValueOp::kSubtract: return append_operands(out, scene, v, " minus ");
    case ValueOp::kMultiply: return append_operands(out, scene, v, " x ");
    case ValueOp::kDivide: return append_operands(out, scene, v, " divided by ");
    case ValueOp::kNegate: return append_operands(out += "minus ", scene, v, "");
    case ValueOp::kSmaller: return append_operands(out += "the smaller of ", scene, v, " and ");
    case ValueOp::kLarger: return append_operands(out += "the larger of ", scene, v, " and ");
    case ValueOp::kCount: out.append("the number of ").append(scene.prepared.words(scene.program.queries[v.query].text)); return;
    case ValueOp::kTotalDays: out.append("the total time on ").append(scene.prepared.words(scene.program.queries[v.query].text)); return;
  }
}

// ---- Amounts as levels, titres or numbers

namespace {

bool counts_days(const Scene& scene, ValueId id) { return id && value_of(scene, id).op == ValueOp::kTotalDays; }

bool used_titre(const Leaf& leaf) {
  return std::any_of(leaf.finding.facts.begin(), leaf.finding.facts.end(), [&](const FactUse& use) {
    return use.part == FactUse::Part::kValue && leaf.scene.fact(use.fact).value.type == model::ObservedValue::Type::kTitre;
  });
}

}  // namespace

Scale scale_of(const Leaf& leaf) {
  Scale scale;
  scale.unit = leaf.node.unit_text;
  if (counts_days(leaf.scene, leaf.node.left) || counts_days(leaf.scene, leaf.node.right)) scale.unit = "days";
  const program::ResultId first = result_in(leaf.scene, {leaf.node.left, leaf.node.right, leaf.node.low});
  if (!first) return scale;
  const clinical::Concept& entry = leaf.scene.vocabulary()[leaf.scene.program.results[first].concept_id];
  scale.is_titre = used_titre(leaf);
  if (!entry.is_quantity() && !scale.is_titre) scale.levels = &entry;
  return scale;
}

void append_amount(std::string& out, const Scale& scale, const Interval& amount, const Interval& other) {
  const bool is_point = amount.is_point();
  if (scale.is_titre && is_point) return append_number(out += "1:", amount.low.at);
  const auto index = scale.levels && is_point ? amount.low.at.floor() : std::nullopt;
  if (index && *index >= 0) {
    const auto& names = scale.levels->levels.empty() ? scale.levels->answers : scale.levels->levels;
    if (static_cast<std::size_t>(*index) < names.size()) return append_spaced(out, names[static_cast<std::size_t>(*index)]);
  }
  if (!is_point || !other.is_point()) return append_interval(out, amount, scale.unit);
  append_apart(out, amount.low.at, other.low.at);
  append_unit(out, scale.unit);
}

// ---- The subject: what was measured

namespace {

// The unit in which a formula takes one of its inputs.
std::string_view input_unit(const clinical::Formula* formula, const std::string& name) {
  if (formula) {
    for (const clinical::FormulaInput& wanted : formula->inputs) {
      if (wanted.concept_name == name) return wanted.unit;
    }
  }
  return name == "age" ? "years" : "";
}

// The only recorded result that gave an input.
const model::Fact* input_fact(const Leaf& leaf, clinical::ConceptId asked) {
  const model::Fact* out = nullptr;
  for (const FactUse& use : leaf.finding.facts) {
    const model::Fact& fact = leaf.scene.fact(use.fact);
    if (use.part != FactUse::Part::kInput || !fact.concept_id || !leaf.scene.vocabulary().is_a(fact.concept_id, asked)) continue;
    if (out) return nullptr;
    out = &fact;
  }
  return out;
}

// "creatinine 0.92 mg/dL", "creatinine 81 umol/L (= 0.9163 mg/dL)": the conversion where the formula takes another unit.
void append_input(std::string& out, const Leaf& leaf, const clinical::Formula* formula, const eval::InputFound& input) {
  const clinical::ConceptId found = leaf.scene.vocabulary().find(input.name);
  if (found) out += leaf.scene.prepared.name(found);
  else append_spaced(out, input.name);
  out += ' ';
  if (!input.text.empty()) return static_cast<void>(out += input.text);
  const std::string_view unit = input_unit(formula, input.name);
  const model::Fact* fact = found ? input_fact(leaf, found) : nullptr;
  const bool is_converted = fact && !fact->value.unit_text.empty() && fact->value.unit_text != unit;
  if (!is_converted) return append_interval(out, input.amount, unit);
  append_value(out, *fact);
  append_interval(out += " (= ", input.amount, unit);
  out += ')';
}

}  // namespace

void append_few_facts(std::string& out, const Leaf& leaf, const UsedFacts& used, std::string_view last_link) {
  append_few(out, used.size(), [&](std::size_t i) { append_phrase(out, leaf.scene, leaf.scene.fact(used[i])); }, last_link);
}

namespace {

void append_computed(std::string& out, const Leaf& leaf, const Scale& scale, const Result& result, const Interval& amount, const Interval& limit) {
  const std::vector<eval::InputFound>& inputs = leaf.finding.inputs;
  append_result(out, leaf.scene, result);
  append_amount(out += ' ', scale, amount, limit);
  if (!inputs.empty() || !leaf.finding.facts.empty()) out += ", computed from ";
  if (!inputs.empty()) append_few(out, inputs.size(), [&](std::size_t i) { append_input(out, leaf, result.formula, inputs[i]); });
  else append_few_facts(out, leaf, facts_that(leaf, [](const FactUse&) { return true; }));   // computed from treatments, not from results
  if (result.formula && !result.formula->words.empty()) out.append(" by ").append(result.formula->words);
}

UsedFacts facts_of(const Leaf& leaf, const Result& result) {
  return facts_that(leaf, [&](const FactUse& use) {
    const model::Fact& fact = leaf.scene.fact(use.fact);
    return use.part == FactUse::Part::kValue && fact.concept_id && leaf.scene.vocabulary().is_a(fact.concept_id, result.concept_id);
  });
}

}  // namespace

Subject subject_of(const Leaf& leaf, ValueId id) {
  Subject subject;
  const Value& v = value_of(leaf.scene, id);
  if (v.op == ValueOp::kResult) {
    subject.result = &leaf.scene.program.results[v.result];
    subject.used = facts_of(leaf, *subject.result);
    subject.is_mean = subject.result->chooser == Result::Chooser::kMean || subject.result->chooser == Result::Chooser::kMeanOfLatest;
  } else {
    subject.used = facts_that(leaf, [](const FactUse& use) { return use.part == FactUse::Part::kValue || use.part == FactUse::Part::kMatch; });
  }
  return subject;
}

namespace {

// "creatinine 1.1 mg/dL on 2026-11-18 (= 97.24 umol/L)": the conversion only where the rule's unit is another.
void append_single(std::string& out, const Leaf& leaf, const Scale& scale, const Subject& subject, const Interval& amount, const Interval& limit) {
  const model::Fact& fact = leaf.scene.fact(subject.used.front());
  append_chooser(out, *subject.result);
  append_phrase(out, leaf.scene, fact);
  if (!scale.is_number() || scale.unit.empty() || fact.value.unit_text == scale.unit) return;
  append_amount(out += " (= ", scale, amount, limit);
  out += ')';
}

void append_several(std::string& out, const Leaf& leaf, const Scale& scale, const Subject& subject, const Interval& amount, const Interval& limit) {
  append_amount(out += " is ", scale, amount, limit);
  if (!subject.used.empty()) append_few_facts(out += ", from ", leaf, subject.used);
}

}  // namespace

void append_subject(std::string& out, const Leaf& leaf, const Scale& scale, ValueId id, const Subject& subject, const Interval& amount, const Interval& limit) {
  if (subject.result == nullptr) {
    append_expression(out, leaf.scene, id);
    return append_several(out, leaf, scale, subject, amount, limit);
  }
  if (subject.used.empty()) return append_computed(out, leaf, scale, *subject.result, amount, limit);
  if (subject.has_rivals()) return append_few_facts(out, leaf, subject.used, "or");   // any of them may be the one
  if (!subject.is_mean) return append_single(out, leaf, scale, subject, amount, limit);
  append_result(out += "the ", leaf.scene, *subject.result);
  append_several(out, leaf, scale, subject, amount, limit);
}

}  // namespace eligo::explain
