// W0501: a limit outside what the vocabulary holds possible, most often one written in a wrong unit.
#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "semantics/constants.h"
#include "semantics/lint/lint.h"
#include "semantics/parts.h"

namespace eligo::semantics::lint {

namespace {

/// Units that results are commonly reported in, the likelier first.
constexpr std::string_view kUsualUnits[] = {"g/L",    "g/dL", "mg/dL", "mg/L", "ug/L", "ng/mL", "mmol/L", "umol/L", "nmol/L",
                                            "10^9/L", "/uL",  "10^3/uL", "10^12/L", "10^6/uL", "kg", "g", "cm", "m",
                                            "mmHg",   "kPa",  "mL/min", "mL/s", "U/L", "IU/mL", "IU/L", "%", "s", "min"};

bool is_plausible(const value::Interval& plausible, const value::Number& number) {
  const bool is_low = !plausible.low.is_missing && number < plausible.low.at;
  const bool is_high = !plausible.high.is_missing && number > plausible.high.at;
  return !is_low && !is_high;
}

/// How far, in powers, a number lies from the middle of the plausible range; the same for all where the range has no middle.
double distance_from_ordinary(const value::Interval& plausible, const value::Number& number) {
  const double low = plausible.low.is_missing ? 0 : plausible.low.at.to_double();
  const double high = plausible.high.is_missing ? 0 : plausible.high.at.to_double();
  const double at = number.to_double();
  if (low <= 0 || high <= 0 || at <= 0) return 0;
  return std::abs(std::log(at) - (std::log(low) + std::log(high)) / 2);
}

class Limits {
 public:
  Limits(const CheckedFile& file, diag::Sink& sink) : file_(file), tree_(*file.file), sink_(sink) {}

  void compare(ExprId value, ExprId limit) const {
    const std::optional<ConceptId> observation = observation_in(value);
    if (!observation || !(*file_.vocabulary)[*observation].plausible) return;
    literals(limit, (*file_.vocabulary)[*observation]);
  }

 private:
  /// The observation that a value is, without arithmetic; of `each of (…)` the first.
  std::optional<ConceptId> observation_in(ExprId value) const {
    value = unbracketed(tree_, value);
    if (const auto* each = std::get_if<syntax::Each>(&tree_[value].form)) return observation_in(each->values.front());
    const ExprInfo& info = file_[value];
    const bool is_result = info.use.form == Use::Form::kObservation || (info.use.form == Use::Form::kAttribute && info.type.owner);
    const bool is_number = info.type.tag == Type::Tag::kNumber || info.type.tag == Type::Tag::kTitreOrNumber;
    if (!is_result || !is_number) return std::nullopt;
    return info.type.owner;
  }

  void literals(ExprId limit, const clinical::Concept& observation) const {
    if (std::holds_alternative<syntax::If>(tree_[limit].form) || std::holds_alternative<syntax::Bracket>(tree_[limit].form)) {
      for (ExprId part : value_parts(tree_, limit)) literals(part, observation);
      return;
    }
    const syntax::Quantity* quantity = literal_in(tree_, limit);
    if (quantity == nullptr) return;
    const clinical::Unit* unit = observation.unit ? &*observation.unit : nullptr;
    const std::optional<value::Number> number = constant_in(file_, limit, unit, file_.vocabulary->find(observation.name));
    if (!number || is_plausible(*observation.plausible, *number)) return;
    warn(file_, sink_, diag::Code::W0501, tree_[limit].span,
         fmt::format("no living patient's `{}` reaches `{}`: it lies in {}{}", observation.name, written(tree_, tree_[limit].span),
                     value::to_text(*observation.plausible), unit != nullptr ? " " + unit->text : ""),
         suggestion(*quantity, observation));
  }

  /// The usual unit in which the number is most ordinary for that observation.
  std::string suggestion(const syntax::Quantity& quantity, const clinical::Concept& observation) const {
    if (!observation.unit || quantity.unit.empty()) return {};
    const value::Number number = value::Number::from_decimal(quantity.number).value_or(value::Number(0));
    std::string_view best;
    double least = std::numeric_limits<double>::infinity();
    for (std::string_view text : kUsualUnits) {
      const std::optional<clinical::Unit> unit = clinical::parse_unit(text);
      const auto conversion = unit ? clinical::conversion(*unit, *observation.unit, observation.conversions) : std::nullopt;
      if (!conversion || !is_plausible(*observation.plausible, conversion->apply(number))) continue;
      const double distance = distance_from_ordinary(*observation.plausible, conversion->apply(number));
      if (distance >= least) continue;
      least = distance;
      best = text;
    }
    return best.empty() ? std::string() : fmt::format("did you mean {}?", best);
  }

  const CheckedFile& file_;
  const syntax::File& tree_;
  diag::Sink& sink_;
};

}  // namespace

void check_plausible_limits(const CheckedFile& file, diag::Sink& sink) {
  const Limits limits(file, sink);
  for (const syntax::Expr& expr : file.file->exprs) {
    if (const auto* compare = std::get_if<syntax::Compare>(&expr.form)) {
      limits.compare(compare->left, compare->right);
      limits.compare(compare->right, compare->left);
    } else if (const auto* range = std::get_if<syntax::InRange>(&expr.form)) {
      limits.compare(range->value, range->low);
      limits.compare(range->value, range->high);
    }
  }
}

}  // namespace eligo::semantics::lint
