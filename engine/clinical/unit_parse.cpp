// The grammar of UCUM as a recursive descent: terms joined by `.` and `/`, exponents, round brackets, annotations.
// In: a normalized text (unit_spelling.cpp). Out: dimension and exact factor. Safe on any text: length, depth,
// exponents and integers are bounded.
#include "clinical/unit_parse.h"

#include <cstdlib>
#include <unordered_map>

#include "base/ascii.h"
#include "clinical/unit_table.h"

namespace eligo::clinical {

namespace {

using value::Number;

constexpr std::size_t kLongestText = 120;
constexpr int kDeepest = 16;
constexpr int kLargestExponent = 30;

// left x right^exponent. False where the exponents leave what is sensible.
bool multiply(Unit& left, const Unit& right, int exponent) {
  for (std::size_t i = 0; i < left.dimension.exponents.size(); ++i) {
    const int sum = left.dimension.exponents[i] + right.dimension.exponents[i] * exponent;
    if (std::abs(sum) > kLargestExponent) return false;
    left.dimension.exponents[i] = static_cast<std::int8_t>(sum);
  }
  left.factor = left.factor * raised(right.factor, exponent);
  if (!right.offset.is_zero()) left.offset = right.offset;  // a temperature scale: always alone
  left.is_enzyme = left.is_enzyme || right.is_enzyme;
  return true;
}

struct Atom {
  Unit unit;
  bool takes_prefix;
};

using Atoms = std::unordered_map<std::string_view, Atom>;
using Prefixes = std::unordered_map<std::string_view, Number>;

// Reads one text. The atoms known so far are handed in, because the table of atoms is itself written in units.
class Reader {
 public:
  Reader(std::string_view text, const Atoms& atoms, const Prefixes& prefixes) : text_(text), atoms_(atoms), prefixes_(prefixes) {}

  std::optional<Unit> read() {
    Unit unit;
    if (!expression(unit, 0) || at_ != text_.size()) return std::nullopt;
    return unit;
  }

 private:
  bool at_end() const { return at_ == text_.size(); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool take(char c) {
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool expression(Unit& out, int depth) {
    if (depth > kDeepest) return false;
    int sign = take('/') ? -1 : 1;
    while (true) {
      Unit term;
      if (!component(term, depth) || !multiply(out, term, sign)) return false;
      if (take('.')) {
        sign = 1;
      } else if (take('/')) {
        sign = -1;
      } else {
        return true;
      }
    }
  }

  bool component(Unit& out, int depth) {
    if (take('(')) return expression(out, depth + 1) && take(')') && annotation();
    if (peek() == '{') return annotation();
    if (text_.substr(at_, 3) == "10*" || text_.substr(at_, 3) == "10^") return power_of_ten(out, 3);
    if (is_power_with_e()) return power_of_ten(out, 3);
    if (base::is_digit(peek())) return integer(out) && annotation();
    return atom(out) && annotation();
  }

  // "10E9", as some analysers print it.
  bool is_power_with_e() const {
    return text_.substr(at_, 2) == "10" && base::fold(peek(2)) == 'e' && base::is_digit(peek(3));
  }

  bool power_of_ten(Unit& out, std::size_t width) {
    at_ += width;
    const std::optional<int> power = exponent();
    if (!power) return false;
    out.factor = Number::power_of_ten(*power);
    return annotation();
  }

  bool integer(Unit& out) {
    std::int64_t n = 0;
    std::size_t digits = 0;
    for (; base::is_digit(peek()); ++at_, ++digits) n = n * 10 + (text_[at_] - '0');
    out.factor = Number(n);
    return digits <= 9 && n > 0;
  }

  // An exponent, 1 where none is written. None where it is too large.
  std::optional<int> exponent() {
    const std::size_t start = at_;
    const bool negative = take('-');
    if (!negative) take('+');
    int n = 0;
    std::size_t digits = 0;
    for (; base::is_digit(peek()) && digits < 3; ++at_, ++digits) n = n * 10 + (text_[at_] - '0');
    if (digits == 0) {
      if (at_ != start) return std::nullopt;
      return 1;
    }
    if (n > kLargestExponent) return std::nullopt;
    return negative ? -n : n;
  }

  bool atom(Unit& out) {
    const std::string_view symbol = take_symbol();
    const std::optional<Unit> found = look_up(symbol);
    if (symbol.empty() || !found) return false;
    if (!found->offset.is_zero() && symbol.size() != text_.size()) return false;  // a temperature scale stands alone
    if (peek() == '^' && base::is_digit(peek(1))) ++at_;  // "m^2"
    const std::optional<int> power = exponent();
    return power && multiply(out, *found, *power);
  }

  // Letters, `%`, `#`, `'`, `_` and whole square brackets.
  std::string_view take_symbol() {
    const std::size_t start = at_;
    while (!at_end()) {
      const char c = text_[at_];
      if (c == '[') {
        const std::size_t close = text_.find(']', at_);
        if (close == std::string_view::npos) return {};
        at_ = close + 1;
      } else if (base::is_letter(c) || c == '%' || c == '#' || c == '\'' || c == '_') {
        ++at_;
      } else {
        break;
      }
    }
    return text_.substr(start, at_ - start);
  }

  std::optional<Unit> look_up(std::string_view symbol) const {
    if (const auto found = atoms_.find(symbol); found != atoms_.end()) return found->second.unit;
    for (std::size_t width = 1; width <= 2 && width < symbol.size(); ++width) {
      const auto prefix = prefixes_.find(symbol.substr(0, width));
      const auto rest = atoms_.find(symbol.substr(width));
      if (prefix == prefixes_.end() || rest == atoms_.end() || !rest->second.takes_prefix) continue;
      Unit unit = rest->second.unit;
      unit.factor = unit.factor * prefix->second;
      return unit;
    }
    return std::nullopt;
  }

  // Any text in braces; nothing may be nested, and what follows must be an operator or an end.
  bool annotation() {
    if (take('{')) {
      const std::size_t close = text_.find_first_of("{}", at_);
      if (close == std::string_view::npos || text_[close] == '{') return false;
      at_ = close + 1;
    }
    return at_end() || peek() == '.' || peek() == '/' || peek() == ')';
  }

  std::string_view text_;
  std::size_t at_ = 0;
  const Atoms& atoms_;
  const Prefixes& prefixes_;
};

struct Tables {
  Prefixes prefixes;
  Atoms atoms;
};

Tables read_tables() {
  Tables tables;
  for (const PrefixRow& row : prefix_rows()) tables.prefixes.emplace(row.code, Number::power_of_ten(row.exponent));
  for (const AtomRow& row : atom_rows()) {
    Unit unit;
    if (!row.definition.empty()) unit = Reader(row.definition, tables.atoms, tables.prefixes).read().value();
    if (row.base != Base::kCount_) unit.dimension.exponents[static_cast<std::size_t>(row.base)] = 1;
    unit.factor = unit.factor * Number::from_decimal(row.factor).value();
    if (!row.offset.empty()) unit.offset = unit.factor * Number::from_decimal(row.offset).value();
    unit.is_enzyme = unit.is_enzyme || row.code == "U";
    tables.atoms.emplace(row.code, Atom{std::move(unit), row.takes_prefix});
  }
  return tables;
}

}  // namespace

Number raised(const Number& base, int exponent) {
  Number out = 1;
  for (int i = 0; i < std::abs(exponent); ++i) out = out * base;
  return exponent < 0 ? Number(1) / out : out;
}

std::optional<Unit> read_unit_expression(std::string_view normalized) {
  static const Tables tables = read_tables();
  if (normalized.empty()) return Unit{};
  if (normalized.size() > kLongestText) return std::nullopt;
  return Reader(normalized, tables.atoms, tables.prefixes).read();
}

}  // namespace eligo::clinical
