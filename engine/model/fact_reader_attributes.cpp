// The further keys of a fact, read by the type that the vocabulary gives them.
#include <algorithm>

#include "base/ascii.h"
#include "model/fact_reader.h"
#include "model/number_text.h"

namespace eligo::model {

using clinical::AttributeType;
using diag::Code;

const clinical::Attribute* attribute_of_facts(const clinical::Vocabulary& vocabulary, ConceptId of, Kind list, std::string_view name) {
  if (base::equal_folded(name, "duration") || base::equal_folded(name, "value")) return nullptr;  // follow from other keys
  if (vocabulary[of].kind == list) return vocabulary.attribute(of, name);
  const auto& all = clinical::attributes_of(list);
  const auto found = std::find_if(all.begin(), all.end(), [&](const clinical::Attribute& it) { return base::equal_folded(it.name, name); });
  return found == all.end() ? nullptr : &*found;
}

bool is_study_disease(const clinical::Attribute& attribute, std::string_view text) {
  return base::equal_folded(text, "study_disease") && base::equal_folded(attribute.name, "role");
}

void FactReader::read_attribute(const FactKey& key, const clinical::Attribute& attribute) {
  FactAttribute out;
  out.attribute = &attribute;
  out.text = kept(key.text);
  if (out.text.empty()) return set_aside(Code::E0613, key, "`" + attribute.name + "` is given, but empty");
  if (!fill(out, key)) return;
  fact_.is_study_disease |= is_study_disease(attribute, out.text);
  fact_.attributes.push_back(std::move(out));
}

// Reads the text by its type; where that cannot be done, sets the fact aside and says so.
bool FactReader::fill(FactAttribute& out, const FactKey& key) {
  switch (out.attribute->type) {
    case AttributeType::kNumber: {
      const auto number = read_number_text(out.text);
      if (!number || number->is_titre) break;
      out.amount = number->amount;
      return true;
    }
    case AttributeType::kQuantity: return fill_quantity(out, key);
    case AttributeType::kLevel:
    case AttributeType::kAnswer: return fill_choice(out, key);
    case AttributeType::kYesNo: {
      const auto answer = yes_or_no(out.text);
      if (!answer) break;
      out.is_yes = *answer;
      return true;
    }
    case AttributeType::kDate:
      if (!value::parse_date(out.text)) break;
      return true;
    case AttributeType::kConcept: out.concept_id = vocabulary_.find(out.text); return true;
    case AttributeType::kWord:
    case AttributeType::kDuration: return true;
  }
  set_aside(Code::E0613, key, quoted(out.text) + " cannot be read as `" + out.attribute->name + "`");
  return false;
}

bool FactReader::fill_quantity(FactAttribute& out, const FactKey& key) {
  const NumberAndUnit parts = split_unit(out.text);
  const auto number = read_number_text(parts.number);
  if (!number || number->is_titre) {
    set_aside(Code::E0613, key, quoted(out.text) + " cannot be read as `" + out.attribute->name + "`: a number and a unit are wanted");
    return false;
  }
  out.amount = number->amount;
  out.unit = units_.unit(parts.unit);
  if (!out.unit) {
    set_aside(Code::E0608, key, quoted(parts.unit) + " is no unit that is known");
    return false;
  }
  if (!out.attribute->unit) return true;
  const auto conversion = clinical::conversion(*out.unit, *out.attribute->unit, {});
  if (!conversion) {
    set_aside(Code::E0608, key, quoted(out.text) + " cannot be converted to `" + out.attribute->unit->text + "`");
    return false;
  }
  out.amount = conversion->apply(out.amount);
  out.unit = out.attribute->unit;
  return true;
}

bool FactReader::fill_choice(FactAttribute& out, const FactKey& key) {
  const auto choice = choice_of(out.text, out.attribute->choices);
  if (!choice) {
    set_aside(Code::E0610, key, quoted(out.text) + " is not " + listed(out.attribute->choices));
    return false;
  }
  out.choice = *choice;
  return true;
}

}  // namespace eligo::model
