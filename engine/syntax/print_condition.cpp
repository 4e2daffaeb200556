// Conditions and lists.
#include "syntax/printer.h"

namespace eligo::syntax {

void Printer::expr(ExprId id) {
  if (is_too_long()) return;
  const Expr& it = file_[id];
  at(it.span.begin);
  std::visit([&](const auto& form) { print(form, it.span); }, it.form);
}

void Printer::print(const Bracket& it, Span span) {
  text("(");
  is_glued_ = true;
  expr(it.inner);
  end_of(span);
  glue(")");
}

void Printer::print(const If& it, Span) {
  text("if");
  expr(it.condition);
  const auto branch = [this](std::string_view word, ExprId id, bool is_broken) {
    const Indent indent(*this);
    if (is_broken) new_line(file_[id].span.begin);
    text(word);
    expr(id);
  };
  const auto rest = [&](Printer& to) {
    to.text("then");
    to.expr(it.consequence);
    if (!it.alternative) return;
    to.text("else");
    to.expr(it.alternative);
  };
  const ExprId last = it.alternative ? it.alternative : it.consequence;
  const Span tail{file_[it.condition].span.end, file_[last].span.end};
  const bool is_broken = !is_flat_ && (has_comment_in(tail) || has_note(it.consequence) || has_note(last) || !fits(flat(rest)));
  branch("then", it.consequence, is_broken);
  if (it.alternative) branch("else", it.alternative, is_broken);
}

void Printer::print(const And& it, Span span) { chain("and", it.operands, span); }
void Printer::print(const Or& it, Span span) { chain("or", it.operands, span); }

void Printer::chain(std::string_view word, const std::vector<ExprId>& operands, Span span) {
  const auto rest = [&](Printer& to) {
    for (std::size_t i = 1; i < operands.size(); ++i) {
      to.text(word);
      to.expr(operands[i]);
    }
  };
  bool is_broken = !is_flat_ && has_comment_in(span);
  for (const ExprId each : operands) is_broken = is_broken || (!is_flat_ && has_note(each));
  if (!is_flat_ && !is_broken) is_broken = !fits(flat([&](Printer& to) { to.expr(operands.front()); rest(to); }));
  expr(operands.front());
  if (!is_broken) return rest(*this);
  const Indent indent(*this);
  for (std::size_t i = 1; i < operands.size(); ++i) {
    new_line(file_[operands[i]].span.begin);
    text(word);
    expr(operands[i]);
  }
}

void Printer::print(const Not& it, Span) {
  text("not");
  expr(it.operand);
}

void Printer::print(const Compare& it, Span) {
  expr(it.left);
  text(it.op);
  expr(it.right);
  measured(it.measured);
}

void Printer::print(const InRange& it, Span) {
  expr(it.value);
  text("in");
  expr(it.low);
  glue("..");
  is_glued_ = true;
  expr(it.high);
  measured(it.measured);
}

void Printer::print(const Is& it, Span span) {
  expr(it.value);
  text(it.is_negated ? "is not" : "is");
  if (!it.is_one_of) {
    name(it.answers.front());
  } else {
    text("one of");
    names(it.answers, it.measured ? it.measured->span : Span{span.end - 1, span.end});
  }
  measured(it.measured);
}

void Printer::print(const Known& it, Span span) {
  expr(it.value);
  text("is");
  if (!it.measured) end_of(span);
  text(it.is_known ? "known" : "unknown");
  measured(it.measured);
}

void Printer::measured(const std::optional<Measured>& it) {
  if (!it) return;
  joint(it->span, [&](Printer& to) {
    to.at(it->span.begin);
    to.text("measured");
    to.windows(it->windows);
    if (it->where) to.bracketed_where("(where", it->where, it->span);
  });
}

bool Printer::has_note(ExprId id) const {
  const auto* list = std::get_if<List>(&file_[id].form);
  if (list == nullptr) return false;
  for (const Member& each : list->members) {
    if (each.note || each.label || has_note(each.rule)) return true;
  }
  return false;
}

void Printer::print(const List& it, Span span) {
  static constexpr std::string_view kWords[] = {"all of", "any of", "none of", "at least", "at most", "exactly"};
  text(kWords[static_cast<std::size_t>(it.form)]);
  if (!it.count.empty()) text(it.count + " of");
  text("{");
  const auto members = [&](Printer& to) {
    for (const Member& each : it.members) {
      to.member(each);
      if (&each != &it.members.back()) to.glue(",");
    }
    to.text("}");
  };
  bool is_broken = false;
  if (!is_flat_) {
    for (const Member& each : it.members) is_broken = is_broken || each.note || each.label || has_note(each.rule);
    is_broken = is_broken || has_comment_in(span) || !fits(flat(members));
  }
  if (!is_broken) return members(*this);
  {
    const Indent indent(*this);
    for (const Member& each : it.members) {
      new_line(each.span.begin);
      member(each);
      glue(",");
    }
  }
  {
    const Indent indent(*this);
    trailing(span.end);
    while (next_comment_ < file_.comments.size() && file_.comments[next_comment_].span.begin < span.end) {
      comment(file_.comments[next_comment_++]);
    }
  }
  open_line();
  text("}");
}

void Printer::print(const Quantified& it, Span) {
  static constexpr std::string_view kWords[] = {"any", "no", "every", "at least", "at most", "exactly"};
  text(kWords[static_cast<std::size_t>(it.form)]);
  if (!it.count.empty()) text(it.count);
  counting(it.counting);
  selector(it.selector);
}

void Printer::print(const WashedOut& it, Span) {
  text("washed out of");
  selector(it.selector);
  joint(file_[it.duration].span, [&](Printer& to) {
    to.text("for");
    to.duration(it.duration);
    to.text("before");
    to.moment(it.before);
  });
}

void Printer::print(const OnTreatment& it, Span) {
  text(it.is_unchanged ? "on unchanged" : "on");
  selector(it.selector);
  joint(file_[it.duration].span, [&](Printer& to) {
    to.text("for at least");
    to.duration(it.duration);
    to.text("before");
    to.moment(it.before);
  });
}

void Printer::print(const Confirm& it, Span) {
  text("confirm");
  if (it.name) name(*it.name);
  if (it.question) name(*it.question);
}

void Printer::print(const InCohort& it, Span) {
  text("in cohort");
  name(it.cohort);
}

void Printer::print(const WithResults& it, Span) {
  text("with results");
  windows(it.windows);
  if (!it.again.empty()) {
    joint(it.again.front().span, [&](Printer& to) {
      to.text("and again");
      to.windows(it.again);
    });
  }
  glue(":");
  const Span rule = file_[it.rule].span;
  const bool stays = is_flat_ || (!has_comment_in(rule) && !has_note(it.rule) && fits(flat([&](Printer& to) { to.expr(it.rule); })));
  const Indent indent(*this);
  if (!stays) new_line(rule.begin);
  expr(it.rule);
}

void Printer::print(const NoRestriction&, Span span) {
  text("no");
  end_of(span);
  text("restriction");
}

void Printer::print(const Gap& it, Span) {
  text("gap");
  name(it.text);
}

}  // namespace eligo::syntax
