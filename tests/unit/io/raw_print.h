// For tests of readers: a tree of texts on one line ({key: 'text', list: ['a', 'b']}), and the time a text may take.
#pragma once

#include <ctime>
#include <string>

#include "clinical/vocabulary_source.h"

namespace eligo::io::test {

inline std::string print(const clinical::RawValue& value) {
  using Shape = clinical::RawValue::Shape;
  if (value.shape == Shape::kText) return "'" + value.text + "'";
  std::string out(value.shape == Shape::kList ? "[" : "{");
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    if (i > 0) out += ", ";
    if (value.shape == Shape::kMap) out += value.keys[i].first + ": ";
    out += print(value.items[i]);
  }
  return out + (value.shape == Shape::kList ? "]" : "}");
}

inline diag::Source source_of(std::string text) { return std::make_shared<const diag::SourceText>("test", std::move(text)); }

/// Processor time, which other programs on the machine do not change.
inline double seconds_since(std::clock_t begin) { return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC; }

/// What a hostile text of 1 MiB may take: a second, and as much again on a busy machine. Sanitizers are several times slower.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__OPTIMIZE__)
inline constexpr double kMostSeconds = 12;
#else
inline constexpr double kMostSeconds = 2;
#endif

}  // namespace eligo::io::test
