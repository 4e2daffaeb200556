// The formulas of the timeline: checked, and followed to find those that go round in a circle.
#include <fmt/format.h>

#include <algorithm>

#include "semantics/checker.h"

namespace eligo::semantics {

using diag::Code;

void Checker::check_timeline() {
  for (const TimelineInfo& info : out_.timeline) {
    if (info.formula) moment(info.formula, {});
  }
}

void Checker::check_timeline_circles() {
  const std::size_t count = out_.timeline.size();
  std::vector<std::vector<std::uint32_t>> uses(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    const MomentId formula = out_.timeline[TimelineId(i)].formula;
    if (formula) uses[i] = moments_within(file_[formula].span);
  }
  std::vector<bool> is_reported(count, false);
  for (std::uint32_t i = 0; i < count; ++i) {
    std::vector<bool> reached(count, false);
    std::vector<std::uint32_t> open = uses[i];
    while (!open.empty()) {
      const std::uint32_t next = open.back();
      open.pop_back();
      if (reached[next]) continue;
      reached[next] = true;
      open.insert(open.end(), uses[next].begin(), uses[next].end());
    }
    if (!reached[i] || is_reported[i]) continue;
    for (std::uint32_t j = 0; j < count; ++j) is_reported[j] = is_reported[j] || reached[j];
    const TimelineInfo& info = out_.timeline[TimelineId(i)];
    report(Code::E0405, file_[info.formula].span, fmt::format("the moment `{}` is reckoned from itself", info.name),
           "let one of the moments in the circle stand without a formula");
  }
}

/// The timeline moments that what is written within a span depends on: by name, through the definitions and groups it
/// uses, and through the shelf life of the results it asks for.
std::vector<std::uint32_t> Checker::moments_within(Span span) const {
  std::vector<bool> is_used(out_.timeline.size(), false);
  std::vector<Span> open{span};
  const auto add = [&open](const std::vector<Span>& done, Span more) {
    if (std::find(done.begin(), done.end(), more) == done.end()) open.push_back(more);
  };
  std::vector<Span> done;
  while (!open.empty()) {
    const Span within = open.back();
    open.pop_back();
    done.push_back(within);
    const auto is_inside = [within](Span inner) { return within.begin <= inner.begin && inner.end <= within.end; };
    for (std::uint32_t i = 0; i < out_.moments.size(); ++i) {
      const MomentInfo& info = out_.moments[i];
      if (info.timeline && is_inside(file_[MomentId(i)].span)) is_used[info.timeline.index()] = true;
    }
    for (std::uint32_t i = 0; i < out_.exprs.size(); ++i) {
      const Use& use = out_.exprs[i].use;
      if (use.form == Use::Form::kNone || !is_inside(file_[ExprId(i)].span)) continue;
      if (use.timeline) is_used[use.timeline.index()] = true;
      if (use.form == Use::Form::kDefinition) add(done, file_[out_.definitions[use.definition].body].span);
      if (use.form == Use::Form::kObservation && out_.results_valid) add(done, file_[out_.results_valid->moment].span);
    }
    for (std::uint32_t i = 0; i < out_.selectors.size(); ++i) {
      if (!is_inside(file_[SelectorId(i)].span)) continue;
      for (ExprId where : wheres_of(out_.selectors[i].exceptions)) add(done, file_[where].span);
      for (const Term& term : out_.selectors[i].terms) {
        for (ExprId where : wheres_of(term.exceptions)) add(done, file_[where].span);
      }
    }
  }
  std::vector<std::uint32_t> moments;
  for (std::uint32_t i = 0; i < is_used.size(); ++i) {
    if (is_used[i]) moments.push_back(i);
  }
  return moments;
}

}  // namespace eligo::semantics
