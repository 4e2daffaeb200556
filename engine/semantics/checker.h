// The checker's state while it goes through a file, and its steps, one group for each source file of this folder.
// In: tree and vocabulary. Out: the tables of CheckedFile, and diagnostics. Where things stand (directions, addresses,
// questions) is left to placement.h, advice to lint/.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/ascii.h"
#include "diag/diagnostic.h"
#include "semantics/checked.h"

namespace eligo::semantics {

using syntax::Name;
using syntax::Span;

/// What the meaning of an expression depends on beside itself.
struct Place {
  const std::vector<ConceptId>* facts = nullptr;   // inside a `where`: the concepts of the fact at hand
  const Type* choices_of = nullptr;                // beside a value with levels: the type whose levels a bare name may be
  const Type* limits_of = nullptr;                 // beside one result: its type, which `x ULN` is measured by
  ConceptId converted_by;                          // beside an observation: by whose rules mass and amount come together
};

/// A value with its type, as one side of a comparison.
struct Side {
  ExprId expr;
  Type type;
};

class Checker {
 public:
  Checker(CheckedFile& out, diag::Sink& sink) : out_(out), file_(*out.file), vocabulary_(*out.vocabulary), sink_(sink) {}
  void run();

 private:
  // check.cpp
  void report(diag::Code code, Span span, std::string message, std::string help = {}, std::vector<diag::Label> labels = {});
  std::string written(Span span) const;
  std::string written(ExprId expr) const { return written(file_[expr].span); }
  const Span& span_of(ExprId expr) const { return file_[expr].span; }

  // declarations.cpp: what the file declares, before any rule is read
  enum class Declared : std::uint8_t { kDefinition, kGroup, kCohort, kMoment };
  struct Declaration {
    Declared what;
    std::uint32_t index;
    Span span;
  };
  void declare_all();
  void declare_item(const syntax::Item& item, std::uint32_t index);
  bool declare(const Name& name, Declared what, std::size_t index);
  bool is_beyond(std::size_t count, std::size_t most, const Name& name, std::string_view things);
  void declare_criterion(const syntax::Criterion& criterion, std::uint32_t item);
  void declare_timeline(const syntax::Timeline& timeline);
  bool is_first_header(const syntax::Item& item, std::string_view header);
  const Declaration* declared(std::string_view name, Declared what) const;
  void check_headers();
  void assign_cohorts();
  CohortId cohort(const Name& name);

  // timeline.cpp: the formulas of moments, circles found
  void check_timeline();
  void check_timeline_circles();
  std::vector<std::uint32_t> moments_within(Span span) const;

  // definitions.cpp: each checked once, circles found
  enum class Progress : std::uint8_t { kUntouched, kUnderWay, kDone };
  Type definition_type(DefinitionId id, Span use);
  void check_definition(DefinitionId id);
  bool descend(Span span);
  void ascend() { --level_; }
  void report_depth(Span span);
  bool is_condition(ExprId expr) const;
  void mark_cohort_dependence();
  bool depends_on_cohort(ExprId expr, std::vector<bool>& seen) const;

  // names.cpp: what a name may stand for, and what to say where it stands for nothing
  bool takes_suggestions() const;
  std::string did_you_mean(std::string_view wanted, const std::vector<std::string>& candidates) const;
  std::vector<std::string> names_of(Declared what) const;
  std::vector<std::string> value_names(const Place& place) const;
  bool is_attribute_of_some_kind(std::string_view name) const;
  bool was_left_out(const Name& name) const { return left_out_.contains(name.text); }
  bool stands_for_something(const Name& name, const Place& place) const;
  void report_unknown_value(const Name& name, const Place& place);
  void report_no_value(ConceptId id, const Name& name);
  void report_no_concept(const Name& name);

  // concepts.cpp: sets of concepts, groups taken apart
  std::vector<Term> terms_of(const syntax::ConceptSet& set);
  std::vector<Term> terms_of_attribute(const syntax::ConceptSet& set);
  std::vector<ConceptId> concepts_of(const syntax::ConceptSet& set);
  void add_terms(const Name& name, std::vector<Term>& terms);
  const std::vector<Term>& group_terms(std::uint32_t group, Span use);
  std::vector<ResolvedException> exceptions_of(const std::vector<syntax::Exception>& exceptions);

  // selectors.cpp
  const std::vector<ConceptId>& selector(SelectorId id, const Place& place);
  void selector_parts(const syntax::Selector& s, SelectorInfo& selected, const std::vector<ConceptId>& facts, const Place& place);
  void require_attribute(const std::vector<ConceptId>& facts, std::string_view attribute, Span span, std::string_view phrase);
  void require_what_is_given(const std::vector<ConceptId>& facts, Span span);
  void require_treatments(const std::vector<ConceptId>& facts, Span span, std::string_view phrase);
  bool has_study_disease() const;
  void where(ExprId condition, const std::vector<ConceptId>& facts);

  // moments_and_durations.cpp
  enum class DurationUse : std::uint8_t {
    kFixedOnly,   // no half-lives
    kDrugTime,    // half-lives of the drugs
    kWholeDays    // neither half-lives nor hours and minutes
  };
  void moment(MomentId id, const Place& place);
  void moment_name(MomentId id, const Name& name);
  void moment_date(MomentId id, const Name& date);
  bool are_reversed(MomentId from, MomentId to) const;
  void duration(DurationId id, DurationUse use, const std::vector<ConceptId>* drugs = nullptr);
  void half_lives(Span span, DurationUse use, const std::vector<ConceptId>* drugs);
  /// `facts`: what the windows ask about; null where they are not about facts of a known kind.
  void windows(const std::vector<syntax::Window>& all, const std::vector<ConceptId>* facts, const Place& place);

  // conditions.cpp
  void condition(ExprId id, const Place& place);
  void condition_form(ExprId id, const Place& place);
  void reference_as_condition(ExprId id, const syntax::Reference& reference, const Place& place);
  void quantified(const syntax::Quantified& form, const Place& place);
  void value_as_condition(ExprId id, const Place& place);
  void known(ExprId id, const syntax::Known& form, const Place& place);
  void measured(const std::optional<syntax::Measured>& measured, const std::vector<ExprId>& compared, const Place& place);

  // values.cpp
  Type value(ExprId id, const Place& place);
  Type value_form(ExprId id, const Place& place);
  Type reference(ExprId id, const syntax::Reference& reference, const Place& place);
  std::optional<Type> named_by_file(ExprId id, const syntax::Reference& reference, const Place& place);
  std::optional<Type> named_moment(ExprId id, const syntax::Reference& reference);
  bool names_result(const Name& name, const Type& levels) const;
  Type text(ExprId id, const Name& name, const Place& place);
  Type observation(ExprId id, const syntax::Reference& reference, ConceptId concept_id, const Place& place);
  Type event(ExprId id, const syntax::Reference& reference, ConceptId concept_id);
  Type choice(ExprId id, const Name& name, const Type& owner);
  Type quantity(const syntax::Quantity& quantity);
  std::vector<std::string> units_in_use() const;
  Type if_value(ExprId id, const syntax::If& form, const Place& place);
  void forbid_window(const syntax::Reference& reference);

  // types.cpp: the types of observations and attributes, and how they are spoken of
  Type observation_type(ConceptId id) const;
  Type attribute_type(const clinical::Attribute& attribute, const std::vector<ConceptId>& facts, const Name& name);
  const clinical::Attribute* attribute_of(const std::vector<ConceptId>& facts, const Name& name);
  const std::vector<std::string>* choices_of(const Type& type) const;
  bool has_same_choices(const Type& a, const Type& b) const;
  Type value_attribute_type(const std::vector<ConceptId>& facts, const Name& name);
  std::string name_of(const Type& type) const;
  std::string choice_help(std::string_view wanted, const std::vector<std::string>& choices) const;
  void report_unlisted(const Name& level, const Type& type);
  const clinical::ConversionRules& rules_of(ConceptId owner) const;

  // arithmetic.cpp
  Type arithmetic(ExprId id, const syntax::Arithmetic& form, const Place& place);
  Type moved_moment(const Side& length);
  Type negation(const syntax::Negation& form, const Place& place);
  Type extreme(ExprId id, const syntax::Extreme& form, const Place& place);
  Type product(ExprId id, const Side& left, const Side& right, char op);
  Type merged(ExprId id, const std::vector<Side>& sides, const Place& place);
  bool is_arithmetic(const Side& side);
  bool are_lengths_of_time(const Side& a, const Side& b) const;
  Type take_all_as_durations(const std::vector<Side>& sides);

  // comparisons.cpp
  void compare(ExprId id, const syntax::Compare& form, const Place& place);
  void in_range(ExprId id, const syntax::InRange& form, const Place& place);
  std::vector<Side> compared_values(ExprId expr, const Place& place);
  bool is_turned(const syntax::Compare& form, const Place& place) const;
  bool can_only_be_level(ExprId expr, const Place& place) const;
  bool takes_each_on_right(const syntax::Compare& form, const Place& place);
  Place beside(const Place& place, const Side& first) const;
  Side beside_limit(const Side& side, const Side& other);
  bool takes_unit_of_other(ExprId low, ExprId high) const;
  void give_type(ExprId literal, const Type& type);
  bool stands_alone(ExprId expr) const;
  bool can_compare(std::vector<Side>& sides);
  bool has_comparisons(const Side& side);
  bool relate(ExprId target, const Side& left, const Side& right);
  bool relate_levels(const Side& left, const Side& right);
  bool bring_together(ExprId target, const Side& left, const Side& right, ConceptId converted_by = {});
  bool is_converted_in_parts(const Side& side, const Side& other);
  void report_unlike(const Side& left, const Side& right);
  void check_order(const syntax::InRange& form, const Type& value);
  void report_reversed(Span span);

  // ages_and_durations.cpp
  bool relate_time(const Side& timed, const Side& other);
  bool is_length_literal(ExprId expr) const;
  bool take_as_duration(ExprId expr, const Type& beside, std::string_view default_unit = {});
  bool is_length(ExprId expr, const syntax::Quantity& quantity, const Type& beside, std::string_view default_unit);

  // reference_limits.cpp
  Type limit(ExprId id, const Place& place);
  bool has_limit(ExprId expr) const;
  const ExprInfo* limited_result(ExprId expr) const;
  void collect_results(ExprId expr, std::vector<ExprId>& results) const;
  bool has_limits_of_its_own(const Side& side, ExprId limit);
  std::optional<std::string> foreign_limits(const ExprInfo& result) const;
  Span limit_in(ExprId expr) const;

  // answers.cpp
  void is(ExprId id, const syntax::Is& form, const Place& place);
  void match_answers(ExprId target, const Side& side, const std::vector<Name>& answers);
  bool has_answers(const Side& side) const;
  void match_choices(ExprId target, const Side& side, const std::vector<Name>& answers, const std::vector<std::string>& choices);
  void match_concepts(ExprId target, const std::vector<Name>& answers, const clinical::Attribute& attribute);

  CheckedFile& out_;
  const syntax::File& file_;
  const clinical::Vocabulary& vocabulary_;
  diag::Sink& sink_;

  template <class Value>
  using ByName = std::unordered_map<std::string, Value, base::FoldedHash, base::FoldedEqual>;

  ByName<Declaration> declared_;
  ByName<Span> criterion_ids_;
  ByName<Span> left_out_;                                           // what items with mistakes of syntax seem to declare
  std::vector<std::uint32_t> definition_items_, group_items_;       // indices into File::items
  std::vector<Progress> definition_progress_, group_progress_;
  std::vector<std::size_t> definition_depth_;                       // how deep each nests, with those it uses
  std::size_t level_ = 0, deepest_ = 0;                             // how deep the walk is, and has been
  bool is_depth_reported_ = false;
  std::size_t open_groups_ = 0, term_count_ = 0;
  std::vector<std::vector<Term>> groups_;
  std::vector<std::vector<ConceptId>> facts_of_;                    // by SelectorId: the kinds its facts may have
};

}  // namespace eligo::semantics
