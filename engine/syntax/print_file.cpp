// Items, criteria and members, one below the other. Blank lines: as the author set them, at most one, and one round each
// item of more than one line.
#include <algorithm>

#include "syntax/printer.h"

namespace eligo::syntax {

namespace {

bool has_blank_line(const diag::SourceText& source, std::uint32_t from, std::uint32_t to) {
  const std::string_view between = source.slice({std::min(from, to), to});
  return std::count(between.begin(), between.end(), '\n') > 1;
}

}  // namespace

std::string Printer::file() {
  std::uint32_t source_at = 0;
  bool was_long = false;
  const auto blank_line = [&](std::uint32_t begin, bool is_wanted) {
    if (out_.empty()) return;
    if (is_wanted || has_blank_line(*file_.source, source_at, begin)) out_ += '\n';
  };
  const auto own_lines = [&](std::uint32_t offset, bool is_wanted) {
    for (; next_comment_ < file_.comments.size() && file_.comments[next_comment_].span.begin < offset; ++next_comment_) {
      const Comment& each = file_.comments[next_comment_];
      blank_line(each.span.begin, is_wanted);
      is_wanted = false;
      out_ += each.text + '\n';
      source_at = each.span.end;
    }
    return is_wanted;
  };
  for (const Item& each : file_.items) {
    const std::size_t first_comment = next_comment_;
    Printer alone(file_, Mode::kBroken);
    alone.next_comment_ = first_comment;
    while (alone.next_comment_ < file_.comments.size() && file_.comments[alone.next_comment_].span.begin < each.span.begin) ++alone.next_comment_;
    alone.item(each);
    alone.trailing(&each == &file_.items.back() ? UINT32_MAX : (&each + 1)->span.begin);
    const bool is_long = alone.out_.find('\n') != std::string::npos;
    const bool is_wanted = own_lines(each.span.begin, was_long || is_long);
    blank_line(each.span.begin, is_wanted);
    out_ += alone.out_ + '\n';
    source_at = alone.next_comment_ > next_comment_ ? std::max(each.span.end, file_.comments[alone.next_comment_ - 1].span.end) : each.span.end;
    next_comment_ = alone.next_comment_;
    was_long = is_long;
  }
  own_lines(UINT32_MAX, false);
  return std::move(out_);
}

void Printer::item(const Item& item) {
  std::visit([&](const auto& form) { print(form, item.span); }, item.form);
  end_of(item.span);
}

void Printer::print(const Protocol& it, Span) {
  text("protocol");
  name(it.id);
  if (it.title) name(*it.title);
  const Indent indent(*this);
  const auto part = [this](std::string_view word, const std::optional<Name>& value) {
    if (!value) return;
    new_line(value->span.begin);
    text(word);
    name(*value);
  };
  part("version", it.version);
  part("source ", it.source);
}

void Printer::print(const Use& it, Span) {
  text("use");
  for (const Name& each : it.modules) {
    joint(each.span, [&](Printer& to) { to.name(each); });
    if (&each != &it.modules.back()) glue(",");
  }
}

void Printer::print(const StudyDisease& it, Span) {
  text("study disease");
  concepts(it.concepts);
}

void Printer::print(const Timeline& it, Span span) {
  text("timeline {");
  {
    const Indent indent(*this);
    for (const TimelineEntry& each : it.entries) {
      new_line(each.name.span.begin);
      name(each.name);
      if (!each.formula) continue;
      text("=");
      moment(each.formula);
    }
    trailing(span.end);
    if (has_comment_in({next_comment_ < file_.comments.size() ? file_.comments[next_comment_].span.begin : span.end, span.end})) {
      at(span.end);
    }
  }
  new_line(span.end);
  text("}");
}

void Printer::print(const ResultsValid& it, Span) {
  text("results valid for");
  duration(it.duration);
  text(it.side == Window::Side::kBefore ? "before" : it.side == Window::Side::kAfter ? "after" : "of");
  moment(it.moment);
}

void Printer::print(const DefaultLimits&, Span span) {
  text("default reference limits");
  end_of(span);
  text("allowed");
}

void Printer::print(const Group& it, Span) {
  text("group");
  name(it.name);
  text("=");
  concepts(it.concepts);
  exceptions(it.exceptions);
}

void Printer::print(const Definition& it, Span) {
  text("define");
  name(it.name);
  text("=");
  const Indent indent(*this);
  const Span body = file_[it.body].span;
  const auto whole = [&](Printer& to) { to.expr(it.body); };
  if (has_comment_in(body) || has_note(it.body) || !fits(flat(whole))) new_line(body.begin);
  expr(it.body);
}

void Printer::print(const Cohort& it, Span) {
  text("cohort");
  name(it.name);
  if (it.title) name(*it.title);
}

void Printer::head(const Criterion& it) {
  text(it.is_inclusion ? "inclusion" : "exclusion");
  name(it.id);
  if (!it.cohorts.empty()) {
    text(it.for_all_except ? "for all except" : "for");
    for (const Name& each : it.cohorts) {
      name(each);
      if (&each != &it.cohorts.back()) glue(",");
    }
  }
  if (it.title) name(*it.title);
  glue(":");
}

bool Printer::is_one_line(const Criterion& it, Span span) const {
  if (it.title || it.note || has_note(it.rule) || has_comment_in(span)) return false;
  return fits(flat([&](Printer& to) { to.print(it, span); }));
}

void Printer::print(const Criterion& it, Span span) {
  const bool stays_on_line = is_flat_ || is_one_line(it, span);
  head(it);
  const Indent indent(*this);
  if (!stays_on_line) new_line(file_[it.rule].span.begin);
  expr(it.rule);
  unless_and_note(it.exception, it.unless_span, it.note);
}

void Printer::unless_and_note(ExprId exception, Span unless_span, const std::optional<Name>& note) {
  if (exception) {
    joint(unless_span, [&](Printer& to) {
      to.text("unless");
      to.expr(exception);
    });
  }
  if (!note) return;
  const Indent indent(*this);
  if (!is_flat_) new_line(note->span.begin);
  text("note");
  name(*note);
}

void Printer::member(const Member& it) {
  if (it.label) {
    name(*it.label);
    glue(":");
  }
  expr(it.rule);
  unless_and_note(it.exception, it.unless_span, it.note);
}

}  // namespace eligo::syntax
