// The value of a result, its unit and its reference limits, brought to the concept's own unit exactly.
#include "base/ascii.h"
#include "model/fact_reader.h"
#include "model/number_text.h"

namespace eligo::model {

using diag::Code;
using value::Bound;
using value::Interval;

namespace {

// Whether all of `low` lies below all of `high`.
bool lies_below(const Interval& low, const Interval& high) {
  const Bound& end = low.high;
  const Bound& begin = high.low;
  if (end.is_missing || begin.is_missing) return false;
  return end.at < begin.at || (end.at == begin.at && (end.is_open || begin.is_open));
}

bool is_plain(const clinical::Unit& unit) {
  return unit.dimension.is_none() && unit.factor == value::Number(1) && unit.offset.is_zero();
}

}  // namespace

bool wants_unit(const clinical::Concept& it) { return it.unit && !is_plain(*it.unit); }

bool is_plausible(const clinical::Concept& it, const Interval& amount) {
  return !it.plausible || (!lies_below(amount, *it.plausible) && !lies_below(*it.plausible, amount));
}

void FactReader::read_value() {
  const FactKey* value = take(KeyName::kValue);
  const FactKey* unit = take(KeyName::kUnit);
  if (value == nullptr) {
    if (!fact_.is_broken) log_.add(Code::E0607, to_text(fact_.place), "a result without a value", draft_.line);
    fact_.is_broken = true;
    take(KeyName::kUln);
    take(KeyName::kLln);
    return;
  }
  fact_.value.text = kept(value->text);
  if (unit != nullptr) fact_.value.unit_text = kept(unit->text);
  if (options_.site) put_in_words_of_the_vocabulary();
  if (read_choice(*value)) {
    read_limits(read_unit(unit, false));
  } else {
    read_number(*value, unit);
  }
}

// What the site's own map says of the value and its unit; the draft too then says it so.
void FactReader::put_in_words_of_the_vocabulary() {
  ObservedValue& value = fact_.value;
  const std::string* answer = options_.site->find_answer(concept_at_hand(), value.text);
  const std::string* unit = options_.site->find_unit(value.unit_text);
  for (FactKey& key : draft_.keys) {
    if (answer != nullptr && key.known == KeyName::kValue) key.text = value.text = keep(texts_, *answer);
    if (unit != nullptr && key.known == KeyName::kUnit) key.text = value.unit_text = keep(texts_, *unit);
  }
}

// Whether the value is a word, known or not, or the concept takes words alone.
bool FactReader::read_choice(const FactKey& key) {
  const clinical::Concept& it = concept_at_hand();
  ObservedValue& value = fact_.value;
  const bool has_levels = !it.levels.empty();
  const std::vector<std::string>& choices = has_levels ? it.levels : it.answers;
  if (const auto choice = choice_of(value.text, choices)) {
    value.type = has_levels ? ObservedValue::Type::kLevel : ObservedValue::Type::kAnswer;
    value.choice = *choice;
    return true;
  }
  if (choices.empty()) return false;
  if (it.is_quantity() && read_number_text(value.text)) return false;
  set_aside(Code::E0610, key, quoted(value.text) + " is not " + listed(choices) + (it.is_quantity() ? ", nor a number" : ""));
  return true;
}

void FactReader::read_number(const FactKey& key, const FactKey* unit) {
  const clinical::Concept& it = concept_at_hand();
  ObservedValue& value = fact_.value;
  const auto number = read_number_text(value.text);
  if (!number || (number->is_titre && it.unit)) {
    set_aside(Code::E0607, key, quoted(value.text) + (value.text.empty() ? " is no value" : " cannot be read as a value of `" + it.name + "`"));
    read_limits(std::nullopt);
    return;
  }
  const auto conversion = read_unit(unit, true);
  if (conversion) {
    value.type = number->is_titre ? ObservedValue::Type::kTitre : ObservedValue::Type::kNumber;
    value.is_below_limit = number->is_below_limit;
    value.amount = conversion->is_identity() ? number->amount : conversion->apply(number->amount);
    check_plausible(key);
  }
  read_limits(conversion);
}

// How the given unit becomes the concept's own. None, with a problem, where it cannot.
std::optional<clinical::Conversion> FactReader::read_unit(const FactKey* unit, bool is_needed) {
  const clinical::Concept& it = concept_at_hand();
  const std::string_view text = fact_.value.unit_text;
  const bool is_wanted = wants_unit(it);
  if (text.empty()) {
    if (!is_wanted || !is_needed) return is_wanted ? std::nullopt : std::optional(clinical::Conversion());
    log_.add(Code::E0608, place_of(unit != nullptr ? "unit" : ""), "no unit: `" + it.name + "` is measured in `" + it.unit->text + "`", draft_.line);
    fact_.is_broken = true;
    return std::nullopt;
  }
  if (const auto* known = units_.conversion(fact_.concept_id, QuickText(text))) return known->conversion;
  const auto parsed = units_.unit(text);
  if (!parsed) {
    set_aside(Code::E0608, *unit, quoted(text) + " is no unit that is known" + (it.unit ? "; `" + it.name + "` is measured in `" + it.unit->text + "`" : ""));
    return std::nullopt;
  }
  if (!is_wanted) {
    if (is_plain(*parsed)) {
      units_.keep(fact_.concept_id, text, clinical::Conversion());
      return clinical::Conversion();
    }
    set_aside(Code::E0608, *unit, "`" + it.name + "` has no unit, and " + quoted(text) + " is one");
    return std::nullopt;
  }
  auto conversion = clinical::conversion(*parsed, *it.unit, it.conversions);
  if (conversion) units_.keep(fact_.concept_id, text, *conversion);
  else set_aside(Code::E0608, *unit, quoted(text) + " cannot be converted to `" + it.unit->text + "`, the unit of `" + it.name + "`");
  return conversion;
}

void FactReader::check_plausible(const FactKey& key) {
  const clinical::Concept& it = concept_at_hand();
  if (is_plausible(it, fact_.value.amount)) return;
  const std::string unit = it.unit ? " " + it.unit->text : "";
  std::string given(fact_.value.text);
  if (!fact_.value.unit_text.empty()) given += " " + std::string(fact_.value.unit_text);
  set_aside(Code::E0609, key, quoted(given) + " is not plausible: `" + it.name + "` lies between " + it.plausible->low.at.to_text() + " and " +
                                  it.plausible->high.at.to_text() + unit);
}

void FactReader::read_limits(const std::optional<clinical::Conversion>& conversion) {
  ObservedValue& value = fact_.value;
  value.lln = take_limit(KeyName::kLln, conversion);
  value.uln = take_limit(KeyName::kUln, conversion);
  if (!value.lln || !value.uln || *value.lln <= *value.uln) return;
  log_.add(Code::E0607, place_of("uln"), "the upper limit lies below the lower one; both are left out", draft_.line);
  value.lln.reset();
  value.uln.reset();
}

// A limit that cannot be read is missing, and the result stands.
std::optional<value::Number> FactReader::take_limit(KeyName name, const std::optional<clinical::Conversion>& conversion) {
  const FactKey* key = take(name);
  if (key == nullptr) return std::nullopt;
  if (!concept_at_hand().is_quantity()) {
    report(Code::E0607, *key, "only numbers have reference limits");
    return std::nullopt;
  }
  const auto limit = read_decimal(base::trimmed(key->text));
  if (!limit) {
    report(Code::E0607, *key, quoted(key->text) + " cannot be read as a reference limit");
    return std::nullopt;
  }
  return conversion ? std::optional(conversion->apply(*limit)) : std::nullopt;
}

}  // namespace eligo::model
