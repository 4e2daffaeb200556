// The parse tree of one item becomes nodes of the File. In: a tree that follows the grammar. Out: the nodes, with spans.
// What the grammar cannot say is checked here: keywords in another case, amounts out of range, sums that nest too deep.
// Private to this folder: it shows ANTLR. One build_*.cpp for each section of the grammar.
#pragma once

#include <string>
#include <vector>

#include "EligoParser.h"
#include "diag/diagnostic.h"
#include "syntax/ast.h"

namespace eligo::syntax {

using grammar::EligoParser;

class Builder {
 public:
  Builder(File& file, diag::Sink& sink) : file_(file), sink_(sink) {}

  /// Adds the item to the file, unless it nests too deep.
  void add(EligoParser::ItemContext& tree);

 private:
  using Tree = antlr4::ParserRuleContext;
  using Leaf = antlr4::tree::TerminalNode;
  // Most nodes have one child, and asking ANTLR for it by type is what building would spend its time on.
  static bool has_only_child(const Tree& tree) { return tree.children.size() == 1; }
  template <class Child>
  static Child& first_child(const Tree& tree) { return static_cast<Child&>(*tree.children.front()); }

  // Adds `amount` to the nesting for as long as it lives; reports the first time that the limit is passed.
  class Nesting {
   public:
    Nesting(Builder& builder, std::size_t amount, Span span);
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;
    ~Nesting() { builder_.nesting_ -= amount_; }

   private:
    Builder& builder_;
    std::size_t amount_;
  };

  // build_file.cpp
  ItemForm item(EligoParser::ItemContext& tree);
  Protocol protocol(EligoParser::ProtocolContext& tree);
  Group group(EligoParser::GroupContext& tree);
  Timeline timeline(EligoParser::TimelineContext& tree);
  ResultsValid results_valid(EligoParser::ResultsValidContext& tree);
  Criterion criterion(EligoParser::CriterionContext& tree);
  ExprId rule(EligoParser::Rule_Context& tree);
  ExprId plain_rule(EligoParser::Rule_Context& tree);
  std::vector<Member> members(EligoParser::MembersContext& tree);
  Member member(EligoParser::MemberContext& tree);

  // build_condition.cpp
  ExprId head(EligoParser::HeadContext& tree);
  ExprId condition(EligoParser::ConditionContext& tree);
  ExprId conjunction(EligoParser::ConjunctionContext& tree);
  ExprId negation(EligoParser::NegationContext& tree);
  ExprId denied(const std::vector<Leaf*>& nots, ExprId inner, Tree& whole);
  ExprId compared(ExprId value, EligoParser::ComparisonContext* tree);
  ExprId asked(ExprId value, EligoParser::ComparisonContext& tree, std::optional<Measured> measured, Span span);
  std::optional<Measured> measured(EligoParser::MeasuredContext* tree);
  ExprId range_end(EligoParser::RangeEndContext& tree);
  Name answer(Tree& tree);
  ExprId list(EligoParser::ListContext& tree);

  // build_value.cpp
  ExprId value(EligoParser::ValueContext& tree);
  ExprId chain(ExprId first, const std::vector<EligoParser::OperandContext*>& operands, std::size_t begin,
               const std::vector<EligoParser::SignContext*>& signs);
  ExprId operand(EligoParser::OperandContext& tree);
  ExprId negated(const std::vector<Leaf*>& signs, ExprId inner);
  ExprId bare_value(EligoParser::BareValueContext& tree);
  ExprId unbracketed(EligoParser::UnbracketedContext& tree);
  ExprId quantity(EligoParser::QuantityContext& tree);
  ExprId limit(EligoParser::LimitContext& tree);
  ExprId reference(EligoParser::ReferenceContext& tree);
  ExprId chosen(EligoParser::ChosenContext& tree);
  void choose(Reference& reference, EligoParser::ChooserContext& tree);
  ExprId confirm(EligoParser::ConfirmContext& tree);

  // build_time.cpp
  DurationId duration(EligoParser::DurationContext& tree);
  MomentId moment(EligoParser::MomentContext& tree);
  ExprId date_value(Leaf& leaf);
  ExprId moment_value(EligoParser::MomentValueContext& tree);
  void event(Moment& moment, Leaf* concept_name, EligoParser::BracketedSelectorContext* selector_tree, bool is_first);
  std::vector<Window> windows(const std::vector<EligoParser::WindowContext*>& trees);
  Window window(EligoParser::WindowContext& tree);
  ExprId washed_out(EligoParser::WashedOutContext& tree);
  ExprId on_treatment(EligoParser::OnTreatmentContext& tree);
  ExprId time_between(EligoParser::TimeBetweenContext& tree);

  // build_selector.cpp
  ExprId selection(EligoParser::SelectionContext& tree);
  ExprId number_of(EligoParser::NumberOfContext& tree);
  SelectorId selector(EligoParser::SelectorContext& tree);
  SelectorId selector_of_names(ConceptSet concepts);
  void requirement(Selector& selector, EligoParser::RequirementContext& tree);
  ConceptSet concepts(EligoParser::ConceptNamesContext& tree);
  ConceptSet concepts(EligoParser::SeveralNamesContext& tree);
  std::vector<Exception> exceptions(EligoParser::ExceptionsContext& tree, bool& is_bracketed);
  ExprId where(EligoParser::WhereContext& tree, bool& is_bracketed);
  ExprId bracketed_where(EligoParser::BracketedWhereContext& tree);

  // build.cpp
  ExprId add(ExprForm form, Span span) { return file_.exprs.add({std::move(form), span}); }
  Span span(const Tree& tree) const;
  Span span(Leaf& leaf) const;
  std::string written(Leaf& leaf) const;
  Name name(Leaf& leaf);
  Name text(Leaf& leaf) const;
  std::optional<Name> text_if(Leaf* leaf) const;
  std::vector<Name> names(const std::vector<Leaf*>& leaves);
  std::string count(Leaf& leaf);
  std::string number(Leaf& leaf);
  std::string whole_number(Leaf& leaf, const char* what);
  void report(diag::Code code, std::string message, std::string help, Span where);

  File& file_;
  diag::Sink& sink_;
  std::size_t nesting_ = 0;
  bool is_too_deep_ = false;
};

}  // namespace eligo::syntax
