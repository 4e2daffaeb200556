// Puts the report together: the criteria, what is assumed, the window, the names.
#include <algorithm>

#include "explain/reason_tree.h"
#include "explain/report_parts.h"
#include "explain/window_days.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

using eval::FindingId;
using eval::Status;
using eval::Verdict;

// ---- Verdicts

Verdict verdict_of(const eval::Outcome& outcome, program::CohortId cohort) {
  for (const eval::CohortOutcome& c : outcome.cohorts) {
    if (c.cohort == cohort) return c.verdict;
  }
  return outcome.verdict;
}

// An unknown criterion still matters where some cohort it speaks of is not yet lost.
bool is_needed(const program::Program& program, const eval::Outcome& outcome, const eval::CriterionOutcome& criterion) {
  if (outcome.cohorts.empty()) return outcome.verdict != Verdict::kIneligible;
  if (criterion.cohort) return verdict_of(outcome, criterion.cohort) != Verdict::kIneligible;
  const auto& cohorts = program.criteria[criterion.criterion].cohorts;
  if (cohorts.empty()) return outcome.verdict != Verdict::kIneligible;
  return std::any_of(cohorts.begin(), cohorts.end(), [&](program::CohortId c) { return verdict_of(outcome, c) != Verdict::kIneligible; });
}

// ---- What was assumed

std::vector<std::string> assumptions_of(const Scene& scene, const ReportContext& context) {
  std::vector<std::string> out;
  for (const std::string& edit : scene.record.supposed) out.push_back("supposed, not in the record: " + edit);
  for (std::size_t k = 0; k < clinical::kKindCount; ++k) {
    if (scene.record.assumed_complete[k]) out.push_back(std::string("the history of ") + clinical::list_name_of(static_cast<clinical::Kind>(k)) + " is taken as complete");
  }
  for (const eval::Finding& finding : scene.recording.findings) {
    if (!finding.used_default_limit) continue;
    for (const eval::FactUse& use : finding.facts) {
      if (use.part != eval::FactUse::Part::kValue) continue;
      std::string text = "the default reference limit is used for " + fact_phrase(scene, scene.fact(use.fact));
      if (std::find(out.begin(), out.end(), text) == out.end()) out.push_back(std::move(text));
    }
  }
  out.insert(out.end(), context.assumptions.begin(), context.assumptions.end());
  return out;
}

// ---- The window

void add_expiring(const Scene& scene, FindingId leaf, value::Day last, std::vector<std::string>& names) {
  const eval::Finding& finding = scene.recording[leaf];
  for (const eval::FactUse& use : finding.facts) {
    const bool is_result = use.part == eval::FactUse::Part::kValue || use.part == eval::FactUse::Part::kInput;
    const model::Fact& fact = scene.fact(use.fact);
    if (!is_result || fact.kind != clinical::Kind::kObservation || !fact.concept_id || !fact.start.is_day()) continue;
    if (last_valid_day(scene, validity_windows(scene, finding, fact.concept_id), fact.start.first) != last) continue;
    const std::string& name = scene.prepared.name(fact.concept_id);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
}

// The results that passing criteria rest on and that stop counting after `last`.
std::vector<std::string> expiring_results(const Scene& scene, const eval::Outcome& outcome, value::Day last) {
  std::vector<std::string> names;
  for (const eval::CriterionOutcome& criterion : outcome.criteria) {
    if (criterion.status != Status::kPass) continue;
    for (const ResponsibleLeaf& leaf : responsible_leaves(scene.program, scene.recording, criterion.finding)) add_expiring(scene, leaf.finding, last, names);
  }
  return names;
}

void set_window(const Scene& scene, const eval::EligibilityWindow& window, Report& report) {
  if (window.from) report.eligible_from = value::to_text(*window.from);
  if (window.from && window.until) report.eligible_until = value::to_text(*window.until);
  for (const auto& shifted : window.moments_at_from) {
    report.moments_at_from.push_back({scene.program.timeline[shifted.moment].name, value::to_text(shifted.day)});
  }
}

void set_names(const Scene& scene, const ReportContext& context, Report& report) {
  report.protocol = scene.program.protocol;
  report.protocol_title = scene.program.title;
  report.version = scene.program.version;
  report.rules_sha256 = scene.program.rules_sha256;
  report.vocabulary_sha256 = scene.vocabulary().sha256();
  report.engine = context.engine_version;
}

}  // namespace

void name_criterion(const program::Program& program, const eval::CriterionOutcome& outcome, CriterionReport& out) {
  const program::Criterion& rule = program.criteria[outcome.criterion];
  out.id = rule.id;
  out.title = rule.title;
  out.is_inclusion = rule.is_inclusion;
  if (outcome.cohort) out.cohort = program.cohorts[outcome.cohort].name;
}

Report report_frame(const Scene& scene, const eval::Outcome& outcome, const eval::EligibilityWindow& window, const ReportContext& context) {
  Report report;
  report.patient = scene.record.patient;
  report.screening = value::to_text(scene.record.screening.first);
  report.verdict = outcome.verdict;
  for (const eval::CohortOutcome& cohort : outcome.cohorts) {
    report.cohorts.push_back({scene.program.cohorts[cohort.cohort].name, scene.program.cohorts[cohort.cohort].title, cohort.verdict});
  }
  set_window(scene, window, report);
  for (const model::Problem& problem : scene.record.problems) {
    report.problems.push_back({diag::text_of(problem.code), problem.at, problem.text, problem.line});
  }
  report.assumptions = assumptions_of(scene, context);
  return report;
}

Report explain(const program::Program& program, const model::PatientRecord& record, const eval::Outcome& outcome,
               const eval::EligibilityWindow& window, const ReportContext& context) {
  Prepared prepared(program);
  const Scene scene{program, record, outcome.recording, prepared};
  Report report = report_frame(scene, outcome, window, context);
  set_names(scene, context, report);
  for (const eval::CriterionOutcome& one : outcome.criteria) {
    CriterionReport& criterion = report.criteria.emplace_back();
    name_criterion(program, one, criterion);
    explain_criterion(scene, one, criterion);
    criterion.is_needed = is_needed(program, outcome, one);
  }
  if (window.from && window.until) report.expiring = expiring_results(scene, outcome, *window.until);
  return report;
}

}  // namespace eligo::explain
