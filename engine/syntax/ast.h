// The rule file as written: one node for each construct of the language, each with its span. No meaning is decided here:
// a bare name may be a concept, a definition, a moment, an attribute, an answer or a level.
// Nodes live in the vectors of File and refer to each other by typed index.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/id.h"
#include "diag/source_text.h"

namespace eligo::syntax {

using diag::Span;
using ExprId = base::Id<struct ExprTag>;
using SelectorId = base::Id<struct SelectorTag>;
using DurationId = base::Id<struct DurationTag>;
using MomentId = base::Id<struct MomentTag>;

/// A name or quoted text as written (quotes and escapes resolved).
struct Name {
  std::string text;
  Span span;
  bool is_quoted = false;
};

// ---- Durations -------------------------------------------------------------------------------------------------

/// `2 weeks`, `5 half-lives`, `shorter of (2 weeks, 5 half-lives)`.
struct Duration {
  enum class Form : std::uint8_t { kFixed, kHalfLives, kShorter, kLonger };
  Form form = Form::kFixed;
  std::string amount;            // digits, of kFixed and kHalfLives (half-lives may have a decimal part)
  std::string unit;              // folded, as written: "week", "weeks", "months" …; of kFixed
  std::vector<DurationId> parts; // of kShorter and kLonger
  Span span;
};

// ---- Moments ---------------------------------------------------------------------------------------------------

struct Offset {
  bool is_minus = false;
  DurationId duration;
};

/// `screening`, a timeline name, `2026-11-22`, `it`, `[end of] first|latest CONCEPT | (SELECTOR)`, each `± duration`.
struct Moment {
  enum class Base : std::uint8_t { kName, kDate, kIt, kFirst, kLatest };
  Base base = Base::kName;
  bool is_end = false;           // `end of` in front
  Name name;                     // of kName and kDate (the text of the date)
  SelectorId selector;           // of kFirst and kLatest; a bare CONCEPT is a selector of one concept
  bool is_bracketed = false;     // the selector stood in brackets
  std::vector<Offset> offsets;
  Span span;
};

// ---- Windows ---------------------------------------------------------------------------------------------------

struct Window {
  enum class Aspect : std::uint8_t { kTouching, kStarting, kEnding };
  enum class Extent : std::uint8_t { kNone, kWithin, kLessThan, kAtLeast, kMoreThan };
  enum class Side : std::uint8_t { kBefore, kOnOrBefore, kAfter, kOnOrAfter, kSince, kOf, kFromTo, kAt };
  Aspect aspect = Aspect::kTouching;
  Extent extent = Extent::kNone;   // kNone: no duration
  DurationId duration;
  Side side = Side::kBefore;
  MomentId moment;
  MomentId to;                     // of kFromTo
  Span span;
};

// ---- Selectors -------------------------------------------------------------------------------------------------

struct Exception {
  Name concept_name;
  ExprId where;                    // `except (hypothyroidism where …)`; may be missing
  bool is_where_bracketed = false;
};

/// Concepts as written: one name, or several in brackets; perhaps `allergy to` in front.
struct ConceptSet {
  std::vector<Name> names;
  bool is_bracketed = false;
  bool is_allergy_to = false;
  Span span;
};

struct Selector {
  enum class Phase : std::uint8_t { kAny, kActive, kPast, kPlanned };
  Phase phase = Phase::kAny;
  bool takes_suspected = false;    // `suspected or confirmed`
  bool is_other = false;
  ConceptSet concepts;
  std::vector<Exception> exceptions;
  bool exceptions_bracketed = false;
  std::optional<ConceptSet> given_for;
  std::optional<ConceptSet> due_to;
  std::optional<ConceptSet> requiring;   // `requiring CONCEPTS`
  SelectorId requiring_selector;         // `requiring (SELECTOR)`
  std::vector<Window> windows;
  DurationId apart;                      // `at least D apart`; may be missing
  ExprId where;                          // may be missing
  bool is_where_bracketed = false;
  Span span;
};

// ---- Conditions ------------------------------------------------------------------------------------------------

/// `measured WINDOW… [(where …)]` after a comparison, and the windows of `with results`.
struct Measured {
  std::vector<Window> windows;
  ExprId where;
  Span span;
};

struct Bracket { ExprId inner; };
struct If { ExprId condition, consequence, alternative; };       // alternative may be missing
struct And { std::vector<ExprId> operands; };
struct Or { std::vector<ExprId> operands; };
struct Not { ExprId operand; };

struct Compare {
  std::string op;                        // "<=" …
  ExprId left, right;
  std::optional<Measured> measured;
};
/// `age in 18..70 years`, `nyha_class in II..III`, `her2 in "1+".."2+"`.
struct InRange {
  ExprId value, low, high;               // low takes the unit of high where it has none of its own
  std::optional<Measured> measured;
};
/// `is A`, `is not A`, `is one of (A, B)`, `is not one of (A, B)`.
struct Is {
  ExprId value;
  bool is_negated = false;
  bool is_one_of = false;
  std::vector<Name> answers;
  std::optional<Measured> measured;
};
/// `is known`, `is unknown`.
struct Known {
  ExprId value;
  bool is_known = true;
  std::optional<Measured> measured;
};

struct Member {
  std::optional<Name> label;
  ExprId rule;
  ExprId exception;                      // may be missing
  Span unless_span;                      // the word `unless`
  std::optional<Name> note;
  Span span;
};
struct List {
  enum class Form : std::uint8_t { kAll, kAny, kNone, kAtLeast, kAtMost, kExactly };
  Form form = Form::kAll;
  std::string count;                     // digits, of the last three
  std::vector<Member> members;
};

struct Quantified {
  enum class Form : std::uint8_t { kAny, kNo, kEvery, kAtLeast, kAtMost, kExactly };
  enum class Counting : std::uint8_t { kFacts, kDifferent, kLines };
  Form form = Form::kAny;
  std::string count;                     // digits, of the last three
  Counting counting = Counting::kFacts;
  SelectorId selector;
};
struct WashedOut { SelectorId selector; DurationId duration; MomentId before; };
struct OnTreatment { bool is_unchanged = false; SelectorId selector; DurationId duration; MomentId before; };
struct Confirm { std::optional<Name> name; std::optional<Name> question; };
struct InCohort { Name cohort; };
struct WithResults { std::vector<Window> windows; std::vector<Window> again; ExprId rule; };  // again may be empty
struct NoRestriction {};
struct Gap { Name text; };

// ---- Values ----------------------------------------------------------------------------------------------------

/// `60 mL/min`, `1 x 10^9/L`, `50 %`, `3`. `18 years` too: whether a unit of time is a duration the checker decides.
struct Quantity {
  std::string number;                    // as written, without sign
  std::string unit;                      // as written, may be empty; "10^9/L" without the x
  bool has_times = false;                // an `x` stood between
  Span unit_span;
};
/// `2.5 x ULN`, `ULN`.
struct Limit {
  std::string factor;                    // may be empty: 1
  bool is_upper = true;
  bool has_times = false;
};
struct Titre { std::string text; };      // "1:80"
struct Text { Name text; };              // "2+"

/// A name used as a value or condition: an observation, a definition, an attribute, a moment, `age`, `sex`, an answer
/// or level; perhaps with a chooser in front and a window and `(where …)` behind.
struct Reference {
  enum class Chooser : std::uint8_t { kNone, kFirst, kLatest, kHighest, kLowest, kMean, kMeanOfLatest };
  Chooser chooser = Chooser::kNone;
  std::string count;                     // digits, of kMeanOfLatest
  Name name;
  std::vector<Window> windows;
  ExprId where;                          // may be missing
};
struct AgeAt { MomentId moment; };       // `age at consent`; a bare `age` is a Reference
struct Arithmetic { char op; ExprId left, right; };   // + - * /
struct Negation { ExprId operand; };     // a leading minus
struct Extreme { bool is_smaller; std::vector<ExprId> values; };  // smaller of, larger of
struct Each { bool is_all; std::vector<ExprId> values; };         // each of, either of: the left side of a comparison
struct NumberOf { Quantified::Counting counting; SelectorId selector; };
struct TotalTime { SelectorId selector; };
/// `time since M` (to is missing: screening), `time from M to N`.
struct TimeBetween { MomentId from, to; };
struct MomentValue { MomentId moment; }; // `2026-11-22`, `first (SELECTOR)`, `end of latest X` where a value stands

using ExprForm = std::variant<Bracket, If, And, Or, Not, Compare, InRange, Is, Known, List, Quantified, WashedOut,
                              OnTreatment, Confirm, InCohort, WithResults, NoRestriction, Gap, Quantity, Limit, Titre, Text,
                              Reference, AgeAt, Arithmetic, Negation, Extreme, Each, NumberOf, TotalTime, TimeBetween,
                              MomentValue>;
struct Expr {
  ExprForm form;
  Span span;
};

// ---- The file --------------------------------------------------------------------------------------------------

struct Criterion {
  bool is_inclusion = true;
  Name id;
  bool for_all_except = false;           // `for all except A, B`
  std::vector<Name> cohorts;             // empty: all
  std::optional<Name> title;
  ExprId rule;
  ExprId exception;                      // may be missing
  Span unless_span;
  std::optional<Name> note;
};
struct Protocol { Name id; std::optional<Name> title, version, source; };
struct Use { std::vector<Name> modules; };
struct StudyDisease { ConceptSet concepts; };
struct TimelineEntry { Name name; MomentId formula; };  // formula may be missing
struct Timeline { std::vector<TimelineEntry> entries; };
struct ResultsValid { DurationId duration; Window::Side side; MomentId moment; };  // kBefore, kOf …
struct DefaultLimits {};
struct Group { Name name; ConceptSet concepts; std::vector<Exception> exceptions; bool exceptions_bracketed = false; };
struct Definition { Name name; ExprId body; };
struct Cohort { Name name; std::optional<Name> title; };

using ItemForm = std::variant<Protocol, Use, StudyDisease, Timeline, ResultsValid, DefaultLimits, Group, Definition, Cohort, Criterion>;
struct Item {
  ItemForm form;
  Span span;
};

/// A `#` comment: its text with the `#`, and whether anything but blanks stands before it on its line.
struct Comment {
  std::string text;
  Span span;
  bool is_trailing = false;
};

struct File {
  diag::Source source;
  std::vector<Item> items;               // in the order of the text; the first is the Protocol
  base::IndexedVector<ExprTag, Expr> exprs;
  base::IndexedVector<SelectorTag, Selector> selectors;
  base::IndexedVector<DurationTag, Duration> durations;
  base::IndexedVector<MomentTag, Moment> moments;
  std::vector<Comment> comments;         // in the order of the text
  std::vector<Name> not_understood;      // what items with syntax errors, which are left out, seem to declare

  const Expr& operator[](ExprId id) const { return exprs[id]; }
  const Selector& operator[](SelectorId id) const { return selectors[id]; }
  const Duration& operator[](DurationId id) const { return durations[id]; }
  const Moment& operator[](MomentId id) const { return moments[id]; }
};

}  // namespace eligo::syntax
