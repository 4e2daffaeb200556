// Values, names and texts.
#include "syntax/printer.h"

namespace eligo::syntax {

void Printer::name(const Name& name) {
  at(name.span.begin);
  if (!name.is_quoted) return text(name.text);
  std::string quoted = "\"";
  for (const char c : name.text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  text(quoted + '"');
}

// The names in brackets. `end` begins where the closing bracket stands at the latest.
void Printer::names(const std::vector<Name>& names, Span end) {
  text("(");
  is_glued_ = true;
  for (const Name& each : names) {
    joint(each.span, [&](Printer& to) { to.name(each); });
    if (&each != &names.back()) glue(",");
  }
  at(end.begin);
  glue(")");
}

void Printer::counting(Quantified::Counting counting) {
  switch (counting) {
    case Quantified::Counting::kFacts: return;
    case Quantified::Counting::kDifferent: return text("different");
    case Quantified::Counting::kLines: return text("lines of");
  }
}

void Printer::print(const Quantity& it, Span) {
  text(it.number);
  if (it.unit.empty()) return;
  at(it.unit_span.begin);
  if (it.has_times) text("x");
  text(it.unit);
}

void Printer::print(const Limit& it, Span span) {
  if (!it.factor.empty()) text(it.factor);
  if (it.has_times) text("x");
  end_of(span);
  text(it.is_upper ? "ULN" : "LLN");
}

void Printer::print(const Titre& it, Span) { text(it.text); }
void Printer::print(const Text& it, Span) { name(it.text); }

void Printer::print(const Reference& it, Span span) {
  static constexpr std::string_view kWords[] = {"", "first", "latest", "highest", "lowest", "mean of", "mean of latest"};
  if (it.chooser != Reference::Chooser::kNone) text(kWords[static_cast<std::size_t>(it.chooser)]);
  if (!it.count.empty()) text(it.count);
  name(it.name);
  windows(it.windows);
  if (it.where) bracketed_where("(where", it.where, span);
}

void Printer::print(const AgeAt& it, Span) {
  text("age at");
  moment(it.moment);
}

void Printer::print(const Arithmetic& it, Span) {
  expr(it.left);
  text(std::string_view(&it.op, 1));
  expr(it.right);
}

void Printer::print(const Negation& it, Span) {
  text("-");
  is_glued_ = true;
  expr(it.operand);
}

void Printer::print(const Extreme& it, Span span) { values(it.is_smaller ? "smaller of" : "larger of", it.values, span); }
void Printer::print(const Each& it, Span span) { values(it.is_all ? "each of" : "either of", it.values, span); }

void Printer::values(std::string_view words, const std::vector<ExprId>& values, Span span) {
  text(words);
  text("(");
  is_glued_ = true;
  for (std::size_t i = 0; i < values.size(); ++i) {
    joint(file_[values[i]].span, [&](Printer& to) { to.expr(values[i]); });
    if (i + 1 < values.size()) glue(",");
  }
  end_of(span);
  glue(")");
}

void Printer::print(const NumberOf& it, Span) {
  text("number of");
  counting(it.counting);
  selector(it.selector);
}

void Printer::print(const TotalTime& it, Span) {
  text("total time on");
  selector(it.selector);
}

void Printer::print(const TimeBetween& it, Span) {
  text(it.to ? "time from" : "time since");
  moment(it.from);
  if (!it.to) return;
  text("to");
  moment(it.to);
}

void Printer::print(const MomentValue& it, Span) { moment(it.moment); }

}  // namespace eligo::syntax
