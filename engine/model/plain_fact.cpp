// Adds a fact that is ordinary in every way. Each question that FactReader would ask of such a fact is asked here too; any
// answer but the ordinary one ends the reading. All of it is one function to the compiler: most facts come this way.
#include "model/plain_fact.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "model/fact_dates.h"
#include "model/fact_reader.h"
#include "model/record_builder_state.h"

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

bool is_trimmed(std::string_view text) { return !text.empty() && !base::is_blank(text.front()) && !base::is_blank(text.back()); }

bool is_within(const Interval& range, const Number& amount) {
  return (range.low.is_missing || (range.low.is_open ? amount > range.low.at : amount >= range.low.at)) &&
         (range.high.is_missing || (range.high.is_open ? amount < range.high.at : amount <= range.high.at));
}

void set_point(Interval& out, const Number& amount) { out.low.at = out.high.at = amount; }   // an interval is closed unless it is said not to be

/// Each part ends with false where something is not ordinary.
class PlainReading {
 public:
  PlainReading(const PlainTexts& texts, const clinical::Vocabulary& vocabulary, const ReadOptions& options, const NameMemory& names, const UnitMemory& units,
               PlainMemory& memory, const KnownConcept& of, Fact& fact, GivenDates& dates)
      : texts_(texts), shape_(*texts.shape), vocabulary_(vocabulary), options_(options), names_(names), units_(units), memory_(memory), known_(of), fact_(fact), dates_(dates) {}

  /// Fills in the fact and its dates as given, both empty before. Dates that are one whole day and nothing else may be
  /// left to single_day().
  bool read() {
    const bool is_result = shape_.list == Kind::kObservation;
    fact_.concept_id = known_.id;
    fact_.kind = shape_.list;
    fact_.place.list = shape_.list;
    fact_.place.index = texts_.index;
    fact_.place.line = texts_.line;
    if (shape_.path_at != PlainShape::kNowhere) fact_.place.path = base::trimmed(texts_.values[shape_.path_at]);
    return read_dates() && (is_result ? read_value() : read_standing()) && read_verification() && (shape_.others.empty() || read_attributes());
  }
  std::optional<value::Day> single_day() const { return single_day_; }

 private:
  bool read_dates() {
    dates_.is_acute = known_.is_acute;
    dates_.is_chronic = known_.is_chronic;
    const std::uint32_t given = shape_.known & kDates;
    if (given == bits(KeyName::kOn)) {
      single_day_ = memory_.months.parse_day(texts_[KeyName::kOn]);
      return single_day_ || read_date(texts_[KeyName::kOn], dates_.single);
    }
    return given == 0 || read_span();
  }

  bool read_span() {
    const bool has_onset = shape_.has(KeyName::kOnset), has_start = shape_.has(KeyName::kStart), has_end = shape_.has(KeyName::kEnd);
    if (shape_.has(KeyName::kOn) || (has_onset && has_start)) return false;
    if ((has_onset || has_start) && !read_date(texts_[has_onset ? KeyName::kOnset : KeyName::kStart], dates_.start)) return false;
    return !has_end || (read_date(texts_[KeyName::kEnd], dates_.end) && !is_surely_reversed(dates_));
  }

  bool read_date(std::string_view text, std::optional<value::TimeSpan>& out) {
    if (const auto day = memory_.months.parse_day(text)) {
      value::TimeSpan& span = out.emplace();
      span.first = span.last = *day;
      return true;
    }
    out = value::parse_date(text);
    return out && !(options_.zone && out->has_clock());
  }

  bool read_standing() {
    if (shape_.has(KeyName::kOngoing)) {
      const std::string_view text = texts_[KeyName::kOngoing];
      if (shape_.has(KeyName::kStatus) || (text != "true" && text != "false")) return false;
      dates_.standing = text == "true" ? Standing::kLasting : Standing::kOver;
    } else if (shape_.has(KeyName::kStatus)) {
      const std::string_view text = texts_[KeyName::kStatus];
      if (text != "active" && text != "resolved") return false;
      dates_.standing = text == "active" ? Standing::kLasting : Standing::kOver;
    }
    return dates_.standing != Standing::kLasting || !(dates_.end || dates_.single || single_day_);
  }

  bool read_verification() {
    if (!shape_.has(KeyName::kVerification)) return true;
    const std::string_view text = texts_[KeyName::kVerification];
    if (text == "suspected") fact_.verification = Verification::kSuspected;
    else if (text == "refuted") fact_.verification = Verification::kRefuted;
    else return text == "confirmed";
    return true;
  }

  bool read_value() {
    if (!shape_.has(KeyName::kValue)) return false;
    fact_.value.text = texts_[KeyName::kValue];
    const auto number = Number::from_plain_decimal(fact_.value.text);
    if (known_.takes_words) {
      if (const auto choice = choice_of(fact_.value.text, choices())) return take_choice(*choice);
      if (!known_.entry->is_quantity()) return false;
    }
    return number && read_number(*number);
  }

  const std::vector<std::string>& choices() const { return known_.entry->levels.empty() ? known_.entry->answers : known_.entry->levels; }

  bool take_choice(std::uint16_t choice) {
    fact_.value.type = known_.entry->levels.empty() ? ObservedValue::Type::kAnswer : ObservedValue::Type::kLevel;
    fact_.value.choice = choice;
    return !shape_.has(KeyName::kUnit) && (shape_.known & kLimits) == 0;
  }

  bool read_number(const Number& number) {
    ObservedValue& value = fact_.value;
    const clinical::Conversion* conversion = nullptr;   // none is needed
    if (shape_.has(KeyName::kUnit)) {
      value.unit_text = texts_[KeyName::kUnit];
      const auto* const known = units_.conversion(known_.id, QuickText::with_room(value.unit_text));
      if (known == nullptr) return false;
      if (!known->is_identity) conversion = &known->conversion;
    } else if (known_.wants_unit) {
      return false;
    }
    value.type = ObservedValue::Type::kNumber;
    set_point(value.amount, conversion != nullptr ? conversion->apply(number) : number);
    const auto& plausible = known_.entry->plausible;
    if (plausible && !is_within(*plausible, value.amount.low.at)) return false;
    return (shape_.known & kLimits) == 0 || read_limits(conversion);
  }

  bool read_limits(const clinical::Conversion* conversion) {
    ObservedValue& value = fact_.value;
    if (!read_limit(KeyName::kLln, conversion, value.lln) || !read_limit(KeyName::kUln, conversion, value.uln)) return false;
    return !value.lln || !value.uln || *value.lln <= *value.uln;
  }

  bool read_limit(KeyName name, const clinical::Conversion* conversion, std::optional<Number>& out) const {
    if (!shape_.has(name)) return true;
    out = Number::from_plain_decimal(texts_[name]);
    if (out && conversion != nullptr) out = conversion->apply(*out);
    return out.has_value();
  }

  bool read_attributes() {
    if (fact_.attributes.capacity() == 0 && !memory_.spare.empty()) {
      fact_.attributes.swap(memory_.spare.back());
      memory_.spare.pop_back();
    }
    for (PlainShape::Other& other : shape_.others) {
      FactAttribute& out = fact_.attributes.emplace_back();
      out.attribute = attribute(other);
      out.text = texts_.values[other.at];
      if (out.attribute == nullptr || !is_trimmed(out.text) || !fill(out)) return false;
      fact_.is_study_disease |= is_study_disease(out);
    }
    return true;
  }

  // What a concept has of its own is looked up each time.
  const clinical::Attribute* attribute(PlainShape::Other& other) {
    if (!known_.entry->attributes.empty()) return attribute_of_facts(vocabulary_, known_.id, shape_.list, other.name);
    if (other.attribute == nullptr) other.attribute = attribute_of_facts(vocabulary_, known_.id, shape_.list, other.name);
    return other.attribute;
  }

  bool fill(FactAttribute& out) const {
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
        if (const KnownConcept* const named = names_.known(QuickText::with_room(out.text))) {
          out.concept_id = named->id;
          return true;
        }
        return false;
      case AttributeType::kWord: return true;
      case AttributeType::kYesNo:
      case AttributeType::kDate:
      case AttributeType::kDuration:
      case AttributeType::kQuantity: return false;
    }
    return false;
  }

  const PlainTexts& texts_;
  PlainShape& shape_;
  const clinical::Vocabulary& vocabulary_;
  const ReadOptions& options_;
  const NameMemory& names_;
  const UnitMemory& units_;
  PlainMemory& memory_;
  const KnownConcept& known_;
  Fact& fact_;
  GivenDates& dates_;
  std::optional<value::Day> single_day_;
};

}  // namespace

void PlainShape::add_key(std::string_view name) {
  const std::size_t value = size++;
  const KeyName meaning = key_name(name);
  if (meaning != KeyName::kOther) {
    const std::uint32_t bit = FactDraft::bit(meaning);
    is_ordinary = is_ordinary && (known & bit) == 0 && (bit & (list == Kind::kObservation ? kOfResults : kOfOthers)) != 0;
    known |= bit;
    at[static_cast<std::size_t>(meaning)] = static_cast<std::uint8_t>(value);
    return;
  }
  const bool is_repeated = std::any_of(others.begin(), others.end(), [&](const Other& other) { return base::equal_folded(other.name, name); });
  is_ordinary = is_ordinary && !is_repeated && others.size() < kMostOthers && is_trimmed(name);
  others.push_back({std::string(name), value, nullptr});
}

void PlainShape::add_path() {
  is_ordinary = is_ordinary && path_at == kNowhere;
  path_at = size++;
}

bool RecordBuilder::add_plain_fact(const PlainTexts& texts) {
  State& s = *state_;
  if (s.counts_repeats_once || s.script() || s.options.site != nullptr || !texts.shape->is_ordinary || !texts.has(KeyName::kOf)) return false;
  const KnownConcept* const of = s.names.known(QuickText::with_room(texts[KeyName::kOf]));
  if (of == nullptr || of->kind != texts.shape->list) return false;
  Fact* fact = of->is_asked ? &s.record.facts.emplace_back() : &s.plain.emptied_unasked();
  GivenDates dates;
  PlainReading reading(texts, s.vocabulary, s.options, s.names, s.units, s.plain, *of, *fact, dates);
  if (!reading.read()) {
    if (of->is_asked) s.record.facts.pop_back();
    return false;
  }
  s.log.next_turn();
  const Turn turn = s.log.next_turn();
  if (!of->is_asked) {
    if (!fact->is_study_disease) return true;
    fact = &s.record.facts.emplace_back(std::exchange(*fact, Fact()));
  }
  const std::optional<value::Day> day = reading.single_day();
  const value::TimeSpan* const screening = s.certain_screening();
  if (screening == nullptr || of->is_of_one_sex) {
    if (day) dates.single = value::TimeSpan::on(*day);
    s.unsettled.push_back({s.record.facts.size() - 1, dates, turn});
  } else if (day) {
    settle_single_day(*fact, *day);
  } else {
    settle_dates(*fact, dates, *screening);
  }
  return true;
}

}  // namespace eligo::model
