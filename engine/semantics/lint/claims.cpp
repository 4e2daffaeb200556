// Reads comparisons as intervals.
#include "semantics/lint/claims.h"

#include "base/ascii.h"
#include "semantics/constants.h"
#include "semantics/parts.h"
#include "syntax/print.h"

namespace eligo::semantics::lint {

using Tag = Type::Tag;
using value::Bound;
using value::Comparison;
using value::Interval;
using value::Number;

namespace {

std::optional<Comparison> comparison_of(std::string_view spelling) {
  constexpr Comparison kAll[] = {Comparison::kLess,         Comparison::kLessEqual, Comparison::kGreater,
                                 Comparison::kGreaterEqual, Comparison::kEqual,     Comparison::kNotEqual};
  for (Comparison op : kAll) {
    if (spelling == value::spelling_of(op)) return op;
  }
  return std::nullopt;
}

/// The numbers n with `n op limit`. None for `!=`.
std::optional<Interval> numbers(Comparison op, const Number& limit) {
  switch (op) {
    case Comparison::kLess: return Interval{Bound::none(), Bound::open(limit)};
    case Comparison::kLessEqual: return Interval{Bound::none(), Bound::closed(limit)};
    case Comparison::kGreater: return Interval{Bound::open(limit), Bound::none()};
    case Comparison::kGreaterEqual: return Interval{Bound::closed(limit), Bound::none()};
    case Comparison::kEqual: return Interval::point(limit);
    case Comparison::kNotEqual: return std::nullopt;
  }
  return std::nullopt;
}

/// The same for what is counted in whole steps: completed years, levels. `> 14` begins where the 15th step is completed.
std::optional<Interval> steps(Comparison op, std::int64_t limit, std::int64_t step) {
  const Number at(limit * step);
  const Number next((limit + 1) * step);
  switch (op) {
    case Comparison::kLess: return Interval{Bound::none(), Bound::open(at)};
    case Comparison::kLessEqual: return Interval{Bound::none(), Bound::open(next)};
    case Comparison::kGreater: return Interval{Bound::closed(next), Bound::none()};
    case Comparison::kGreaterEqual: return Interval{Bound::closed(at), Bound::none()};
    case Comparison::kEqual: return Interval{Bound::closed(at), Bound::open(next)};
    case Comparison::kNotEqual: return std::nullopt;
  }
  return std::nullopt;
}

/// A completed length of time in months, or in days. None for hours and minutes.
struct Steps {
  std::int64_t size;
  const char* family;
};
std::optional<Steps> steps_of(value::TimeUnit unit) {
  switch (unit) {
    case value::TimeUnit::kYears: return Steps{12, " in months"};
    case value::TimeUnit::kMonths: return Steps{1, " in months"};
    case value::TimeUnit::kWeeks: return Steps{7, " in days"};
    case value::TimeUnit::kDays: return Steps{1, " in days"};
    case value::TimeUnit::kHours:
    case value::TimeUnit::kMinutes: return std::nullopt;
  }
  return std::nullopt;
}

/// One bound of a comparison, read beside the value it is compared with.
class Reader {
 public:
  Reader(const CheckedFile& file, ExprId condition, ExprId value) : file_(file), info_(file[condition]), value_(value) {}

  std::optional<Claim> read(Comparison op, ExprId limit, std::string_view default_unit) const {
    const Tag tag = file_[value_].type.tag;
    if (tag == Tag::kAge) return age(op, limit, default_unit);
    if (tag == Tag::kLevel) return level(op, limit);
    if (tag == Tag::kDuration || tag == Tag::kDayCount) return length(op, limit, default_unit);
    if (tag != Tag::kNumber && tag != Tag::kTitreOrNumber) return std::nullopt;
    const clinical::Unit* unit = info_.common_unit ? &*info_.common_unit : nullptr;
    const std::optional<Number> at = constant_in(file_, limit, unit, info_.conversion_owner);
    if (!at) return std::nullopt;
    return claim(numbers(op, *at), "");
  }

 private:
  std::optional<Claim> age(Comparison op, ExprId limit, std::string_view default_unit) const {
    const std::optional<value::Duration> length = constant_duration(file_, limit, default_unit);
    if (!length) return std::nullopt;
    const std::optional<Steps> step = steps_of(length->unit);
    return step ? claim(steps(op, length->amount, step->size), step->family) : std::nullopt;
  }

  /// Lengths of time do not go by whole steps: what is more than 6 months need not be 7.
  std::optional<Claim> length(Comparison op, ExprId limit, std::string_view default_unit) const {
    const std::optional<value::Duration> length = constant_duration(file_, limit, default_unit);
    const std::optional<Steps> step = length ? steps_of(length->unit) : std::nullopt;
    return step ? claim(numbers(op, Number(length->amount * step->size)), step->family) : std::nullopt;
  }

  std::optional<Claim> level(Comparison op, ExprId limit) const {
    const Use& use = file_[unbracketed(*file_.file, limit)].use;
    if (use.form != Use::Form::kChoice) return std::nullopt;
    return claim(steps(op, use.choice, 1), "");
  }

  std::optional<Claim> claim(std::optional<Interval> range, const char* family) const {
    if (!range) return std::nullopt;
    return Claim{base::folded(syntax::print(*file_.file, value_)) + family, *range};
  }

  const CheckedFile& file_;
  const ExprInfo& info_;
  ExprId value_;
};

bool is_constant(const CheckedFile& file, ExprId expr) {
  const auto& form = (*file.file)[unbracketed(*file.file, expr)].form;
  return std::holds_alternative<syntax::Quantity>(form) || file[expr].use.form == Use::Form::kChoice;
}

bool is_each(const CheckedFile& file, ExprId expr) {
  return std::holds_alternative<syntax::Each>((*file.file)[unbracketed(*file.file, expr)].form);
}

std::optional<Claim> compared(const CheckedFile& file, ExprId condition, const syntax::Compare& form) {
  std::optional<Comparison> op = comparison_of(form.op);
  const bool is_turned = is_constant(file, form.left);
  if (!op || is_turned == is_constant(file, form.right)) return std::nullopt;
  if (is_turned) op = value::mirrored(*op);
  const ExprId value = is_turned ? form.right : form.left;
  if (is_each(file, value)) return std::nullopt;
  return Reader(file, condition, value).read(*op, is_turned ? form.left : form.right, {});
}

std::optional<Claim> ranged(const CheckedFile& file, ExprId condition, const syntax::InRange& form) {
  if (is_each(file, form.value)) return std::nullopt;
  const auto* high_literal = std::get_if<syntax::Quantity>(&(*file.file)[form.high].form);
  const Reader reader(file, condition, form.value);
  const std::optional<Claim> high = reader.read(Comparison::kLessEqual, form.high, {});
  const std::optional<Claim> low = reader.read(Comparison::kGreaterEqual, form.low,
                                               high_literal != nullptr ? std::string_view(high_literal->unit) : std::string_view());
  if (!low || !high || low->subject != high->subject) return std::nullopt;
  return Claim{low->subject, {low->range.low, high->range.high}};
}

}  // namespace

std::optional<Claim> claim_of(const CheckedFile& file, ExprId condition) {
  condition = unbracketed(*file.file, condition);
  const auto& form = (*file.file)[condition].form;
  const std::optional<syntax::Measured>* measured = nullptr;
  std::optional<Claim> claim;
  if (const auto* compare = std::get_if<syntax::Compare>(&form)) {
    claim = compared(file, condition, *compare);
    measured = &compare->measured;
  } else if (const auto* range = std::get_if<syntax::InRange>(&form)) {
    claim = ranged(file, condition, *range);
    measured = &range->measured;
  }
  if (claim && measured->has_value()) claim->subject += base::folded(written(*file.file, (*measured)->span));
  return claim;
}

namespace {

std::optional<Interval> counts(const syntax::Quantified& quantified) {
  using Form = syntax::Quantified::Form;
  const std::int64_t count = value::Number::from_decimal(quantified.count).value_or(Number(0)).floor().value_or(0);
  switch (quantified.form) {
    case Form::kAny: return steps(Comparison::kGreaterEqual, 1, 1);
    case Form::kNo: return steps(Comparison::kLessEqual, 0, 1);
    case Form::kAtLeast: return steps(Comparison::kGreaterEqual, count, 1);
    case Form::kAtMost: return steps(Comparison::kLessEqual, count, 1);
    case Form::kExactly: return steps(Comparison::kEqual, count, 1);
    case Form::kEvery: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Claim> count_claim_of(const CheckedFile& file, ExprId condition) {
  const syntax::File& tree = *file.file;
  const auto* quantified = std::get_if<syntax::Quantified>(&tree[unbracketed(tree, condition)].form);
  const std::optional<Interval> range = quantified != nullptr ? counts(*quantified) : std::nullopt;
  if (!range) return std::nullopt;
  constexpr const char* kCounted[] = {"facts of ", "concepts of ", "lines of "};
  return Claim{kCounted[static_cast<std::size_t>(quantified->counting)] + base::folded(written(tree, tree[quantified->selector].span)), *range};
}

namespace {

/// Whether a lower end `a` lies above a lower end `b`.
bool is_later_low(const Bound& a, const Bound& b) {
  if (a.is_missing || b.is_missing) return !a.is_missing;
  return a.at > b.at || (a.at == b.at && a.is_open && !b.is_open);
}
bool is_earlier_high(const Bound& a, const Bound& b) {
  if (a.is_missing || b.is_missing) return !a.is_missing;
  return a.at < b.at || (a.at == b.at && a.is_open && !b.is_open);
}

}  // namespace

std::optional<Interval> intersection(const Interval& a, const Interval& b) {
  const Bound& low = is_later_low(a.low, b.low) ? a.low : b.low;
  const Bound& high = is_earlier_high(a.high, b.high) ? a.high : b.high;
  if (!low.is_missing && !high.is_missing) {
    if (low.at > high.at || (low.at == high.at && (low.is_open || high.is_open))) return std::nullopt;
  }
  return Interval{low, high};
}

bool is_within(const Interval& inner, const Interval& outer) {
  return !is_later_low(outer.low, inner.low) && !is_earlier_high(outer.high, inner.high);
}

}  // namespace eligo::semantics::lint
