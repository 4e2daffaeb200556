// A condition as a set of answers: what is said of one thing that answers in words, or of a condition that holds or does not.
// In: a condition of a checked file. Out: what it claims. Numbers are left to claims.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "semantics/checked.h"

namespace eligo::semantics::lint {

/// "The answer of `subject` is one of `answers`", or with `is_negated` "is none of them".
struct AnswerClaim {
  std::string subject;
  std::vector<std::string> answers;   // sorted, each once
  bool is_negated = false;
  std::size_t possible = 0;           // how many answers there are in all; 0: any word
};

/// What a condition claims, the narrowest first: `not sex is female` speaks of the sex and of the condition `sex is female`.
std::vector<AnswerClaim> answer_claims_of(const CheckedFile& file, ExprId condition);

/// Whether no answer fits both, and whether every answer fits one of them. Both are about one subject.
bool exclude_each_other(const AnswerClaim& a, const AnswerClaim& b);
bool leave_nothing_out(const AnswerClaim& a, const AnswerClaim& b);

}  // namespace eligo::semantics::lint
