// The door to units: spelling, then grammar, then the few forms that mean something else than the grammar says;
// and the conversion of one unit into another.
#include "clinical/unit.h"

#include <unordered_map>

#include "base/ascii.h"
#include "clinical/unit_parse.h"
#include "clinical/unit_table.h"

namespace eligo::clinical {

namespace {

using value::Number;

std::int8_t& exponent_of(Dimension& dimension, Base base) { return dimension.exponents[static_cast<std::size_t>(base)]; }
int exponent_of(const Dimension& dimension, Base base) { return dimension.exponents[static_cast<std::size_t>(base)]; }

bool is_volume(const Unit& unit) {
  Dimension volume;
  exponent_of(volume, Base::kLength) = 3;
  return unit.dimension == volume;
}

// Whether no small letter stands outside square brackets.
bool is_in_capitals(std::string_view text) {
  bool in_brackets = false;
  for (char c : text) {
    if (c == '[' || c == ']') in_brackets = c == '[';
    if (!in_brackets && c >= 'a' && c <= 'z') return false;
  }
  return true;
}

// By the grammar; where that fails and the text is in capitals throughout, in small letters ("MG/DL").
std::optional<Unit> read_any_case(const std::string& text) {
  if (std::optional<Unit> unit = read_unit_expression(text)) return unit;
  return is_in_capitals(text) ? read_unit_expression(base::folded(text)) : std::nullopt;
}

// "K/uL", "G/L": counts per volume, although UCUM would read kelvin and gauss.
std::optional<Unit> read_count(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || slash == 0) return std::nullopt;
  const std::string_view rest = text.substr(slash + 1);
  for (const CountRow& row : count_rows()) {
    if (row.word != text.substr(0, slash) || (row.per_litre_only && !base::equal_folded(rest, "L"))) continue;
    std::optional<Unit> unit = read_any_case(std::string(rest));
    if (!unit || !is_volume(*unit)) return std::nullopt;
    exponent_of(unit->dimension, Base::kLength) = -3;
    unit->factor = Number::power_of_ten(row.exponent) / unit->factor;
    return unit;
  }
  return std::nullopt;
}

// "log10 IU/mL", "{Log_IU}/mL": the decimal logarithm of a quantity whose factor is a power of ten.
constexpr std::string_view kLogarithms[] = {"log10 ", "log10", "log ", "{log_", "{log10_"};

std::optional<Unit> read_logarithm(std::string_view raw) {
  const std::string_view text = base::trimmed(raw);
  for (std::string_view word : kLogarithms) {
    if (!base::equal_folded(text.substr(0, word.size()), word)) continue;
    std::string rest(text.substr(word.size()));
    if (word.front() == '{') {
      const std::size_t close = rest.find('}');
      if (close == std::string::npos) continue;
      rest.erase(close, 1);
    }
    const std::optional<std::string> normalized = normalized_unit(rest);
    std::optional<Unit> unit = normalized ? read_any_case(*normalized) : std::nullopt;
    if (!unit || !unit->offset.is_zero()) continue;
    for (int power = -30; power <= 30; ++power) {
      if (Number::power_of_ten(power) != unit->factor) continue;
      unit->factor = 1;
      unit->offset = power;
      exponent_of(unit->dimension, Base::kPower10) = 1;
      return unit;
    }
  }
  return std::nullopt;
}

// "109/L" is a thousand million that lost its superscript, or a hundred and nine: nobody can tell.
bool is_ambiguous(std::string_view text) {
  for (std::string_view start : {"103/", "106/", "109/", "1012/"}) {
    if (text.starts_with(start)) return true;
  }
  return false;
}

std::optional<Unit> parse_slowly(std::string_view raw) {
  constexpr std::size_t kLongest = 200;
  if (raw.size() > kLongest) return std::nullopt;
  std::optional<Unit> unit = read_logarithm(raw);
  if (!unit) {
    const std::optional<std::string> text = normalized_unit(raw);
    if (!text || is_ambiguous(*text)) return std::nullopt;
    unit = read_count(*text);
    if (!unit) unit = read_any_case(*text);
  }
  if (unit) unit->text = std::string(base::trimmed(raw));
  return unit;
}

using Cache = std::unordered_map<std::string_view, Unit>;

const Cache& common_units() {
  static const Cache cache = [] {
    Cache units;
    for (std::string_view text : common_texts()) {
      if (std::optional<Unit> unit = parse_slowly(text)) units.emplace(text, std::move(*unit));
    }
    return units;
  }();
  return cache;
}

Conversion between(const Unit& from, const Unit& to, const Number& bridge) {
  return {from.factor * bridge / to.factor, (from.offset * bridge - to.offset) / to.factor};
}

// Mass, amount and equivalents of one analyte: a mole weighs `molar_mass` grams and has `valence` equivalents.
std::optional<Conversion> by_substance(const Unit& from, const Unit& to, const ConversionRules& rules) {
  Dimension rest_from = from.dimension, rest_to = to.dimension;
  int total = 0;
  const auto difference = [&](Base base) {
    const int d = exponent_of(to.dimension, base) - exponent_of(from.dimension, base);
    exponent_of(rest_from, base) = exponent_of(rest_to, base) = 0;
    total += d;
    return d;
  };
  difference(Base::kAmount);
  const int mass = difference(Base::kMass);
  const int equivalents = difference(Base::kEquivalent);
  if (total != 0 || rest_from != rest_to || (mass != 0 && !rules.molar_mass) || (equivalents != 0 && !rules.valence)) return std::nullopt;
  Number bridge = 1;
  if (mass != 0) bridge = bridge * raised(*rules.molar_mass, mass);
  if (equivalents != 0) bridge = bridge * raised(*rules.valence, equivalents);
  return between(from, to, bridge);
}

// One IU of an enzyme is one U, 1 umol/min.
std::optional<Conversion> by_enzyme(const Unit& from, const Unit& to) {
  if (!to.is_enzyme || exponent_of(from.dimension, Base::kInternational) != 1) return std::nullopt;
  Dimension as_activity = from.dimension;
  exponent_of(as_activity, Base::kInternational) = 0;
  ++exponent_of(as_activity, Base::kAmount);
  --exponent_of(as_activity, Base::kTime);
  if (as_activity != to.dimension) return std::nullopt;
  return between(from, to, Number(1, 60000000));
}

}  // namespace

bool Dimension::is_none() const { return *this == Dimension{}; }

std::optional<Unit> parse_unit(std::string_view text) {
  const Cache& cache = common_units();
  if (const auto found = cache.find(base::trimmed(text)); found != cache.end()) return found->second;
  return parse_slowly(text);
}

Number Conversion::apply(const Number& n) const { return offset.is_zero() ? n * factor : n * factor + offset; }

value::Interval Conversion::apply(const value::Interval& interval) const {
  if (is_identity()) return interval;
  const auto moved = [&](const value::Bound& end) { return end.is_missing ? end : value::Bound{apply(end.at), end.is_open, false}; };
  return {moved(interval.low), moved(interval.high)};
}

std::optional<Conversion> conversion(const Unit& from, const Unit& to, const ConversionRules& rules) {
  if (from.dimension == to.dimension) return between(from, to, Number(1));
  for (const SpecialConversion& special : rules.special) {
    if (special.from.dimension != from.dimension) continue;
    const Conversion first = between(from, special.from, Number(1));
    return Conversion{first.factor * special.factor, first.offset * special.factor + special.offset};
  }
  if (std::optional<Conversion> substance = by_substance(from, to, rules)) return substance;
  return by_enzyme(from, to);
}

}  // namespace eligo::clinical
