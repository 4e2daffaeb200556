// Reads `is`, `is known`, yes/no attributes and cohorts as sets of answers, and any other single condition as yes or no.
#include "semantics/lint/answer_claims.h"

#include <algorithm>
#include <iterator>

#include "base/ascii.h"
#include "semantics/parts.h"
#include "syntax/print.h"

namespace eligo::semantics::lint {

using Tag = Type::Tag;
using Answers = std::vector<std::string>;

namespace {

constexpr std::size_t kSexes = 3;

class Reader {
 public:
  explicit Reader(const CheckedFile& file) : file_(file), tree_(*file.file) {}

  std::optional<AnswerClaim> answers(ExprId condition) const {
    const auto& form = tree_[condition].form;
    if (const auto* is = std::get_if<syntax::Is>(&form)) return asked(condition, *is);
    if (const auto* known = std::get_if<syntax::Known>(&form)) {
      return claim(text(known->value) + " known" + window(known->measured), {known->is_known ? "known" : "unknown"}, 2);
    }
    if (file_[condition].cohort) return claim("cohort", {file_.cohorts[file_[condition].cohort].name}, file_.cohorts.size());
    if (file_[condition].type.tag == Tag::kYesNo) return claim(text(condition), {"0"}, 2);
    return std::nullopt;
  }

  /// Conditions that are alike hold together.
  std::optional<AnswerClaim> holding(ExprId condition) const {
    const auto& form = tree_[condition].form;
    const auto* question = std::get_if<syntax::Confirm>(&form);
    const bool is_single = std::holds_alternative<syntax::Reference>(form) || std::holds_alternative<syntax::Compare>(form) ||
                           std::holds_alternative<syntax::InRange>(form) || std::holds_alternative<syntax::Is>(form) ||
                           std::holds_alternative<syntax::Quantified>(form) || std::holds_alternative<syntax::WashedOut>(form) ||
                           std::holds_alternative<syntax::OnTreatment>(form) || (question != nullptr && question->name);
    if (!is_single) return std::nullopt;
    const std::string subject = question != nullptr ? "confirm " + base::folded(question->name->text) : text(condition);
    return claim(subject + " holds", {"yes"}, 2);
  }

 private:
  std::optional<AnswerClaim> asked(ExprId condition, const syntax::Is& is) const {
    const ExprInfo& info = file_[condition];
    const Type& type = file_[is.value].type;
    Answers answers;
    for (std::uint16_t choice : info.choices) answers.push_back(std::to_string(choice));
    if (type.tag == Tag::kWord) {
      for (const syntax::Name& answer : is.answers) answers.push_back(base::folded(answer.text));
    }
    if (answers.empty() || std::holds_alternative<syntax::Each>(tree_[unbracketed(tree_, is.value)].form)) return std::nullopt;
    AnswerClaim claim = this->claim(text(is.value) + window(is.measured), std::move(answers), possible(info, type));
    claim.is_negated = is.is_negated;
    return claim;
  }

  std::size_t possible(const ExprInfo& info, const Type& type) const {
    if (info.compares_sex) return kSexes;
    if (type.tag == Tag::kWord) return 0;
    if (type.tag == Tag::kYesNo) return 2;
    if (type.attribute != nullptr) return type.attribute->choices.size();
    if (!type.owner) return 0;
    const clinical::Concept& owner = (*file_.vocabulary)[type.owner];
    return owner.levels.empty() ? owner.answers.size() : owner.levels.size();
  }

  static AnswerClaim claim(std::string subject, Answers answers, std::size_t possible) {
    std::sort(answers.begin(), answers.end());
    answers.erase(std::unique(answers.begin(), answers.end()), answers.end());
    return {std::move(subject), std::move(answers), false, possible};
  }

  std::string text(ExprId expr) const { return base::folded(syntax::print(tree_, unbracketed(tree_, expr))); }
  std::string window(const std::optional<syntax::Measured>& measured) const {
    return measured ? " " + base::folded(written(tree_, measured->span)) : std::string();
  }

  const CheckedFile& file_;
  const syntax::File& tree_;
};

bool are_within(const Answers& inner, const Answers& outer) { return std::includes(outer.begin(), outer.end(), inner.begin(), inner.end()); }

bool are_disjoint(const Answers& a, const Answers& b) {
  return std::none_of(a.begin(), a.end(), [&](const std::string& answer) { return std::binary_search(b.begin(), b.end(), answer); });
}

bool are_all(const Answers& a, const Answers& b, std::size_t possible) {
  Answers both;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return possible > 0 && both.size() == possible;
}

}  // namespace

std::vector<AnswerClaim> answer_claims_of(const CheckedFile& file, ExprId condition) {
  const Reader reader(file);
  condition = unbracketed(*file.file, condition);
  bool is_negated = false;
  while (const auto* denied = std::get_if<syntax::Not>(&(*file.file)[condition].form)) {
    is_negated = !is_negated;
    condition = unbracketed(*file.file, denied->operand);
  }
  std::vector<AnswerClaim> claims;
  if (std::optional<AnswerClaim> claim = reader.answers(condition)) claims.push_back(std::move(*claim));
  if (std::optional<AnswerClaim> claim = reader.holding(condition)) claims.push_back(std::move(*claim));
  for (AnswerClaim& claim : claims) claim.is_negated = claim.is_negated != is_negated;
  return claims;
}

bool exclude_each_other(const AnswerClaim& a, const AnswerClaim& b) {
  if (a.is_negated && b.is_negated) return are_all(a.answers, b.answers, a.possible);
  if (a.is_negated) return are_within(b.answers, a.answers);
  if (b.is_negated) return are_within(a.answers, b.answers);
  return are_disjoint(a.answers, b.answers);
}

bool leave_nothing_out(const AnswerClaim& a, const AnswerClaim& b) {
  if (a.is_negated && b.is_negated) return are_disjoint(a.answers, b.answers);
  if (a.is_negated) return are_within(a.answers, b.answers);
  if (b.is_negated) return are_within(b.answers, a.answers);
  return are_all(a.answers, b.answers, a.possible);
}

}  // namespace eligo::semantics::lint
