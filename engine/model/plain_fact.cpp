// Adds the next fact of a form. Each question whose answer may change with a value is asked here as FactReader would; any
// answer but the ordinary one ends the reading. All of it is one function to the compiler: most facts come this way.
#include "model/plain_fact.h"

#include <optional>
#include <utility>

#include "base/ascii.h"
#include "model/fact_reader.h"
#include "model/record_builder_state.h"

namespace eligo::model {

namespace {

using value::Interval;
using value::Number;

bool is_trimmed(std::string_view text) { return !text.empty() && !base::is_blank(text.front()) && !base::is_blank(text.back()); }

bool is_within(const Interval& range, const Number& amount) {
  return (range.low.is_missing || (range.low.is_open ? amount > range.low.at : amount >= range.low.at)) &&
         (range.high.is_missing || (range.high.is_open ? amount < range.high.at : amount <= range.high.at));
}

void set_point(Interval& out, const Number& amount) { out.low.at = out.high.at = amount; }   // an interval is closed unless it is said not to be

Number converted(const std::optional<clinical::Conversion>& conversion, const Number& number) { return conversion ? conversion->apply(number) : number; }

/// Checks first, and makes the fact then: of facts that nobody asks for, only the first is wanted.
class PlainReading {
 public:
  PlainReading(const PlainForm& form, const PlainValues& values, const ReadOptions& options, PlainMemory& memory)
      : form_(form), values_(values), options_(options), memory_(memory) {
    dates_.standing = form.standing;
    dates_.is_acute = form.is_acute;
    dates_.is_chronic = form.is_chronic;
  }

  /// False where something is not ordinary.
  bool check() {
    return check_dates() && (!has(form_.value) || check_value()) && (form_.attributes.empty() || check_attributes());
  }
  /// Whether the fact is marked so.
  bool is_study_disease() const { return is_study_disease_; }

  /// Makes an empty fact, but for its dates, the one that was checked.
  void fill(Fact& fact) const {
    fact.concept_id = form_.concept_id;
    fact.kind = form_.list;
    fact.verification = form_.verification;
    fact.place.list = form_.list;
    fact.place.index = values_.index;
    fact.place.line = values_.line;
    if (form_.path.is_value) fact.place.path = base::trimmed(values_[form_.path]);
    if (form_.list == Kind::kObservation) fill_value(fact.value);
    if (!form_.attributes.empty()) fill_attributes(fact);
    fact.is_study_disease = is_study_disease_;
  }

  /// One whole day, which is all the dates there are.
  bool has_single_day() const { return has_single_day_; }
  value::Day single_day() const { return single_day_; }
  /// The dates as given, but for a single day.
  GivenDates& dates() { return dates_; }

 private:
  static bool has(std::uint8_t value) { return value != PlainForm::kNone; }

  bool check_dates() {
    if (has(form_.single)) {
      has_single_day_ = value::parse_day(values_.value(form_.single), single_day_);
      return has_single_day_ || read_date(form_.single, dates_.single);
    }
    if (has(form_.start) && !read_date(form_.start, dates_.start)) return false;
    return !has(form_.end) || (read_date(form_.end, dates_.end) && !is_surely_reversed(dates_));
  }

  bool read_date(std::uint8_t value, std::optional<value::TimeSpan>& out) {
    const std::string_view text = values_.value(value);
    if (value::Day day = 0; value::parse_day(text, day)) {
      value::TimeSpan& span = out.emplace();
      span.first = span.last = day;
      return true;
    }
    out = value::parse_date(text);
    return out && !(options_.zone && out->has_clock());
  }

  bool check_value() const {
    if (form_.plausible && !is_within(*form_.plausible, number(form_.value))) return false;
    return !has(form_.lln) || !has(form_.uln) || number(form_.lln) <= number(form_.uln);
  }

  // A value, or a limit of it, in the unit of its concept.
  Number number(std::uint8_t value) const { return converted(form_.conversion, values_.numbers[value]); }

  void fill_value(ObservedValue& value) const {
    value.type = form_.type;
    value.choice = form_.choice;
    value.text = values_[form_.value_text];
    if (!has(form_.value)) return;
    value.unit_text = values_[form_.unit_text];
    set_point(value.amount, number(form_.value));
    if (has(form_.lln)) value.lln = number(form_.lln);
    if (has(form_.uln)) value.uln = number(form_.uln);
  }

  bool check_attributes() {
    for (const PlainForm::Attribute& it : form_.attributes) {
      const std::string_view text = values_[it.text];
      if (it.reading == PlainForm::Reading::kText && !is_trimmed(text)) return false;
      if (it.reading == PlainForm::Reading::kDate && !(is_trimmed(text) && value::parse_date(text))) return false;
      is_study_disease_ |= model::is_study_disease(*it.first.attribute, text);
    }
    return true;
  }

  void fill_attributes(Fact& fact) const {
    if (fact.attributes.capacity() == 0 && !memory_.spare.empty()) {
      fact.attributes.swap(memory_.spare.back());
      memory_.spare.pop_back();
    }
    for (const PlainForm::Attribute& from : form_.attributes) {
      FactAttribute& out = fact.attributes.emplace_back();
      out.attribute = from.first.attribute;
      out.text = values_[from.text];
      fill(out, from);
    }
  }

  void fill(FactAttribute& out, const PlainForm::Attribute& from) const {
    switch (from.reading) {
      case PlainForm::Reading::kFixed:
        out.choice = from.first.choice;
        out.is_yes = from.first.is_yes;
        out.concept_id = from.first.concept_id;
        return;
      case PlainForm::Reading::kQuantity:
        out.unit = from.first.unit;
        return set_point(out.amount, converted(from.conversion, values_.numbers[from.value]));
      case PlainForm::Reading::kNumber: return set_point(out.amount, values_.numbers[from.value]);
      case PlainForm::Reading::kText:
      case PlainForm::Reading::kDate: return;
    }
  }

  const PlainForm& form_;
  const PlainValues& values_;
  const ReadOptions& options_;
  PlainMemory& memory_;
  GivenDates dates_;
  value::Day single_day_ = 0;
  bool has_single_day_ = false, is_study_disease_ = false;
};

}  // namespace

bool RecordBuilder::add_plain_fact(const PlainForm& form, const PlainValues& values) {
  State& s = *state_;
  PlainReading reading(form, values, s.options, s.plain);
  if (!s.takes_plain_facts() || !reading.check()) return false;
  s.log.next_turn();
  const Turn turn = s.log.next_turn();
  if (!form.is_asked && !reading.is_study_disease()) return true;
  Fact& fact = s.record.facts.emplace_back();
  reading.fill(fact);
  const value::TimeSpan* const screening = s.certain_screening();
  if (screening == nullptr || form.is_of_one_sex) {
    if (reading.has_single_day()) reading.dates().single = value::TimeSpan::on(reading.single_day());
    s.unsettled.push_back({s.record.facts.size() - 1, reading.dates(), turn});
  } else if (reading.has_single_day()) {
    settle_single_day(fact, reading.single_day());
  } else {
    settle_dates(fact, reading.dates(), *screening);
  }
  return true;
}

}  // namespace eligo::model
