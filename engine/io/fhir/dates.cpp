// Times of FHIR. Offsets and zones are left to the RecordBuilder, so that all formats mean the same.
#include "io/fhir/dates.h"

#include <charconv>
#include <optional>

#include "clinical/calendar.h"

namespace eligo::io::fhir {

namespace {

using diag::Code;
using value::Day;
using value::TimeSpan;

/// A whole number of units of age.
struct Age {
  std::int32_t count = 0;
  value::TimeUnit unit = value::TimeUnit::kYears;
};

std::optional<value::TimeUnit> unit_of_age(Element quantity) {
  const std::string_view code = !quantity["code"].text().empty() ? quantity["code"].text() : quantity["unit"].text();
  for (const std::string_view year : {"a", "year", "years", "yr"}) if (code == year) return value::TimeUnit::kYears;
  for (const std::string_view month : {"mo", "month", "months"}) if (code == month) return value::TimeUnit::kMonths;
  for (const std::string_view week : {"wk", "week", "weeks"}) if (code == week) return value::TimeUnit::kWeeks;
  for (const std::string_view day : {"d", "day", "days"}) if (code == day) return value::TimeUnit::kDays;
  return std::nullopt;
}

// Parts of a unit are dropped: at 43.5 years one is 43 years old.
std::optional<Age> read_age(Element quantity) {
  const std::string_view text = quantity["value"].text();
  const auto unit = unit_of_age(quantity);
  std::int32_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const bool is_whole = end == text.data() + text.size() || (end != text.data() + text.size() && *end == '.');
  if (!unit || error != std::errc() || !is_whole || count < 0 || count > 50000 || quantity["comparator"]) return std::nullopt;
  return Age{count, *unit};
}

Day day_at(Day birth, const Age& age, std::int32_t more) {
  const std::int32_t count = age.count + more;
  switch (age.unit) {
    case value::TimeUnit::kYears: return clinical::add_months(birth, 12 * count);
    case value::TimeUnit::kMonths: return clinical::add_months(birth, count);
    case value::TimeUnit::kWeeks: return birth + 7 * count;
    case value::TimeUnit::kDays:
    case value::TimeUnit::kHours:
    case value::TimeUnit::kMinutes: break;
  }
  return birth + count;
}

std::string between(std::string_view first, std::string_view last) {
  return std::string(first.empty() ? ".." : first) + "/" + std::string(last.empty() ? ".." : last);
}

// From the day that the lower age is reached to the last day of the upper one. Empty without a birth date.
std::string dates_of_ages(const TimeSpan& birth, const std::optional<Age>& low, const std::optional<Age>& high) {
  if (birth.first <= value::kBeginning || (!low && !high)) return {};
  const std::string first = low ? value::to_text(day_at(birth.first, *low, 0)) : value::to_text(birth.first);
  const std::string last = high ? value::to_text(day_at(birth.last, *high, 1) - 1) : std::string();
  return between(first, last);
}

}  // namespace

Element choice(Element root, std::string_view name) {
  for (const Element it : root) {
    const std::string_view key = it.key();
    if (key.size() > name.size() && key.starts_with(name) && key[name.size()] >= 'A' && key[name.size()] <= 'Z') return it;
  }
  return Element();
}

std::string_view type_of_choice(Element it, std::string_view name) { return it ? it.key().substr(name.size()) : std::string_view(); }

std::string point_in_time(Chart& chart, const Resource& resource, std::string_view name) {
  const Element it = choice(resource.root, name);
  const std::string_view type = type_of_choice(it, name);
  if (type.empty() || type == "Boolean") return {};
  std::string text;
  if (type == "DateTime" || type == "Date" || type == "Instant") text = it.text();
  if (type == "Period") text = between(it["start"].text(), it["end"].text());
  if (type == "Age") {
    const auto age = read_age(it);
    text = dates_of_ages(chart.birth(), age, age);
  }
  if (type == "Range") text = dates_of_ages(chart.birth(), read_age(it["low"]), read_age(it["high"]));
  if (type == "String" && value::parse_date(it.text())) text = it.text();
  if (text == "../..") text.clear();
  if (text.empty()) {
    const std::string shown = it.text().empty() ? "" : " `" + std::string(it.text().substr(0, 80)) + "`";
    chart.report(Code::E0605, resource, "." + std::string(it.key()), "no date can be made of it" + shown);
  }
  return text;
}

void put_period(Telling& telling, Element period) {
  const std::string_view start = period["start"].text();
  const std::string_view end = period["end"].text();
  if (!start.empty() && start == end) return telling.put("on", start);
  telling.put("start", start);
  telling.put("end", end);
}

void put_lasting(Chart& chart, Telling& telling, std::string_view name) {
  const Element it = choice(telling.resource->root, name);
  if (type_of_choice(it, name) == "Period") return put_period(telling, it);
  telling.put("on", point_in_time(chart, *telling.resource, name));
}

}  // namespace eligo::io::fhir
