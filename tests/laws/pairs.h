// Pairs of criteria in one file whose conditions must be equal, or each other's opposite, for every record.
#pragma once

#include <string>
#include <vector>

#include "law.h"

namespace eligo::laws {

class Pairs {
 public:
  /// Two rules as they stand behind the colon of a criterion.
  void equal(const std::string& law, const std::string& left, const std::string& right, bool is_inclusion = true);
  void opposite(const std::string& law, const std::string& left, const std::string& right);

  /// `opening`: the lines before the criteria.
  Question question(const EngineUnderTest& engine, const std::string& opening, const RecordShape& shape) const;

 private:
  struct Pair {
    std::string law, left, right;
    bool is_inclusion = true;
    bool is_opposite = false;
  };
  std::string text_of(std::size_t n) const;
  std::optional<Breach> breach(const std::string& opening, const Statuses& found) const;

  std::vector<Pair> pairs_;
};

}  // namespace eligo::laws
