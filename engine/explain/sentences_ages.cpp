// Ages in completed units: how old, at which moment, the limit, and when it will be reached.
#include "clinical/calendar.h"
#include "explain/grounds.h"
#include "explain/sentences.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

// "age 17 years", "age 17 or 18 years", "age 30 to 40 years".
std::string span_text(const Leaf& leaf) {
  const std::string plural = value::name_of(leaf.node.unit);
  const std::string singular = plural.substr(0, plural.size() - 1);
  if (!leaf.finding.age_low || !leaf.finding.age_high) return "age";
  const std::int64_t low = *leaf.finding.age_low, high = *leaf.finding.age_high;
  if (low == high) return "age " + shown_count(low, singular);
  return "age " + std::to_string(low) + (high - low == 1 ? " or " : " to ") + shown_count(high, singular);
}

std::string age_limit_text(const program::Node& n, bool is_wanted) {
  const std::string unit = value::name_of(n.unit);
  const bool is_one = n.number == value::Number(1) && !n.is_range;
  const std::string shown_unit = is_one ? unit.substr(0, unit.size() - 1) : unit;
  if (n.is_range) return std::string(is_wanted ? "within " : "outside ") + shown_number(n.number) + " to " + shown_number(n.upper) + " " + unit;
  return std::string(value::words_of(is_wanted ? n.comparison : value::opposite(n.comparison))) + " " + shown_number(n.number) + " " + shown_unit;
}

// The first day of the wanted age, where the birth date is a day and the patient has yet to reach it.
std::string reached_text(const Leaf& leaf) {
  const program::Node& n = leaf.node;
  const value::TimeSpan& birth = leaf.scene.record.birth;
  const auto limit = n.number.floor();
  const bool is_low = leaf.finding.age_high && limit && *leaf.finding.age_high < *limit + (n.comparison == value::Comparison::kGreater ? 1 : 0);
  if (leaf.tone != Tone::kBlame || value::is_true(leaf.finding.truth) || !birth.is_day() || !is_low || *limit > 100000) return "";
  const std::int32_t wanted = static_cast<std::int32_t>(*limit) + (n.comparison == value::Comparison::kGreater ? 1 : 0);
  value::Day day = clinical::later(birth.first, {wanted, n.unit});
  while (clinical::completed(n.unit, birth.first, day) < wanted) ++day;
  return ", which is so from " + value::to_text(day) + " on";
}

}  // namespace

void tell_age(const Leaf& leaf, Sentence& out) {
  out.text.append(span_text(leaf)).append(" at ");
  out.facts.push_back(kCitedBirthDate);
  append_moment(out.text, leaf.scene, leaf.node.moment, leaf.finding.moment);
  out.brief = out.text;
  const bool holds = value::is_true(leaf.finding.truth);
  const bool is_blamed = leaf.tone == Tone::kBlame;
  out.text += (is_blamed ? "; must be " : ", which is ") + age_limit_text(leaf.node, is_blamed ? !holds : holds) + reached_text(leaf);
  cite_moment(leaf.scene, leaf.node.moment, leaf.finding.moment, out.facts);
}

}  // namespace eligo::explain
