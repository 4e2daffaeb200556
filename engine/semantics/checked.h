// A rule file that has been checked: the tree, and beside it what every node means. Names are resolved, types and
// directions decided, members addressed. Lowering (compile/) reads this and never fails.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "clinical/unit.h"
#include "clinical/vocabulary.h"
#include "syntax/ast.h"
#include "value/date.h"
#include "value/duration.h"

namespace eligo::semantics {

using clinical::ConceptId;
using syntax::DurationId;
using syntax::ExprId;
using syntax::MomentId;
using syntax::SelectorId;

using DefinitionId = base::Id<struct DefinitionTag>;   // into CheckedFile::definitions
using TimelineId = base::Id<struct TimelineTag>;       // into CheckedFile::timeline
using CohortId = base::Id<struct CohortTag>;           // into CheckedFile::cohorts
using QuestionId = base::Id<struct QuestionTag>;       // into CheckedFile::questions

/// Where a rule points (LANGUAGE.md section 2): `unless` waives toward requirement, lifts toward trigger.
enum class Direction : std::uint8_t { kNone, kRequirement, kTrigger };

struct Type {
  enum class Tag : std::uint8_t {
    kPoison,      // a mistake was reported here; fits everywhere, so that one mistake gives one message
    kCondition,
    kNumber,      // with `unit` (missing: a plain number). With `takes_any_unit` (a dose) the data brings the unit
    kLevel,       // ordered; choices are those of `owner` or `attribute`
    kAnswer,      // not ordered; likewise
    kTitreOrNumber,  // an observation without unit, answers and levels: compares with plain numbers and with titres
    kTitre,       // a literal 1:80
    kAge,         // compares with a number of years, months, weeks or days
    kDuration,    // a fixed duration, or the time between moments
    kDayCount,    // `total time on`: compares with days or weeks
    kMoment,
    kWord,        // an attribute of any word; compares by `is`
    kConcept,     // an attribute that names a concept; compares by `is`
    kYesNo        // an attribute that is a condition by itself
  };
  Tag tag = Tag::kPoison;
  std::optional<clinical::Unit> unit;               // of kNumber
  bool takes_any_unit = false;                      // of kNumber
  bool is_limit = false;                            // of kNumber: a multiple of ULN or LLN, in the unit of the result it is compared with
  ConceptId owner;                                  // the observation whose conversions, answers or levels apply; may be missing
  const clinical::Attribute* attribute = nullptr;   // the attribute likewise; may be null
};

/// `sex`, also by the name of a definition: the only answer that neither an observation nor an attribute has.
inline bool is_sex(const Type& type) { return type.tag == Type::Tag::kAnswer && !type.owner && type.attribute == nullptr; }

/// What a Reference, Text or answer word stands for.
struct Use {
  enum class Form : std::uint8_t {
    kNone,
    kObservation,   // `concept_id`
    kDefinition,    // `definition`
    kAttribute,     // of the fact at hand: `attribute`; `value` is the attribute named "value"
    kMoment,        // `timeline`, or screening where that is missing
    kEvent,         // `first relapse` where a moment stands (`first relapse is known`): `concept_id` and the chooser
    kAge,
    kSex,
    kChoice         // an answer or level: `choice`
  };
  Form form = Form::kNone;
  ConceptId concept_id;
  DefinitionId definition;
  const clinical::Attribute* attribute = nullptr;
  TimelineId timeline;
  std::uint16_t choice = 0;
};

struct ExprInfo {
  Type type;
  Use use;                                  // of Reference and Text
  Direction direction = Direction::kNone;   // of conditions: where this one points
  std::vector<std::string> member_ids;      // of a List in a criterion: "I9.4" for each member; empty in a definition or `where`
  QuestionId question;                      // of Confirm
  CohortId cohort;                          // of InCohort
  std::vector<std::uint16_t> choices;       // of Is: the answers as indices into the choices of the value's type; on a kYesNo attribute 0 yes, 1 no
  std::vector<ConceptId> concepts;          // of Is on a kConcept attribute; answers that are no concept are free text, compared by word
  bool compares_sex = false;                // of Is and Known on `sex`: choices are 0 female, 1 male, 2 other
  /// Of Compare, InRange, sums, differences, Extreme and an If that gives a number: the unit that all sides are brought
  /// to, and the observation whose rules convert. Missing where all are plain numbers.
  /// Where the left side is an Each, `choices`, `common_unit` and `conversion_owner` of each of its values stand in the
  /// ExprInfo of that value, as each may differ.
  std::optional<clinical::Unit> common_unit;
  ConceptId conversion_owner;
};

struct ResolvedException {
  ConceptId concept_id;
  ExprId where;                                // may be missing
  std::vector<ResolvedException> exceptions;   // what the group that it comes from leaves out itself

  bool operator==(const ResolvedException& other) const;
};
/// One concept a selector names (groups are taken apart), less what its group takes away.
struct Term {
  ConceptId concept_id;
  std::vector<ResolvedException> exceptions;

  bool operator==(const Term&) const = default;
};
/// Every `where` among exceptions and those within them.
std::vector<ExprId> wheres_of(const std::vector<ResolvedException>& exceptions);

struct SelectorInfo {
  std::vector<Term> terms;                  // facts, or with `is_allergy_to` the substances
  std::vector<ResolvedException> exceptions;
  std::vector<Term> given_for, due_to, requiring;   // of the first two no exception has a `where`
};
struct DurationInfo {
  value::Duration fixed;                    // of kFixed
  value::Number half_lives;                 // of kHalfLives
};
struct MomentInfo {
  enum class Form : std::uint8_t { kScreening, kTimeline, kDate, kIt, kEvent };
  Form form = Form::kScreening;
  TimelineId timeline;
  value::Day date = 0;
};

struct CriterionInfo {
  std::string id;                           // as written
  std::uint32_t item = 0;                   // index into File::items
  std::vector<CohortId> cohorts;            // those it belongs to; all of them where none is named
  bool depends_on_cohort = false;           // `in cohort` occurs in it, or in a definition it uses
};
struct DefinitionInfo {
  std::string name;
  ExprId body;
  Type type;
};
struct CohortInfo { std::string name, title; };
struct TimelineInfo {
  std::string name;                         // as written
  MomentId formula;                         // may be missing
};
struct Question {
  std::string name;                         // under which the record answers: its name, or the id of its place
  std::string text;
};
struct ShelfLife { DurationId duration; syntax::Window::Side side; MomentId moment; };

struct CheckedFile {
  std::shared_ptr<const syntax::File> file;
  std::shared_ptr<const clinical::Vocabulary> vocabulary;

  std::vector<ExprInfo> exprs;              // by index of ExprId, and so on
  std::vector<SelectorInfo> selectors;
  std::vector<DurationInfo> durations;
  std::vector<MomentInfo> moments;

  std::string protocol, title, version, protocol_source;
  std::vector<CriterionInfo> criteria;      // in the order of the file
  base::IndexedVector<DefinitionTag, DefinitionInfo> definitions;
  base::IndexedVector<TimelineTag, TimelineInfo> timeline;
  base::IndexedVector<CohortTag, CohortInfo> cohorts;
  base::IndexedVector<QuestionTag, Question> questions;
  std::vector<ConceptId> study_disease;
  std::optional<ShelfLife> results_valid;
  bool default_limits_allowed = false;
  bool has_gap = false;

  const ExprInfo& operator[](ExprId id) const { return exprs[id.index()]; }
  const SelectorInfo& operator[](SelectorId id) const { return selectors[id.index()]; }
  const DurationInfo& operator[](DurationId id) const { return durations[id.index()]; }
  const MomentInfo& operator[](MomentId id) const { return moments[id.index()]; }
};

}  // namespace eligo::semantics
