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

/// Each part ends with false where something is not ordinary.
class PlainReading {
 public:
  PlainReading(const PlainForm& form, const PlainValues& values, const ReadOptions& options, PlainMemory& memory, Fact& fact, GivenDates& dates)
      : form_(form), values_(values), options_(options), memory_(memory), fact_(fact), dates_(dates) {}

  /// Fills in the fact and its dates as given, both empty before. Dates that are one whole day and nothing else may be
  /// left to single_day().
  bool read() {
    fact_.concept_id = form_.concept_id;
    fact_.kind = form_.list;
    fact_.verification = form_.verification;
    fact_.place.list = form_.list;
    fact_.place.index = values_.index;
    fact_.place.line = values_.line;
    if (form_.path.is_value) fact_.place.path = base::trimmed(values_[form_.path]);
    return read_dates() && (form_.list != Kind::kObservation || read_value()) && (form_.attributes.empty() || read_attributes());
  }
  bool has_single_day() const { return has_single_day_; }
  value::Day single_day() const { return single_day_; }

 private:
  static bool has(std::uint8_t value) { return value != PlainForm::kNone; }

  bool read_dates() {
    dates_.standing = form_.dates.standing;
    dates_.is_acute = form_.dates.is_acute;
    dates_.is_chronic = form_.dates.is_chronic;
    if (has(form_.single)) {
      has_single_day_ = memory_.months.parse_day(values_.value(form_.single), single_day_);
      return has_single_day_ || read_date(form_.single, dates_.single);
    }
    if (has(form_.start) && !read_date(form_.start, dates_.start)) return false;
    return !has(form_.end) || (read_date(form_.end, dates_.end) && !is_surely_reversed(dates_));
  }

  bool read_date(std::uint8_t value, std::optional<value::TimeSpan>& out) {
    const std::string_view text = values_.value(value);
    if (value::Day day = 0; memory_.months.parse_day(text, day)) {
      value::TimeSpan& span = out.emplace();
      span.first = span.last = day;
      return true;
    }
    out = value::parse_date(text);
    return out && !(options_.zone && out->has_clock());
  }

  bool read_value() {
    ObservedValue& value = fact_.value;
    value.type = form_.type;
    value.choice = form_.choice;
    value.text = values_[form_.value_text];
    if (!has(form_.value)) return true;
    value.unit_text = values_[form_.unit_text];
    set_point(value.amount, converted(form_.conversion, values_.numbers[form_.value]));
    if (form_.plausible && !is_within(*form_.plausible, value.amount.low.at)) return false;
    if (has(form_.lln)) value.lln = converted(form_.conversion, values_.numbers[form_.lln]);
    if (has(form_.uln)) value.uln = converted(form_.conversion, values_.numbers[form_.uln]);
    return !value.lln || !value.uln || *value.lln <= *value.uln;
  }

  bool read_attributes() {
    if (fact_.attributes.capacity() == 0 && !memory_.spare.empty()) {
      fact_.attributes.swap(memory_.spare.back());
      memory_.spare.pop_back();
    }
    for (const PlainForm::Attribute& from : form_.attributes) {
      FactAttribute& out = fact_.attributes.emplace_back();
      out.attribute = from.first.attribute;
      out.text = values_[from.text];
      if (!fill(out, from)) return false;
      fact_.is_study_disease |= is_study_disease(out);
    }
    return true;
  }

  bool fill(FactAttribute& out, const PlainForm::Attribute& from) const {
    switch (from.reading) {
      case PlainForm::Reading::kFixed:
        out.choice = from.first.choice;
        out.is_yes = from.first.is_yes;
        out.concept_id = from.first.concept_id;
        return true;
      case PlainForm::Reading::kQuantity:
        out.unit = from.first.unit;
        set_point(out.amount, converted(from.conversion, values_.numbers[from.value]));
        return true;
      case PlainForm::Reading::kNumber: set_point(out.amount, values_.numbers[from.value]); return true;
      case PlainForm::Reading::kText: return is_trimmed(out.text);
      case PlainForm::Reading::kDate: return is_trimmed(out.text) && value::parse_date(out.text).has_value();
    }
    return false;
  }

  const PlainForm& form_;
  const PlainValues& values_;
  const ReadOptions& options_;
  PlainMemory& memory_;
  Fact& fact_;
  GivenDates& dates_;
  value::Day single_day_ = 0;
  bool has_single_day_ = false;
};

}  // namespace

bool RecordBuilder::add_plain_fact(const PlainForm& form, const PlainValues& values) {
  State& s = *state_;
  if (!s.takes_plain_facts()) return false;
  Fact* fact = form.is_asked ? &s.record.facts.emplace_back() : &s.plain.emptied_unasked();
  GivenDates dates;
  PlainReading reading(form, values, s.options, s.plain, *fact, dates);
  if (!reading.read()) {
    if (form.is_asked) s.record.facts.pop_back();
    return false;
  }
  s.log.next_turn();
  const Turn turn = s.log.next_turn();
  if (!form.is_asked) {
    if (!fact->is_study_disease) return true;
    fact = &s.record.facts.emplace_back(std::exchange(*fact, Fact()));
  }
  const value::TimeSpan* const screening = s.certain_screening();
  if (screening == nullptr || form.is_of_one_sex) {
    if (reading.has_single_day()) dates.single = value::TimeSpan::on(reading.single_day());
    s.unsettled.push_back({s.record.facts.size() - 1, dates, turn});
  } else if (reading.has_single_day()) {
    settle_single_day(*fact, reading.single_day());
  } else {
    settle_dates(*fact, dates, *screening);
  }
  return true;
}

}  // namespace eligo::model
