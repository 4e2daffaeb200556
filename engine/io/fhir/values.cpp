// The types of value[x]. Units by their UCUM code first; where text and code contradict each other, the fact is set aside.
#include "io/fhir/values.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "clinical/unit.h"
#include "io/fhir/dates.h"
#include "io/fhir/words.h"
#include "model/number_text.h"

namespace eligo::io::fhir {

namespace {

using diag::Code;

bool is_ucum(std::string_view system) {
  return system.ends_with("unitsofmeasure.org") || system.ends_with("ucum.org") || system == "urn:oid:2.16.840.1.113883.6.8";
}

/// Reads the value of one observation for one concept.
class ValueReader {
 public:
  ValueReader(Chart& chart, Telling& telling) : chart_(chart), telling_(telling), concept_(chart.vocabulary()[telling.code.concept_id]) {}

  bool read(Element found) {
    const Element it = choice(found, "value");
    const std::string_view type = type_of_choice(it, "value");
    if (!it) return read_absent(found);
    if (type == "Quantity") quantity(it);
    else if (type == "CodeableConcept") coded(it);
    else if (type == "String") text(it.text());
    else if (type == "Integer") telling_.put("value", it.text());
    else if (type == "Boolean") boolean(it);
    else if (type == "Range") range(it);
    else if (type == "Ratio") ratio(it);
    else telling_.add_trouble(Code::E0607, "a value of the type `" + std::string(type) + "` cannot be read");
    limits(found["referenceRange"]);
    return true;
  }

 private:
  bool has(std::string_view key) const {
    return std::any_of(telling_.keys.begin(), telling_.keys.end(), [&](const auto& it) { return it.first == key; });
  }

  // Without a value: an interpretation may be the answer; else the reason says whether anything was measured at all.
  bool read_absent(Element found) {
    for (const Element interpretation : found["interpretation"]) {
      const Answer answer = answer_of(chart_, telling_.code.concept_id, interpretation);
      const bool is_listed = std::find(concept_.answers.begin(), concept_.answers.end(), answer.word) != concept_.answers.end();
      if (is_listed && !answer.is_contradicted && !found["dataAbsentReason"]) return telling_.put("value", answer.word), true;
    }
    const std::string reason(word_of(found["dataAbsentReason"]));
    for (const std::string_view never : {"not-performed", "not-asked", "asked-declined", "not-applicable", "not-permitted"}) {
      if (reason == never) return false;
    }
    telling_.add_trouble(Code::E0607, reason.empty() ? "a result without a value" : "no value: `" + reason + "`");
    return true;
  }

  void quantity(Element it) {
    const std::string_view comparator = it["comparator"].text();
    const std::string_view value = it["value"].text();
    if (value.empty()) return telling_.add_trouble(Code::E0607, "a quantity without a value");
    if (!comparator.empty() && comparator != "<" && comparator != "<=" && comparator != ">" && comparator != ">=") {
      return telling_.add_trouble(Code::E0607, "the comparator `" + std::string(comparator) + "` is not known");
    }
    telling_.put("value", std::string(comparator) + std::string(value));
    telling_.put("unit", unit(it));
  }

  // The code where it is of UCUM, else the unit as text, else the code all the same.
  std::string unit(Element it) {
    const std::string_view code = it["code"].text();
    const std::string_view text = it["unit"].text();
    const bool has_ucum = !code.empty() && is_ucum(it["system"].text());
    if (has_ucum && contradict(code, text)) {
      telling_.add_trouble(Code::E0608, "the unit is `" + std::string(code) + "` by its code, and `" + std::string(text) + "` by its text");
    }
    return std::string(has_ucum || text.empty() ? code : text);
  }

  bool contradict(std::string_view code, std::string_view text) const {
    const auto by_code = clinical::parse_unit(code);
    const auto by_text = clinical::parse_unit(local(text));
    if (text.empty() || !by_code || !by_text) return false;
    if (!concept_.unit) return !(by_code->dimension == by_text->dimension && by_code->factor == by_text->factor);
    const auto from_code = clinical::conversion(*by_code, *concept_.unit, concept_.conversions);
    const auto from_text = clinical::conversion(*by_text, *concept_.unit, concept_.conversions);
    if (!from_code && !from_text) return false;   // neither can be used, and that is said of the code
    return !from_code || !from_text || from_code->factor != from_text->factor || from_code->offset != from_text->offset;
  }

  std::string local(std::string_view unit) const {
    const model::SiteMap* site = chart_.codes().options().site.get();
    const std::string* known = site != nullptr ? site->find_unit(unit) : nullptr;
    return known != nullptr ? *known : std::string(unit);
  }

  void coded(Element it) {
    const Answer answer = answer_of(chart_, telling_.code.concept_id, it);
    if (answer.is_contradicted) return telling_.add_trouble(Code::E0633, "the codes of the value mean different answers");
    telling_.put("value", answer.word);
    if (answer.word.empty()) telling_.add_trouble(Code::E0607, "a coded value without code and text");
  }

  void text(std::string_view it) {
    if (const std::string word = answer_of_text(concept_, it); !word.empty()) return telling_.put("value", word);
    const model::NumberAndUnit parts = model::split_unit(it);
    const bool has_unit = !parts.unit.empty() && model::read_number_text(parts.number) && clinical::parse_unit(local(parts.unit));
    telling_.put("value", has_unit ? parts.number : it);
    if (has_unit) telling_.put("unit", parts.unit);
    if (it.empty()) telling_.add_trouble(Code::E0607, "a text without a word");
  }

  void boolean(Element it) {
    const std::string word = answer_of_boolean(concept_, it.is_true());
    telling_.put("value", word.empty() ? it.text() : word);
  }

  void range(Element it) {
    const Element low = it["low"];
    const Element high = it["high"];
    const std::string unit_of_low = unit(low);
    const std::string unit_of_high = unit(high);
    if (!low["value"]) return telling_.add_trouble(Code::E0607, "a range without a lower end");
    if (high["value"] && unit_of_low != unit_of_high) return telling_.add_trouble(Code::E0608, "the ends of the range have different units");
    telling_.put("value", high["value"] ? std::string(low["value"].text()) + "-" + std::string(high["value"].text()) : ">=" + std::string(low["value"].text()));
    telling_.put("unit", unit_of_low);
  }

  // 1:80 is a titre; so many of this in one of that is a quantity.
  void ratio(Element it) {
    const Element above = it["numerator"];
    const Element below = it["denominator"];
    const std::string up = unit(above);
    const std::string down = unit(below);
    const auto one = model::read_decimal(below["value"].text());
    const bool is_plain = above["value"] && one && !above["comparator"] && !below["comparator"];
    if (is_plain && up.empty() && down.empty()) {
      telling_.put("value", std::string(above["value"].text()) + ":" + std::string(below["value"].text()));
    } else if (is_plain && *one == value::Number(1) && !up.empty() && !down.empty()) {
      telling_.put("value", above["value"].text());
      telling_.put("unit", up + "/" + down);
    } else {
      telling_.add_trouble(Code::E0607, "a ratio that is no titre and no quantity for each unit");
    }
  }

  // The limits that came with this result: of the one range that is for normal values. Several leave none.
  void limits(Element ranges) {
    Element only;
    for (const Element range : ranges) {
      const std::string_view type = word_of(range["type"]);
      if ((!type.empty() && type != "normal") || (!range["low"] && !range["high"])) continue;
      if (only) return;
      only = range;
    }
    if (!only || !concept_.is_quantity()) return;
    limit("lln", only["low"]);
    limit("uln", only["high"]);
  }

  void limit(std::string_view key, Element bound) {
    const std::string_view value = bound["value"].text();
    if (value.empty()) return;
    const std::string own = unit(bound);
    const auto of_value = std::find_if(telling_.keys.begin(), telling_.keys.end(), [](const auto& it) { return it.first == "unit"; });
    const bool is_same = own.empty() || (of_value != telling_.keys.end() && are_alike(own, of_value->second));
    if (is_same) return telling_.put(key, value);
    chart_.report(Code::E0608, *telling_.resource, telling_.part + ".referenceRange", "the limit has the unit `" + own + "`, and the value another; it is left out");
  }

  bool are_alike(std::string_view a, std::string_view b) const {
    const auto first = clinical::parse_unit(local(a));
    const auto second = clinical::parse_unit(local(b));
    if (!first || !second) return a == b;
    return first->dimension == second->dimension && first->factor == second->factor && first->offset == second->offset;
  }

  Chart& chart_;
  Telling& telling_;
  const clinical::Concept& concept_;
};

}  // namespace

bool put_value(Chart& chart, Telling& telling, Element found) { return ValueReader(chart, telling).read(found); }

}  // namespace eligo::io::fhir
