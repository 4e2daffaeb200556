// Setting up an evaluation: which facts belong to which slot, and what is forgotten when the day or the cohort changes.
#include "eval/evaluator.h"

#include <algorithm>

#include "base/ascii.h"

namespace eligo::eval {

Evaluator::Evaluator(const program::Program& program, const model::PatientRecord& record, Recording* recording)
    : program_(program), record_(record), vocabulary_(*program.vocabulary), recording_(recording) {
  for (const Fact& fact : record.facts) study_disease_marked_ = study_disease_marked_ || fact.is_study_disease;
  memos_.resize(program.memo_count);
  moments_.resize(program.moments.size());
  index_facts();
  shift(0);
}

namespace {

const program::Range* slots_of(const program::SlotTable& table, const Fact& fact) {
  if (!fact.concept_id.is_valid()) return nullptr;
  const auto& ranges = fact.kind == clinical::Kind::kAllergy ? table.by_substance : table.by_concept;
  return &ranges[fact.concept_id.index()];
}

}  // namespace

void Evaluator::index_facts() {
  const program::SlotTable& table = program_.slots;
  slot_starts_.assign(table.slot_count + 1, 0);
  const auto each_entry = [&](auto&& use) {
    for (std::uint32_t f = 0; f < record_.facts.size(); ++f) {
      const Fact& fact = record_.facts[f];
      const program::Range* range = slots_of(table, fact);
      if (range == nullptr || fact.verification == model::Verification::kRefuted) continue;
      for (std::uint32_t i = 0; i < range->count; ++i) use(f, table.entries[range->first + i]);
    }
  };
  each_entry([&](std::uint32_t, const program::SlotEntry& entry) { ++slot_starts_[entry.slot.index() + 1]; });
  for (std::size_t i = 1; i < slot_starts_.size(); ++i) slot_starts_[i] += slot_starts_[i - 1];
  slot_facts_.resize(slot_starts_.back());
  std::vector<std::uint32_t> next(slot_starts_.begin(), slot_starts_.end());
  each_entry([&](std::uint32_t f, const program::SlotEntry& entry) {
    slot_facts_[next[entry.slot.index()]++] = {f, entry.is_sure};
  });
}

void Evaluator::forget() {
  std::fill(memos_.begin(), memos_.end(), Memo{});
  std::fill(moments_.begin(), moments_.end(), std::nullopt);
}

void Evaluator::shift(Day days) {
  shift_ = days;
  screening_ = record_.screening.first + days;
  value::TimeSpan screening = record_.screening;
  screening.first += days;
  screening.last += days;
  screening_span_ = Span::of(screening);
  forget();
}

void Evaluator::enter(program::CohortId cohort) {
  cohort_ = cohort;
  forget();
}

std::optional<Day> Evaluator::recorded_moment(program::TimelineId id) const {
  for (const model::NamedDate& date : record_.dates) {
    if (!base::equal_folded(date.name, program_.timeline[id].name) || !date.when.is_day()) continue;
    return date.when.first > record_.screening.first ? date.when.first + shift_ : date.when.first;
  }
  return std::nullopt;
}

}  // namespace eligo::eval
