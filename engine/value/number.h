// Exact rational numbers: the decimals of rules and records, and what arithmetic makes of them.
// Nothing is rounded. Small values (all that occur in practice) are two machine words; larger ones go to the heap.
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace eligo::value {

static_assert(std::endian::native == std::endian::little, "Number takes the first bytes of a word for its lowest");

/// Room for the product of two machine words.
__extension__ typedef __int128 Wide;

/// An exact rational number. Copying a small one copies 16 bytes; a big one shares an immutable body.
class Number {
 public:
  constexpr Number() = default;
  constexpr Number(std::int64_t whole) : numerator_(whole), denominator_(1) {}
  constexpr Number(std::int64_t numerator, std::int64_t denominator)  // denominator != 0
      : numerator_(denominator < 0 ? -numerator : numerator), denominator_(denominator < 0 ? -denominator : denominator) {}
  Number(const Number& other) : numerator_(other.numerator_), denominator_(other.denominator_) { if (is_big()) share(); }
  Number(Number&& other) noexcept : numerator_(other.numerator_), denominator_(other.denominator_) { other.denominator_ = 1; other.numerator_ = 0; }
  Number& operator=(const Number& other) {
    if (is_big() || other.is_big()) return assign(other);
    numerator_ = other.numerator_;
    denominator_ = other.denominator_;
    return *this;
  }
  Number& operator=(Number&& other) noexcept {
    std::swap(numerator_, other.numerator_);
    std::swap(denominator_, other.denominator_);
    return *this;
  }
  ~Number() { if (is_big()) release(); }

  /// A decimal as written: an optional sign, digits, at most one point, an optional exponent (`1.8e-3`).
  /// Nothing else (no blanks, no thousands marks); at most 400 digits and an exponent of at most 400.
  static std::optional<Number> from_decimal(std::string_view text);
  /// The same for up to 18 digits with perhaps a point among them, and nothing else: what nearly all numbers look like.
  static std::optional<Number> from_plain_decimal(std::string_view text);
  /// The same where it begins at `at`, and what follows is left: behind its last digit, or null where none begins, or one of
  /// several digits with a zero in front. At least kReadAhead bytes must be readable, up to a byte that no number has.
  static const char* take_plain_decimal(const char* at, Number& out);
  static constexpr std::size_t kReadAhead = 8;
  /// The exact value of a finite double: results of formulas with powers or roots are compared as computed.
  static Number from_double(double value);
  static Number power_of_ten(int exponent);

  double to_double() const;
  /// Decimal text: exact where the expansion ends within `digits` significant digits, else rounded half up to them.
  std::string to_text(int digits = 17) const;
  /// Appends the exact decimal text where it has at most `most` characters (and 18 at the most), else nothing and says so.
  bool append_exact(std::string& out, std::size_t most) const;
  bool is_zero() const { return !is_big() && numerator_ == 0; }
  bool is_integer() const;
  /// The largest whole number not above, if it fits.
  std::optional<std::int64_t> floor() const;
  std::optional<std::int64_t> ceiling() const;

  Number operator-() const;
  friend Number operator+(const Number& a, const Number& b);
  friend Number operator-(const Number& a, const Number& b);
  friend Number operator*(const Number& a, const Number& b);
  friend Number operator/(const Number& a, const Number& b);  // b is not zero

  friend bool operator==(const Number& a, const Number& b) { return compare(a, b) == 0; }
  friend std::strong_ordering operator<=>(const Number& a, const Number& b) { return compare(a, b) <=> 0; }

 private:
  struct Big;
  bool is_big() const { return denominator_ == 0; }
  const Big& big() const { return *reinterpret_cast<const Big*>(numerator_); }
  struct Owned { Big* body; };
  explicit Number(Owned owned);
  Number& assign(const Number& other);
  static const char* take_long_decimal(const char* at, Number& out);
  void share() const;
  void release() noexcept;
  static int compare(const Number& a, const Number& b) {
    if (!a.is_big() && !b.is_big()) {
      const Wide left = static_cast<Wide>(a.numerator_) * b.denominator_;
      const Wide right = static_cast<Wide>(b.numerator_) * a.denominator_;
      return left < right ? -1 : left > right ? 1 : 0;
    }
    return compare_big(a, b);
  }
  static int compare_big(const Number& a, const Number& b);
  static Number from_wide(Wide numerator, Wide denominator);
  friend struct NumberAccess;
  static constexpr std::size_t kMostDigits = 18;   // of a plain decimal
  static constexpr std::array<std::int64_t, 10> kPowers = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};

  // denominator_ > 0: the value numerator_ / denominator_, not necessarily reduced.
  // denominator_ == 0: numerator_ is the address of a shared Big.
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
};

inline std::optional<Number> Number::from_plain_decimal(std::string_view text) {
  if (text.size() > kMostDigits) return std::nullopt;
  const char* at = text.data();
  const char* const end = at + text.size();
  std::int64_t mantissa = 0;
  const auto take_digits = [&] {
    const char* const begin = at;
    for (; at != end; ++at) {
      const auto digit = static_cast<unsigned>(static_cast<unsigned char>(*at)) - '0';   // above 9 where it is none
      if (digit > 9) break;
      mantissa = mantissa * 10 + digit;
    }
    return static_cast<std::size_t>(at - begin);
  };
  if (take_digits() == 0) return std::nullopt;
  if (at == end) return Number(mantissa);
  if (*at++ != '.') return std::nullopt;
  const std::size_t behind = take_digits();
  if (behind == 0 || behind >= kPowers.size() || at != end) return std::nullopt;
  return Number(mantissa, kPowers[behind]);
}

inline const char* Number::take_plain_decimal(const char* at, Number& out) {
  constexpr std::uint64_t kZeros = 0x3030303030303030, kLow = 0x7F7F7F7F7F7F7F7F, kAboveNine = 0x7676767676767676, kTop = 0x8080808080808080;
  std::uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  word ^= kZeros;                                                              // each byte that is a digit: its value
  const std::uint64_t others = (((word & kLow) + kAboveNine) | word) & kTop;   // marks bytes that are none
  const int whole = std::countr_zero(others) / 8;                              // digits in front; 8: others is zero
  if (whole == 8 || whole == 0) return take_long_decimal(at, out);
  // From here to the end without a branch on the point, which comes and goes.
  const bool has_point = at[whole] == '.';
  const int end = std::countr_zero(others & (others - 1)) / 8;                 // of the digits behind the point
  if ((has_point && (end == 8 || end == whole + 1)) || (word % 256 == 0 && whole > 1)) return take_long_decimal(at, out);
  const std::uint64_t front = (std::uint64_t{1} << (8 * whole)) - 1, pointed = 0 - std::uint64_t{has_point};
  word ^= (word ^ (word >> 8)) & ~front & pointed;                             // the point is taken out
  const int length = whole + ((end - whole) & static_cast<int>(pointed));
  const int digits = length - static_cast<int>(has_point);
  word <<= 8 * (8 - digits);                                                   // the last digit comes last, zeros stand in front
  word = word * 10 + (word >> 8);                                              // neighbours joined: two digits, four, eight
  word = ((word & 0x000000FF000000FF) * 0x000F424000000064 + ((word >> 16) & 0x000000FF000000FF) * 0x0000271000000001) >> 32;
  out = Number(static_cast<std::int64_t>(word), kPowers[static_cast<std::size_t>(digits - whole)]);
  return at + length;
}

}  // namespace eligo::value
