// W0504: a criterion that another one of the same kind makes superfluous.
#include <fmt/format.h>

#include <algorithm>

#include "semantics/lint/implication.h"
#include "semantics/lint/lint.h"

namespace eligo::semantics::lint {

namespace {

/// Each is compared with each; those beyond are not looked at.
constexpr std::size_t kMostCriteria = 500;

const syntax::Criterion& form_of(const CheckedFile& file, const CriterionInfo& info) {
  return std::get<syntax::Criterion>(file.file->items[info.item].form);
}

bool covers(const CriterionInfo& wide, const CriterionInfo& narrow) {
  return std::all_of(narrow.cohorts.begin(), narrow.cohorts.end(), [&](CohortId id) {
    return std::find(wide.cohorts.begin(), wide.cohorts.end(), id) != wide.cohorts.end();
  });
}

/// Of two inclusions the weaker one is superfluous, of two exclusions the stronger one.
bool makes_superfluous(const CheckedFile& file, Implication& reader, const CriterionInfo& kept, const CriterionInfo& other) {
  const syntax::Criterion& a = form_of(file, kept);
  const syntax::Criterion& b = form_of(file, other);
  if (a.exception || b.exception || !covers(kept, other)) return false;
  return a.is_inclusion ? reader.holds(a.rule, b.rule) : reader.holds(b.rule, a.rule);
}

void report(const CheckedFile& file, diag::Sink& sink, const CriterionInfo& kept, const CriterionInfo& other) {
  const bool is_inclusion = form_of(file, kept).is_inclusion;
  warn(file, sink, diag::Code::W0504, form_of(file, other).id.span,
       is_inclusion ? fmt::format("whoever passes `{}` passes `{}` too", kept.id, other.id)
                    : fmt::format("whoever `{}` excludes is excluded by `{}` too", other.id, kept.id),
       fmt::format("`{}` decides nothing beside `{}`; is one of the two limits a slip?", other.id, kept.id),
       {{form_of(file, kept).id.span, "the other criterion"}});
}

}  // namespace

void check_implied_criteria(const CheckedFile& file, diag::Sink& sink) {
  Implication reader(file);
  const std::size_t count = std::min(file.criteria.size(), kMostCriteria);
  for (std::size_t j = 1; j < count; ++j) {
    for (std::size_t i = 0; i < j; ++i) {
      const CriterionInfo& first = file.criteria[i];
      const CriterionInfo& second = file.criteria[j];
      if (form_of(file, first).is_inclusion != form_of(file, second).is_inclusion) continue;
      if (makes_superfluous(file, reader, first, second)) report(file, sink, first, second);
      else if (makes_superfluous(file, reader, second, first)) report(file, sink, second, first);
    }
  }
}

}  // namespace eligo::semantics::lint
