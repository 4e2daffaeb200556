// Turning to a record, and what is forgotten when the day or the cohort changes.
#include "eval/evaluator.h"

#include "base/ascii.h"

namespace eligo::eval {

Evaluator::Evaluator(const program::Program& program, SharedAnswers& shared, std::size_t number)
    : program_(program),
      shared_(shared),
      plan_(shared.plan_of(number)),
      index_(shared.index()),
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
  shift(0);
}

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
