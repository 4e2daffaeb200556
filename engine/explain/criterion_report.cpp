// One criterion of a report: what was told of it, spelled out.
#include "explain/report_parts.h"
#include "explain/sentences.h"
#include "explain/telling.h"

namespace eligo::explain {

namespace {

Reason reason_of(const Scene& scene, const ToldReason& told, eval::Status status) {
  Reason out{std::string(told.id), std::string(told.label), status, {}, spelled(scene, told.facts), told.briefs};
  for (const Stretch& sentence : told.sentences) out.sentences.emplace_back(sentence.of(told.text));
  return out;
}

Missing missing_of(const Scene& scene, const ToldMissing& told) {
  const eval::Want& want = *told.want;
  Missing out;
  out.of = want.of;
  out.name = want_name(scene, want);
  out.why = want.why;
  append_last(out.last, scene, want);
  if (want.concept_id) out.obtain = scene.vocabulary()[want.concept_id].obtain;
  append_want(out.text, scene, scene.recording[told.finding], want);
  append_cause(out.cause, scene, want);
  out.members.assign(told.members.begin(), told.members.end());
  return out;
}

}  // namespace

void explain_criterion(const Scene& scene, const eval::CriterionOutcome& outcome, CriterionReport& out) {
  ToldCriterion told;
  tell_criterion(scene, outcome, told);
  out.status = outcome.status;
  const bool is_settled_well = outcome.status == eval::Status::kPass || outcome.status == eval::Status::kNotApplicable;
  std::vector<Reason>& reasons = is_settled_well ? out.proof : out.reasons;
  for (const ToldReason& reason : told.reasons) reasons.push_back(reason_of(scene, reason, outcome.status));
  for (const ToldMissing& missing : told.missing) out.missing.push_back(missing_of(scene, missing));
  out.notes.assign(told.notes.begin(), told.notes.end());
  out.exceptions_used = std::move(told.exceptions_used);
  out.exceptions_open = std::move(told.exceptions_open);
}

}  // namespace eligo::explain
