// The file as a whole: header, cohorts, timeline, questions, criteria.
#include "compile/lower.h"

#include "base/sha256.h"
#include "compile/lowering.h"

namespace eligo::compile {

program::Program lower(const semantics::CheckedFile& checked) { return Lowering(checked).run(); }

Lowering::Lowering(const semantics::CheckedFile& checked)
    : checked_(checked), file_(*checked.file), vocabulary_(*checked.vocabulary) {
  slots_by_concept_.resize(vocabulary_.size());
  slots_by_substance_.resize(vocabulary_.size());
}

program::Program Lowering::run() {
  lower_header();
  for (const semantics::CriterionInfo& info : checked_.criteria) lower_criterion(info);
  finish_slots();
  return std::move(program_);
}

void Lowering::lower_header() {
  program_.vocabulary = checked_.vocabulary;
  program_.protocol = checked_.protocol;
  program_.title = checked_.title;
  program_.version = checked_.version;
  program_.source = checked_.protocol_source;
  program_.rules_sha256 = base::sha256_hex(file_.source->text());
  program_.study_disease = checked_.study_disease;
  program_.default_limits_allowed = checked_.default_limits_allowed;
  program_.has_gap = checked_.has_gap;
  for (const semantics::CohortInfo& cohort : checked_.cohorts) program_.cohorts.add({cohort.name, cohort.title});
  for (const semantics::Question& question : checked_.questions) program_.questions.add({question.name, question.text});
  for (const semantics::TimelineInfo& entry : checked_.timeline) program_.timeline.add({entry.name, {}});
  for (std::uint32_t t = 0; t < checked_.timeline.size(); ++t) {
    const syntax::MomentId formula = checked_.timeline[semantics::TimelineId(t)].formula;
    if (formula.is_valid()) program_.timeline[program::TimelineId(t)].formula = moment(formula);
  }
  if (checked_.results_valid) {
    syntax::Window window;
    window.extent = syntax::Window::Extent::kWithin;
    window.side = checked_.results_valid->side;
    window.duration = checked_.results_valid->duration;
    window.moment = checked_.results_valid->moment;
    window.span = diag::joined(file_[window.duration].span, file_[window.moment].span);
    shelf_life_ = this->window(window);
  }
}

void Lowering::lower_criterion(const semantics::CriterionInfo& info) {
  const auto& form = std::get<syntax::Criterion>(file_.items[info.item].form);
  const semantics::Direction direction = form.is_inclusion ? semantics::Direction::kRequirement : semantics::Direction::kTrigger;
  program::Criterion criterion;
  criterion.is_inclusion = form.is_inclusion;
  criterion.id = info.id;
  criterion.title = form.title ? form.title->text : "";
  criterion.note = form.note ? form.note->text : "";
  for (semantics::CohortId cohort : info.cohorts) criterion.cohorts.push_back(program::CohortId(cohort.index()));
  criterion.depends_on_cohort = info.depends_on_cohort;
  const Scope scope;
  criterion.rule = head(form.rule, scope, criterion.applies);
  criterion.root = with_exception(criterion.rule, form.exception, direction, file_.items[info.item].span, scope);
  program_.nodes[criterion.root].address = info.id;
  program_.criteria.push_back(std::move(criterion));
}

// The source text with comments and line breaks made into single blanks, as explanations quote it.
std::string Lowering::text_of(diag::Span span) const {
  std::string out;
  bool in_comment = false, in_string = false;
  for (const char c : file_.source->slice(span)) {
    if (in_comment) {
      in_comment = c != '\n';
      continue;
    }
    if (c == '"') in_string = !in_string;
    if (c == '#' && !in_string) {
      in_comment = true;
      continue;
    }
    const bool is_blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (is_blank && (out.empty() || out.back() == ' ')) continue;
    out += is_blank ? ' ' : c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace eligo::compile
