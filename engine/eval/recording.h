// What an evaluation found, for explanations: a tree of findings beside the tree of conditions, with the facts that were
// used and what would settle the unknown ones. Made only when asked for; plain evaluation does not know of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/reused_list.h"
#include "model/record.h"
#include "program/program.h"
#include "value/truth.h"

namespace eligo::eval {

using FindingId = base::Id<struct FindingTag>;

/// Why something is unknown (RECORDS.md, `missing`).
enum class Why : std::uint8_t {
  kAbsent, kStale, kUndated, kImprecise, kConflict, kSuspected, kSilent, kProblem, kNoLimit, kNoHalfLife, kAttribute, kMoment,
  kUnanswered, kGap
};
const char* name_of(Why why);  // "no_half_life"

/// One thing that would settle an unknown condition.
struct Want {
  Why why = Why::kAbsent;
  std::string of;                              // as the result prints it: concept, question, moment, `birth_date`, `sex`
  program::ConceptId concept_id;               // where `of` is a concept
  std::string attribute;                       // of kAttribute: which one
  std::optional<std::uint32_t> fact;           // index into the record's facts: the stale, imprecise, broken … one
  bool is_allergy = false;                     // of kSilent, kProblem: what is wanted is word of an allergy to `of`
};

/// A fact that a finding rests on.
struct FactUse {
  enum class Part : std::uint8_t {
    kValue,        // its value was compared
    kMatch,        // it is one of those a selector found (`match`: surely, or possibly)
    kOffender,     // it stands in the way: a washout not over, a day not covered, a change of dose
    kMoment,       // it gives the moment
    kInput,        // an input of a computed quantity
    kStale,        // a result that no longer counts
    kConflict      // it contradicts another fact, or the record's `absent`
  };
  std::uint32_t fact = 0;                      // index into PatientRecord::facts
  Part part = Part::kValue;
  value::Truth match = value::Truth::kTrue;
};

/// A moment as it was worked out.
struct MomentFound {
  value::TimeSpan when;
  bool is_known = false;
  std::optional<std::uint32_t> giver;          // the fact that surely gives it
};

/// One side of a comparison of numbers.
struct Side {
  bool is_known = false;
  value::Interval amount;                      // in Node::unit_text
};

/// A drug whose washout is not over, or may not be.
struct WashoutFound {
  std::uint32_t fact = 0;
  value::Truth offends = value::Truth::kTrue;
  std::optional<value::Day> last_dose;         // where known to the day; none while the drug is still given
  std::optional<std::int64_t> days;            // the wait in days, where it is a number of days
  bool used_half_lives = false;                // which of a choice was taken
  std::optional<value::Day> clear_from;        // the first day for the moment that would satisfy it
};

/// A computed quantity: its inputs as they went into the formula.
struct InputFound {
  std::string name;                            // concept name, "age" or "sex"
  value::Interval amount;
  std::string text;                            // of the sex
};

/// What a finding says in single values.
struct FoundValues {
  program::NodeId node;
  value::Truth truth = value::Truth::kUnknown;
  std::optional<Side> left, low, right;        // of kCompare, kInRange
  std::optional<value::Interval> limit_of_result;  // the ULN or LLN that was multiplied
  std::optional<std::int64_t> age_low, age_high;   // of kAge, in completed units
  std::optional<MomentFound> moment, to;
  std::optional<std::int64_t> count_low, count_high;  // of kFacts: none above where the record is not complete
  bool is_complete = false;                    // of kFacts, kWashedOut, kOnTreatment: the record's silence settles it
  bool used_default_limit = false;
};

struct Finding : FoundValues {
  std::vector<FindingId> children;             // findings of the node's children, in their order; all were evaluated
  std::vector<FindingId> inner;                // findings inside `where` conditions, for the facts in `facts`
  std::vector<FactUse> facts;
  std::vector<Want> wants;                     // only where unknown
  std::vector<WashoutFound> washouts;
  std::vector<InputFound> inputs;

  /// As if just made; the lists keep their memory.
  void clear() {
    static_cast<FoundValues&>(*this) = FoundValues();
    base::clear_for_reuse(children);
    base::clear_for_reuse(inner);
    base::clear_for_reuse(facts);
    base::clear_for_reuse(wants);
    base::clear_for_reuse(washouts);
    base::clear_for_reuse(inputs);
  }
};

/// All findings of an evaluation, in the order they were begun.
class Findings {
 public:
  /// A finding that says nothing yet.
  FindingId add(program::NodeId node) {
    list_.add().node = node;
    return FindingId(static_cast<std::uint32_t>(list_.size() - 1));
  }
  void clear() { list_.clear(); }

  Finding& operator[](FindingId id) { return list_[id.index()]; }
  const Finding& operator[](FindingId id) const { return list_[id.index()]; }
  std::size_t size() const { return list_.size(); }
  bool empty() const { return list_.empty(); }
  const Finding* begin() const { return list_.begin(); }
  const Finding* end() const { return list_.end(); }

 private:
  base::ReusedList<Finding> list_;
};

struct Recording {
  Findings findings;
  const Finding& operator[](FindingId id) const { return findings[id]; }
};

}  // namespace eligo::eval
