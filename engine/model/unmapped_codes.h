// Counts the codes and names of a source that no concept has: what a data team must map before it trusts an answer.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace eligo::model {

class UnmappedCodes {
 public:
  struct Entry {
    std::string code;      // "LOINC|1742-6", or a name
    std::string display;   // what the source calls it; empty where it does not say
    std::string where;     // what carries it: "Condition", "observations"
    std::size_t count = 0;
  };

  void add(std::string_view code, std::string_view display, std::string_view where);
  /// Most frequent first, then by code.
  std::vector<Entry> by_frequency() const;

 private:
  std::unordered_map<std::string, Entry> entries_;   // by code and where
};

}  // namespace eligo::model
