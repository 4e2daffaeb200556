// The readers of single values. A value that does not fit gives E0706 with what was expected, half-lives E0708.
#include "clinical/vocabulary_values.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/edit_distance.h"

namespace eligo::clinical {

const RawValue* value_of(const RawValue& map, std::string_view key) {
  for (std::size_t i = 0; i < map.keys.size(); ++i) {
    if (map.keys[i].first == key) return &map.items[i];
  }
  return nullptr;
}

using diag::Code;
using value::Interval;
using value::Number;

namespace {

std::string shown(const RawValue& raw) {
  switch (raw.shape) {
    case RawValue::Shape::kText: return "`" + raw.text + "`";
    case RawValue::Shape::kList: return "a list";
    case RawValue::Shape::kMap: return "a map";
  }
  return {};
}

// A number or two with the unit behind them: `8-18 h`.
struct Measure {
  Number low, high;
  std::string_view unit;
};

// Digits and one point at the front of `text`.
std::optional<Number> take_number(std::string_view& text) {
  text = base::trimmed(text);
  std::size_t length = 0;
  while (length < text.size() && (base::is_digit(text[length]) || text[length] == '.')) ++length;
  const std::optional<Number> number = Number::from_decimal(text.substr(0, length));
  text.remove_prefix(length);
  text = base::trimmed(text);
  return number;
}

bool take_dash(std::string_view& text) {
  for (std::string_view dash : {"-", "\u2013", "to "}) {
    if (!text.starts_with(dash)) continue;
    text.remove_prefix(dash.size());
    return true;
  }
  return false;
}

std::optional<Measure> read_measure(std::string_view text) {
  const std::optional<Number> low = take_number(text);
  if (!low) return std::nullopt;
  std::optional<Number> high = low;
  if (take_dash(text)) high = take_number(text);
  if (!high) return std::nullopt;
  return Measure{*low, *high, text};
}

}  // namespace

void ValueReader::unfit(std::string_view key, diag::Span span, const std::string& seen, const std::string& expected) const {
  report_.error(Code::E0706, span, "`" + std::string(key) + "` cannot be " + seen, expected);
}

std::optional<std::string> ValueReader::text(std::string_view key, const RawValue& raw) const {
  if (raw.shape == RawValue::Shape::kText && !raw.text.empty()) return raw.text;
  unfit(key, raw.span, raw.shape == RawValue::Shape::kText ? "empty" : shown(raw), "expected a text");
  return std::nullopt;
}

std::vector<PlacedText> ValueReader::distinct_texts(std::string_view key, const RawValue& raw) const {
  std::vector<PlacedText> out;
  if (raw.shape != RawValue::Shape::kList) {
    unfit(key, raw.span, shown(raw), "expected a list in square brackets");
    return out;
  }
  for (const RawValue& item : raw.items) {
    std::optional<std::string> one = text(key, item);
    if (!one) continue;
    const auto same = [&](const PlacedText& other) { return base::equal_folded(other.text, *one); };
    if (std::any_of(out.begin(), out.end(), same)) {
      report_.error(Code::E0703, item.span, "`" + *one + "` stands twice in this list");
      continue;
    }
    out.push_back({std::move(*one), item.span});
  }
  return out;
}

std::optional<bool> ValueReader::yes_no(std::string_view key, const RawValue& raw) const {
  if (raw.shape == RawValue::Shape::kText) {
    if (base::equal_folded(raw.text, "true") || base::equal_folded(raw.text, "yes")) return true;
    if (base::equal_folded(raw.text, "false") || base::equal_folded(raw.text, "no")) return false;
  }
  unfit(key, raw.span, shown(raw), "expected `true` or `false`");
  return std::nullopt;
}

std::optional<Number> ValueReader::number(std::string_view key, const RawValue& raw) const {
  if (raw.shape == RawValue::Shape::kText) {
    if (std::optional<Number> n = Number::from_decimal(raw.text)) return n;
  }
  unfit(key, raw.span, shown(raw), "expected a number");
  return std::nullopt;
}

std::optional<Number> ValueReader::positive_number(std::string_view key, const RawValue& raw) const {
  const std::optional<Number> n = number(key, raw);
  if (!n || *n > Number(0)) return n;
  unfit(key, raw.span, shown(raw), "expected a number above 0");
  return std::nullopt;
}

std::optional<Unit> ValueReader::unit(std::string_view key, const RawValue& raw) const {
  const std::optional<std::string> written = text(key, raw);
  if (!written) return std::nullopt;
  std::optional<Unit> unit = parse_unit(*written);
  if (!unit) unfit(key, raw.span, shown(raw), "expected a unit, such as `mg/dL` or `10^9/L`");
  return unit;
}

std::optional<Interval> ValueReader::range(std::string_view key, const RawValue& raw) const {
  if (raw.shape != RawValue::Shape::kList || raw.items.size() != 2) {
    unfit(key, raw.span, raw.shape == RawValue::Shape::kList ? "a list of " + std::to_string(raw.items.size()) : shown(raw),
          "expected the lowest and the highest value: `[1, 20]`");
    return std::nullopt;
  }
  const std::optional<Number> low = number(key, raw.items[0]);
  const std::optional<Number> high = number(key, raw.items[1]);
  if (!low || !high) return std::nullopt;
  if (*low > *high) {
    unfit(key, raw.span, "reversed", "the lower end comes first: `[" + high->to_text() + ", " + low->to_text() + "]`");
    return std::nullopt;
  }
  return Interval{value::Bound::closed(*low), value::Bound::closed(*high)};
}

std::optional<HalfLife> ValueReader::half_life(const RawValue& raw) const {
  const auto refuse = [&](const std::string& why) {
    report_.error(Code::E0708, raw.span, "the half-life " + shown(raw) + " " + why, "expected a length of time, such as `25 days` or `8-18 h`");
    return std::nullopt;
  };
  const std::optional<Measure> measure = raw.shape == RawValue::Shape::kText ? read_measure(raw.text) : std::nullopt;
  if (!measure) return refuse("is no length of time");
  if (measure->unit.empty()) return refuse("has no unit");
  const std::optional<Unit> unit = parse_unit(measure->unit);
  const Unit hour = parse_unit("h").value();
  if (!unit || unit->dimension != hour.dimension) return refuse("is not in a unit of time");
  if (measure->low <= Number(0)) return refuse("is not above 0");
  if (measure->low > measure->high) return refuse("is reversed");
  const Number hours = unit->factor / hour.factor;
  return Interval{value::Bound::closed(measure->low * hours), value::Bound::closed(measure->high * hours)};
}

std::optional<Number> ValueReader::milligrams(std::string_view key, const RawValue& raw) const {
  const std::optional<Measure> measure = raw.shape == RawValue::Shape::kText ? read_measure(raw.text) : std::nullopt;
  const std::optional<Unit> unit = measure ? parse_unit(measure->unit) : std::nullopt;
  const Unit milligram = parse_unit("mg").value();
  if (unit && unit->dimension == milligram.dimension && measure->low == measure->high && measure->low > Number(0)) {
    return measure->low * unit->factor / milligram.factor;
  }
  unfit(key, raw.span, shown(raw), "expected a dose, such as `4 mg`");
  return std::nullopt;
}

bool ValueReader::is_name(std::string_view what, std::string_view name, diag::Span span) const {
  bool fits = !name.empty() && base::is_letter(name.front());
  for (char c : name) fits = fits && (base::is_letter(c) || base::is_digit(c) || c == '_');
  if (!fits) {
    report_.error(Code::E0709, span, std::string(what) + " `" + std::string(name) + "` could not be written in a rule file",
                  "names are letters, digits and `_`, and start with a letter");
  }
  return fits;
}

}  // namespace eligo::clinical
