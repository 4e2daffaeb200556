// The compiled rules: flat tables of plain data that refer to each other by index. Nothing here is computed, and nothing
// refers back to the tree it was made from, except spans and texts for explanations.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "clinical/formula.h"
#include "clinical/vocabulary.h"
#include "diag/source_text.h"
#include "value/date.h"
#include "value/duration.h"
#include "value/interval.h"

namespace eligo::program {

using clinical::ConceptId;
using NodeId = base::Id<struct NodeTag>;            // a condition
using ValueId = base::Id<struct ValueTag>;          // a number
using QueryId = base::Id<struct QueryTag>;          // facts that a selector asks for
using ResultId = base::Id<struct ResultTag>;        // an observation as a value
using WindowId = base::Id<struct WindowTag>;
using DurationId = base::Id<struct DurationTag>;
using MomentId = base::Id<struct MomentTag>;
using SlotId = base::Id<struct SlotTag>;
using QuestionId = base::Id<struct QuestionTag>;
using TimelineId = base::Id<struct TimelineTag>;
using CohortId = base::Id<struct CohortTag>;
using MemoId = base::Id<struct MemoTag>;

/// A run of entries in one of Program's vectors.
struct Range {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

// ---- Time ------------------------------------------------------------------------------------------------------

struct Duration {
  enum class Form : std::uint8_t { kFixed, kHalfLives, kShorter, kLonger };
  Form form = Form::kFixed;
  value::Duration fixed;
  value::Number half_lives;
  std::vector<DurationId> parts;
  bool has_half_lives = false;     // somewhere in it: it depends on the drug
};

struct Offset {
  bool is_minus = false;
  DurationId duration;
};

struct Moment {
  enum class Form : std::uint8_t { kScreening, kTimeline, kDate, kIt, kFirst, kLatest };
  Form form = Form::kScreening;
  TimelineId timeline;
  value::Day date = 0;
  QueryId query;                   // of kFirst, kLatest
  bool is_end = false;
  std::vector<Offset> offsets;
  std::string text;                // "lymphodepletion - 3 days"
};

struct Timeline {
  std::string name;                // as written; records give it under this name, without regard to case
  MomentId formula;                // may be missing
};

struct Window {
  enum class Aspect : std::uint8_t { kTouching, kStarting, kEnding };
  enum class Extent : std::uint8_t { kNone, kWithin, kLessThan, kAtLeast, kMoreThan };
  enum class Side : std::uint8_t { kBefore, kOnOrBefore, kAfter, kOnOrAfter, kOf, kFromTo, kAt };
  Aspect aspect = Aspect::kTouching;
  Extent extent = Extent::kNone;
  Side side = Side::kBefore;
  DurationId duration;             // of every extent but kNone
  MomentId moment;
  MomentId to;                     // of kFromTo
  bool is_clock = false;           // hours or minutes: compares clock times
  std::string text;                // "within 14 days before screening"
};

// ---- Facts -----------------------------------------------------------------------------------------------------

/// `except X where C`: takes X and what is below away where C holds for the fact. A group that leaves concepts out takes
/// these away in turn: the `inner` exceptions that follow, with those inside each, are not taken away by this one.
struct ConditionalException {
  std::uint32_t term = 0;          // the term it belongs to
  bool is_of_all_terms = false;    // an `except` of the whole selector
  ConceptId concept_id;
  NodeId where;                    // may be missing: always
  std::uint32_t inner = 0;
};

struct Query {
  enum class Phase : std::uint8_t { kAny, kActive, kPast, kPlanned };
  SlotId slot;                     // finds the facts whose concept matches
  std::vector<ConceptId> concepts; // what is asked for, for completeness and explanation (substances, with `is_allergy_to`)
  bool is_allergy_to = false;
  Phase phase = Phase::kAny;
  bool takes_suspected = false;
  bool is_other = false;
  std::vector<ConditionalException> exceptions;   // only those with a `where` in them; the others are in the slot already
  std::vector<ConceptId> given_for, due_to;           // or below
  std::vector<ConceptId> not_given_for, not_due_to;   // of these and what is below them, what exceptions take away; every concept by itself
  QueryId requiring;               // may be missing
  std::vector<WindowId> windows;
  WindowId broken_window;          // of `every … WINDOW`: the part that no selected fact may break
  DurationId apart;                // may be missing
  NodeId where;                    // may be missing
  NodeId broken_where;             // of `every … where C`: C
  NodeId plain_where;              // observations: the parts of `where` that do not ask for `value`; may be missing
  bool takes_enough_as_all = false;// observations without anything below: enough results settle the count
  bool is_observation = false;     // all concepts are observations
  std::string text;                // "any live vaccine within 6 weeks before lymphodepletion", without the quantifier
};

/// Which facts belong to which slot: for each concept its slots, and whether a fact of it surely matches.
struct SlotEntry {
  SlotId slot;
  bool is_sure = true;             // an allergy to a class above is only possible
};
struct SlotTable {
  std::vector<Range> by_concept;           // facts in the list of their own kind
  std::vector<Range> by_substance;         // facts in `allergies`, by whatever concept they name
  std::vector<SlotEntry> entries;
  std::uint32_t slot_count = 0;
};

// ---- Values ----------------------------------------------------------------------------------------------------

/// An observation as a value: which result is meant.
struct Result {
  enum class Chooser : std::uint8_t { kLatest, kFirst, kHighest, kLowest, kMean, kMeanOfLatest };
  enum class Reading : std::uint8_t { kNumber, kTitre, kTitreOrNumber, kChoice };  // kChoice: answers and levels, by index
  ConceptId concept_id;
  SlotId slot;
  Chooser chooser = Chooser::kLatest;
  std::uint32_t count = 0;         // of kMeanOfLatest
  Reading reading = Reading::kNumber;
  std::vector<WindowId> windows;   // its own; else the shelf life applies
  WindowId shelf_life;             // missing: any age counts
  bool is_lasting = false;
  NodeId where;                    // may be missing
  const clinical::Formula* formula = nullptr;     // of a computed quantity
  std::vector<ResultId> inputs;    // its observations, in the order of the formula's inputs (not valid where that input is the age)
  std::vector<clinical::Conversion> input_conversions;  // from the input concept's unit to the one the formula wants
  clinical::Conversion formula_conversion;              // from the formula's unit to the concept's
  QueryId steroids;                // of a formula that sums steroid doses
};

struct Value {
  enum class Op : std::uint8_t {
    kConstant,      // `constant`
    kResult,        // `result`, in the concept's own unit (levels and answers: their index)
    kUpperLimit,    // the ULN that came with `result`
    kLowerLimit,
    kAttribute,     // number, quantity or level of the fact at hand: `attribute`
    kFactValue,     // the attribute `value` of the fact at hand, read as `reading`
    kFactUpperLimit, kFactLowerLimit,
    kAdd, kSubtract, kMultiply, kDivide,  // of two operands
    kNegate,
    kSmaller, kLarger,                    // of all operands
    kCount,         // facts of `query`, counted as `counting`
    kTotalDays      // days covered by facts of `query`
  };
  enum class Counting : std::uint8_t { kFacts, kDifferent, kLines };
  Op op = Op::kConstant;
  Counting counting = Counting::kFacts;
  Result::Reading reading = Result::Reading::kNumber;
  Range operands;                  // in Program::operands
  value::Interval constant;
  ResultId result;
  QueryId query;
  const clinical::Attribute* attribute = nullptr;
  std::optional<clinical::Unit> unit;     // kAttribute with a unit of its own in the data: the unit wanted
  clinical::Conversion conversion; // applied to the result of this node
};

// ---- Conditions ------------------------------------------------------------------------------------------------

struct Node {
  enum class Op : std::uint8_t {
    kTrue,          // no restriction
    kGap,           // unknown until the file is completed; `text`
    kAnd, kOr, kNot,
    kCountTrue,     // of the children: at least, at most, exactly `count` (see counting)
    kIfElse,        // children: condition, consequence, alternative; where the condition is unknown, what both agree on
    kIfThen,        // children: condition, consequence; toward trigger `A and B`, else `(not A) or B`
    kWaive,         // children: rule, exception: `R or X`
    kLift,          // children: rule, exception: `T and not X`
    kDefinition,    // child: the body; `text` its name; the truth is remembered under `memo`
    kCompare,       // left `comparison` right
    kInRange,       // low <= left <= right: `left`, `low`, `right`
    kChoiceIs,      // the choice of `result` is one of `choices`, or not (`is_negated`)
    kSexIs,         // choices 0 female, 1 male, 2 other
    kAge,           // age at `moment` `comparison` `number` `unit`, or in `number`..`upper`
    kTimeBetween,   // time from `moment` to `to` `comparison` `duration`
    kTimeBetweenAge,// time from `moment` to `to` `comparison` time from `moment2` to `to2`
    kMoments,       // `moment` `comparison` `to`, by days
    kFactDuration,  // duration of the fact at hand `comparison` `duration`
    kKnownResult, kKnownAge, kKnownSex, kKnownMoment, kKnownAttribute, kKnownFactValue,   // perhaps negated: `is_negated`
    kKnownValue,    // of `left`
    kFacts,         // the number of facts of `query`, counted as `counting`, is at least / at most / exactly `count`
    kWashedOut,     // no fact of `query` up to `moment` ends later than `duration` before it
    kOnTreatment,   // facts of `query` cover [moment - duration, moment]; `is_unchanged`
    kQuestion,      // `question`
    kInCohort,      // `cohort`
    kAttributeIs,   // attribute of the fact at hand is one of `choices`, `words` or `concepts`, or not
    kAttributeYes,  // a yes/no attribute of the fact at hand
    kFactChoiceIs   // the `value` of the fact at hand is one of `choices`, or not
  };
  enum class Bound : std::uint8_t { kAtLeast, kAtMost, kExactly };

  Op op = Op::kTrue;
  bool is_negated = false;
  bool is_unchanged = false;
  bool is_toward_trigger = false;          // of kIfThen
  bool is_every = false;                   // of kFacts: written `every`
  bool is_no = false;                      // of kFacts: written `no`; with count 1 and kAtLeast: `any`
  Bound bound = Bound::kAtLeast;
  value::Comparison comparison = value::Comparison::kEqual;
  Value::Counting counting = Value::Counting::kFacts;
  value::TimeUnit unit = value::TimeUnit::kYears;
  std::uint32_t count = 0;
  Range children;                          // in Program::children
  ValueId left, low, right;
  ResultId result;
  QueryId query;
  DurationId duration;
  MomentId moment, to, moment2, to2;
  QuestionId question;
  CohortId cohort;
  MemoId memo;
  value::Number number, upper;             // of kAge; `upper` where it is a range
  bool is_range = false;                   // of kAge
  const clinical::Attribute* attribute = nullptr;
  std::vector<std::uint16_t> choices;
  std::vector<std::string> words;          // folded
  std::vector<ConceptId> concepts;
  std::string address;                     // "I9.4": set on the root of a criterion and of each addressed member
  std::string label;                       // the member's label; empty where none
  std::string note;                        // the member's note
  std::string text;                        // the condition as the formatter writes it, for explanations
  std::string unit_text;                   // of kCompare and kInRange on numbers: the unit both sides are in
  diag::Span span;
};

struct Question { std::string name, text; };

struct Criterion {
  bool is_inclusion = true;
  std::string id, title, note;
  NodeId root;                             // the rule with its exception
  NodeId rule;                             // without the exception
  std::vector<NodeId> applies;             // the `if` conditions of a whole-rule `if … then`: not applicable where all are false
  std::vector<CohortId> cohorts;           // those it belongs to (all, where the file has cohorts and it names none)
  bool depends_on_cohort = false;
};

struct Cohort { std::string name, title; };

struct Program {
  std::shared_ptr<const clinical::Vocabulary> vocabulary;
  std::string protocol, title, version, source;
  std::string rules_sha256;

  std::vector<Criterion> criteria;         // in the order of the file
  base::IndexedVector<NodeTag, Node> nodes;
  base::IndexedVector<ValueTag, Value> values;
  base::IndexedVector<QueryTag, Query> queries;
  base::IndexedVector<ResultTag, Result> results;
  base::IndexedVector<WindowTag, Window> windows;
  base::IndexedVector<DurationTag, Duration> durations;
  base::IndexedVector<MomentTag, Moment> moments;
  base::IndexedVector<TimelineTag, Timeline> timeline;
  base::IndexedVector<QuestionTag, Question> questions;
  base::IndexedVector<CohortTag, Cohort> cohorts;
  std::vector<NodeId> children;
  std::vector<ValueId> operands;
  SlotTable slots;
  std::uint32_t memo_count = 0;
  std::vector<ConceptId> study_disease;
  bool default_limits_allowed = false;
  bool has_gap = false;

  const Node& operator[](NodeId id) const { return nodes[id]; }
};

/// Marks, by concept, those whose facts can matter to the program: to a decision, or to what is said about it. Facts that
/// are marked as the study disease matter whatever their concept.
void add_asked_concepts(const Program& program, std::vector<bool>& asked);

/// The whole program as text, one table after the other: for tests and for the curious.
std::string print(const Program& program);

}  // namespace eligo::program
