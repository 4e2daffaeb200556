// A tree of texts on one line, for comparing: {key: 'text', list: ['a', 'b']}.
#pragma once

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

}  // namespace eligo::io::test
