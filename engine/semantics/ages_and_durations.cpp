// Comparisons with lengths of time: ages, durations, days of treatment; the literals beside them are durations.
#include <fmt/format.h>

#include "semantics/checker.h"
#include "semantics/time_units.h"

namespace eligo::semantics {

using diag::Code;
using Tag = Type::Tag;

namespace {

std::string_view wanted_for(Tag tag) {
  return tag == Tag::kAge        ? "a whole number of years, months, weeks or days"
         : tag == Tag::kDayCount ? "a whole number of days or weeks"
                                 : "a whole number of days, weeks, months or years";
}

bool fits(Tag tag, value::TimeUnit unit) {
  const bool is_clock = unit == value::TimeUnit::kMinutes || unit == value::TimeUnit::kHours;
  if (tag == Tag::kAge) return !is_clock;
  if (tag == Tag::kDayCount) return unit == value::TimeUnit::kDays || unit == value::TimeUnit::kWeeks;
  return true;
}

}  // namespace

bool Checker::relate_time(const Side& timed, const Side& other) {
  const bool is_other_measured = other.type.tag == Tag::kAge || other.type.tag == Tag::kDayCount ||
                                 (other.type.tag == Tag::kDuration && !is_length_literal(other.expr));
  if (!is_other_measured) return take_as_duration(other.expr, timed.type);
  if (is_length_literal(timed.expr)) return take_as_duration(timed.expr, other.type);
  const bool are_durations = timed.type.tag == Tag::kDuration && other.type.tag == Tag::kDuration;
  if (are_durations && timed.type.attribute == nullptr && other.type.attribute == nullptr) return true;
  report(Code::E0304, span_of(other.expr), fmt::format("`{}` does not compare with `{}`", written(timed.expr), written(other.expr)),
         fmt::format("it compares with {}", wanted_for(timed.type.tag)));
  return false;
}

/// Whether a value is a number of days, weeks … as written, or a choice between such.
bool Checker::is_length_literal(ExprId expr) const {
  const auto& form = file_[expr].form;
  if (const auto* bracket = std::get_if<syntax::Bracket>(&form)) return is_length_literal(bracket->inner);
  if (const auto* choice = std::get_if<syntax::If>(&form)) return is_length_literal(choice->consequence);
  if (const auto* quantity = std::get_if<syntax::Quantity>(&form)) return time_unit(quantity->unit).has_value();
  const Use& use = out_.exprs[expr.index()].use;
  return use.form == Use::Form::kDefinition && is_length_literal(out_.definitions[use.definition].body);
}

/// Makes a literal (or each branch of a choice between literals) a duration beside an age or a duration.
bool Checker::take_as_duration(ExprId expr, const Type& beside, std::string_view default_unit) {
  const auto& form = file_[expr].form;
  bool is_taken = false;
  if (const auto* bracket = std::get_if<syntax::Bracket>(&form)) {
    is_taken = take_as_duration(bracket->inner, beside, default_unit);
  } else if (const auto* choice = std::get_if<syntax::If>(&form)) {
    is_taken = take_as_duration(choice->consequence, beside, default_unit) && take_as_duration(choice->alternative, beside, default_unit);
  } else if (const auto* quantity = std::get_if<syntax::Quantity>(&form)) {
    is_taken = is_length(expr, *quantity, beside, default_unit);
  } else if (out_.exprs[expr.index()].use.form == Use::Form::kDefinition) {
    DefinitionInfo& definition = out_.definitions[out_.exprs[expr.index()].use.definition];
    is_taken = take_as_duration(definition.body, beside, default_unit);
    if (is_taken) definition.type = out_.exprs[definition.body.index()].type;
  } else {
    report(Code::E0302, span_of(expr), fmt::format("`{}` is no length of time", written(expr)), fmt::format("wanted is {}", wanted_for(beside.tag)));
  }
  if (!is_taken) return false;
  Type type;
  type.tag = Tag::kDuration;
  out_.exprs[expr.index()].type = type;
  return true;
}

bool Checker::is_length(ExprId expr, const syntax::Quantity& quantity, const Type& beside, std::string_view default_unit) {
  const std::string_view unit_text = quantity.unit.empty() ? default_unit : std::string_view(quantity.unit);
  const std::optional<value::TimeUnit> unit = time_unit(unit_text);
  const std::string help = fmt::format("wanted is {}", wanted_for(beside.tag));
  if (!unit) {
    const std::string trouble = unit_text.empty() ? "has no unit" : "is no length of time";
    report(Code::E0302, span_of(expr), fmt::format("`{}` {}", written(expr), trouble), help);
    return false;
  }
  if (whole_amount(quantity.number) && fits(beside.tag, *unit)) return true;
  report(Code::E0403, span_of(expr), fmt::format("`{}` does not fit here", written(expr)), help);
  return false;
}

}  // namespace eligo::semantics
