// W0502: a number of members or facts that can never be reached, or always is.
#include <fmt/format.h>

#include "semantics/lint/lint.h"
#include "semantics/parts.h"
#include "value/number.h"

namespace eligo::semantics::lint {

namespace {

using syntax::List;
using syntax::Quantified;

value::Number number_in(const std::string& digits) { return value::Number::from_decimal(digits).value_or(value::Number(1)); }

/// The words in front of the brace: `at least 4 of`.
syntax::Span head_of(const CheckedFile& file, syntax::Span list) {
  const std::string_view text = file.file->source->slice(list);
  return {list.begin, list.begin + static_cast<std::uint32_t>(std::min(text.find('{'), text.size()))};
}

void check(const CheckedFile& file, diag::Sink& sink, syntax::Span span, const List& list) {
  if (list.count.empty()) return;
  const value::Number count = number_in(list.count);
  const value::Number members(static_cast<std::int64_t>(list.members.size()));
  const bool is_most = list.form == List::Form::kAtMost;
  const bool is_never = count > members && !is_most;
  const bool is_always = (list.form == List::Form::kAtLeast && count.is_zero()) || (is_most && count >= members);
  if (!is_never && !is_always) return;
  const syntax::Span head = head_of(file, span);
  warn(file, sink, diag::Code::W0502, head,
       fmt::format("`{}` {} member{} {} hold", written(*file.file, head), list.members.size(), list.members.size() == 1 ? "" : "s",
                   is_never ? "can never" : "must always"),
       "write `all of` or `any of`, or another number");
}

void check(const CheckedFile& file, diag::Sink& sink, syntax::Span span, const Quantified& quantified) {
  if (quantified.form != Quantified::Form::kAtLeast || !number_in(quantified.count).is_zero()) return;
  warn(file, sink, diag::Code::W0502, span, fmt::format("`{}` must always hold", written(*file.file, span)), "write `any`, `no`, or another number");
}

}  // namespace

void check_reachable_counts(const CheckedFile& file, diag::Sink& sink) {
  for (const syntax::Expr& expr : file.file->exprs) {
    if (const auto* list = std::get_if<List>(&expr.form)) check(file, sink, expr.span, *list);
    if (const auto* quantified = std::get_if<Quantified>(&expr.form)) check(file, sink, expr.span, *quantified);
  }
}

}  // namespace eligo::semantics::lint
