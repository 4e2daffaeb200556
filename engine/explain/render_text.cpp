// The report on one screen: what fails, what is missing, what passes, and the verdict as the last line.
#include <limits>

#include "explain/page.h"
#include "explain/render.h"
#include "explain/summary.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

using eval::Status;
using eval::Verdict;

std::string heading_of(const CriterionReport& c) {
  return c.id + (c.cohort.empty() ? "" : " for cohort " + c.cohort) + (c.title.empty() ? "" : "  " + c.title);
}

// Where the facts of a reason stand: "observations[0] (line 22), answers.I6".
std::string places_of(const Reason& reason) {
  std::vector<std::string> places;
  for (const CitedFact& fact : reason.facts) places.push_back(place_words(fact));
  return joined_few(places);
}

void add_reason(Page& page, const CriterionReport& c, const Reason& reason) {
  constexpr std::size_t kIndent = 4;
  const std::string label = reason.label.empty() ? "" : " " + reason.label;
  if (reason.id != c.id) page.add(kIndent, reason.id + label);
  const std::size_t indent = reason.id != c.id ? kIndent + 2 : kIndent;
  for (const std::string& sentence : reason.sentences) page.add(indent, sentence, Mark::kNone, 2);
  const std::string places = places_of(reason);
  if (!places.empty()) page.add(indent, "in the record: " + places, Mark::kNone, 2);
}

void add_exceptions(Page& page, const CriterionReport& c) {
  for (const std::string& used : c.exceptions_used) page.add(4, used, Mark::kNone, 2);
  for (const std::string& open : c.exceptions_open) page.add(4, "an exception might apply: " + open, Mark::kNone, 2);
}

void add_notes(Page& page, const CriterionReport& c) {
  for (const std::string& note : c.notes) page.add(4, "note on the text: " + note, Mark::kNone, 2);
}

// ---- What fails

void add_failing(Page& page, const Report& report) {
  const auto failing = with_status(report, Status::kFail);
  if (failing.empty()) return;
  page.blank();
  page.add(0, "FAILS: " + criteria_counted(failing.size()), Mark::kHeading);
  for (const CriterionReport* c : failing) {
    page.add(0, page.sign(Mark::kFail) + heading_of(*c), Mark::kFail, 2);
    for (const Reason& reason : c->reasons) add_reason(page, *c, reason);
    add_exceptions(page, *c);
    for (const Missing& missing : c->missing) {
      if (!missing.obtain.empty()) page.add(4, "to settle it: " + missing.obtain, Mark::kNone, 2);
    }
    add_notes(page, *c);
  }
}

// ---- What is missing

void add_wanted(Page& page, const Wanted& wanted) {
  const std::string unneeded = wanted.is_needed ? "" : " (not needed to decide)";
  page.add(0, page.sign(Mark::kUnknown) + wanted.text() + unneeded, Mark::kUnknown, 2);
  std::string then = "for " + joined_list(wanted.members);
  const std::string obtain = wanted.obtain();
  if (!obtain.empty()) then += "; to obtain: " + obtain;
  page.add(4, then, Mark::kNone, 2);
}

void add_unknown_criterion(Page& page, const CriterionReport& c) {
  page.add(2, heading_of(c) + (c.is_needed ? "" : " (not needed to decide)"), Mark::kNone, 2);
  if (c.missing.empty()) {
    for (const Reason& reason : c.reasons) add_reason(page, c, reason);
  }
  add_exceptions(page, c);
  add_notes(page, c);
}

void add_unknown(Page& page, const Report& report) {
  const auto unknown = with_status(report, Status::kUnknown);
  if (unknown.empty()) return;
  const auto wanted = wanted_things(report);
  page.blank();
  page.add(0, "MISSING: " + shown_count(static_cast<std::int64_t>(wanted.size()), "thing") + " to settle " + criteria_counted(unknown.size()), Mark::kHeading);
  for (const Wanted& w : wanted) add_wanted(page, w);
  page.add(0, "Not settled yet:");
  for (const CriterionReport* c : unknown) add_unknown_criterion(page, *c);
}

// ---- What passes

void add_passing_criterion(Page& page, const CriterionReport& c) {
  const std::string word = c.status == Status::kNotApplicable ? " (not applicable)" : "";
  page.add(0, page.sign(Mark::kPass) + heading_of(c) + word, Mark::kPass, 2);
  for (const Reason& reason : c.proof) add_reason(page, c, reason);
  add_notes(page, c);
}

void add_passing(Page& page, const Report& report, TextOptions::Passing passing) {
  std::size_t passed = 0, not_applicable = 0;
  for (const CriterionReport& c : report.criteria) {
    if (c.status == Status::kPass) ++passed;
    if (c.status == Status::kNotApplicable) ++not_applicable;
  }
  page.blank();
  const std::string more = not_applicable > 0 ? ", " + std::to_string(not_applicable) + " not applicable" : "";
  page.add(0, "PASSES: " + criteria_counted(passed) + more, Mark::kHeading);
  for (const CriterionReport& c : report.criteria) {
    const bool is_passing = c.status == Status::kPass || c.status == Status::kNotApplicable;
    if (is_passing && passing == TextOptions::Passing::kListed) add_passing_criterion(page, c);
    if (!is_passing) continue;
    for (const std::string& used : c.exceptions_used) page.add(2, c.id + " " + used, Mark::kNone, 2);
  }
}

// ---- Around it

void add_head(Page& page, const Report& report) {
  const std::string version = report.version.empty() ? "" : ", version " + report.version;
  page.add(0, "Patient " + report.patient + " for " + report.protocol + version + ", screened on " + report.screening, Mark::kHeading);
  page.add(0, report.protocol_title);
}

void add_foot(Page& page, const Report& report) {
  if (!report.problems.empty()) {
    page.blank();
    page.add(0, "DATA PROBLEMS: " + std::to_string(report.problems.size()) + ", set aside", Mark::kHeading);
    for (const ProblemReport& p : report.problems) {
      page.add(2, p.at + (p.line > 0 ? " (line " + std::to_string(p.line) + ")" : "") + ": " + p.text + " [" + p.code + "]", Mark::kNone, 2);
    }
  }
  if (!report.assumptions.empty()) {
    page.blank();
    page.add(0, "ASSUMED", Mark::kHeading);
    for (const std::string& assumption : report.assumptions) page.add(2, assumption, Mark::kNone, 2);
  }
  page.blank();
  page.add(0, "rules " + report.rules_sha256);
  page.add(0, "vocabulary " + report.vocabulary_sha256);
  page.add(0, "engine " + report.engine + "; an aid for pre-screening, the investigator decides");
}

Mark mark_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kIneligible: return Mark::kFail;
    case Verdict::kUndetermined: return Mark::kUnknown;
    case Verdict::kEligible: break;
  }
  return Mark::kPass;
}

const char* shouted(Verdict verdict) {
  switch (verdict) {
    case Verdict::kIneligible: return "INELIGIBLE: ";
    case Verdict::kUndetermined: return "UNDETERMINED: ";
    case Verdict::kEligible: break;
  }
  return "ELIGIBLE: ";
}

std::string verdict_line(const Report& report) { return shouted(report.verdict) + verdict_words(report); }

void add_verdict(Page& page, const Report& report) {
  page.blank();
  for (const CohortReport& cohort : report.cohorts) {
    const std::string title = cohort.title.empty() ? "" : " (" + cohort.title + ")";
    page.add(0, page.sign(mark_of(cohort.verdict)) + "cohort " + cohort.id + title + ": " + eval::name_of(cohort.verdict), mark_of(cohort.verdict), 2);
  }
  page.add(0, window_sentence(report));
  page.add(0, page.sign(mark_of(report.verdict)) + verdict_line(report), mark_of(report.verdict), 2);
}

}  // namespace

std::string render_line(const Report& report, const TextOptions& options) {
  TextOptions whole = options;
  whole.width = std::numeric_limits<std::size_t>::max() / 2;   // never wrapped
  Page page(whole);
  page.add(0, page.sign(mark_of(report.verdict)) + report.protocol + " " + report.patient + " " + verdict_line(report), mark_of(report.verdict));
  return page.text();
}

std::string render_text(const Report& report, const TextOptions& options) {
  Page page(options);
  add_head(page, report);
  add_failing(page, report);
  add_unknown(page, report);
  add_passing(page, report, options.passing);
  add_foot(page, report);
  add_verdict(page, report);
  return page.text();
}

}  // namespace eligo::explain
