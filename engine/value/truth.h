// Kleene's strong three-valued logic. A fact that the record does not settle is unknown, never false.
#pragma once

#include <cstdint>

namespace eligo::value {

/// Ordered false < unknown < true, so that `and` is the minimum and `or` the maximum.
enum class Truth : std::uint8_t { kFalse, kUnknown, kTrue };

constexpr Truth truth(bool holds) { return holds ? Truth::kTrue : Truth::kFalse; }

//  and | F U T      or | F U T      not |
//   F  | F F F       F | F U T       F  | T
//   U  | F U U       U | U U T       U  | U
//   T  | F U T       T | T T T       T  | F
constexpr Truth operator&(Truth a, Truth b) { return a < b ? a : b; }
constexpr Truth operator|(Truth a, Truth b) { return a < b ? b : a; }
constexpr Truth operator!(Truth a) {
  return static_cast<Truth>(static_cast<std::uint8_t>(Truth::kTrue) - static_cast<std::uint8_t>(a));
}

constexpr bool is_true(Truth t) { return t == Truth::kTrue; }
constexpr bool is_false(Truth t) { return t == Truth::kFalse; }
constexpr bool is_unknown(Truth t) { return t == Truth::kUnknown; }

/// What is sure and what is possible, as one truth: true where sure, false where not even possible.
constexpr Truth between(bool sure, bool possible) {
  return sure ? Truth::kTrue : possible ? Truth::kUnknown : Truth::kFalse;
}

/// The value both agree on, else unknown: a choice whose condition is not known.
constexpr Truth agreed(Truth a, Truth b) { return a == b ? a : Truth::kUnknown; }

const char* name_of(Truth t);

}  // namespace eligo::value
