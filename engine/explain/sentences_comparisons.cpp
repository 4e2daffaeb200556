// Numbers, levels and answers against their limits: the value, the limit, the distance in the rule's own unit and as a
// multiple of the reference limit.
#include <algorithm>

#include "explain/rule_unit.h"
#include "explain/sentences.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

using eval::FactUse;
using program::Result;
using program::Value;
using program::ValueId;
using value::Comparison;
using value::Interval;
using value::Number;
using value::Truth;
using ValueOp = Value::Op;

// ---- What a value is, in words

const Value& value_of(const Scene& scene, ValueId id) { return scene.program.values[id]; }

void results_in(const Scene& scene, ValueId id, std::vector<program::ResultId>& out) {
  if (!id) return;
  const Value& v = value_of(scene, id);
  if (v.op == ValueOp::kResult) out.push_back(v.result);
  for (std::uint32_t i = 0; i < v.operands.count; ++i) results_in(scene, scene.program.operands[v.operands.first + i], out);
}

bool holds_result(const Scene& scene, ValueId id) {
  std::vector<program::ResultId> out;
  results_in(scene, id, out);
  return !out.empty();
}

const char* limit_name(ValueOp op) { return op == ValueOp::kUpperLimit || op == ValueOp::kFactUpperLimit ? "ULN" : "LLN"; }
bool is_reference_limit(ValueOp op) {
  return op == ValueOp::kUpperLimit || op == ValueOp::kLowerLimit || op == ValueOp::kFactUpperLimit || op == ValueOp::kFactLowerLimit;
}

std::string chooser_words(const Result& result) {
  switch (result.chooser) {
    case Result::Chooser::kLatest: return "";
    case Result::Chooser::kFirst: return "first ";
    case Result::Chooser::kHighest: return "highest ";
    case Result::Chooser::kLowest: return "lowest ";
    case Result::Chooser::kMean: return "mean of ";
    case Result::Chooser::kMeanOfLatest: return "mean of the latest " + std::to_string(result.count) + " results of ";
  }
  return "";
}

std::string result_words(const Scene& scene, const Result& result) {
  return chooser_words(result) + shown_name(scene.vocabulary()[result.concept_id]);
}

std::string expression_words(const Scene& scene, ValueId id);

std::string operands_words(const Scene& scene, const Value& v, std::string_view link) {
  std::string out;
  for (std::uint32_t i = 0; i < v.operands.count; ++i) {
    if (i > 0) out += link;
    out += expression_words(scene, scene.program.operands[v.operands.first + i]);
  }
  return out;
}

std::string expression_words(const Scene& scene, ValueId id) {
  const Value& v = value_of(scene, id);
  switch (v.op) {
    case ValueOp::kConstant: return shown_interval(v.constant, "");
    case ValueOp::kResult: return result_words(scene, scene.program.results[v.result]);
    case ValueOp::kUpperLimit: case ValueOp::kLowerLimit: case ValueOp::kFactUpperLimit: case ValueOp::kFactLowerLimit: return limit_name(v.op);
    case ValueOp::kAttribute: return v.attribute ? spaced(v.attribute->name) : "value";
    case ValueOp::kFactValue: return "value";
    case ValueOp::kAdd: return operands_words(scene, v, " plus ");
    case ValueOp::kSubtract: return operands_words(scene, v, " minus ");
    case ValueOp::kMultiply: return operands_words(scene, v, " x ");
    case ValueOp::kDivide: return operands_words(scene, v, " divided by ");
    case ValueOp::kNegate: return "minus " + operands_words(scene, v, "");
    case ValueOp::kSmaller: return "the smaller of " + operands_words(scene, v, " and ");
    case ValueOp::kLarger: return "the larger of " + operands_words(scene, v, " and ");
    case ValueOp::kCount: return "the number of " + scene.words.of(scene.program.queries[v.query].text);
    case ValueOp::kTotalDays: return "the total time on " + scene.words.of(scene.program.queries[v.query].text);
  }
  return {};
}

// ---- Amounts as levels, titres or numbers

// How the amounts of a comparison are to be read: by the first result in it.
struct Scale {
  const clinical::Concept* levels = nullptr;   // amounts are indices into its levels or answers
  bool is_titre = false;
  std::string unit;
  bool is_number() const { return !levels && !is_titre; }
};

bool counts_days(const Scene& scene, ValueId id) { return id && value_of(scene, id).op == ValueOp::kTotalDays; }

bool used_titre(const Leaf& leaf) {
  return std::any_of(leaf.finding.facts.begin(), leaf.finding.facts.end(), [&](const FactUse& use) {
    return use.part == FactUse::Part::kValue && leaf.scene.fact(use.fact).value.type == model::ObservedValue::Type::kTitre;
  });
}

Scale scale_of(const Leaf& leaf) {
  Scale scale;
  scale.unit = leaf.node.unit_text;
  std::vector<program::ResultId> results;
  for (const ValueId id : {leaf.node.left, leaf.node.right, leaf.node.low}) results_in(leaf.scene, id, results);
  if (counts_days(leaf.scene, leaf.node.left) || counts_days(leaf.scene, leaf.node.right)) scale.unit = "days";
  if (results.empty()) return scale;
  const Result& result = leaf.scene.program.results[results.front()];
  const bool is_choice = !leaf.scene.vocabulary()[result.concept_id].is_quantity() && !used_titre(leaf);
  if (is_choice) scale.levels = &leaf.scene.vocabulary()[result.concept_id];
  scale.is_titre = used_titre(leaf);
  return scale;
}

// `other` is what the amount is compared with: the two are never told alike where they differ.
std::string amount_text(const Scale& scale, const Interval& amount, const Interval& other) {
  if (scale.is_titre && amount.is_point()) return "1:" + shown_number(amount.low.at);
  const auto index = amount.is_point() ? amount.low.at.floor() : std::nullopt;
  if (scale.levels && index && *index >= 0) {
    const auto& names = scale.levels->levels.empty() ? scale.levels->answers : scale.levels->levels;
    if (static_cast<std::size_t>(*index) < names.size()) return spaced(names[static_cast<std::size_t>(*index)]);
  }
  if (amount.is_point() && other.is_point()) return with_unit(shown_apart(amount.low.at, other.low.at), scale.unit);
  return shown_interval(amount, scale.unit);
}

// ---- The subject: what was measured

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
std::string input_text(const Leaf& leaf, const clinical::Formula* formula, const eval::InputFound& input) {
  const clinical::ConceptId found = leaf.scene.vocabulary().find(input.name);
  const std::string name = found ? shown_name(leaf.scene.vocabulary()[found]) : spaced(input.name);
  if (!input.text.empty()) return name + " " + input.text;
  const std::string_view unit = input_unit(formula, input.name);
  const std::string amount = shown_interval(input.amount, unit);
  const model::Fact* fact = found ? input_fact(leaf, found) : nullptr;
  const bool is_converted = fact && !fact->value.unit_text.empty() && fact->value.unit_text != unit;
  return name + " " + (is_converted ? value_phrase(*fact) + " (= " + amount + ")" : amount);
}

std::string computed_text(const Leaf& leaf, const Result& result, const std::string& amount) {
  std::vector<std::string> inputs;
  for (const eval::InputFound& input : leaf.finding.inputs) inputs.push_back(input_text(leaf, result.formula, input));
  if (inputs.empty()) {   // computed from treatments, not from results
    for (const FactUse& use : leaf.finding.facts) inputs.push_back(fact_phrase(leaf.scene, leaf.scene.fact(use.fact)));
  }
  std::string out = result_words(leaf.scene, result) + " " + amount + (inputs.empty() ? "" : ", computed from " + joined_few(inputs));
  if (result.formula && !result.formula->words.empty()) out += " by " + std::string(result.formula->words);
  return out;
}

std::vector<std::uint32_t> facts_of(const Leaf& leaf, const Result& result) {
  std::vector<std::uint32_t> out;
  for (const FactUse& use : leaf.finding.facts) {
    const model::Fact& fact = leaf.scene.fact(use.fact);
    if (use.part == FactUse::Part::kValue && fact.concept_id && leaf.scene.vocabulary().is_a(fact.concept_id, result.concept_id)) out.push_back(use.fact);
  }
  return out;
}

// "creatinine 1.1 mg/dL on 2026-11-18 (= 97.24 umol/L)": the conversion only where the rule's unit is another.
std::string single_text(const Leaf& leaf, const Scale& scale, std::uint32_t index, const Result& result, const std::string& amount) {
  const model::Fact& fact = leaf.scene.fact(index);
  std::string out = chooser_words(result) + fact_phrase(leaf.scene, fact);
  if (scale.is_number() && !scale.unit.empty() && fact.value.unit_text != scale.unit) out += " (= " + amount + ")";
  return out;
}

// Several results of one moment, which all come out alike: any of them may be the one.
std::string either_text(const Leaf& leaf, const std::vector<std::uint32_t>& used) {
  std::vector<std::string> parts;
  for (const std::uint32_t index : used) parts.push_back(fact_phrase(leaf.scene, leaf.scene.fact(index)));
  return joined_few(parts, "or");
}

std::string several_text(const Leaf& leaf, const std::string& words, const std::string& amount, const std::vector<std::uint32_t>& used) {
  std::vector<std::string> parts;
  for (const std::uint32_t index : used) parts.push_back(fact_phrase(leaf.scene, leaf.scene.fact(index)));
  return words + " is " + amount + (parts.empty() ? "" : ", from " + joined_few(parts));
}

std::string subject_text(const Leaf& leaf, const Scale& scale, ValueId id, const Interval& amount, const Interval& limit) {
  const std::string text = amount_text(scale, amount, limit);
  if (value_of(leaf.scene, id).op == ValueOp::kResult) {
    const Result& result = leaf.scene.program.results[value_of(leaf.scene, id).result];
    const std::vector<std::uint32_t> used = facts_of(leaf, result);
    if (used.empty()) return computed_text(leaf, result, text);
    const bool is_mean = result.chooser == Result::Chooser::kMean || result.chooser == Result::Chooser::kMeanOfLatest;
    if (used.size() == 1 && !is_mean) return single_text(leaf, scale, used.front(), result, text);
    if (!is_mean) return either_text(leaf, used);
    return several_text(leaf, "the " + result_words(leaf.scene, result), text, used);
  }
  std::vector<std::uint32_t> used;
  for (const FactUse& use : leaf.finding.facts) {
    if (use.part == FactUse::Part::kValue || use.part == FactUse::Part::kMatch) used.push_back(use.fact);
  }
  return several_text(leaf, expression_words(leaf.scene, id), text, used);
}

// ---- The limit and the distance

// "2.5 x ULN = 100 U/L", "60 mL/min", "0.5 x total bilirubin = 1.2 mg/dL".
std::string limit_text(const Leaf& leaf, const Scale& scale, ValueId id, const Interval& amount, const Interval& left) {
  const std::string text = amount_text(scale, amount, left);
  return value_of(leaf.scene, id).op == ValueOp::kConstant ? text : expression_words(leaf.scene, id) + " = " + text;
}

bool multiplies_limit(const Scene& scene, ValueId id) {
  if (!id) return false;
  const Value& v = value_of(scene, id);
  if (is_reference_limit(v.op)) return true;
  for (std::uint32_t i = 0; i < v.operands.count; ++i) {
    if (multiplies_limit(scene, scene.program.operands[v.operands.first + i])) return true;
  }
  return false;
}

const char* reference_name(const Scene& scene, ValueId id) {
  const Value& v = value_of(scene, id);
  if (is_reference_limit(v.op)) return limit_name(v.op);
  for (std::uint32_t i = 0; i < v.operands.count; ++i) {
    const ValueId operand = scene.program.operands[v.operands.first + i];
    if (multiplies_limit(scene, operand)) return reference_name(scene, operand);
  }
  return "";
}

// A reference limit is found in the concept's own unit; a multiple of it is told where the comparison is made in that.
bool is_in_own_unit(const Leaf& leaf) {
  std::vector<program::ResultId> results;
  for (const ValueId id : {leaf.node.left, leaf.node.right}) results_in(leaf.scene, id, results);
  if (results.empty()) return false;
  const auto& unit = leaf.scene.vocabulary()[leaf.scene.program.results[results.front()].concept_id].unit;
  return leaf.node.unit_text == (unit ? unit->text : "");
}

// " is 3.3 x ULN (ULN 40 U/L)"; the multiple is written so that it cannot be taken for the limit's.
std::string multiple_text(const Leaf& leaf, const Scale& scale, ValueId limit, const Interval& left, const Interval& right) {
  if (!leaf.finding.limit_of_result || !multiplies_limit(leaf.scene, limit) || !is_in_own_unit(leaf)) return "";
  const Interval& reference = *leaf.finding.limit_of_result;
  if (!left.is_point() || !right.is_point() || !reference.is_point() || reference.low.at.is_zero()) return "";
  const std::string name = reference_name(leaf.scene, limit);
  const Number multiple = left.low.at / reference.low.at;
  const std::string default_words = leaf.finding.used_default_limit ? ", by default" : "";
  const std::string shown = shown_apart(multiple, right.low.at / reference.low.at);
  const bool is_exact = Number::from_decimal(shown) == multiple;
  return (is_exact ? " is " : " is about ") + shown + " x " + name + " (" + name + " " + shown_interval(reference, scale.unit) + default_words + ")";
}

std::size_t decimals_of(const std::string& shown) {
  const std::size_t point = shown.find('.');
  return point == std::string::npos ? 0 : shown.size() - point - 1;
}

// With the decimals of the amount or the limit, whichever has more. A distance between percentages is no percentage of either.
std::string gap_text(const Scale& scale, const Number& left, const Number& right) {
  const std::string value = shown_number(left), limit = shown_number(right);
  const Number gap = left < right ? right - left : left - right;
  std::string shown = shown_like(gap, decimals_of(value) < decimals_of(limit) ? limit : value);
  if (scale.unit != "%") return with_unit(std::move(shown), scale.unit);
  return shown + (shown == "1" ? " percentage point" : " percentage points");
}

std::string distance_text(const Scale& scale, Tone tone, const Interval& left, const Interval& right, Comparison wanted) {
  const bool is_high = value::is_true(value::compare(left, Comparison::kGreater, right));
  const bool is_low = value::is_true(value::compare(left, Comparison::kLess, right));
  const bool is_blamed = tone == Tone::kBlame;
  if (!is_high && !is_low) {
    const bool is_tie = left.is_point() && right.is_point() && left.low.at == right.low.at;
    if (!is_tie) return "";
    return is_blamed ? std::string("; exactly at the limit, and must be ") + value::words_of(wanted) + " it" : "; exactly at the limit";
  }
  std::string amount;
  if (left.is_point() && right.is_point()) amount = gap_text(scale, left.low.at, right.low.at) + " ";
  return "; " + amount + (is_blamed ? (is_high ? "too high" : "too low") : (is_high ? "above it" : "below it"));
}

bool is_equality(Comparison c) { return c == Comparison::kEqual || c == Comparison::kNotEqual; }

std::string judged_text(const Leaf& leaf, const Scale& scale, const Interval& left, ValueId limit, const Interval& right, Comparison holding) {
  const bool is_blamed = leaf.tone == Tone::kBlame;
  const Comparison wanted = is_blamed ? value::opposite(holding) : holding;
  const std::string limit_words = limit_text(leaf, scale, limit, right, left);
  if (!scale.is_number() || is_equality(wanted)) {
    return std::string(is_blamed ? "; must be " : ", which is ") + value::words_of(wanted) + " " + limit_words;
  }
  return "; the limit is " + limit_words + distance_text(scale, leaf.tone, left, right, wanted);
}

// Tells everything in the unit the rule writes, where its limit is a plain number in another than the comparison's.
void take_rule_unit(const Leaf& leaf, ValueId limit, const Interval& amount, Scale& scale, std::initializer_list<Interval*> told) {
  std::vector<program::ResultId> results;
  for (const ValueId id : {leaf.node.left, leaf.node.right}) results_in(leaf.scene, id, results);
  if (results.empty() || !scale.is_number() || value_of(leaf.scene, limit).op != ValueOp::kConstant || !amount.is_point()) return;
  const clinical::Concept& entry = leaf.scene.vocabulary()[leaf.scene.program.results[results.front()].concept_id];
  if (!entry.unit || entry.unit->text != scale.unit) return;
  const auto unit = rule_unit(leaf.node.text, entry, amount.low.at);
  if (!unit) return;
  scale.unit = unit->text;
  for (Interval* interval : told) *interval = unit->to.apply(*interval);
}

bool has_rivals(const Leaf& leaf, ValueId subject) {
  if (value_of(leaf.scene, subject).op != ValueOp::kResult) return false;
  const Result& result = leaf.scene.program.results[value_of(leaf.scene, subject).result];
  const bool is_mean = result.chooser == Result::Chooser::kMean || result.chooser == Result::Chooser::kMeanOfLatest;
  return !is_mean && facts_of(leaf, result).size() > 1;
}

Sentence tell_compare(const Leaf& leaf) {
  const program::Node& n = leaf.node;
  const bool is_turned = !holds_result(leaf.scene, n.left) && holds_result(leaf.scene, n.right);
  const ValueId subject = is_turned ? n.right : n.left;
  const ValueId limit = is_turned ? n.left : n.right;
  Interval left = is_turned ? leaf.finding.right->amount : leaf.finding.left->amount;
  Interval right = is_turned ? leaf.finding.left->amount : leaf.finding.right->amount;
  const Comparison asked = is_turned ? value::mirrored(n.comparison) : n.comparison;
  const Comparison holding = value::is_true(leaf.finding.truth) ? asked : value::opposite(asked);
  Scale scale = scale_of(leaf);
  take_rule_unit(leaf, limit, right, scale, {&left, &right});
  Sentence out{subject_text(leaf, scale, subject, left, right), {}};
  if (has_rivals(leaf, subject)) {
    out.text += std::string("; each is ") + value::words_of(holding) + " " + limit_text(leaf, scale, limit, right, right);
    return out;
  }
  const bool is_plain = scale.is_number() && !is_equality(asked);
  if (is_plain) out.brief = out.text + "; the limit is " + limit_text(leaf, scale, limit, right, left);
  out.text += multiple_text(leaf, scale, limit, left, right) + judged_text(leaf, scale, left, limit, right, holding);
  return out;
}

Sentence tell_range(const Leaf& leaf) {
  Interval left = leaf.finding.left->amount;
  Interval low = leaf.finding.low->amount;
  Interval high = leaf.finding.right->amount;
  Scale scale = scale_of(leaf);
  take_rule_unit(leaf, leaf.node.right, high, scale, {&left, &low, &high});
  Sentence out{subject_text(leaf, scale, leaf.node.left, left, low), {}};
  out.text += "; the range is " + amount_text({scale.levels, scale.is_titre, ""}, low, left) + " to " + amount_text(scale, high, left);
  const bool is_low = value::is_true(value::compare(left, Comparison::kLess, low));
  const bool is_outside = is_low || value::is_true(value::compare(left, Comparison::kGreater, high));
  if (!is_outside) {
    out.brief = out.text;
    out.text += ", and it lies within";
  }
  if (is_outside && !scale.is_number()) out.text += ", and it lies outside";
  if (is_outside && scale.is_number()) out.text += distance_text(scale, leaf.tone, left, is_low ? low : high, is_low ? Comparison::kGreaterEqual : Comparison::kLessEqual);
  return out;
}

}  // namespace

Sentence tell_comparison(const Leaf& leaf) {
  const bool is_range = leaf.node.op == program::Node::Op::kInRange;
  const bool is_recorded = leaf.finding.left && leaf.finding.right && (!is_range || leaf.finding.low);
  const bool is_readable = is_recorded && leaf.finding.left->is_known && leaf.finding.right->is_known;
  Sentence out;
  if (is_readable) out = is_range ? tell_range(leaf) : tell_compare(leaf);
  if (!is_readable) out.text = (value::is_true(leaf.finding.truth) ? "whatever is missing, this holds: " : "whatever is missing, this does not hold: ") + leaf.scene.words.of(leaf.node.text);
  cite_all(leaf.scene, leaf.finding, out.facts);
  for (const eval::InputFound& input : leaf.finding.inputs) {
    if (input.name == "age") cite(out.facts, cited_birth_date(leaf.scene.record));
    if (input.name == "sex") cite(out.facts, cited_sex(leaf.scene.record));
  }
  return out;
}

Sentence tell_choice(const Leaf& leaf) {
  const Result& result = leaf.scene.program.results[leaf.node.result];
  const clinical::Concept& entry = leaf.scene.vocabulary()[result.concept_id];
  const auto& names = entry.levels.empty() ? entry.answers : entry.levels;
  std::vector<std::string> asked;
  for (const std::uint16_t choice : leaf.node.choices) {
    if (choice < names.size()) asked.push_back(spaced(names[choice]));
  }
  std::vector<std::string> seen;
  for (const FactUse& use : leaf.finding.facts) seen.push_back(fact_phrase(leaf.scene, leaf.scene.fact(use.fact)));
  Sentence out{seen.empty() ? shown_name(entry) : chooser_words(result) + joined_few(seen), {}};
  const bool is_one_of = value::is_true(leaf.finding.truth) != leaf.node.is_negated;
  const bool says_itself = seen.size() == 1 && std::any_of(asked.begin(), asked.end(), [&](const std::string& word) { return out.text.find(" " + word + " ") != std::string::npos; });
  const bool is_blamed = leaf.tone == Tone::kBlame;
  if (!is_one_of && !seen.empty()) out.brief = out.text;
  if (!is_one_of) out.text += (is_blamed ? "; must be " : ", not ") + joined_list(asked, "or");
  if (is_one_of && is_blamed) out.text += "; must not be " + joined_list(asked, "or");
  if (is_one_of && !is_blamed && !says_itself) out.text += ", which counts as " + joined_list(asked, "or");
  cite_all(leaf.scene, leaf.finding, out.facts);
  return out;
}

}  // namespace eligo::explain
