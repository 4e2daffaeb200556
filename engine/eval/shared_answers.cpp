// Direct decisions. Each answer is what deciding in full would say of the present day; see Evaluator for that.
#include "eval/shared_answers.h"

#include <algorithm>
#include <utility>

#include "clinical/calendar.h"
#include "eval/readings.h"
#include "eval/states.h"

namespace eligo::eval {

using model::Fact;
using model::ObservedValue;
using program::Result;

namespace {

// Clock times that say how far they are from UTC may come in another order than their days, but not across so many.
constexpr Day kSurelyApart = 4;

}  // namespace

SharedAnswers::SharedAnswers(const std::vector<const program::Program*>& programs)
    : vocabulary_(*programs.front()->vocabulary), index_(programs) {
  std::vector<std::vector<std::uint32_t>> slots;
  for (std::size_t p = 0; p < programs.size(); ++p) slots.push_back(index_.slots_of(p));
  plans_ = plans_of(programs, slots);
  for (std::uint32_t id = 0; id < vocabulary_.size(); ++id) {
    const clinical::Concept& concept_ = vocabulary_[program::ConceptId(id)];
    is_of_one_sex_.push_back(concept_.only_female || concept_.only_male ? 1 : 0);
  }
  answers_.resize(plans_.tables.conditions.size());
  settled_.resize(plans_.tables.results.size());
  demands_.resize(plans_.tables.demands.size());
}

void SharedAnswers::turn_to(const model::PatientRecord& record) {
  record_ = &record;
  facts_ = record.facts.data();
  screening_ = record.screening.first;
  complete_kinds_ = 0;
  for (std::size_t k = 0; k < clinical::kKindCount; ++k) complete_kinds_ |= record.is_complete(static_cast<clinical::Kind>(k)) ? 1U << k : 0U;
  std::fill(answers_.begin(), answers_.end(), Answer::kNotAsked);
  ++age_;
  index_.turn_to(record);
}

SharedAnswers::Answer SharedAnswers::ask(const SharedCondition& condition) {
  const PlanTables& tables = plans_.tables;
  switch (condition.form) {
    case SharedCondition::Form::kFacts: return answer_of(facts(tables.facts[condition.index]));
    case SharedCondition::Form::kComparison: {
      const ResultComparison& asked = tables.comparisons[condition.index];
      const Settled& found = settled(asked.result);
      return answer_of(compare(asked, found, asked.limit_of == asked.result ? found : settled(asked.limit_of)));
    }
    case SharedCondition::Form::kChoice: return answer_of(choice(tables.choices[condition.index]));
    case SharedCondition::Form::kAge: return answer_of(age(tables.ages[condition.index]));
  }
  return Answer::kOpen;
}

const Demand& SharedAnswers::demand(std::uint32_t number) {
  if (demands_[number].screening != screening_) make_demand(number);
  return demands_[number].demand;
}

void SharedAnswers::make_demand(std::uint32_t number) {
  Demand demand;
  for (const DayWindow& window : plans_.tables.demands[number]) demand = both(demand, demand_of(window, screening_));
  demands_[number] = {screening_, demand};
}

// ---- Results ---------------------------------------------------------------------------------------------------

const Settled& SharedAnswers::settled(std::uint32_t result) {
  Memo& memo = settled_[result];
  if (memo.age == age_) return memo.settled;
  const ResultQuestion& asked = plans_.tables.results[result];
  memo.settled = settle(asked, demand(asked.demand));
  memo.age = age_;
  return memo.settled;
}

// The latest result that counts, where each surely counts or not and one is surely the latest.
Settled SharedAnswers::settle(const ResultQuestion& asked, const Demand& demand) const {
  using State = Settled::State;
  Day latest = value::kBeginning, next = value::kBeginning;
  std::uint32_t chosen = 0;
  bool has_clock = false;
  for (std::uint32_t i = index_.first(asked.slot); i != FactIndex::kNoMore; i = index_[i].next) {
    const Fact& fact = facts_[index_[i].fact];
    const value::TimeSpan& start = fact.start;
    if (!fact.is_dated && !asked.is_lasting) continue;
    if (fact.is_broken || fact.verification == model::Verification::kSuspected || !start.is_day() || start.last > screening_) return {};
    const Truth counts = demand.met_by(start.first, start.last, fact.end.first, fact.end.last);
    if (is_unknown(counts)) return {};
    if (is_false(counts)) continue;
    has_clock = has_clock || start.has_clock();
    if (start.first > latest) {
      next = std::exchange(latest, start.first);
      chosen = index_[i].fact;
    } else {
      next = std::max(next, start.first);
    }
  }
  if (latest == value::kBeginning) return {State::kNone, 0};
  return {latest - next >= (has_clock ? kSurelyApart : 1) ? State::kOne : State::kOpen, chosen};
}

Sure SharedAnswers::choice(const ChoiceQuestion& asked) {
  const Settled& found = settled(asked.result);
  if (found.state == Settled::State::kOpen) return std::nullopt;
  if (found.state == Settled::State::kNone) return Truth::kUnknown;
  const Fact& fact = facts_[found.fact];
  return answers(vocabulary_[fact.concept_id], fact.value, asked.choices, asked.is_negated);
}

namespace {

Sure compare_number(const ResultComparison& asked, const value::Number& number, const ObservedValue& limit) {
  switch (asked.with) {
    case ResultComparison::With::kNumber: return value::truth(holds(number, asked.op, asked.number));
    case ResultComparison::With::kRange: return value::truth(number >= asked.number && number <= asked.upper);
    case ResultComparison::With::kUpperLimit: return limit.uln ? Sure(value::truth(holds(number, asked.op, *limit.uln * asked.number))) : std::nullopt;
    case ResultComparison::With::kLowerLimit: return limit.lln ? Sure(value::truth(holds(number, asked.op, *limit.lln * asked.number))) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

// Without any result the number is unknown, unless a formula gives it.
Sure SharedAnswers::compare(const ResultComparison& asked, const Settled& found, const Settled& limit) const {
  if (found.state == Settled::State::kNone && !asked.has_formula) return Truth::kUnknown;
  if (found.state != Settled::State::kOne || limit.state != Settled::State::kOne) return std::nullopt;
  const Fact& fact = facts_[found.fact];
  if (fact.concept_id != asked.concept_id) return std::nullopt;
  const ObservedValue& limits = facts_[limit.fact].value;
  if (asked.reading != Result::Reading::kChoice) {
    const Interval* amount = number_in(fact.value, asked.reading);
    if (amount == nullptr || !amount->is_point()) return std::nullopt;
    return compare_number(asked, amount->low.at, limits);
  }
  if (fact.value.type != ObservedValue::Type::kLevel && fact.value.type != ObservedValue::Type::kAnswer) return std::nullopt;
  return compare_number(asked, value::Number(fact.value.choice), limits);
}

// ---- Facts -----------------------------------------------------------------------------------------------------

Sure SharedAnswers::is_asked_for(const FactIndex::Entry& entry, bool takes_suspected, bool is_other) const {
  const Fact& fact = facts_[entry.fact];
  if (fact.is_broken || is_of_one_sex_[fact.concept_id.index()] != 0) return std::nullopt;
  if (is_other) {
    if (!index_.is_study_disease_marked()) return std::nullopt;
    if (fact.is_study_disease) return Truth::kFalse;
  }
  const bool is_suspected = fact.verification == model::Verification::kSuspected && !takes_suspected;
  return entry.is_sure && !is_suspected ? Truth::kTrue : Truth::kUnknown;
}

Sure SharedAnswers::nothing_there(const FactsQuestion& asked) const {
  const bool is_settled = index_.first(asked.slot) == FactIndex::kNoMore && is_complete(asked.kinds);
  return is_settled ? Sure(quantified(asked.bound, asked.count, 0, 0, true)) : std::nullopt;
}

Sure SharedAnswers::facts(const FactsQuestion& asked) {
  if (const Sure none = nothing_there(asked)) return none;
  return facts(asked, demand(asked.demand));
}

Sure SharedAnswers::facts(const FactsQuestion& asked, const Demand& demand) const {
  if (!record_->absent.empty()) return std::nullopt;
  std::int64_t sure = 0, all = 0;
  for (std::uint32_t i = index_.first(asked.slot); i != FactIndex::kNoMore; i = index_[i].next) {
    const Fact& fact = facts_[index_[i].fact];
    if (fact.start.last > screening_ && !asked.looks_ahead) return std::nullopt;
    const Sure identity = is_asked_for(index_[i], asked.takes_suspected, asked.is_other);
    if (!identity) return std::nullopt;
    const Truth truth = *identity & demand.met_by(fact.start.first, fact.start.last, fact.end.first, fact.end.last);
    sure += is_true(truth) ? 1 : 0;
    all += is_false(truth) ? 0 : 1;
  }
  const Truth truth = quantified(asked.bound, asked.count, sure, all, false);
  if (!is_unknown(truth)) return truth;
  const bool is_told = is_complete(asked.kinds);
  if (!is_told && asked.is_of_one_sex) return std::nullopt;   // then the patient's sex may tell
  return quantified(asked.bound, asked.count, sure, all, is_told);
}

// ---- Age -------------------------------------------------------------------------------------------------------

Truth SharedAnswers::age(const AgeQuestion& asked) const {
  if (!record_->has_birth_date) return Truth::kUnknown;
  const auto has_completed = [&](std::int32_t years) {
    const bool sure = clinical::has_completed_years(record_->birth.last, screening_, years);
    return value::between(sure, sure || clinical::has_completed_years(record_->birth.first, screening_, years));
  };
  Truth truth = Truth::kTrue;
  if (asked.least != AgeQuestion::kAnyAge) truth = truth & has_completed(asked.least);
  if (asked.below != AgeQuestion::kAnyAge && !is_false(truth)) truth = truth & !has_completed(asked.below);
  return truth;
}

}  // namespace eligo::eval
