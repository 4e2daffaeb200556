// The inside of lowering: one object for one checked file, its member functions spread over one file for each part.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "program/program.h"
#include "semantics/checked.h"

namespace eligo::compile {

using program::NodeId;
using program::QueryId;
using program::ResultId;
using program::ValueId;
using semantics::ConceptId;
using syntax::ExprId;

/// What surrounds a condition: windows for its observations, and whether it speaks of a fact at hand.
struct Scope {
  const syntax::Measured* measured = nullptr;                 // of the comparison at hand
  const std::vector<syntax::Window>* with_results = nullptr;  // of the rule or member
  friend auto operator<=>(const Scope&, const Scope&) = default;
};

class Lowering {
 public:
  explicit Lowering(const semantics::CheckedFile& checked);
  program::Program run();

 private:
  // lower.cpp
  void lower_header();
  void lower_criterion(const semantics::CriterionInfo& info);
  std::string text_of(diag::Span span) const;

  // lower_conditions.cpp
  struct ConditionVisitor;
  NodeId condition(ExprId id, const Scope& scope);
  NodeId head(ExprId id, const Scope& scope, std::vector<NodeId>& applies);
  NodeId add(program::Node node, const std::vector<NodeId>& children = {});
  NodeId gate(program::Node::Op op, ExprId id, std::vector<NodeId> children);
  NodeId lower_if(ExprId id, const syntax::If& form, const Scope& scope, std::vector<NodeId>* applies);
  NodeId lower_list(ExprId id, const syntax::List& form, const Scope& scope);
  NodeId lower_member(const syntax::Member& member, const std::string& address, semantics::Direction direction, const Scope& scope);
  NodeId with_exception(NodeId rule, ExprId exception, semantics::Direction direction, diag::Span span, const Scope& scope);
  NodeId lower_with_results(ExprId id, const syntax::WithResults& form, const Scope& scope, std::vector<NodeId>* applies);
  NodeId lower_reference(ExprId id, const syntax::Reference& form, const Scope& scope);
  NodeId lower_quantified(ExprId id, const syntax::Quantified& form);
  NodeId lower_is(ExprId id, const syntax::Is& form, const Scope& scope);
  NodeId lower_known(ExprId id, const syntax::Known& form, const Scope& scope);
  NodeId known(ExprId id, ExprId value, bool is_known, const Scope& scope);
  program::Node node_of(program::Node::Op op, ExprId id) const;

  // lower_comparisons.cpp
  NodeId lower_compare(ExprId id, const syntax::Compare& form, const Scope& scope);
  NodeId lower_range(ExprId id, const syntax::InRange& form, const Scope& scope);
  NodeId range_of(ExprId id, ExprId value, const syntax::InRange& form, const semantics::ExprInfo& info, const Scope& scope);
  NodeId range_of_numbers(ExprId id, ExprId value, const syntax::InRange& form, const semantics::ExprInfo& info, const Scope& scope);
  NodeId compare(ExprId id, value::Comparison op, ExprId left, ExprId right, const Scope& scope);
  NodeId compare_age(ExprId id, value::Comparison op, ExprId age, ExprId limit);
  NodeId compare_time(ExprId id, value::Comparison op, ExprId left, ExprId right);
  NodeId compare_moments(ExprId id, value::Comparison op, ExprId left, ExprId right);
  /// Calls `leaf` for both branches of every `if` among the values, under an if-else of conditions.
  template <class Leaf>
  NodeId for_each_branch(ExprId id, const std::vector<ExprId>& values, const Scope& scope, Leaf leaf);
  ExprId undecided_if(ExprId id) const;
  /// The value behind brackets, decided ifs and definitions.
  ExprId resolved(ExprId id) const;
  const semantics::Type& type_of(ExprId id) const { return checked_[resolved(id)].type; }

  // lower_values.cpp
  ValueId number(ExprId id, const std::optional<clinical::Unit>& unit, ConceptId owner, const Scope& scope, program::Result::Reading reading);
  ValueId constant(const value::Number& n);
  ValueId operation(program::Value::Op op, const std::vector<ValueId>& operands, clinical::Conversion conversion = {});
  ValueId quantity(const syntax::Quantity& form, const std::optional<clinical::Unit>& unit, ConceptId owner);
  ValueId limit(const syntax::Limit& form, const std::optional<clinical::Unit>& unit);
  ValueId attribute(const semantics::ExprInfo& info, const std::optional<clinical::Unit>& unit, program::Result::Reading reading);
  clinical::Conversion converted(const std::optional<clinical::Unit>& from, const std::optional<clinical::Unit>& to, ConceptId owner) const;
  ResultId result(ExprId id, const Scope& scope, program::Result::Reading reading);
  ResultId result_of(ConceptId concept_id, const std::vector<syntax::Window>* windows, program::Result::Reading reading, int depth);
  /// The observation whose reference limit an `x ULN` beside these values means: a result, or the fact at hand.
  void set_limit_owner(const std::vector<ExprId>& values, const Scope& scope);
  ExprId first_observation(ExprId id) const;

  // lower_queries.cpp
  QueryId query(syntax::SelectorId id, bool every = false);
  void lower_exceptions(const std::vector<semantics::ResolvedException>& exceptions, std::optional<std::uint32_t> term, program::Query& query);
  void lower_exception(const semantics::ResolvedException& exception, std::optional<std::uint32_t> term, program::Query& query);
  void lower_every(const syntax::Selector& selector, program::Query& query);
  void settle_by_results(const syntax::Selector& selector, program::Query& query, bool every);
  QueryId query_of_terms(const std::vector<semantics::Term>& terms);
  std::vector<ConceptId> left_out_of(const std::vector<semantics::Term>& terms) const;
  QueryId query_of_steroids(ConceptId corticosteroid);
  program::SlotId slot(const std::vector<semantics::Term>& terms, const std::vector<semantics::ResolvedException>& exceptions, bool is_allergy_to);
  void finish_slots();
  program::WindowId window(const syntax::Window& window);
  std::vector<program::WindowId> windows(const std::vector<syntax::Window>& list);
  program::DurationId duration(syntax::DurationId id);
  program::DurationId fixed_duration(const value::Duration& fixed);
  program::MomentId moment(syntax::MomentId id);
  program::MomentId screening();
  program::MomentId moment_of_value(ExprId id);

  const semantics::CheckedFile& checked_;
  const syntax::File& file_;
  const clinical::Vocabulary& vocabulary_;
  program::Program program_;

  std::map<ExprId, bool> decided_;                               // ifs among values: which branch is being lowered
  std::map<std::pair<semantics::DefinitionId, Scope>, std::pair<NodeId, program::MemoId>> definitions_;
  std::map<std::tuple<ExprId, Scope, int>, ResultId> results_;
  std::map<std::pair<syntax::SelectorId, bool>, QueryId> queries_;
  std::map<syntax::MomentId, program::MomentId> moments_;
  std::map<syntax::DurationId, program::DurationId> durations_;
  std::vector<std::vector<std::pair<program::SlotId, bool>>> slots_by_concept_, slots_by_substance_;
  ResultId limit_result_;
  bool limit_is_of_fact_ = false;
  bool limit_is_shared_ = false;
  program::WindowId shelf_life_;
  program::MomentId screening_;
};

}  // namespace eligo::compile
