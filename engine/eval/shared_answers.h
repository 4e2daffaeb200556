// What programs of one vocabulary share about the record at hand: which facts belong to which slot, which result an
// observation means, and conditions that ask for nothing but the record and the day of screening. Each is decided once,
// whichever program asks first, and only where it is surely so: the latest result of one sure day, precise numbers, facts
// that surely are what they say. Where anything may be open there is no answer, and the condition is decided in full.
#pragma once

#include <cstdint>
#include <vector>

#include "eval/fact_index.h"
#include "eval/plan.h"
#include "model/record.h"

namespace eligo::eval {

/// What is surely so, as Truth, if it is not open.
enum class Answer : std::uint8_t { kFalse, kUnknown, kTrue, kOpen, kNotAsked };
constexpr Answer sure(Truth truth) { return static_cast<Answer>(truth); }
constexpr bool is_sure(Answer answer) { return answer < Answer::kOpen; }
constexpr Truth truth_of(Answer answer) { return static_cast<Truth>(answer); }

/// Which result an observation means.
struct Settled {
  enum class State : std::uint8_t { kOpen, kNone, kOne };
  State state = State::kOpen;
  std::uint32_t fact = 0;                      // of kOne
};

class SharedAnswers {
 public:
  /// The programs must outlive it. Not to be shared between threads.
  explicit SharedAnswers(const std::vector<const program::Program*>& programs);
  SharedAnswers(const SharedAnswers&) = delete;
  SharedAnswers& operator=(const SharedAnswers&) = delete;

  /// The record must outlive what is asked about it.
  void turn_to(const model::PatientRecord& record);

  const FactIndex& index() const { return index_; }
  const Plan& plan_of(std::size_t program) const { return plans_.of_program[program]; }
  /// Of the record, bit by bit.
  std::uint32_t complete_kinds() const { return complete_kinds_; }

  /// By number in PlanTables::conditions.
  Answer condition(std::uint32_t number) {
    const Answer known = answers_[number];
    return known == Answer::kNotAsked ? ask(number) : known;
  }

  // The same for conditions on a program's own moments, whose demands it has worked out.
  Answer facts(const FactsQuestion& asked, const Demand& demand) const;
  Settled settle(const ResultQuestion& asked, const Demand& demand) const;
  /// `limit` is that of ResultComparison::limit_of.
  Answer compare(const ResultComparison& asked, const Settled& found, const Settled& limit) const;
  /// Open but where nothing is there to be found, and silence settles that.
  Answer nothing_there(const FactsQuestion& asked) const;
  /// Whether the fact is one of those asked for, its dates aside; unknown where it is suspected or of a class above, open
  /// where other things are not sure.
  Answer is_asked_for(const FactIndex::Entry& entry, bool takes_suspected, bool is_other) const;

 private:
  Answer ask(std::uint32_t number);
  Answer facts(const FactsQuestion& asked);
  Answer compare(const ResultComparison& asked);
  Answer choice(const ChoiceQuestion& asked);
  Truth age(const AgeQuestion& asked) const;
  const Settled& settled(std::uint32_t result);
  const Demand& demand(std::uint32_t number);
  void make_demand(std::uint32_t number);
  bool is_complete(std::uint32_t kinds) const { return (kinds & ~complete_kinds_) == 0; }

  const clinical::Vocabulary& vocabulary_;
  FactIndex index_;
  Plans plans_;
  std::vector<char> is_of_one_sex_;            // by concept

  const model::PatientRecord* record_ = nullptr;
  const model::Fact* facts_ = nullptr;         // the record's
  Day screening_ = 0;
  std::uint32_t complete_kinds_ = 0;

  std::vector<Answer> answers_;                // by condition
  struct Memo {
    std::uint64_t age = 0;
    Settled settled;
  };
  std::uint64_t age_ = 0;                      // a step for each record
  std::vector<Memo> settled_;                  // by result
  /// The days stay from one record to the next, which is often of the same day: then the calendar is not asked again.
  struct MadeDemand {
    Day screening = value::kForever;
    Demand demand;
  };
  std::vector<MadeDemand> demands_;
};

}  // namespace eligo::eval
