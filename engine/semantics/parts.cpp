// Walks one level down: from an expression to what it holds, through selectors, windows and moments.
#include "semantics/parts.h"

#include "base/ascii.h"
#include "semantics/overloaded.h"

namespace eligo::semantics {

namespace {

using namespace syntax;

/// Calls `part` for each expression and `selector` for each selector below a node, in reading order.
class Walk {
 public:
  Walk(const File& file, const PartVisitor& part, const SelectorVisitor& selector)
      : file_(file), part_(part), on_selector_(selector) {}

  void expr(ExprId id) {
    std::visit([this](const auto& form) { parts_of(form); }, file_[id].form);
  }

 private:
  void operand(ExprId id) const {
    if (id && part_) part_(id, PartRole::kOperand);
  }
  void operands(const std::vector<ExprId>& ids) const {
    for (ExprId id : ids) operand(id);
  }
  void where(ExprId id) const {
    if (id && part_) part_(id, PartRole::kWhere);
  }

  void moment(MomentId id) {
    if (id && file_[id].selector) selector(file_[id].selector);
  }
  void windows(const std::vector<Window>& all) {
    for (const Window& window : all) {
      moment(window.moment);
      moment(window.to);
    }
  }
  void selector(SelectorId id) {
    if (!id) return;
    if (on_selector_) on_selector_(id);
    const Selector& s = file_[id];
    for (const Exception& exception : s.exceptions) where(exception.where);
    selector(s.requiring_selector);
    windows(s.windows);
    where(s.where);
  }
  void measured(const std::optional<Measured>& m) {
    if (!m) return;
    windows(m->windows);
    where(m->where);
  }

  void parts_of(const Bracket& f) { operand(f.inner); }
  void parts_of(const If& f) {
    operand(f.condition);
    operand(f.consequence);
    operand(f.alternative);
  }
  void parts_of(const And& f) { operands(f.operands); }
  void parts_of(const Or& f) { operands(f.operands); }
  void parts_of(const Not& f) { operand(f.operand); }
  void parts_of(const Compare& f) {
    operand(f.left);
    operand(f.right);
    measured(f.measured);
  }
  void parts_of(const InRange& f) {
    operand(f.value);
    operand(f.low);
    operand(f.high);
    measured(f.measured);
  }
  void parts_of(const Is& f) {
    operand(f.value);
    measured(f.measured);
  }
  void parts_of(const Known& f) {
    operand(f.value);
    measured(f.measured);
  }
  void parts_of(const List& f) {
    for (const Member& member : f.members) {
      operand(member.rule);
      operand(member.exception);
    }
  }
  void parts_of(const Quantified& f) { selector(f.selector); }
  void parts_of(const WashedOut& f) {
    selector(f.selector);
    moment(f.before);
  }
  void parts_of(const OnTreatment& f) {
    selector(f.selector);
    moment(f.before);
  }
  void parts_of(const WithResults& f) {
    windows(f.windows);
    windows(f.again);
    operand(f.rule);
  }
  void parts_of(const Confirm&) {}
  void parts_of(const InCohort&) {}
  void parts_of(const NoRestriction&) {}
  void parts_of(const Gap&) {}
  void parts_of(const Quantity&) {}
  void parts_of(const Limit&) {}
  void parts_of(const Titre&) {}
  void parts_of(const Text&) {}
  void parts_of(const Reference& f) {
    windows(f.windows);
    where(f.where);
  }
  void parts_of(const AgeAt& f) { moment(f.moment); }
  void parts_of(const Arithmetic& f) {
    operand(f.left);
    operand(f.right);
  }
  void parts_of(const Negation& f) { operand(f.operand); }
  void parts_of(const Extreme& f) { operands(f.values); }
  void parts_of(const Each& f) { operands(f.values); }
  void parts_of(const NumberOf& f) { selector(f.selector); }
  void parts_of(const TotalTime& f) { selector(f.selector); }
  void parts_of(const TimeBetween& f) {
    moment(f.from);
    moment(f.to);
  }
  void parts_of(const MomentValue& f) { moment(f.moment); }

  const File& file_;
  const PartVisitor& part_;
  const SelectorVisitor& on_selector_;
};

}  // namespace

void for_each_part(const File& file, ExprId expr, const PartVisitor& visit) {
  const SelectorVisitor no_selectors;
  Walk(file, visit, no_selectors).expr(expr);
}

void for_each_selector(const File& file, ExprId expr, const SelectorVisitor& visit) {
  const PartVisitor no_parts;
  Walk(file, no_parts, visit).expr(expr);
}

std::vector<ExprId> value_parts(const File& file, ExprId expr) {
  std::vector<ExprId> parts = std::visit(
      Overloaded{[](const Bracket& f) { return std::vector<ExprId>{f.inner}; },
                 [](const If& f) { return std::vector<ExprId>{f.consequence, f.alternative}; },
                 [](const Arithmetic& f) { return std::vector<ExprId>{f.left, f.right}; },
                 [](const Negation& f) { return std::vector<ExprId>{f.operand}; },
                 [](const Extreme& f) { return f.values; },
                 [](const Each& f) { return f.values; },
                 [](const auto&) { return std::vector<ExprId>(); }},
      file[expr].form);
  std::erase_if(parts, [](ExprId id) { return !id.is_valid(); });
  return parts;
}

bool is_condition_form(const ExprForm& form) {
  return std::visit([]<class Form>(const Form&) {
    return std::is_same_v<Form, And> || std::is_same_v<Form, Or> || std::is_same_v<Form, Not> ||
           std::is_same_v<Form, Compare> || std::is_same_v<Form, InRange> || std::is_same_v<Form, Is> ||
           std::is_same_v<Form, Known> || std::is_same_v<Form, List> || std::is_same_v<Form, Quantified> ||
           std::is_same_v<Form, WashedOut> || std::is_same_v<Form, OnTreatment> || std::is_same_v<Form, Confirm> ||
           std::is_same_v<Form, InCohort> || std::is_same_v<Form, WithResults> || std::is_same_v<Form, NoRestriction> ||
           std::is_same_v<Form, Gap>;
  }, form);
}

ExprId unbracketed(const File& file, ExprId expr) {
  while (const auto* bracket = std::get_if<Bracket>(&file[expr].form)) expr = bracket->inner;
  return expr;
}

const Quantity* literal_in(const File& file, ExprId expr) {
  expr = unbracketed(file, expr);
  if (const auto* negation = std::get_if<Negation>(&file[expr].form)) return literal_in(file, negation->operand);
  return std::get_if<Quantity>(&file[expr].form);
}

std::string written(const File& file, Span span) {
  std::string text;
  bool after_blank = false;
  for (char c : file.source->slice(span)) {
    if (base::is_blank(c)) {
      after_blank = !text.empty();
      continue;
    }
    if (after_blank) text += ' ';
    after_blank = false;
    text += c;
  }
  return text;
}

}  // namespace eligo::semantics
