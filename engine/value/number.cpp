// Rational arithmetic: 128-bit intermediate results, reduced when they do not fit, Boost's rationals beyond that.
#include "value/number.h"

#include <algorithm>
#include <atomic>
#include <boost/multiprecision/cpp_int.hpp>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "base/ascii.h"

namespace eligo::value {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

struct Number::Big {
  explicit Big(cpp_rational v) : value(std::move(v)) {}
  cpp_rational value;
  mutable std::atomic<std::uint32_t> owners{1};
};

// What the free functions of this file need of a Number's inside.
struct NumberAccess {
  static cpp_rational wide(const Number& n) {
    if (n.is_big()) return n.big().value;
    return cpp_rational(cpp_int(n.numerator_), cpp_int(n.denominator_));
  }
  static Number narrow(const cpp_rational& value) {
    const cpp_int numerator = boost::multiprecision::numerator(value);
    const cpp_int denominator = boost::multiprecision::denominator(value);
    constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
    if (numerator <= kMax && numerator >= -kMax && denominator <= kMax) {
      return Number(numerator.convert_to<std::int64_t>(), denominator.convert_to<std::int64_t>());
    }
    return Number(Number::Owned{new Number::Big(value)});
  }
};

namespace {

__extension__ typedef unsigned __int128 UnsignedWide;
constexpr Wide kMax64 = std::numeric_limits<std::int64_t>::max();

bool fits(Wide v) { return v <= kMax64 && v >= -kMax64; }

Wide absolute(Wide v) { return v < 0 ? -v : v; }

Wide gcd(Wide a, Wide b) {
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

cpp_int to_cpp_int(Wide v) {
  const bool negative = v < 0;
  const auto bits = static_cast<UnsignedWide>(negative ? -v : v);
  cpp_int out = static_cast<std::uint64_t>(bits >> 64U);
  out <<= 64U;
  out += static_cast<std::uint64_t>(bits);
  return negative ? -out : out;
}

cpp_int pow10(int exponent) { return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent)); }

}  // namespace

Number::Number(Owned owned) : numerator_(reinterpret_cast<std::int64_t>(owned.body)), denominator_(0) {}

Number& Number::assign(const Number& other) {
  if (this == &other) return *this;
  if (other.is_big()) other.share();
  if (is_big()) release();
  numerator_ = other.numerator_;
  denominator_ = other.denominator_;
  return *this;
}

void Number::share() const { big().owners.fetch_add(1, std::memory_order_relaxed); }

void Number::release() noexcept {
  if (big().owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete &big();
}

Number Number::from_wide(Wide numerator, Wide denominator) {
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  if (!fits(numerator) || !fits(denominator)) {
    const Wide common = gcd(absolute(numerator), denominator);
    numerator /= common;
    denominator /= common;
  }
  if (fits(numerator) && fits(denominator)) {
    return Number(static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator));
  }
  return NumberAccess::narrow(cpp_rational(to_cpp_int(numerator), to_cpp_int(denominator)));
}

Number Number::operator-() const {
  if (!is_big()) return Number(-numerator_, denominator_);
  return NumberAccess::narrow(-big().value);
}

Number operator+(const Number& a, const Number& b) {
  if (!a.is_big() && !b.is_big()) {
    if (a.denominator_ == b.denominator_) return Number::from_wide(static_cast<Wide>(a.numerator_) + b.numerator_, a.denominator_);
    const Wide left = static_cast<Wide>(a.numerator_) * b.denominator_;
    const Wide right = static_cast<Wide>(b.numerator_) * a.denominator_;
    Wide sum = 0;
    if (!__builtin_add_overflow(left, right, &sum)) {
      return Number::from_wide(sum, static_cast<Wide>(a.denominator_) * b.denominator_);
    }
  }
  return NumberAccess::narrow(NumberAccess::wide(a) + NumberAccess::wide(b));
}

Number operator-(const Number& a, const Number& b) { return a + (-b); }

Number operator*(const Number& a, const Number& b) {
  if (!a.is_big() && !b.is_big()) {
    return Number::from_wide(static_cast<Wide>(a.numerator_) * b.numerator_, static_cast<Wide>(a.denominator_) * b.denominator_);
  }
  return NumberAccess::narrow(NumberAccess::wide(a) * NumberAccess::wide(b));
}

Number operator/(const Number& a, const Number& b) {
  if (!a.is_big() && !b.is_big()) {
    return Number::from_wide(static_cast<Wide>(a.numerator_) * b.denominator_, static_cast<Wide>(a.denominator_) * b.numerator_);
  }
  return NumberAccess::narrow(NumberAccess::wide(a) / NumberAccess::wide(b));
}

int Number::compare_big(const Number& a, const Number& b) {
  const cpp_rational left = NumberAccess::wide(a);
  const cpp_rational right = NumberAccess::wide(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

Number Number::power_of_ten(int exponent) {
  if (exponent >= 0 && static_cast<std::size_t>(exponent) < std::size(kPowers)) return Number(kPowers[exponent]);
  if (exponent >= 0) return NumberAccess::narrow(cpp_rational(pow10(exponent)));
  return NumberAccess::narrow(cpp_rational(cpp_int(1), pow10(-exponent)));
}

Number Number::from_double(double value) {
  int exponent = 0;
  const double fraction = std::frexp(value, &exponent);
  const auto mantissa = static_cast<std::int64_t>(std::ldexp(fraction, 53));
  cpp_rational exact{cpp_int(mantissa)};
  const int shift = exponent - 53;
  if (shift >= 0) {
    exact *= cpp_rational(cpp_int(1) << static_cast<unsigned>(shift));
  } else {
    exact /= cpp_rational(cpp_int(1) << static_cast<unsigned>(-shift));
  }
  return NumberAccess::narrow(exact);
}

namespace {

// The parts of a written decimal: the digits without the point, and the power of ten they are multiplied by.
struct Decimal {
  std::string_view whole, fraction;
  bool negative = false;
  int exponent = 0;
};

std::optional<Decimal> split_decimal(std::string_view text) {
  Decimal parts;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
    parts.negative = text[0] == '-';
    text.remove_prefix(1);
  }
  std::size_t i = 0;
  while (i < text.size() && base::is_digit(text[i])) ++i;
  parts.whole = text.substr(0, i);
  if (i < text.size() && text[i] == '.') {
    const std::size_t start = ++i;
    while (i < text.size() && base::is_digit(text[i])) ++i;
    parts.fraction = text.substr(start, i - start);
    if (parts.fraction.empty()) return std::nullopt;
  }
  if (parts.whole.empty()) return std::nullopt;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    const std::string digits(text.substr(i + 1));
    const std::size_t sign = !digits.empty() && (digits[0] == '-' || digits[0] == '+') ? 1 : 0;
    if (digits.size() == sign || digits.size() > sign + 3) return std::nullopt;
    for (std::size_t j = sign; j < digits.size(); ++j) {
      if (!base::is_digit(digits[j])) return std::nullopt;
    }
    parts.exponent = std::atoi(digits.c_str());
    i = text.size();
  }
  if (i != text.size() || parts.whole.size() + parts.fraction.size() > 400 || std::abs(parts.exponent) > 400) return std::nullopt;
  return parts;
}

}  // namespace

const char* Number::take_long_decimal(const char* at, Number& out) {
  const auto behind_digits = [](const char* from) {
    while (*from >= '0' && *from <= '9') ++from;
    return from;
  };
  const char* end = behind_digits(at);
  if (*at == '0' && end > at + 1) return nullptr;
  if (*end == '.') end = behind_digits(end + 1);
  const auto number = from_plain_decimal({at, static_cast<std::size_t>(end - at)});
  if (!number) return nullptr;
  out = *number;
  return end;
}

std::optional<Number> Number::from_decimal(std::string_view text) {
  if (const auto plain = from_plain_decimal(text)) return plain;
  const std::optional<Decimal> parts = split_decimal(text);
  if (!parts) return std::nullopt;
  const std::size_t digits = parts->whole.size() + parts->fraction.size();
  if (digits <= 18 && parts->fraction.size() <= 9 && parts->exponent == 0) {
    std::int64_t mantissa = 0;
    for (char c : parts->whole) mantissa = mantissa * 10 + (c - '0');
    for (char c : parts->fraction) mantissa = mantissa * 10 + (c - '0');
    return Number(parts->negative ? -mantissa : mantissa, kPowers[parts->fraction.size()]);
  }
  std::string all = std::string(parts->whole) + std::string(parts->fraction);
  all.erase(0, std::min(all.find_first_not_of('0'), all.size() - 1));
  cpp_int mantissa(all);
  if (parts->negative) mantissa = -mantissa;
  const int exponent = parts->exponent - static_cast<int>(parts->fraction.size());
  return NumberAccess::narrow(cpp_rational(mantissa)) * power_of_ten(exponent);
}

double Number::to_double() const {
  if (!is_big()) return static_cast<double>(numerator_) / static_cast<double>(denominator_);
  return big().value.convert_to<double>();
}

bool Number::is_integer() const {
  if (!is_big()) return numerator_ % denominator_ == 0;
  return boost::multiprecision::denominator(big().value) == 1;
}

std::optional<std::int64_t> Number::floor() const {
  if (is_big()) {
    const cpp_int n = boost::multiprecision::numerator(big().value);
    const cpp_int d = boost::multiprecision::denominator(big().value);
    cpp_int q = n / d;
    if (n < 0 && q * d != n) q -= 1;
    if (q > std::numeric_limits<std::int64_t>::max() || q < std::numeric_limits<std::int64_t>::min()) return std::nullopt;
    return q.convert_to<std::int64_t>();
  }
  std::int64_t q = numerator_ / denominator_;
  if (numerator_ % denominator_ < 0) --q;
  return q;
}

std::optional<std::int64_t> Number::ceiling() const {
  const std::optional<std::int64_t> below = (-*this).floor();
  if (!below) return std::nullopt;
  return -*below;
}

namespace {

std::string whole_text(std::uint64_t whole) { return std::to_string(whole); }
std::string whole_text(const cpp_int& whole) { return whole.str(); }

constexpr std::int64_t kMostDenominator = std::numeric_limits<std::int64_t>::max() / 20;   // for long division in machine words

std::uint64_t size_of(std::int64_t number) { return number < 0 ? 0 - static_cast<std::uint64_t>(number) : static_cast<std::uint64_t>(number); }

// Long division by hand, in integers wide enough for twenty times the denominator.
template <class Whole>
std::string decimal_text(bool is_negative, const Whole& numerator, const Whole& denominator, int digits) {
  std::string text = whole_text(Whole(numerator / denominator));
  Whole rest = numerator % denominator;
  bool leading = text == "0";
  int left = digits - (leading ? 0 : static_cast<int>(text.size()));
  std::string fraction;
  while (rest != 0 && left > 0 && fraction.size() < 60) {
    rest *= 10;
    const int digit = static_cast<int>(Whole(rest / denominator));
    rest %= denominator;
    fraction += static_cast<char>('0' + digit);
    leading = leading && digit == 0;
    if (!leading) --left;
  }
  if (rest * 2 >= denominator && rest != 0) {  // round half up, carrying leftwards
    std::string all = text + fraction;
    std::size_t i = all.size();
    while (i > 0 && all[i - 1] == '9') all[--i] = '0';
    if (i == 0) all.insert(all.begin(), '1'); else ++all[i - 1];
    text = all.substr(0, all.size() - fraction.size());
    fraction = all.substr(all.size() - fraction.size());
  }
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  if (!fraction.empty()) text += "." + fraction;
  return is_negative && text != "0" ? "-" + text : text;
}

}  // namespace

std::string Number::to_text(int digits) const {
  if (!is_big() && denominator_ <= kMostDenominator) return decimal_text(numerator_ < 0, size_of(numerator_), static_cast<std::uint64_t>(denominator_), digits);
  const cpp_rational value = NumberAccess::wide(*this);
  const cpp_int size = boost::multiprecision::abs(boost::multiprecision::numerator(value));
  return decimal_text<cpp_int>(value < 0, size, boost::multiprecision::denominator(value), digits);
}

bool Number::append_exact(std::string& out, std::size_t most) const {
  constexpr std::size_t kRoom = 18;
  char text[kRoom];
  char* const end = text + std::min(most, kRoom);
  char* at = text;
  if (is_big() || denominator_ > kMostDenominator || at == end) return false;
  if (numerator_ < 0) *at++ = '-';
  const auto divisor = static_cast<std::uint64_t>(denominator_);
  const auto [behind, error] = std::to_chars(at, end, size_of(numerator_) / divisor);
  if (error != std::errc()) return false;
  at = behind;
  std::uint64_t rest = size_of(numerator_) % divisor;
  if (rest != 0 && at != end) *at++ = '.';
  for (; rest != 0 && at != end; rest = rest * 10 % divisor) *at++ = static_cast<char>('0' + rest * 10 / divisor);
  if (rest != 0) return false;
  out.append(text, at);
  return true;
}

}  // namespace eligo::value
