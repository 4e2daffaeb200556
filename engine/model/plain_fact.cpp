// Each question that FactReader would ask of such a fact is asked here too; any answer but the ordinary one ends the reading.
#include "model/plain_fact.h"

#include <utility>

#include "base/ascii.h"
#include "model/fact_reader.h"

namespace eligo::model {

namespace {

using value::Interval;
using value::Number;

template <class... Names>
constexpr std::uint32_t bits(Names... names) { return (FactDraft::bit(names) | ...); }

constexpr std::uint32_t kDates = bits(KeyName::kOn, KeyName::kOnset, KeyName::kStart, KeyName::kEnd);
constexpr std::uint32_t kLimits = bits(KeyName::kUln, KeyName::kLln);
constexpr std::uint32_t kOfResults = bits(KeyName::kOf, KeyName::kVerification, KeyName::kValue, KeyName::kUnit) | kLimits | kDates;
constexpr std::uint32_t kOfOthers = bits(KeyName::kOf, KeyName::kVerification, KeyName::kOngoing, KeyName::kStatus) | kDates;

bool has_ordinary_keys(const PlainTexts& texts) {
  const std::uint32_t allowed = texts.list == Kind::kObservation ? kOfResults : kOfOthers;
  return (texts.known & ~allowed) == 0 && texts.has(KeyName::kOf);
}

bool is_trimmed(std::string_view text) { return !text.empty() && !base::is_blank(text.front()) && !base::is_blank(text.back()); }

bool read_standing(const PlainTexts& texts, GivenDates& dates) {
  if (texts.has(KeyName::kOngoing)) {
    const std::string_view text = texts[KeyName::kOngoing];
    if (texts.has(KeyName::kStatus) || (text != "true" && text != "false")) return false;
    dates.standing = text == "true" ? Standing::kLasting : Standing::kOver;
  } else if (texts.has(KeyName::kStatus)) {
    const std::string_view text = texts[KeyName::kStatus];
    if (text != "active" && text != "resolved") return false;
    dates.standing = text == "active" ? Standing::kLasting : Standing::kOver;
  }
  return dates.standing != Standing::kLasting || !(dates.end || dates.single);
}

bool read_verification(const PlainTexts& texts, Fact& fact) {
  if (!texts.has(KeyName::kVerification)) return true;
  const std::string_view text = texts[KeyName::kVerification];
  if (text == "suspected") fact.verification = Verification::kSuspected;
  else if (text == "refuted") fact.verification = Verification::kRefuted;
  else return text == "confirmed";
  return true;
}

bool read_limit(const PlainTexts& texts, KeyName name, const clinical::Conversion* conversion, std::optional<Number>& out) {
  if (!texts.has(name)) return true;
  out = Number::from_plain_decimal(texts[name]);
  if (out && conversion != nullptr) out = conversion->apply(*out);
  return out.has_value();
}

bool is_within(const Interval& range, const Number& amount) {
  return (range.low.is_missing || (range.low.is_open ? amount > range.low.at : amount >= range.low.at)) &&
         (range.high.is_missing || (range.high.is_open ? amount < range.high.at : amount <= range.high.at));
}

void set_point(Interval& out, const Number& amount) { out.low.at = out.high.at = amount; }   // an interval is closed unless it is said not to be

}  // namespace

bool PlainTexts::add_other(std::string_view name, std::string_view text) {
  if (others_count == kMostOthers || !is_trimmed(name)) return false;
  for (std::uint32_t i = 0; i < others_count; ++i) {
    if (base::equal_folded(others[i].name, name)) return false;
  }
  others[others_count++] = {name, text};
  return true;
}

bool PlainFactReader::read(const PlainTexts& texts, Fact& fact, GivenDates& dates) {
  if (!has_ordinary_keys(texts) || options_.site != nullptr) return false;
  fact.concept_id = names_.known(texts[KeyName::kOf]);
  if (!fact.concept_id) return false;
  const clinical::Concept& it = vocabulary_[fact.concept_id];
  if (it.kind != texts.list) return false;
  fact.kind = texts.list;
  fact.place.list = texts.list;
  fact.place.index = texts.index;
  fact.place.line = texts.line;
  if (!texts.path.empty()) fact.place.path = base::trimmed(texts.path);
  dates.is_acute = it.is_acute;
  dates.is_chronic = it.is_chronic;
  if (!read_dates(texts, dates) || !read_standing(texts, dates) || !read_verification(texts, fact)) return false;
  if (texts.list == Kind::kObservation && !read_value(texts, it, fact)) return false;
  return texts.others_count == 0 || read_attributes(texts, fact);
}

void PlainFactReader::recycle(std::vector<FactAttribute>& attributes) {
  attributes.clear();
  if (spare_.size() < kMostSpare) spare_.push_back(std::move(attributes));
}

bool PlainFactReader::read_dates(const PlainTexts& texts, GivenDates& dates) {
  const std::uint32_t given = texts.known & kDates;
  if (given == bits(KeyName::kOn)) return read_date(texts[KeyName::kOn], dates.single);
  if (given == 0) return true;
  const bool has_onset = texts.has(KeyName::kOnset), has_start = texts.has(KeyName::kStart), has_end = texts.has(KeyName::kEnd);
  if (texts.has(KeyName::kOn) || (has_onset && has_start)) return false;
  if ((has_onset || has_start) && !read_date(texts[has_onset ? KeyName::kOnset : KeyName::kStart], dates.start)) return false;
  return !has_end || (read_date(texts[KeyName::kEnd], dates.end) && !is_surely_reversed(dates));
}

bool PlainFactReader::read_date(std::string_view text, std::optional<value::TimeSpan>& out) {
  if (const auto day = months_.parse_day(text)) {
    out = value::TimeSpan::on(*day);
    return true;
  }
  out = value::parse_date(text);
  return out && !(options_.zone && out->has_clock());
}

bool PlainFactReader::read_value(const PlainTexts& texts, const clinical::Concept& it, Fact& fact) const {
  if (!texts.has(KeyName::kValue)) return false;
  ObservedValue& value = fact.value;
  value.text = texts[KeyName::kValue];
  const bool has_levels = !it.levels.empty();
  const std::vector<std::string>& choices = has_levels ? it.levels : it.answers;
  if (choices.empty()) return read_number(texts, it, fact);
  const auto choice = choice_of(value.text, choices);
  if (!choice) return it.is_quantity() && read_number(texts, it, fact);
  value.type = has_levels ? ObservedValue::Type::kLevel : ObservedValue::Type::kAnswer;
  value.choice = *choice;
  return !texts.has(KeyName::kUnit) && (texts.known & kLimits) == 0;
}

bool PlainFactReader::read_number(const PlainTexts& texts, const clinical::Concept& it, Fact& fact) const {
  ObservedValue& value = fact.value;
  const auto number = Number::from_plain_decimal(value.text);
  if (!number) return false;
  const clinical::Conversion* conversion = nullptr;   // none is needed
  if (texts.has(KeyName::kUnit)) {
    value.unit_text = texts[KeyName::kUnit];
    conversion = units_.conversion(fact.concept_id, value.unit_text);
    if (conversion == nullptr) return false;
    if (conversion->is_identity()) conversion = nullptr;
  } else if (wants_unit(it)) {
    return false;
  }
  value.type = ObservedValue::Type::kNumber;
  set_point(value.amount, conversion != nullptr ? conversion->apply(*number) : *number);
  if (it.plausible && !is_within(*it.plausible, value.amount.low.at)) return false;
  if ((texts.known & kLimits) == 0) return true;
  if (!read_limit(texts, KeyName::kLln, conversion, value.lln) || !read_limit(texts, KeyName::kUln, conversion, value.uln)) return false;
  return !value.lln || !value.uln || *value.lln <= *value.uln;
}

bool PlainFactReader::read_attributes(const PlainTexts& texts, Fact& fact) {
  if (!spare_.empty()) {
    fact.attributes.swap(spare_.back());
    spare_.pop_back();
  }
  for (std::uint32_t i = 0; i < texts.others_count; ++i) {
    const PlainTexts::Other& other = texts.others[i];
    FactAttribute& out = fact.attributes.emplace_back();
    out.attribute = attribute(fact.concept_id, texts.list, other.name);
    out.text = other.text;
    if (out.attribute == nullptr || !is_trimmed(other.text) || !fill(out)) return false;
    fact.is_study_disease |= is_study_disease(out);
  }
  return true;
}

// What a concept has of its own is looked up each time.
const clinical::Attribute* PlainFactReader::attribute(ConceptId of, Kind list, std::string_view name) {
  if (!vocabulary_[of].attributes.empty()) return attribute_of_facts(vocabulary_, of, list, name);
  const QuickText wanted(name);
  KnownAttribute& place = attributes_[(wanted.mixed() + static_cast<std::size_t>(list)) % attributes_.size()];
  if (place.attribute != nullptr && place.list == list && place.name == wanted) return place.attribute;
  const clinical::Attribute* const found = attribute_of_facts(vocabulary_, of, list, name);
  if (found != nullptr && found->name == name) place = {QuickText(found->name), found, list};
  return found;
}

bool PlainFactReader::fill(FactAttribute& out) const {
  using clinical::AttributeType;
  switch (out.attribute->type) {
    case AttributeType::kNumber:
      if (const auto number = Number::from_plain_decimal(out.text)) {
        set_point(out.amount, *number);
        return true;
      }
      return false;
    case AttributeType::kLevel:
    case AttributeType::kAnswer:
      if (const auto choice = choice_of(out.text, out.attribute->choices)) {
        out.choice = *choice;
        return true;
      }
      return false;
    case AttributeType::kConcept:
      out.concept_id = names_.known(out.text);
      return out.concept_id.is_valid();
    case AttributeType::kWord: return true;
    case AttributeType::kYesNo:
    case AttributeType::kDate:
    case AttributeType::kDuration:
    case AttributeType::kQuantity: return false;
  }
  return false;
}

}  // namespace eligo::model
