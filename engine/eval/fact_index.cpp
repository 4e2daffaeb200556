// Slots are equal where the same concepts belong to them, as surely.
#include "eval/fact_index.h"

#include <algorithm>
#include <map>
#include <utility>

namespace eligo::eval {

namespace {

/// A concept that belongs to a slot: in the list of its own kind, or as a substance somebody is allergic to.
struct Member {
  std::uint32_t concept_index;
  bool is_substance;
  bool is_sure;
  friend auto operator<=>(const Member&, const Member&) = default;
};
using Members = std::vector<Member>;

std::vector<Members> members_of(const program::SlotTable& table) {
  std::vector<Members> members(table.slot_count);
  for (const bool is_substance : {false, true}) {
    const std::vector<program::Range>& ranges = is_substance ? table.by_substance : table.by_concept;
    for (std::uint32_t c = 0; c < ranges.size(); ++c) {
      for (std::uint32_t i = 0; i < ranges[c].count; ++i) {
        const program::SlotEntry& entry = table.entries[ranges[c].first + i];
        members[entry.slot.index()].push_back({c, is_substance, entry.is_sure});
      }
    }
  }
  return members;
}

}  // namespace

FactIndex::FactIndex(const std::vector<const program::Program*>& programs) {
  std::map<Members, std::uint32_t> numbers;
  for (const program::Program* program : programs) {
    std::vector<std::uint32_t>& slots = slots_of_.emplace_back();
    for (Members& members : members_of(program->slots)) {
      slots.push_back(numbers.try_emplace(std::move(members), static_cast<std::uint32_t>(numbers.size())).first->second);
    }
  }
  heads_.assign(numbers.size(), kNoMore);
  const std::size_t concepts = programs.empty() ? 0 : programs.front()->vocabulary->size();
  for (const bool is_substance : {false, true}) {
    std::vector<std::vector<Place>> lists(concepts);
    for (const auto& [members, slot] : numbers) {
      for (const Member& member : members) {
        if (member.is_substance == is_substance) lists[member.concept_index].push_back({slot, member.is_sure});
      }
    }
    for (const std::vector<Place>& list : lists) {
      (is_substance ? by_substance_ : by_concept_).push_back({static_cast<std::uint32_t>(places_.size()), static_cast<std::uint32_t>(list.size())});
      places_.insert(places_.end(), list.begin(), list.end());
      most_places_ = std::max(most_places_, list.size());
    }
  }
}

// Backwards, so that each new entry goes to the front of its chain and the chain keeps the order of the record.
void FactIndex::turn_to(const model::PatientRecord& record) {
  std::fill(heads_.begin(), heads_.end(), kNoMore);
  const std::size_t most = record.facts.size() * most_places_;
  if (entries_.size() < most) entries_.resize(most);
  std::uint32_t* const heads = heads_.data();
  Entry* const entries = entries_.data();
  std::uint32_t made = 0;
  bool is_marked = false;
  for (auto f = static_cast<std::uint32_t>(record.facts.size()); f-- > 0;) {
    const model::Fact& fact = record.facts[f];
    is_marked = is_marked || fact.is_study_disease;
    if (!fact.concept_id.is_valid() || fact.verification == model::Verification::kRefuted) continue;
    const auto& ranges = fact.kind == clinical::Kind::kAllergy ? by_substance_ : by_concept_;
    const program::Range range = ranges[fact.concept_id.index()];
    const Place* const places = places_.data() + range.first;
    for (std::uint32_t i = 0; i < range.count; ++i) {
      entries[made] = {f, std::exchange(heads[places[i].slot], made), places[i].is_sure};
      ++made;
    }
  }
  is_study_disease_marked_ = is_marked;
}

}  // namespace eligo::eval
