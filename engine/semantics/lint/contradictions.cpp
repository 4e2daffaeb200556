// W0502: conditions about one thing that cannot hold together, or of which one always holds: numbers, answers, counts of
// facts, a condition beside its own opposite. What cannot be decided from the rules alone is left alone.
#include <fmt/format.h>

#include "semantics/lint/answer_claims.h"
#include "semantics/lint/claims.h"
#include "semantics/lint/implication.h"
#include "semantics/lint/lint.h"
#include "semantics/parts.h"

namespace eligo::semantics::lint {

using syntax::List;
using value::Interval;

namespace {

/// Each is compared with each; those beyond are not looked at.
constexpr std::size_t kMostMembers = 500;

struct Member {
  ExprId expr;
  std::optional<Claim> numbers;
  std::vector<AnswerClaim> answers;
};

Member member_of(const CheckedFile& file, ExprId expr) {
  std::optional<Claim> numbers = claim_of(file, expr);
  return {expr, numbers ? std::move(numbers) : count_claim_of(file, expr), answer_claims_of(file, expr)};
}

/// The claims that stand side by side under one `and` (or one `or`), brackets and lists of the same sense seen through.
class Claims {
 public:
  Claims(const CheckedFile& file, bool is_and) : file_(file), is_and_(is_and) {}

  void add(ExprId expr) {
    expr = unbracketed(*file_.file, expr);
    const std::vector<ExprId> inner = joined(expr);
    for (ExprId operand : inner) add(operand);
    if (!inner.empty()) return;
    if (members_.size() >= kMostMembers) return;
    Member member = member_of(file_, expr);
    if (member.numbers || !member.answers.empty()) members_.push_back(std::move(member));
  }

  const std::vector<Member>& members() const { return members_; }

  /// What `expr` joins by `and` (or by `or`); empty where it does not, or where exceptions stand in it.
  std::vector<ExprId> joined(ExprId expr) const {
    const auto& form = (*file_.file)[expr].form;
    if (const auto* conjunction = std::get_if<syntax::And>(&form)) return is_and_ ? conjunction->operands : std::vector<ExprId>();
    if (const auto* disjunction = std::get_if<syntax::Or>(&form)) return is_and_ ? std::vector<ExprId>() : disjunction->operands;
    std::vector<ExprId> rules;
    const auto* list = std::get_if<List>(&form);
    if (list == nullptr || list->form != (is_and_ ? List::Form::kAll : List::Form::kAny)) return rules;
    for (const syntax::Member& member : list->members) {
      if (!member.exception) rules.push_back(member.rule);
    }
    return rules;
  }

 private:
  const CheckedFile& file_;
  bool is_and_;
  std::vector<Member> members_;
};

bool is_half_line(const Interval& range) { return range.low.is_missing != range.high.is_missing; }

/// Whether two half lines leave no number out: one goes down, one goes up, and they meet.
bool cover_everything(const Interval& a, const Interval& b) {
  if (!is_half_line(a) || !is_half_line(b) || a.low.is_missing == b.low.is_missing) return false;
  const value::Bound& high = a.low.is_missing ? a.high : b.high;
  const value::Bound& low = a.low.is_missing ? b.low : a.low;
  return low.at < high.at || (low.at == high.at && !(low.is_open && high.is_open));
}

bool is_odd_in_numbers(const Member& first, const Member& second, bool is_and) {
  if (!first.numbers || !second.numbers || first.numbers->subject != second.numbers->subject) return false;
  const Interval& a = first.numbers->range;
  const Interval& b = second.numbers->range;
  return is_and ? !intersection(a, b) : cover_everything(a, b);
}

bool is_odd_in_answers(const Member& first, const Member& second, bool is_and) {
  for (const AnswerClaim& a : first.answers) {
    for (const AnswerClaim& b : second.answers) {
      if (a.subject == b.subject && (is_and ? exclude_each_other(a, b) : leave_nothing_out(a, b))) return true;
    }
  }
  return false;
}

void check_pairs(const CheckedFile& file, diag::Sink& sink, const std::vector<Member>& members, bool is_and) {
  Implication reader(file);
  const auto is_odd = [&](const Member& a, const Member& b) {
    if (is_odd_in_numbers(a, b, is_and) || is_odd_in_answers(a, b, is_and)) return true;
    return is_and && (reader.wants_what_is_excluded(a.expr, b.expr) || reader.wants_what_is_excluded(b.expr, a.expr));
  };
  const auto text = [&](ExprId expr) { return written(*file.file, (*file.file)[expr].span); };
  for (std::size_t j = 1; j < members.size(); ++j) {
    for (std::size_t i = 0; i < j; ++i) {
      const Member& first = members[i];
      const Member& second = members[j];
      if (!is_odd(first, second)) continue;
      warn(file, sink, diag::Code::W0502, (*file.file)[second.expr].span,
           is_and ? fmt::format("`{}` and `{}` can never hold together", text(first.expr), text(second.expr))
                  : fmt::format("`{}` or `{}` must always hold", text(first.expr), text(second.expr)),
           "", {{(*file.file)[first.expr].span, "the other one"}});
      break;
    }
  }
}

/// Whether `expr` is part of a larger `and` (or `or`), which speaks for it.
std::vector<bool> inner_parts(const CheckedFile& file, const Claims& reader) {
  std::vector<bool> is_inner(file.exprs.size(), false);
  for (std::uint32_t i = 0; i < file.exprs.size(); ++i) {
    for (ExprId part : reader.joined(ExprId(i))) is_inner[unbracketed(*file.file, part).index()] = true;
  }
  return is_inner;
}

void check_sense(const CheckedFile& file, diag::Sink& sink, bool is_and) {
  const std::vector<bool> is_inner = inner_parts(file, Claims(file, is_and));
  for (std::uint32_t i = 0; i < file.exprs.size(); ++i) {
    Claims claims(file, is_and);
    if (is_inner[i] || claims.joined(ExprId(i)).empty()) continue;
    claims.add(ExprId(i));
    check_pairs(file, sink, claims.members(), is_and);
  }
}

/// What a value lies in whatever the record holds: the steps of its levels, and nothing below 0 for ages and counts.
struct Realm {
  Interval range;
  std::string words;
};
std::optional<Realm> realm_of(const CheckedFile& file, ExprId value) {
  value = unbracketed(*file.file, value);
  const Type& type = file[value].type;
  if (type.tag == Type::Tag::kLevel) {
    const std::vector<std::string>& levels = type.attribute != nullptr ? type.attribute->choices : (*file.vocabulary)[type.owner].levels;
    const auto count = static_cast<std::int64_t>(levels.size());
    return Realm{{value::Bound::closed(value::Number(0)), value::Bound::open(value::Number(count))},
                 fmt::format("the levels are {}, from least to most", fmt::join(levels, ", "))};
  }
  const bool is_count = std::holds_alternative<syntax::NumberOf>((*file.file)[value].form);
  if (!is_count && type.tag != Type::Tag::kAge && type.tag != Type::Tag::kDayCount) return std::nullopt;
  return Realm{{value::Bound::closed(value::Number(0)), value::Bound::none()}, "it is never below 0"};
}

/// One comparison that lies outside all that its value can be, or leaves nothing out: `nyha_class > IV`.
void check_alone(const CheckedFile& file, diag::Sink& sink, ExprId expr, ExprId value) {
  const std::optional<Realm> realm = realm_of(file, value);
  const std::optional<Claim> claim = realm ? claim_of(file, expr) : std::nullopt;
  if (!claim) return;
  const bool is_never = !intersection(claim->range, realm->range).has_value();
  if (!is_never && !is_within(realm->range, claim->range)) return;
  warn(file, sink, diag::Code::W0502, (*file.file)[expr].span,
       fmt::format("`{}` {} hold", written(*file.file, (*file.file)[expr].span), is_never ? "can never" : "must always"), realm->words);
}

bool is_literal(const CheckedFile& file, ExprId expr) { return literal_in(*file.file, expr) != nullptr || file[expr].use.form == Use::Form::kChoice; }

}  // namespace

void check_contradictions(const CheckedFile& file, diag::Sink& sink) {
  check_sense(file, sink, true);
  check_sense(file, sink, false);
  for (std::uint32_t i = 0; i < file.exprs.size(); ++i) {
    const auto& form = (*file.file)[ExprId(i)].form;
    if (const auto* compare = std::get_if<syntax::Compare>(&form)) {
      check_alone(file, sink, ExprId(i), is_literal(file, compare->left) ? compare->right : compare->left);
    } else if (const auto* range = std::get_if<syntax::InRange>(&form)) {
      check_alone(file, sink, ExprId(i), range->value);
    }
  }
}

}  // namespace eligo::semantics::lint
