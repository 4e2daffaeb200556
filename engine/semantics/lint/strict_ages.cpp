// W0503: `age > 14 years` asks for 15 completed years, which a protocol that says "over 14" may not mean.
#include <fmt/format.h>

#include "semantics/constants.h"
#include "semantics/lint/lint.h"
#include "semantics/parts.h"

namespace eligo::semantics::lint {

namespace {

std::string ordinal(std::int64_t number) {
  const std::int64_t last_two = number % 100;
  const std::int64_t last = number % 10;
  const bool is_teen = last_two >= 11 && last_two <= 13;
  const char* ending = is_teen ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th";
  return fmt::format("{}{}", number, ending);
}

void check(const CheckedFile& file, diag::Sink& sink, const syntax::Expr& expr, const syntax::Compare& compare) {
  const bool is_plain = compare.op == ">" && file[compare.left].type.tag == Type::Tag::kAge;
  const bool is_turned = compare.op == "<" && file[compare.right].type.tag == Type::Tag::kAge;
  if (!is_plain && !is_turned) return;
  const std::optional<value::Duration> limit = constant_duration(file, is_plain ? compare.right : compare.left);
  if (!limit) return;
  const value::Duration next{limit->amount + 1, limit->unit};
  const std::string from = limit->unit == value::TimeUnit::kYears ? fmt::format("the {} birthday", ordinal(next.amount))
                                                                  : fmt::format("{} completed", value::to_text(next));
  warn(file, sink, diag::Code::W0503, expr.span,
       fmt::format("`{}` admits from {}", written(*file.file, expr.span), from),
       fmt::format("age counts completed {}; write `>=` if {} is enough, or `>= {}` if this is meant", value::name_of(limit->unit),
                   value::to_text(*limit), value::to_text(next)));
}

}  // namespace

void check_strict_ages(const CheckedFile& file, diag::Sink& sink) {
  for (const syntax::Expr& expr : file.file->exprs) {
    if (const auto* compare = std::get_if<syntax::Compare>(&expr.form)) check(file, sink, expr, *compare);
  }
}

}  // namespace eligo::semantics::lint
