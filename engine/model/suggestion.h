// "Did you mean" for names in records. Bounded: a record of nonsense must not be compared with the whole vocabulary for ever.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "clinical/vocabulary.h"

namespace eligo::model {

class Suggestions {
 public:
  explicit Suggestions(const clinical::Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  /// "; did you mean `creatinine`?" or nothing.
  std::string for_concept(std::string_view name);
  static std::string for_list(std::string_view name);
  static std::string among(std::string_view name, const std::vector<std::string>& candidates);
  /// Counts one question; false where the record has asked enough.
  bool may_ask() { return ++asked_ <= kMostAsked; }
  /// A new record begins: its first names are looked up again.
  void begin_record() { asked_ = 0; }

 private:
  static constexpr int kMostAsked = 20;       // of one record
  static constexpr std::size_t kLongest = 64; // bytes; longer names are no slips

  const clinical::Vocabulary& vocabulary_;
  std::vector<std::string> names_;            // filled at the first question
  int asked_ = 0;
};

/// "`a`, `b` or `c`", for telling what was expected.
std::string listed(const std::vector<std::string>& words);

/// A text of the record in backticks: one line, cut where it is long.
std::string quoted(std::string_view text);

}  // namespace eligo::model
