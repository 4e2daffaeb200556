// Direct decisions. Each answer is what deciding in full would say of the present day; see Evaluator for that.
#include "eval/shared_answers.h"

#include <algorithm>
#include <optional>
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

Answer SharedAnswers::ask(std::uint32_t number) {
  const PlanTables& tables = plans_.tables;
  const SharedCondition condition = tables.conditions[number];
  Answer answer = Answer::kOpen;
  switch (condition.form) {
    case SharedCondition::Form::kFacts: answer = facts(tables.facts[condition.index]); break;
    case SharedCondition::Form::kComparison: answer = compare(tables.comparisons[condition.index]); break;
    case SharedCondition::Form::kChoice: answer = choice(tables.choices[condition.index]); break;
    case SharedCondition::Form::kAge: answer = sure(age(tables.ages[condition.index])); break;
  }
  return answers_[number] = answer;
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

Answer SharedAnswers::choice(const ChoiceQuestion& asked) {
  const Settled& found = settled(asked.result);
  if (found.state == Settled::State::kOpen) return Answer::kOpen;
  if (found.state == Settled::State::kNone) return Answer::kUnknown;
  const Fact& fact = facts_[found.fact];
  return sure(answers(vocabulary_[fact.concept_id], fact.value, asked.choices, asked.is_negated));
}

namespace {

Answer compare_with_limit(const ResultComparison& asked, const value::Number& number, const std::optional<value::Number>& limit) {
  return limit ? sure(value::truth(holds(number, asked.op, *limit * asked.number))) : Answer::kOpen;
}

inline Answer compare_number(const ResultComparison& asked, const value::Number& number, const ObservedValue& limits) {
  switch (asked.with) {
    case ResultComparison::With::kNumber: return sure(value::truth(holds(number, asked.op, asked.number)));
    case ResultComparison::With::kRange: return sure(value::truth(number >= asked.number && number <= asked.upper));
    case ResultComparison::With::kUpperLimit: return compare_with_limit(asked, number, limits.uln);
    case ResultComparison::With::kLowerLimit: return compare_with_limit(asked, number, limits.lln);
  }
  return Answer::kOpen;
}

}  // namespace

Answer SharedAnswers::compare(const ResultComparison& asked) {
  const Settled& found = settled(asked.result);
  return compare(asked, found, asked.limit_of == asked.result ? found : settled(asked.limit_of));
}

// Without any result the number is unknown, unless a formula gives it.
Answer SharedAnswers::compare(const ResultComparison& asked, const Settled& found, const Settled& limit) const {
  if (found.state == Settled::State::kNone && !asked.has_formula) return Answer::kUnknown;
  if (found.state != Settled::State::kOne || limit.state != Settled::State::kOne) return Answer::kOpen;
  const Fact& fact = facts_[found.fact];
  if (fact.concept_id != asked.concept_id) return Answer::kOpen;
  const ObservedValue& limits = facts_[limit.fact].value;
  if (asked.reading != Result::Reading::kChoice) {
    const Interval* amount = number_in(fact.value, asked.reading);
    return amount != nullptr && amount->is_point() ? compare_number(asked, amount->low.at, limits) : Answer::kOpen;
  }
  if (fact.value.type != ObservedValue::Type::kLevel && fact.value.type != ObservedValue::Type::kAnswer) return Answer::kOpen;
  return compare_number(asked, value::Number(fact.value.choice), limits);
}

// ---- Facts -----------------------------------------------------------------------------------------------------

Answer SharedAnswers::is_asked_for(const FactIndex::Entry& entry, bool takes_suspected, bool is_other) const {
  const Fact& fact = facts_[entry.fact];
  if (fact.is_broken || is_of_one_sex_[fact.concept_id.index()] != 0) return Answer::kOpen;
  if (is_other) {
    if (!index_.is_study_disease_marked()) return Answer::kOpen;
    if (fact.is_study_disease) return Answer::kFalse;
  }
  const bool is_suspected = fact.verification == model::Verification::kSuspected && !takes_suspected;
  return entry.is_sure && !is_suspected ? Answer::kTrue : Answer::kUnknown;
}

Answer SharedAnswers::nothing_there(const FactsQuestion& asked) const {
  if (index_.first(asked.slot) != FactIndex::kNoMore || !is_complete(asked.kinds)) return Answer::kOpen;
  return sure(quantified(asked.bound, asked.count, 0, 0, true));
}

Answer SharedAnswers::facts(const FactsQuestion& asked) {
  const Answer none = nothing_there(asked);
  return is_sure(none) ? none : facts(asked, demand(asked.demand));
}

Answer SharedAnswers::facts(const FactsQuestion& asked, const Demand& demand) const {
  if (!record_->absent.empty()) return Answer::kOpen;
  std::int64_t surely = 0, all = 0;
  for (std::uint32_t i = index_.first(asked.slot); i != FactIndex::kNoMore; i = index_[i].next) {
    const Fact& fact = facts_[index_[i].fact];
    if (fact.start.last > screening_ && !asked.looks_ahead) return Answer::kOpen;
    const Answer identity = is_asked_for(index_[i], asked.takes_suspected, asked.is_other);
    if (identity == Answer::kOpen) return Answer::kOpen;
    const Truth truth = truth_of(identity) & demand.met_by(fact.start.first, fact.start.last, fact.end.first, fact.end.last);
    surely += is_true(truth) ? 1 : 0;
    all += is_false(truth) ? 0 : 1;
  }
  const Truth truth = quantified(asked.bound, asked.count, surely, all, false);
  if (!is_unknown(truth)) return sure(truth);
  const bool is_told = is_complete(asked.kinds);
  if (!is_told && asked.is_of_one_sex) return Answer::kOpen;   // then the patient's sex may tell
  return sure(quantified(asked.bound, asked.count, surely, all, is_told));
}

// ---- Age -------------------------------------------------------------------------------------------------------

Truth SharedAnswers::age(const AgeQuestion& asked) const {
  if (!record_->has_birth_date) return Truth::kUnknown;
  const auto has_completed = [&](std::int32_t years) {
    const bool at_youngest = clinical::has_completed_years(record_->birth.last, screening_, years);
    return value::between(at_youngest, at_youngest || clinical::has_completed_years(record_->birth.first, screening_, years));
  };
  Truth truth = Truth::kTrue;
  if (asked.least != AgeQuestion::kAnyAge) truth = truth & has_completed(asked.least);
  if (asked.below != AgeQuestion::kAnyAge && !is_false(truth)) truth = truth & !has_completed(asked.below);
  return truth;
}

}  // namespace eligo::eval
