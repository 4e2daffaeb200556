// Reads literals.
#include "semantics/constants.h"

#include "semantics/parts.h"
#include "semantics/time_units.h"

namespace eligo::semantics {

std::optional<value::Number> constant_in(const CheckedFile& file, ExprId expr, const clinical::Unit* unit, ConceptId owner) {
  const syntax::File& tree = *file.file;
  expr = unbracketed(tree, expr);
  if (const auto* negation = std::get_if<syntax::Negation>(&tree[expr].form)) {
    const std::optional<value::Number> positive = constant_in(file, negation->operand, unit, owner);
    return positive ? std::optional(-*positive) : std::nullopt;
  }
  const auto* quantity = std::get_if<syntax::Quantity>(&tree[expr].form);
  if (quantity == nullptr) return std::nullopt;
  const std::optional<value::Number> number = value::Number::from_decimal(quantity->number);
  const std::optional<clinical::Unit>& own = file[expr].type.unit;
  if (!number || unit == nullptr || !own) return number;
  const clinical::ConversionRules rules = owner ? (*file.vocabulary)[owner].conversions : clinical::ConversionRules{};
  const std::optional<clinical::Conversion> conversion = clinical::conversion(*own, *unit, rules);
  return conversion ? std::optional(conversion->apply(*number)) : std::nullopt;
}

std::optional<value::Duration> constant_duration(const CheckedFile& file, ExprId expr, std::string_view default_unit) {
  const syntax::File& tree = *file.file;
  const auto* quantity = std::get_if<syntax::Quantity>(&tree[unbracketed(tree, expr)].form);
  if (quantity == nullptr) return std::nullopt;
  const std::optional<value::TimeUnit> unit = time_unit(quantity->unit.empty() ? default_unit : std::string_view(quantity->unit));
  const std::optional<std::int32_t> amount = whole_amount(quantity->number);
  if (!unit || !amount) return std::nullopt;
  return value::Duration{*amount, *unit};
}

namespace {

/// A length of time in months or in minutes, so that lengths of one family compare.
std::int64_t scaled(const value::Duration& duration) {
  switch (duration.unit) {
    case value::TimeUnit::kMinutes: return duration.amount;
    case value::TimeUnit::kHours: return duration.amount * std::int64_t{60};
    case value::TimeUnit::kDays: return duration.amount * std::int64_t{60 * 24};
    case value::TimeUnit::kWeeks: return duration.amount * std::int64_t{60 * 24 * 7};
    case value::TimeUnit::kMonths: return duration.amount;
    case value::TimeUnit::kYears: return duration.amount * std::int64_t{12};
  }
  return 0;
}

bool is_reversed_in_time(const CheckedFile& file, const syntax::InRange& range) {
  const syntax::Quantity* high_literal = literal_in(*file.file, range.high);
  const std::optional<value::Duration> low =
      constant_duration(file, range.low, high_literal != nullptr ? std::string_view(high_literal->unit) : std::string_view());
  const std::optional<value::Duration> high = constant_duration(file, range.high);
  return low && high && compare_lengths(*low, *high) == 1;
}

/// The second number of a titre, which is the one that counts.
std::optional<value::Number> titre_in(const syntax::File& tree, ExprId expr) {
  const auto* titre = std::get_if<syntax::Titre>(&tree[expr].form);
  if (titre == nullptr) return std::nullopt;
  return value::Number::from_decimal(std::string_view(titre->text).substr(titre->text.find(':') + 1));
}

bool is_reversed_titre(const CheckedFile& file, const syntax::InRange& range) {
  const std::optional<value::Number> low = titre_in(*file.file, range.low);
  const std::optional<value::Number> high = titre_in(*file.file, range.high);
  return low && high && *low > *high;
}

}  // namespace

std::optional<int> compare_lengths(const value::Duration& a, const value::Duration& b) {
  if (a.is_calendar() != b.is_calendar()) return std::nullopt;
  const std::int64_t left = scaled(a);
  const std::int64_t right = scaled(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

bool is_reversed(const CheckedFile& file, const syntax::InRange& range, const Type& value) {
  using Tag = Type::Tag;
  if (value.tag == Tag::kPoison) return false;
  if (value.tag == Tag::kAge || value.tag == Tag::kDuration || value.tag == Tag::kDayCount) return is_reversed_in_time(file, range);
  if (value.tag == Tag::kLevel) {
    const Use& low = file[range.low].use;
    const Use& high = file[range.high].use;
    return low.form == Use::Form::kChoice && high.form == Use::Form::kChoice && low.choice > high.choice;
  }
  if (is_reversed_titre(file, range)) return true;
  const clinical::Unit* unit = value.unit ? &*value.unit : nullptr;
  const std::optional<value::Number> low = constant_in(file, range.low, unit, value.owner);
  const std::optional<value::Number> high = constant_in(file, range.high, unit, value.owner);
  return low && high && *low > *high;
}

}  // namespace eligo::semantics
