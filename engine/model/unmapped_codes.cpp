// Counting by code and carrier.
#include "model/unmapped_codes.h"

#include <algorithm>
#include <tuple>

namespace eligo::model {

void UnmappedCodes::add(std::string_view code, std::string_view display, std::string_view where) {
  std::string key(where);
  key += '\0';
  key += code;
  Entry& entry = entries_[std::move(key)];
  if (entry.count == 0) {
    entry.code = code;
    entry.where = where;
  }
  if (entry.display.empty()) entry.display = display;
  ++entry.count;
}

std::vector<UnmappedCodes::Entry> UnmappedCodes::by_frequency() const {
  std::vector<Entry> all;
  all.reserve(entries_.size());
  for (const auto& [key, entry] : entries_) all.push_back(entry);
  std::sort(all.begin(), all.end(), [](const Entry& a, const Entry& b) {
    return a.count != b.count ? a.count > b.count : std::tie(a.code, a.where) < std::tie(b.code, b.where);
  });
  return all;
}

}  // namespace eligo::model
