// Small questions to a finished record.
#include "model/record.h"

#include <algorithm>

#include "base/ascii.h"

namespace eligo::model {

std::string to_text(const Place& place) {
  if (place.is_supposed) return "set[" + std::to_string(place.index) + "]";
  if (!place.path.empty()) return std::string(place.path);
  std::string text = clinical::list_name_of(place.list);
  return text.append("[").append(std::to_string(place.index)).append("]");
}

const FactAttribute* Fact::find(std::string_view attribute_name) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const FactAttribute& it) {
    return base::equal_folded(it.attribute->name, attribute_name);
  });
  return found == attributes.end() ? nullptr : &*found;
}

}  // namespace eligo::model
