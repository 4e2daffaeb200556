// Numbers, levels and answers against their limits: the value, the limit, the distance in the rule's own unit and as a
// multiple of the reference limit.
#include <algorithm>

#include "explain/compared.h"
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
using ValueOp = Value::Op;

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
  const bool is_turned = !result_in(leaf.scene, {n.left}) && result_in(leaf.scene, {n.right});
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
  const UsedFacts seen = facts_that(leaf, [](const FactUse&) { return true; });
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
