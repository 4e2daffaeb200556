// Conditions: lists, choices, exceptions, definitions, questions, and what is asked of facts.
#include <string>

#include "base/ascii.h"
#include "compile/branches.h"

namespace eligo::compile {

using program::Node;
using semantics::Direction;

namespace {

std::uint32_t number_of(const std::string& digits) { return static_cast<std::uint32_t>(std::stoul(digits)); }

}  // namespace

Node Lowering::node_of(Node::Op op, ExprId id) const {
  Node node;
  node.op = op;
  node.span = file_[id].span;
  node.text = text_of(node.span);
  return node;
}

NodeId Lowering::add(Node node, const std::vector<NodeId>& children) {
  if (!children.empty()) {
    node.children = {static_cast<std::uint32_t>(program_.children.size()), static_cast<std::uint32_t>(children.size())};
    program_.children.insert(program_.children.end(), children.begin(), children.end());
  }
  return program_.nodes.add(std::move(node));
}

NodeId Lowering::gate(Node::Op op, ExprId id, std::vector<NodeId> children) { return add(node_of(op, id), children); }

// The head of a criterion's rule: remembers the condition of a whole-rule `if … then`.
NodeId Lowering::head(ExprId id, const Scope& scope, std::vector<NodeId>& applies) {
  const syntax::Expr& expr = file_[id];
  if (const auto* bracket = std::get_if<syntax::Bracket>(&expr.form)) return head(bracket->inner, scope, applies);
  if (const auto* form = std::get_if<syntax::WithResults>(&expr.form)) return lower_with_results(id, *form, scope, &applies);
  if (const auto* form = std::get_if<syntax::If>(&expr.form)) return lower_if(id, *form, scope, &applies);
  return condition(id, scope);
}

// One overload for each form of the tree; names and other values are no conditions, and were refused by the checker.
struct Lowering::ConditionVisitor {
  Lowering& lowering;
  ExprId id;
  const Scope& scope;

  NodeId all(Node::Op op, const std::vector<ExprId>& operands) {
    std::vector<NodeId> children;
    for (ExprId operand : operands) children.push_back(lowering.condition(operand, scope));
    return lowering.gate(op, id, children);
  }
  NodeId operator()(const syntax::Bracket& f) { return lowering.condition(f.inner, scope); }
  NodeId operator()(const syntax::If& f) { return lowering.lower_if(id, f, scope, nullptr); }
  NodeId operator()(const syntax::And& f) { return all(Node::Op::kAnd, f.operands); }
  NodeId operator()(const syntax::Or& f) { return all(Node::Op::kOr, f.operands); }
  NodeId operator()(const syntax::Not& f) { return all(Node::Op::kNot, {f.operand}); }
  NodeId operator()(const syntax::Compare& f) { return lowering.lower_compare(id, f, scope); }
  NodeId operator()(const syntax::InRange& f) { return lowering.lower_range(id, f, scope); }
  NodeId operator()(const syntax::Is& f) { return lowering.lower_is(id, f, scope); }
  NodeId operator()(const syntax::Known& f) { return lowering.lower_known(id, f, scope); }
  NodeId operator()(const syntax::List& f) { return lowering.lower_list(id, f, scope); }
  NodeId operator()(const syntax::Quantified& f) { return lowering.lower_quantified(id, f); }
  NodeId operator()(const syntax::WithResults& f) { return lowering.lower_with_results(id, f, scope, nullptr); }
  NodeId operator()(const syntax::Reference& f) { return lowering.lower_reference(id, f, scope); }
  NodeId operator()(const syntax::WashedOut& f) {
    Node node = lowering.node_of(Node::Op::kWashedOut, id);
    node.query = lowering.query(f.selector);
    node.duration = lowering.duration(f.duration);
    node.moment = lowering.moment(f.before);
    return lowering.add(std::move(node));
  }
  NodeId operator()(const syntax::OnTreatment& f) {
    Node node = lowering.node_of(Node::Op::kOnTreatment, id);
    node.is_unchanged = f.is_unchanged;
    node.query = lowering.query(f.selector);
    node.duration = lowering.duration(f.duration);
    node.moment = lowering.moment(f.before);
    return lowering.add(std::move(node));
  }
  NodeId operator()(const syntax::Confirm&) {
    Node node = lowering.node_of(Node::Op::kQuestion, id);
    node.question = program::QuestionId(lowering.checked_[id].question.index());
    return lowering.add(std::move(node));
  }
  NodeId operator()(const syntax::InCohort&) {
    Node node = lowering.node_of(Node::Op::kInCohort, id);
    node.cohort = program::CohortId(lowering.checked_[id].cohort.index());
    return lowering.add(std::move(node));
  }
  NodeId operator()(const syntax::NoRestriction&) { return lowering.gate(Node::Op::kTrue, id, {}); }
  NodeId operator()(const syntax::Gap& f) {
    Node node = lowering.node_of(Node::Op::kGap, id);
    node.text = f.text.text;
    return lowering.add(std::move(node));
  }
  // The remaining forms are values: the checker has refused them here.
  template <class Value>
  NodeId operator()(const Value&) { return lowering.gate(Node::Op::kGap, id, {}); }
};

NodeId Lowering::condition(ExprId id, const Scope& scope) { return std::visit(ConditionVisitor{*this, id, scope}, file_[id].form); }

NodeId Lowering::lower_if(ExprId id, const syntax::If& form, const Scope& scope, std::vector<NodeId>* applies) {
  const NodeId asked = condition(form.condition, scope);
  const NodeId consequence = condition(form.consequence, scope);
  if (form.alternative.is_valid()) return gate(Node::Op::kIfElse, id, {asked, consequence, condition(form.alternative, scope)});
  if (applies != nullptr) applies->push_back(asked);
  Node node = node_of(Node::Op::kIfThen, id);
  node.is_toward_trigger = checked_[id].direction == Direction::kTrigger;
  return add(std::move(node), {asked, consequence});
}

NodeId Lowering::lower_member(const syntax::Member& member, const std::string& address, Direction direction, const Scope& scope) {
  const NodeId rule = condition(member.rule, scope);
  const NodeId root = with_exception(rule, member.exception, direction, member.span, scope);
  Node& node = program_.nodes[root];
  node.address = address;
  node.label = member.label ? member.label->text : "";
  node.note = member.note ? member.note->text : "";
  return root;
}

NodeId Lowering::with_exception(NodeId rule, ExprId exception, Direction direction, diag::Span span, const Scope& scope) {
  if (!exception.is_valid()) return rule;
  // `with results` reaches into a member's exception; a criterion's own `unless` stands outside of it already.
  const NodeId excused = condition(exception, scope);
  Node node;
  node.op = direction == Direction::kTrigger ? Node::Op::kLift : Node::Op::kWaive;
  node.span = span;
  node.text = program_.nodes[rule].text + " unless " + program_.nodes[excused].text;
  return add(std::move(node), {rule, excused});
}

NodeId Lowering::lower_list(ExprId id, const syntax::List& form, const Scope& scope) {
  const semantics::ExprInfo& info = checked_[id];
  using Form = syntax::List::Form;
  const bool is_turned = form.form == Form::kNone || form.form == Form::kAtMost;
  Direction direction = form.form == Form::kExactly ? Direction::kNone : info.direction;
  if (is_turned && direction != Direction::kNone) {
    direction = direction == Direction::kRequirement ? Direction::kTrigger : Direction::kRequirement;
  }
  std::vector<NodeId> members;
  for (std::size_t i = 0; i < form.members.size(); ++i) {
    members.push_back(lower_member(form.members[i], i < info.member_ids.size() ? info.member_ids[i] : "", direction, scope));
  }
  Node node = node_of(Node::Op::kCountTrue, id);
  switch (form.form) {
    case Form::kAll: node.op = Node::Op::kAnd; break;
    case Form::kAny: node.op = Node::Op::kOr; break;
    case Form::kNone: node.bound = Node::Bound::kAtMost; break;
    case Form::kAtLeast: node.bound = Node::Bound::kAtLeast; break;
    case Form::kAtMost: node.bound = Node::Bound::kAtMost; break;
    case Form::kExactly: node.bound = Node::Bound::kExactly; break;
  }
  if (!form.count.empty()) node.count = number_of(form.count);
  return add(std::move(node), members);
}

NodeId Lowering::lower_with_results(ExprId id, const syntax::WithResults& form, const Scope& scope, std::vector<NodeId>* applies) {
  std::vector<NodeId> kept;
  const auto rule_within = [&](const std::vector<syntax::Window>& windows) {
    Scope inner = scope;
    inner.with_results = &windows;
    return applies != nullptr ? head(form.rule, inner, *applies) : condition(form.rule, inner);
  };
  const NodeId first = rule_within(form.windows);
  if (form.again.empty()) return first;
  return gate(Node::Op::kAnd, id, {first, rule_within(form.again)});
}

// A bare name as a condition: a definition, or a yes/no attribute of the fact at hand.
NodeId Lowering::lower_reference(ExprId id, const syntax::Reference&, const Scope& scope) {
  const semantics::Use& use = checked_[id].use;
  if (use.form == semantics::Use::Form::kAttribute) {
    Node node = node_of(Node::Op::kAttributeYes, id);
    node.attribute = use.attribute;
    return add(std::move(node));
  }
  Scope inner;
  inner.with_results = scope.with_results;
  const auto key = std::pair(use.definition, inner);
  auto found = definitions_.find(key);
  if (found == definitions_.end()) {
    const NodeId body = condition(checked_.definitions[use.definition].body, inner);
    found = definitions_.emplace(key, std::pair(body, program::MemoId(program_.memo_count++))).first;
  }
  Node node = node_of(Node::Op::kDefinition, id);
  node.memo = found->second.second;
  node.text = checked_.definitions[use.definition].name;
  return add(std::move(node), {found->second.first});
}

NodeId Lowering::lower_quantified(ExprId id, const syntax::Quantified& form) {
  using Form = syntax::Quantified::Form;
  Node node = node_of(Node::Op::kFacts, id);
  node.query = query(form.selector, form.form == Form::kEvery);
  node.counting = static_cast<program::Value::Counting>(form.counting);
  node.count = form.count.empty() ? 0 : number_of(form.count);
  switch (form.form) {
    case Form::kAny:
      node.bound = Node::Bound::kAtLeast;
      node.count = 1;
      break;
    case Form::kNo:
    case Form::kEvery: node.bound = Node::Bound::kAtMost; break;
    case Form::kAtLeast: node.bound = Node::Bound::kAtLeast; break;
    case Form::kAtMost: node.bound = Node::Bound::kAtMost; break;
    case Form::kExactly: node.bound = Node::Bound::kExactly; break;
  }
  node.is_no = form.form == Form::kNo;
  node.is_every = form.form == Form::kEvery;
  return add(std::move(node));
}

NodeId Lowering::lower_is(ExprId id, const syntax::Is& form, const Scope& scope) {
  Scope here = scope;
  here.measured = form.measured ? &*form.measured : nullptr;
  const auto each = std::get_if<syntax::Each>(&file_[resolved(form.value)].form);
  if (each != nullptr) {
    std::vector<NodeId> parts;
    for (ExprId value : each->values) {
      Node node = node_of(Node::Op::kChoiceIs, id);
      node.is_negated = form.is_negated;
      node.choices = checked_[value].choices;
      node.result = result(resolved(value), here, program::Result::Reading::kChoice);
      node.text = text_of(file_[value].span) + node.text.substr(text_of(file_[form.value].span).size());
      parts.push_back(add(std::move(node)));
    }
    return gate(each->is_all ? Node::Op::kAnd : Node::Op::kOr, id, parts);
  }
  return for_each_branch(id, {form.value}, scope, [&] {
    const ExprId value = resolved(form.value);
    const semantics::ExprInfo& info = checked_[id];
    const semantics::Use& use = checked_[value].use;
    Node node = node_of(Node::Op::kChoiceIs, id);
    node.is_negated = form.is_negated;
    node.choices = info.choices;
    if (info.compares_sex) {
      node.op = Node::Op::kSexIs;
    } else if (use.form == semantics::Use::Form::kAttribute && use.attribute->name == "value") {
      node.op = Node::Op::kFactChoiceIs;
    } else if (use.form == semantics::Use::Form::kAttribute && use.attribute->type == clinical::AttributeType::kYesNo) {
      node.op = Node::Op::kAttributeYes;
      node.attribute = use.attribute;
      const bool asks_no = node.choices.size() == 1 && node.choices.front() == 1;
      node.is_negated = form.is_negated != asks_no;
    } else if (use.form == semantics::Use::Form::kAttribute) {
      node.op = Node::Op::kAttributeIs;
      node.attribute = use.attribute;
      node.concepts = info.concepts;
      const bool has_choices = use.attribute->type == clinical::AttributeType::kLevel || use.attribute->type == clinical::AttributeType::kAnswer;
      if (!has_choices) {
        node.choices.clear();
        for (const syntax::Name& answer : form.answers) node.words.push_back(base::folded(answer.text));
      }
    } else {
      node.result = result(value, here, program::Result::Reading::kChoice);
    }
    return add(std::move(node));
  });
}

NodeId Lowering::lower_known(ExprId id, const syntax::Known& form, const Scope& scope) {
  Scope here = scope;
  here.measured = form.measured ? &*form.measured : nullptr;
  const auto* each = std::get_if<syntax::Each>(&file_[resolved(form.value)].form);
  if (each == nullptr) return known(id, form.value, form.is_known, here);
  std::vector<NodeId> parts;
  for (ExprId value : each->values) parts.push_back(known(id, value, form.is_known, here));
  return gate(each->is_all ? Node::Op::kAnd : Node::Op::kOr, id, parts);
}

NodeId Lowering::known(ExprId id, ExprId value, bool is_known, const Scope& here) {
  value = resolved(value);
  const semantics::Use& use = checked_[value].use;
  Node node = node_of(Node::Op::kKnownValue, id);
  node.is_negated = !is_known;
  switch (use.form) {
    case semantics::Use::Form::kObservation:
      node.op = Node::Op::kKnownResult;
      node.result = result(value, here, program::Result::Reading::kTitreOrNumber);
      break;
    case semantics::Use::Form::kAge: node.op = Node::Op::kKnownAge; break;
    case semantics::Use::Form::kSex: node.op = Node::Op::kKnownSex; break;
    case semantics::Use::Form::kMoment:
    case semantics::Use::Form::kEvent:
      node.op = Node::Op::kKnownMoment;
      node.moment = moment_of_value(value);
      break;
    case semantics::Use::Form::kAttribute:
      node.op = use.attribute->name == "value" ? Node::Op::kKnownFactValue : Node::Op::kKnownAttribute;
      node.attribute = use.attribute;
      break;
    case semantics::Use::Form::kDefinition:
    case semantics::Use::Form::kChoice:
    case semantics::Use::Form::kNone:
      if (std::holds_alternative<syntax::MomentValue>(file_[value].form)) {
        node.op = Node::Op::kKnownMoment;
        node.moment = moment_of_value(value);
      } else if (std::holds_alternative<syntax::AgeAt>(file_[value].form)) {
        node.op = Node::Op::kKnownAge;
      } else {
        node.left = number(value, checked_[value].type.unit, checked_[value].type.owner, here, program::Result::Reading::kTitreOrNumber);
      }
      break;
  }
  return add(std::move(node));
}

}  // namespace eligo::compile
