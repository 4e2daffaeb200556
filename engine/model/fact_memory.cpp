// What is not known yet is asked of the vocabulary, and kept.
#include "model/fact_memory.h"

#include <utility>

namespace eligo::model {

clinical::ConceptId NameMemory::find(std::string_view name) {
  if (name.empty()) return clinical::ConceptId();
  const QuickText key(name);
  if (const Place* const it = places_.find(key.mixed(), [&](const Place& place) { return place.name == key && place.id; })) return it->id;
  const clinical::ConceptId found = vocabulary_.find(name);
  if (!found) return found;
  auto owned = std::make_unique<std::string>(name);
  const QuickText kept(*owned);
  places_.put(kept.mixed(), {kept, found, std::move(owned)});
  return found;
}

std::optional<clinical::Unit> UnitMemory::unit(std::string_view text) {
  const auto known = units_.find(std::string(text));
  if (known != units_.end()) return known->second;
  std::optional<clinical::Unit> unit = clinical::parse_unit(text);
  if (unit && units_.size() < kMostUnits) units_.emplace(text, *unit);
  return unit;
}

void UnitMemory::keep(clinical::ConceptId of, std::string_view text, const clinical::Conversion& conversion) {
  auto owned = std::make_unique<std::string>(text);
  const QuickText key(*owned);
  places_.put(hash_of(of, key), {key, of, {conversion, conversion.is_identity()}, std::move(owned)});
}

}  // namespace eligo::model
