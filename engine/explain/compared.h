// What is compared, in words: values as a rule writes them, amounts as levels, titres or numbers, and the subject of the
// sentence: what was measured, with the results it may be read from.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/short_list.h"
#include "explain/sentences.h"

namespace eligo::explain {

const program::Value& value_of(const Scene& scene, program::ValueId id);
/// The first result in the values, in the order they are written; not valid where there is none.
program::ResultId result_in(const Scene& scene, std::initializer_list<program::ValueId> ids);
/// ULN or LLN, of the result itself or of a fact's.
bool is_reference_limit(program::Value::Op op);
const char* limit_name(program::Value::Op op);

/// "highest ", "mean of the latest 3 results of ".
void append_chooser(std::string& out, const program::Result& result);
/// "2.5 x ULN", "the smaller of albumin and 4".
void append_expression(std::string& out, const Scene& scene, program::ValueId id);

/// How the amounts of a comparison are to be read: by the first result in it.
struct Scale {
  const clinical::Concept* levels = nullptr;   // amounts are indices into its levels or answers
  bool is_titre = false;
  std::string_view unit;
  bool is_number() const { return !levels && !is_titre; }
};
Scale scale_of(const Leaf& leaf);
/// `other` is what the amount is compared with: the two are never told alike where they differ.
void append_amount(std::string& out, const Scale& scale, const value::Interval& amount, const value::Interval& other);

using UsedFacts = base::ShortList<std::uint32_t, 8>;

/// The facts of a finding by what they were used for. `is_meant` is asked of each eval::FactUse.
template <class IsMeant>
UsedFacts facts_that(const Leaf& leaf, IsMeant is_meant) {
  UsedFacts out;
  for (const eval::FactUse& use : leaf.finding.facts) {
    if (is_meant(use)) out.push_back(use.fact);
  }
  return out;
}
void append_few_facts(std::string& out, const Leaf& leaf, const UsedFacts& used, std::string_view last_link = "and");

/// The result of a comparison's side, and the facts it may be read from.
struct Subject {
  const program::Result* result = nullptr;     // null where the side is anything else
  UsedFacts used;
  bool is_mean = false;
  bool has_rivals() const { return result != nullptr && !is_mean && used.size() > 1; }
};
Subject subject_of(const Leaf& leaf, program::ValueId id);
/// The subject with its amount, and where it comes from.
void append_subject(std::string& out, const Leaf& leaf, const Scale& scale, program::ValueId id, const Subject& subject, const value::Interval& amount, const value::Interval& limit);

}  // namespace eligo::explain
