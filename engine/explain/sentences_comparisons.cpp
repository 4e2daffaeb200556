// Numbers, levels and answers against their limits: the value, the limit, the distance in the rule's own unit and as a
// multiple of the reference limit.
#include <algorithm>

#include "base/short_list.h"
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

void append_result(std::string& out, const Scene& scene, const Result& result) {
  append_chooser(out, result);
  out += scene.prepared.name(result.concept_id);
}

void append_expression(std::string& out, const Scene& scene, ValueId id);

void append_operands(std::string& out, const Scene& scene, const Value& v, std::string_view link) {
  for (std::uint32_t i = 0; i < v.operands.count; ++i) {
    if (i > 0) out += link;
    append_expression(out, scene, scene.program.operands[v.operands.first + i]);
  }
}

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

// How the amounts of a comparison are to be read: by the first result in it.
struct Scale {
  const clinical::Concept* levels = nullptr;   // amounts are indices into its levels or answers
  bool is_titre = false;
  std::string_view unit;
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
  if (counts_days(leaf.scene, leaf.node.left) || counts_days(leaf.scene, leaf.node.right)) scale.unit = "days";
  const program::ResultId first = result_in(leaf.scene, {leaf.node.left, leaf.node.right, leaf.node.low});
  if (!first) return scale;
  const clinical::Concept& entry = leaf.scene.vocabulary()[leaf.scene.program.results[first].concept_id];
  scale.is_titre = used_titre(leaf);
  if (!entry.is_quantity() && !scale.is_titre) scale.levels = &entry;
  return scale;
}

// `other` is what the amount is compared with: the two are never told alike where they differ.
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

using Used = base::ShortList<std::uint32_t, 8>;   // facts

void append_few_facts(std::string& out, const Leaf& leaf, const Used& used, std::string_view last_link = "and") {
  append_few(out, used.size(), [&](std::size_t i) { append_phrase(out, leaf.scene, leaf.scene.fact(used[i])); }, last_link);
}

template <class Claim>
Used facts_that(const Leaf& leaf, Claim is_meant) {
  Used out;
  for (const FactUse& use : leaf.finding.facts) {
    if (is_meant(use)) out.push_back(use.fact);
  }
  return out;
}

void append_computed(std::string& out, const Leaf& leaf, const Scale& scale, const Result& result, const Interval& amount, const Interval& limit) {
  const std::vector<eval::InputFound>& inputs = leaf.finding.inputs;
  append_result(out, leaf.scene, result);
  append_amount(out += ' ', scale, amount, limit);
  if (!inputs.empty() || !leaf.finding.facts.empty()) out += ", computed from ";
  if (!inputs.empty()) append_few(out, inputs.size(), [&](std::size_t i) { append_input(out, leaf, result.formula, inputs[i]); });
  else append_few_facts(out, leaf, facts_that(leaf, [](const FactUse&) { return true; }));   // computed from treatments, not from results
  if (result.formula && !result.formula->words.empty()) out.append(" by ").append(result.formula->words);
}

Used facts_of(const Leaf& leaf, const Result& result) {
  return facts_that(leaf, [&](const FactUse& use) {
    const model::Fact& fact = leaf.scene.fact(use.fact);
    return use.part == FactUse::Part::kValue && fact.concept_id && leaf.scene.vocabulary().is_a(fact.concept_id, result.concept_id);
  });
}

// The result of a comparison's side, and the facts it may be read from.
struct Subject {
  const Result* result = nullptr;              // null where the side is anything else
  Used used;
  bool is_mean = false;
  bool has_rivals() const { return result != nullptr && !is_mean && used.size() > 1; }
};

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

// ---- The limit and the distance

// "2.5 x ULN = 100 U/L", "60 mL/min", "0.5 x total bilirubin = 1.2 mg/dL".
void append_limit(std::string& out, const Leaf& leaf, const Scale& scale, ValueId id, const Interval& amount, const Interval& left) {
  if (value_of(leaf.scene, id).op != ValueOp::kConstant) {
    append_expression(out, leaf.scene, id);
    out += " = ";
  }
  append_amount(out, scale, amount, left);
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
  const program::ResultId first = result_in(leaf.scene, {leaf.node.left, leaf.node.right});
  if (!first) return false;
  const auto& unit = leaf.scene.vocabulary()[leaf.scene.program.results[first].concept_id].unit;
  return leaf.node.unit_text == (unit ? std::string_view(unit->text) : std::string_view());
}

// " is 3.3 x ULN (ULN 40 U/L)"; the multiple is written so that it cannot be taken for the limit's.
void append_multiple(std::string& out, const Leaf& leaf, const Scale& scale, ValueId limit, const Interval& left, const Interval& right) {
  if (!leaf.finding.limit_of_result || !multiplies_limit(leaf.scene, limit) || !is_in_own_unit(leaf)) return;
  const Interval& reference = *leaf.finding.limit_of_result;
  if (!left.is_point() || !right.is_point() || !reference.is_point() || reference.low.at.is_zero()) return;
  const char* const name = reference_name(leaf.scene, limit);
  const Number multiple = left.low.at / reference.low.at;
  std::string shown;
  append_apart(shown, multiple, right.low.at / reference.low.at);
  const bool is_exact = Number::from_decimal(shown) == multiple;
  out.append(is_exact ? " is " : " is about ").append(shown).append(" x ").append(name).append(" (").append(name).append(" ");
  append_interval(out, reference, scale.unit);
  out += leaf.finding.used_default_limit ? ", by default)" : ")";
}

std::size_t decimals_of(const std::string& shown) {
  const std::size_t point = shown.find('.');
  return point == std::string::npos ? 0 : shown.size() - point - 1;
}

// With the decimals of the amount or the limit, whichever has more. A distance between percentages is no percentage of either.
void append_gap(std::string& out, const Scale& scale, const Number& left, const Number& right) {
  const std::string value = shown_number(left), limit = shown_number(right);
  const Number gap = left < right ? right - left : left - right;
  const std::string shown = shown_like(gap, decimals_of(value) < decimals_of(limit) ? limit : value);
  out += shown;
  if (scale.unit != "%") append_unit(out, scale.unit);
  else out += shown == "1" ? " percentage point" : " percentage points";
  out += ' ';
}

void append_distance(std::string& out, const Scale& scale, Tone tone, const Interval& left, const Interval& right, Comparison wanted) {
  const bool is_high = value::is_true(value::compare(left, Comparison::kGreater, right));
  const bool is_low = value::is_true(value::compare(left, Comparison::kLess, right));
  const bool is_blamed = tone == Tone::kBlame;
  const bool are_points = left.is_point() && right.is_point();
  if (!is_high && !is_low) {
    if (!are_points || left.low.at != right.low.at) return;
    out += "; exactly at the limit";
    if (is_blamed) out.append(", and must be ").append(value::words_of(wanted)).append(" it");
    return;
  }
  out += "; ";
  if (are_points) append_gap(out, scale, left.low.at, right.low.at);
  out += is_blamed ? (is_high ? "too high" : "too low") : (is_high ? "above it" : "below it");
}

bool is_equality(Comparison c) { return c == Comparison::kEqual || c == Comparison::kNotEqual; }

void append_judgement(std::string& out, const Leaf& leaf, const Scale& scale, const Interval& left, ValueId limit, const Interval& right, Comparison holding) {
  const bool is_blamed = leaf.tone == Tone::kBlame;
  const Comparison wanted = is_blamed ? value::opposite(holding) : holding;
  const bool tells_distance = scale.is_number() && !is_equality(wanted);
  if (tells_distance) out += "; the limit is ";
  else out.append(is_blamed ? "; must be " : ", which is ").append(value::words_of(wanted)).append(" ");
  append_limit(out, leaf, scale, limit, right, left);
  if (tells_distance) append_distance(out, scale, leaf.tone, left, right, wanted);
}

// Tells everything in the unit the rule writes, where its limit is a plain number in another than the comparison's.
void take_rule_unit(const Leaf& leaf, ValueId limit, const Interval& amount, Scale& scale, std::initializer_list<Interval*> told) {
  if (!scale.is_number() || value_of(leaf.scene, limit).op != ValueOp::kConstant || !amount.is_point()) return;
  const program::ResultId first = result_in(leaf.scene, {leaf.node.left, leaf.node.right});
  if (!first) return;
  const clinical::Concept& entry = leaf.scene.vocabulary()[leaf.scene.program.results[first].concept_id];
  if (!entry.unit || entry.unit->text != scale.unit) return;
  const auto& unit = leaf.scene.prepared.unit_of(leaf.finding.node, entry, amount.low.at);
  if (!unit) return;
  scale.unit = unit->text;
  for (Interval* interval : told) *interval = unit->to.apply(*interval);
}

void tell_compare(const Leaf& leaf, Sentence& out) {
  const program::Node& n = leaf.node;
  const bool is_turned = !result_in(leaf.scene, n.left) && result_in(leaf.scene, n.right);
  const ValueId side = is_turned ? n.right : n.left;
  const ValueId limit = is_turned ? n.left : n.right;
  Interval left = is_turned ? leaf.finding.right->amount : leaf.finding.left->amount;
  Interval right = is_turned ? leaf.finding.left->amount : leaf.finding.right->amount;
  const Comparison asked = is_turned ? value::mirrored(n.comparison) : n.comparison;
  const Comparison holding = value::is_true(leaf.finding.truth) ? asked : value::opposite(asked);
  Scale scale = scale_of(leaf);
  take_rule_unit(leaf, limit, right, scale, {&left, &right});
  const Subject subject = subject_of(leaf, side);
  append_subject(out.text, leaf, scale, side, subject, left, right);
  if (subject.has_rivals()) {
    out.text.append("; each is ").append(value::words_of(holding)).append(" ");
    return append_limit(out.text, leaf, scale, limit, right, right);
  }
  const bool is_plain = scale.is_number() && !is_equality(asked);
  if (is_plain && leaf.scene.extent == Extent::kAll) append_limit(out.brief = out.text + "; the limit is ", leaf, scale, limit, right, left);
  append_multiple(out.text, leaf, scale, limit, left, right);
  append_judgement(out.text, leaf, scale, left, limit, right, holding);
}

void tell_range(const Leaf& leaf, Sentence& out) {
  Interval left = leaf.finding.left->amount;
  Interval low = leaf.finding.low->amount;
  Interval high = leaf.finding.right->amount;
  Scale scale = scale_of(leaf);
  take_rule_unit(leaf, leaf.node.right, high, scale, {&left, &low, &high});
  append_subject(out.text, leaf, scale, leaf.node.left, subject_of(leaf, leaf.node.left), left, low);
  append_amount(out.text += "; the range is ", {scale.levels, scale.is_titre, ""}, low, left);
  append_amount(out.text += " to ", scale, high, left);
  const bool is_low = value::is_true(value::compare(left, Comparison::kLess, low));
  const bool is_outside = is_low || value::is_true(value::compare(left, Comparison::kGreater, high));
  if (!is_outside) {
    out.brief = out.text;
    out.text += ", and it lies within";
  }
  if (is_outside && !scale.is_number()) out.text += ", and it lies outside";
  if (is_outside && scale.is_number()) append_distance(out.text, scale, leaf.tone, left, is_low ? low : high, is_low ? Comparison::kGreaterEqual : Comparison::kLessEqual);
}

}  // namespace

void tell_comparison(const Leaf& leaf, Sentence& out) {
  const bool is_range = leaf.node.op == program::Node::Op::kInRange;
  const bool is_recorded = leaf.finding.left && leaf.finding.right && (!is_range || leaf.finding.low);
  const bool is_readable = is_recorded && leaf.finding.left->is_known && leaf.finding.right->is_known;
  if (!is_readable) out.text.append(value::is_true(leaf.finding.truth) ? "whatever is missing, this holds: " : "whatever is missing, this does not hold: ").append(leaf.scene.prepared.words(leaf.node.text));
  else if (is_range) tell_range(leaf, out);
  else tell_compare(leaf, out);
  cite_all(leaf.finding, out.facts);
  for (const eval::InputFound& input : leaf.finding.inputs) {
    if (input.name == "age") out.facts.push_back(kCitedBirthDate);
    if (input.name == "sex") out.facts.push_back(kCitedSex);
  }
}

void tell_choice(const Leaf& leaf, Sentence& out) {
  const Result& result = leaf.scene.program.results[leaf.node.result];
  const clinical::Concept& entry = leaf.scene.vocabulary()[result.concept_id];
  const auto& names = entry.levels.empty() ? entry.answers : entry.levels;
  std::vector<std::string> asked;
  for (const std::uint16_t choice : leaf.node.choices) {
    if (choice < names.size()) asked.push_back(spaced(names[choice]));
  }
  const Used seen = facts_that(leaf, [](const FactUse&) { return true; });
  if (seen.empty()) out.text += leaf.scene.prepared.name(result.concept_id);
  else append_chooser(out.text, result);
  append_few_facts(out.text, leaf, seen);
  const bool is_one_of = value::is_true(leaf.finding.truth) != leaf.node.is_negated;
  const bool says_itself = seen.size() == 1 && std::any_of(asked.begin(), asked.end(), [&](const std::string& word) { return out.text.find(" " + word + " ") != std::string::npos; });
  const bool is_blamed = leaf.tone == Tone::kBlame;
  if (!is_one_of && !seen.empty()) out.brief = out.text;
  if (!is_one_of) out.text += (is_blamed ? "; must be " : ", not ") + joined_list(asked, "or");
  if (is_one_of && is_blamed) out.text += "; must not be " + joined_list(asked, "or");
  if (is_one_of && !is_blamed && !says_itself) out.text += ", which counts as " + joined_list(asked, "or");
  cite_all(leaf.finding, out.facts);
}

}  // namespace eligo::explain
