// Makes the form of a fact that FactReader has just read without a problem: which of its values may be others in the next
// fact, and what all the rest means, whatever they are. What could change with a value is asked again for each fact.
#include <algorithm>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "model/fact_reader.h"
#include "model/number_text.h"
#include "model/plain_fact.h"
#include "model/record_builder_state.h"

namespace eligo::model {

namespace {

using clinical::AttributeType;
using value::Number;

template <class... Names>
constexpr std::uint32_t bits(Names... names) { return (FactDraft::bit(names) | ...); }

constexpr std::uint32_t kDates = bits(KeyName::kOn, KeyName::kOnset, KeyName::kStart, KeyName::kEnd);
constexpr std::uint32_t kOfResults = bits(KeyName::kOf, KeyName::kCode, KeyName::kVerification, KeyName::kValue, KeyName::kUnit, KeyName::kUln, KeyName::kLln) | kDates;
constexpr std::uint32_t kOfOthers = bits(KeyName::kOf, KeyName::kCode, KeyName::kVerification, KeyName::kOngoing, KeyName::kStatus) | kDates;

/// Each part ends with false where the fact is not ordinary.
class FormMaking {
 public:
  FormMaking(const clinical::Vocabulary& vocabulary, UnitMemory& units, const Fact& fact, const GivenDates& dates, std::vector<PlainKey>& keys, const char* begin)
      : vocabulary_(vocabulary), units_(units), fact_(fact), dates_(dates), keys_(keys), piece_begin_(begin) {}

  bool make(PlainForm& form) {
    form_ = &form;
    form.concept_id = fact_.concept_id;
    form.list = fact_.kind;
    form.verification = fact_.verification;
    form.type = fact_.value.type;
    form.choice = fact_.value.choice;
    form.standing = dates_.standing;
    form.is_acute = dates_.is_acute;
    form.is_chronic = dates_.is_chronic;
    return std::all_of(keys_.begin(), keys_.end(), [this](PlainKey& key) { return take(key); }) && is_sound();
  }

 private:
  const clinical::Concept& concept_at_hand() const { return vocabulary_[fact_.concept_id]; }
  bool has(KeyName name) const { return (known_ & FactDraft::bit(name)) != 0; }

  bool take(PlainKey& key) {
    if (key.is_path) return key.is_quoted && take_text(key, form_->path);
    const KeyName name = key_name(key.name);
    if (name == KeyName::kOther) return take_attribute(key);
    known_ |= FactDraft::bit(name);
    switch (name) {
      case KeyName::kOf:
      case KeyName::kCode:
      case KeyName::kOngoing:
      case KeyName::kStatus:
      case KeyName::kVerification: return true;
      case KeyName::kOn: return take_date(key, form_->single);
      case KeyName::kOnset:
      case KeyName::kStart: return take_date(key, form_->start);
      case KeyName::kEnd: return take_date(key, form_->end);
      case KeyName::kValue: return take_value(key);
      case KeyName::kUnit:
        form_->unit_text = fixed(key.text);
        return base::trimmed(key.text) == key.text && take_conversion(key.text);
      case KeyName::kUln: return take_number(key, form_->uln);
      case KeyName::kLln: return take_number(key, form_->lln);
      case KeyName::kOther: break;
    }
    return false;
  }

  // What must hold of the keys together.
  bool is_sound() const {
    const bool is_result = fact_.kind == Kind::kObservation;
    const bool has_choice = form_->type == ObservedValue::Type::kAnswer || form_->type == ObservedValue::Type::kLevel;
    const std::uint32_t dates = known_ & kDates;
    if ((known_ & ~(is_result ? kOfResults : kOfOthers)) != 0 || taken_attributes_ != fact_.attributes.size()) return false;
    if (is_result && (!has(KeyName::kValue) || (has_choice && (known_ & bits(KeyName::kUnit, KeyName::kUln, KeyName::kLln)) != 0))) return false;
    if ((has(KeyName::kOn) && dates != FactDraft::bit(KeyName::kOn)) || (has(KeyName::kOnset) && has(KeyName::kStart))) return false;
    return dates_.standing != Standing::kLasting || !(has(KeyName::kOn) || has(KeyName::kEnd));
  }

  bool take_value(PlainKey& key) {
    const clinical::Concept& it = concept_at_hand();
    if (it.plausible) form_->plausible = it.plausible;
    if (form_->type == ObservedValue::Type::kAnswer || form_->type == ObservedValue::Type::kLevel) {
      form_->value_text = fixed(key.text);
      return base::trimmed(key.text) == key.text;
    }
    const std::vector<std::string>& choices = it.levels.empty() ? it.answers : it.levels;
    const bool may_be_choice = std::any_of(choices.begin(), choices.end(), [](const std::string& choice) { return choice.empty() || base::is_digit(choice.front()); });
    if (may_be_choice || form_->type != ObservedValue::Type::kNumber || !take_number(key, form_->value)) return false;
    form_->value_text = {form_->value, true, 0, 0};
    return true;
  }

  bool take_conversion(std::string_view unit) {
    if (unit.empty() || form_->type != ObservedValue::Type::kNumber) return false;
    const auto* const known = units_.conversion(fact_.concept_id, QuickText(unit));
    if (known != nullptr && !known->is_identity) form_->conversion = known->conversion;
    return known != nullptr;
  }

  bool take_date(PlainKey& key, std::uint8_t& out) {
    return key.is_quoted ? add_value(key, PlainPart::kText, key.text.size(), out) : take_number(key, out);
  }

  bool take_number(PlainKey& key, std::uint8_t& out) {
    return Number::from_plain_decimal(key.text) && add_value(key, PlainPart::kNumber, key.text.size(), out);
  }

  bool take_text(PlainKey& key, PlainForm::Text& out) {
    std::uint8_t value = PlainForm::kNone;
    if (!add_value(key, PlainPart::kText, key.text.size(), value)) return false;
    out = {value, true, 0, 0};
    return true;
  }

  // FactReader reads them in the order of their keys.
  bool take_attribute(PlainKey& key) {
    if (taken_attributes_ == fact_.attributes.size()) return false;
    const FactAttribute& read = fact_.attributes[taken_attributes_++];
    if (read.text != key.text || !base::equal_folded(read.attribute->name, key.name)) return false;
    PlainForm::Attribute& out = form_->attributes.emplace_back();
    out.first = read;
    out.first.text = {};
    out.text = fixed(key.text);
    switch (read.attribute->type) {
      case AttributeType::kNumber: return take_number_of(key, out);
      case AttributeType::kQuantity: return take_quantity_of(key, out);
      case AttributeType::kWord:
      case AttributeType::kDuration: return take_text_of(key, PlainForm::Reading::kText, out);
      case AttributeType::kDate: return take_text_of(key, PlainForm::Reading::kDate, out);
      case AttributeType::kConcept: return read.concept_id.is_valid();   // another text may name one
      case AttributeType::kLevel:
      case AttributeType::kAnswer:
      case AttributeType::kYesNo: return true;
    }
    return false;
  }

  bool take_text_of(PlainKey& key, PlainForm::Reading reading, PlainForm::Attribute& out) {
    out.reading = reading;
    return key.is_quoted && take_text(key, out.text);
  }

  bool take_number_of(PlainKey& key, PlainForm::Attribute& out) {
    out.reading = PlainForm::Reading::kNumber;
    const bool is_taken = take_number(key, out.value);
    out.text = {out.value, true, 0, 0};
    return is_taken;
  }

  // `400 mg`: the number may change, and what stands behind it is fixed.
  bool take_quantity_of(PlainKey& key, PlainForm::Attribute& out) {
    const NumberAndUnit parts = split_unit(key.text);
    if (!Number::from_plain_decimal(parts.number) || !key.text.starts_with(parts.number)) return false;
    const auto given = units_.unit(parts.unit);
    const auto conversion = given && read_unit(out) ? clinical::conversion(*given, *read_unit(out), {}) : std::nullopt;
    if (!given || (read_unit(out) && !conversion)) return false;
    if (conversion && !conversion->is_identity()) out.conversion = conversion;
    out.reading = PlainForm::Reading::kQuantity;
    const bool is_taken = add_value(key, PlainPart::kNumber, parts.number.size(), out.value);
    out.text = {out.value, true, 0, static_cast<std::uint32_t>(key.text.size() - parts.number.size())};
    return is_taken;
  }

  static const std::optional<clinical::Unit>& read_unit(const PlainForm::Attribute& of) { return of.first.attribute->unit; }

  // A text in the piece at hand.
  PlainForm::Text fixed(std::string_view text) const {
    return {count_, false, static_cast<std::uint32_t>(text.data() - piece_begin_), static_cast<std::uint32_t>(text.size())};
  }

  bool add_value(PlainKey& key, PlainPart part, std::size_t size, std::uint8_t& out) {
    if (count_ == PlainForm::kMostValues) return false;
    key.part = part;
    key.part_size = size;
    piece_begin_ = key.text.data() + size;
    out = count_++;
    return true;
  }

  const clinical::Vocabulary& vocabulary_;
  UnitMemory& units_;
  const Fact& fact_;
  const GivenDates& dates_;
  std::vector<PlainKey>& keys_;
  const char* piece_begin_;                              // where the piece at hand begins
  PlainForm* form_ = nullptr;
  std::uint32_t known_ = 0;                              // a bit for each KeyName that was met
  std::uint8_t count_ = 0;                               // of values
  std::size_t taken_attributes_ = 0;
};

}  // namespace

bool RecordBuilder::plain_form(const char* begin, std::vector<PlainKey>& keys, PlainForm& form) const {
  const State& s = *state_;
  if (!s.takes_plain_facts() || s.log.size() != s.problems_before_fact) return false;
  const Fact& fact = s.record.facts.back();   // with a site's map there may be none
  if (fact.is_broken || !fact.concept_id.is_valid()) return false;
  const clinical::Concept& it = s.vocabulary[fact.concept_id];
  if (it.kind != fact.kind) return false;
  form.is_of_one_sex = it.only_female || it.only_male;
  form.is_asked = s.keeps_facts_of(fact.concept_id) || form.is_of_one_sex;   // the sex may stand against it
  return FormMaking(s.vocabulary, state_->units, fact, s.unsettled.back().dates, keys, begin).make(form);
}

}  // namespace eligo::model
