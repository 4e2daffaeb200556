// The compiled program as text: criteria as trees of conditions, then the tables they refer to.
#include <string>

#include "program/program.h"

namespace eligo::program {

namespace {

const char* name_of(Node::Op op) {
  switch (op) {
    case Node::Op::kTrue: return "true";
    case Node::Op::kGap: return "gap";
    case Node::Op::kAnd: return "and";
    case Node::Op::kOr: return "or";
    case Node::Op::kNot: return "not";
    case Node::Op::kCountTrue: return "count true";
    case Node::Op::kIfElse: return "if-else";
    case Node::Op::kIfThen: return "if-then";
    case Node::Op::kWaive: return "waive";
    case Node::Op::kLift: return "lift";
    case Node::Op::kDefinition: return "definition";
    case Node::Op::kCompare: return "compare";
    case Node::Op::kInRange: return "in range";
    case Node::Op::kChoiceIs: return "result is";
    case Node::Op::kSexIs: return "sex is";
    case Node::Op::kAge: return "age";
    case Node::Op::kTimeBetween: return "time between";
    case Node::Op::kTimeBetweenAge: return "times between";
    case Node::Op::kMoments: return "moments";
    case Node::Op::kFactDuration: return "duration";
    case Node::Op::kKnownResult: return "known result";
    case Node::Op::kKnownAge: return "known age";
    case Node::Op::kKnownSex: return "known sex";
    case Node::Op::kKnownMoment: return "known moment";
    case Node::Op::kKnownAttribute: return "known attribute";
    case Node::Op::kKnownFactValue: return "known value of fact";
    case Node::Op::kKnownValue: return "known value";
    case Node::Op::kFacts: return "facts";
    case Node::Op::kWashedOut: return "washed out";
    case Node::Op::kOnTreatment: return "on treatment";
    case Node::Op::kQuestion: return "question";
    case Node::Op::kInCohort: return "in cohort";
    case Node::Op::kAttributeIs: return "attribute is";
    case Node::Op::kAttributeYes: return "attribute yes";
    case Node::Op::kFactChoiceIs: return "value is";
  }
  return "";
}

const char* name_of(Node::Bound bound) {
  switch (bound) {
    case Node::Bound::kAtLeast: return "at least";
    case Node::Bound::kAtMost: return "at most";
    case Node::Bound::kExactly: return "exactly";
  }
  return "";
}

const char* name_of(Value::Op op) {
  switch (op) {
    case Value::Op::kConstant: return "constant";
    case Value::Op::kResult: return "result";
    case Value::Op::kUpperLimit: return "ULN";
    case Value::Op::kLowerLimit: return "LLN";
    case Value::Op::kAttribute: return "attribute";
    case Value::Op::kFactValue: return "value of fact";
    case Value::Op::kFactUpperLimit: return "ULN of fact";
    case Value::Op::kFactLowerLimit: return "LLN of fact";
    case Value::Op::kAdd: return "+";
    case Value::Op::kSubtract: return "-";
    case Value::Op::kMultiply: return "*";
    case Value::Op::kDivide: return "/";
    case Value::Op::kNegate: return "negate";
    case Value::Op::kSmaller: return "smaller";
    case Value::Op::kLarger: return "larger";
    case Value::Op::kCount: return "count";
    case Value::Op::kTotalDays: return "total days";
  }
  return "";
}

class Printer {
 public:
  explicit Printer(const Program& program) : program_(program) {}

  std::string run() {
    out_ = "protocol " + program_.protocol + "\n";
    for (const Criterion& criterion : program_.criteria) {
      out_ += std::string(criterion.is_inclusion ? "inclusion " : "exclusion ") + criterion.id + "\n";
      node(criterion.root, 1);
    }
    for (std::uint32_t q = 0; q < program_.queries.size(); ++q) query(QueryId(q));
    for (std::uint32_t r = 0; r < program_.results.size(); ++r) result(ResultId(r));
    return std::move(out_);
  }

 private:
  void indent(int depth) { out_.append(static_cast<std::size_t>(2 * depth), ' '); }

  void node(NodeId id, int depth) {
    const Node& node = program_.nodes[id];
    indent(depth);
    out_ += name_of(node.op);
    if (node.is_negated) out_ += " not";
    if (node.op == Node::Op::kCountTrue || node.op == Node::Op::kFacts) out_ += std::string(" ") + name_of(node.bound) + " " + std::to_string(node.count);
    if (node.op == Node::Op::kCompare || node.op == Node::Op::kAge) out_ += std::string(" ") + value::spelling_of(node.comparison);
    if (node.query.is_valid()) out_ += " query " + std::to_string(node.query.index());
    if (node.result.is_valid()) out_ += " result " + std::to_string(node.result.index());
    if (!node.address.empty()) out_ += " @" + node.address;
    if (!node.text.empty()) out_ += " : " + node.text;
    out_ += "\n";
    for (ValueId part : {node.left, node.low, node.right}) {
      if (part.is_valid()) value(part, depth + 1);
    }
    for (std::uint32_t i = 0; i < node.children.count; ++i) this->node(program_.children[node.children.first + i], depth + 1);
  }

  void value(ValueId id, int depth) {
    const Value& value = program_.values[id];
    indent(depth);
    out_ += name_of(value.op);
    if (value.op == Value::Op::kConstant) out_ += " " + value::to_text(value.constant);
    if (value.result.is_valid()) out_ += " " + std::to_string(value.result.index());
    if (value.query.is_valid()) out_ += " query " + std::to_string(value.query.index());
    if (value.attribute != nullptr) out_ += " " + value.attribute->name;
    if (!value.conversion.is_identity()) out_ += " x " + value.conversion.factor.to_text() + " + " + value.conversion.offset.to_text();
    out_ += "\n";
    for (std::uint32_t i = 0; i < value.operands.count; ++i) this->value(program_.operands[value.operands.first + i], depth + 1);
  }

  void query(QueryId id) {
    const Query& query = program_.queries[id];
    out_ += "query " + std::to_string(id.index()) + " slot " + std::to_string(query.slot.index()) + " : " + query.text + "\n";
    for (WindowId window : query.windows) out_ += "  window " + program_.windows[window].text + "\n";
    if (query.where.is_valid()) node(query.where, 1);
  }

  void result(ResultId id) {
    const Result& result = program_.results[id];
    out_ += "result " + std::to_string(id.index()) + " slot " + std::to_string(result.slot.index()) + " : " +
            (*program_.vocabulary)[result.concept_id].name;
    if (result.formula != nullptr) out_ += " computed by " + std::string(result.formula->name);
    out_ += "\n";
    for (WindowId window : result.windows) out_ += "  window " + program_.windows[window].text + "\n";
    if (result.shelf_life.is_valid()) out_ += "  valid " + program_.windows[result.shelf_life].text + "\n";
    if (result.where.is_valid()) node(result.where, 1);
  }

  const Program& program_;
  std::string out_;
};

}  // namespace

std::string print(const Program& program) { return Printer(program).run(); }

}  // namespace eligo::program
