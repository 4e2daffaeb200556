// Setting up an evaluation: which facts belong to which slot, and what is forgotten when the day or the cohort changes.
#include "eval/evaluator.h"

#include <utility>

#include "base/ascii.h"

namespace eligo::eval {

Evaluator::Evaluator(const program::Program& program)
    : program_(program),
      plan_(plan_of(program)),
      vocabulary_(*program.vocabulary),
      memos_(program.memo_count),
      moments_(program.moments.size()),
      selections_(program.results.size()),
      windows_(program.windows.size()),
      settled_(program.results.size()),
      waits_(program.durations.size()) {}

void Evaluator::begin(const model::PatientRecord& record, Recording* recording) {
  record_ = &record;
  facts_ = record.facts.data();
  recording_ = recording;
  is_for_today_alone_ = false;
  current_ = last_ = FindingId();
  cohort_ = program::CohortId();
  complete_kinds_ = 0;
  for (std::size_t k = 0; k < clinical::kKindCount; ++k) complete_kinds_ |= record.is_complete(static_cast<clinical::Kind>(k)) ? 1U << k : 0U;
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

// Backwards, so that each new entry goes to the front of its chain and the chain keeps the order of the record.
void Evaluator::index_facts() {
  const program::SlotTable& table = program_.slots;
  slot_heads_.assign(table.slot_count, kNoMore);
  const std::size_t most = record_->facts.size() * plan_.most_slots;
  if (slot_facts_.size() < most) slot_facts_.resize(most);
  study_disease_marked_ = false;
  std::uint32_t made = 0;
  for (auto f = static_cast<std::uint32_t>(record_->facts.size()); f-- > 0;) {
    const Fact& fact = facts_[f];
    study_disease_marked_ = study_disease_marked_ || fact.is_study_disease;
    const program::Range* range = slots_of(table, fact);
    if (range == nullptr || fact.verification == model::Verification::kRefuted) continue;
    for (std::uint32_t i = 0; i < range->count; ++i) {
      const program::SlotEntry& entry = table.entries[range->first + i];
      slot_facts_[made] = {f, std::exchange(slot_heads_[entry.slot.index()], made), entry.is_sure};
      ++made;
    }
  }
}

void Evaluator::forget() { ++age_; }

void Evaluator::shift(Day days) {
  shift_ = days;
  screening_ = record_->screening.first + days;
  value::TimeSpan screening = record_->screening;
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
  for (const model::NamedDate& date : record_->dates) {
    if (!base::equal_folded(date.name, program_.timeline[id].name) || !date.when.is_day()) continue;
    return date.when.first > record_->screening.first ? date.when.first + shift_ : date.when.first;
  }
  return std::nullopt;
}

}  // namespace eligo::eval
