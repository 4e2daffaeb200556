// Selectors, windows, moments and durations.
#include "syntax/printer.h"

namespace eligo::syntax {

void Printer::selector(SelectorId id) {
  static constexpr std::string_view kPhases[] = {"", "active", "past", "planned"};
  const Selector& it = file_[id];
  at(it.span.begin);
  if (it.phase != Selector::Phase::kAny) text(kPhases[static_cast<std::size_t>(it.phase)]);
  if (it.takes_suspected) text("suspected or confirmed");
  if (it.is_other) text("other");
  concepts(it.concepts);
  exceptions(it.exceptions);
  const auto tied = [this](std::string_view words, const std::optional<ConceptSet>& set) {
    if (!set) return;
    joint(set->span, [&](Printer& to) {
      to.text(words);
      to.concepts(*set);
    });
  };
  tied("given for", it.given_for);
  tied("due to", it.due_to);
  tied("requiring", it.requiring);
  if (it.requiring_selector) {
    joint(file_[it.requiring_selector].span, [&](Printer& to) {
      to.text("requiring (");
      to.is_glued_ = true;
      to.selector(it.requiring_selector);
      to.glue(")");
    });
  }
  windows(it.windows);
  if (it.apart) {
    joint(file_[it.apart].span, [&](Printer& to) {
      to.text("at least");
      to.duration(it.apart);
      if (!it.where) to.end_of(it.span);
      to.text("apart");
    });
  }
  if (it.where) bracketed_where("where (", it.where, it.span);
}

void Printer::concepts(const ConceptSet& it) {
  at(it.span.begin);
  if (it.is_allergy_to) text("allergy to");
  if (it.names.size() == 1) return name(it.names.front());
  names(it.names, {it.span.end - 1, it.span.end});
}

void Printer::exceptions(const std::vector<Exception>& all) {
  if (all.empty()) return;
  joint(all.front().concept_name.span, [&](Printer& to) {
    to.text("except");
    if (all.size() == 1 && !all.front().where) return to.name(all.front().concept_name);
    to.text("(");
    to.is_glued_ = true;
    for (const Exception& each : all) {
      to.joint(each.concept_name.span, [&](Printer& inner) { inner.name(each.concept_name); });
      if (each.where) to.bracketed_where("where (", each.where, {0, 0});
      if (&each != &all.back()) to.glue(",");
    }
    to.glue(")");
  });
}

// `span` is the node that ends with the closing bracket, where that is known.
void Printer::bracketed_where(std::string_view open, ExprId where, Span span) {
  joint(file_[where].span, [&](Printer& to) {
    to.text(open);
    to.is_glued_ = open.back() == '(';
    to.expr(where);
    to.end_of(span);
    to.glue(")");
  });
}

void Printer::windows(const std::vector<Window>& all) {
  for (const Window& each : all) {
    joint(each.span, [&](Printer& to) { to.window(each); });
  }
}

void Printer::window(const Window& it) {
  static constexpr std::string_view kAspects[] = {"", "starting", "ending"};
  static constexpr std::string_view kExtents[] = {"", "within", "less than", "at least", "more than"};
  static constexpr std::string_view kSides[] = {"before", "on or before", "after", "on or after", "since", "of", "from", "at"};
  at(it.span.begin);
  if (it.aspect != Window::Aspect::kTouching) text(kAspects[static_cast<std::size_t>(it.aspect)]);
  if (it.extent != Window::Extent::kNone) text(kExtents[static_cast<std::size_t>(it.extent)]);
  if (it.duration) duration(it.duration);
  text(kSides[static_cast<std::size_t>(it.side)]);
  moment(it.moment);
  if (!it.to) return;
  text("to");
  moment(it.to);
}

void Printer::moment(MomentId id) {
  const Moment& it = file_[id];
  at(it.span.begin);
  if (it.is_end) text("end of");
  switch (it.base) {
    case Moment::Base::kName:
    case Moment::Base::kDate: name(it.name); break;
    case Moment::Base::kIt: text("it"); break;
    case Moment::Base::kFirst: text("first"); break;
    case Moment::Base::kLatest: text("latest"); break;
  }
  if (it.is_bracketed) {
    text("(");
    is_glued_ = true;
  }
  if (it.selector) selector(it.selector);
  if (it.is_bracketed) {
    if (it.offsets.empty()) end_of(it.span);
    glue(")");
  }
  for (const Offset& offset : it.offsets) {
    text(offset.is_minus ? "-" : "+");
    duration(offset.duration);
  }
}

void Printer::duration(DurationId id) {
  const Duration& it = file_[id];
  at(it.span.begin);
  switch (it.form) {
    case Duration::Form::kFixed:
    case Duration::Form::kHalfLives:
      text(it.amount);
      end_of(it.span);
      return text(it.form == Duration::Form::kFixed ? it.unit : it.amount == "1" ? "half-life" : "half-lives");
    case Duration::Form::kShorter: text("shorter of ("); break;
    case Duration::Form::kLonger: text("longer of ("); break;
  }
  is_glued_ = true;
  for (const DurationId part : it.parts) {
    duration(part);
    if (part != it.parts.back()) glue(",");
  }
  end_of(it.span);
  glue(")");
}

}  // namespace eligo::syntax
