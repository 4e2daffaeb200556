// Criteria are compared by status and by what their reasons and requests say.
#include "explain/changes.h"

#include <algorithm>

#include "base/json_text.h"
#include "explain/page.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

using eval::Status;

// What a criterion says beside its status, a line each.
std::vector<std::string> sayings(const CriterionReport& criterion) {
  std::vector<std::string> out;
  for (const std::vector<Reason>* reasons : {&criterion.reasons, &criterion.proof}) {
    for (const Reason& reason : *reasons) out.insert(out.end(), reason.sentences.begin(), reason.sentences.end());
  }
  out.insert(out.end(), criterion.exceptions_used.begin(), criterion.exceptions_used.end());
  return out;
}

bool differs(const CriterionReport& before, const CriterionReport& after) {
  if (before.status != after.status) return true;
  const bool is_settled_well = after.status == Status::kPass || after.status == Status::kNotApplicable;
  return !is_settled_well && sayings(before) != sayings(after);
}

const char* words_of(Status status) {
  switch (status) {
    case Status::kPass: return "passes";
    case Status::kFail: return "fails";
    case Status::kUnknown: return "needs information";
    case Status::kNotApplicable: break;
  }
  return "does not apply";
}

Mark mark_of(Status status) { return status == Status::kFail ? Mark::kFail : status == Status::kUnknown ? Mark::kUnknown : Mark::kPass; }

// Of a criterion that passes only the members that the other side speaks of.
std::vector<std::string> sayings_beside(const CriterionReport& criterion, const CriterionReport& other) {
  CriterionReport short_one = criterion;
  std::erase_if(short_one.proof, [&](const Reason& reason) {
    return std::none_of(other.reasons.begin(), other.reasons.end(), [&](const Reason& told) { return told.id == reason.id; });
  });
  return sayings(short_one.proof.empty() ? criterion : short_one);
}

void add_side(Page& page, const char* when, const CriterionReport& criterion, const CriterionReport& other) {
  page.add(4, std::string(when) + " it " + words_of(criterion.status));
  for (const std::string& saying : sayings_beside(criterion, other)) page.add(6, saying, Mark::kNone, 2);
}

void add_criterion(Page& page, const CriterionChange& change) {
  const CriterionReport& after = *change.after;
  const std::string heading = after.id + (after.cohort.empty() ? "" : " for cohort " + after.cohort) + (after.title.empty() ? "" : " " + after.title);
  page.add(0, page.sign(mark_of(after.status)) + heading, mark_of(after.status), 2);
  add_side(page, "now", *change.before, after);
  add_side(page, "then", after, *change.before);
}

std::string window_words(const Report& report) {
  if (report.eligible_from.empty()) return "on no day within two years";
  return "from " + report.eligible_from + (report.eligible_until.empty() ? " on" : " to " + report.eligible_until);
}

bool same_window(const Supposed& supposed) {
  return supposed.before.eligible_from == supposed.after.eligible_from && supposed.before.eligible_until == supposed.after.eligible_until;
}

// ---- JSON

std::string quoted_or_null(const std::string& text) { return text.empty() ? "null" : base::json_quoted(text); }

std::string pair_of(const std::string& before, const std::string& after) { return "{\"before\": " + before + ", \"after\": " + after + "}"; }

std::string json_of(const CriterionChange& change) {
  const CriterionReport& after = *change.after;
  std::string out = "{\"id\": " + base::json_quoted(after.id);
  if (!after.cohort.empty()) out += ", \"cohort\": " + base::json_quoted(after.cohort);
  return out + ", \"before\": \"" + eval::name_of(change.before->status) + "\", \"after\": \"" + eval::name_of(after.status) + "\"}";
}

std::string changes_json(const Supposed& supposed) {
  const Report& before = supposed.before;
  const Report& after = supposed.after;
  std::string out = "{";
  const auto add = [&](const char* key, const std::string& value) { out += (out.size() > 1 ? ", " : "") + ("\"" + std::string(key) + "\": ") + value; };
  if (before.verdict != after.verdict) add("verdict", pair_of(base::json_quoted(eval::name_of(before.verdict)), base::json_quoted(eval::name_of(after.verdict))));
  if (before.eligible_from != after.eligible_from) add("eligible_from", pair_of(quoted_or_null(before.eligible_from), quoted_or_null(after.eligible_from)));
  if (before.eligible_until != after.eligible_until) add("eligible_until", pair_of(quoted_or_null(before.eligible_until), quoted_or_null(after.eligible_until)));
  std::string criteria;
  for (const CriterionChange& change : changed_criteria(supposed)) criteria += (criteria.empty() ? "" : ", ") + json_of(change);
  add("criteria", "[" + criteria + "]");
  return out + "}";
}

std::string result_of(const Report& report, JsonLayout layout) {
  std::string text = render_json(report, layout);
  text.pop_back();   // its line break
  return text;
}

}  // namespace

std::vector<CriterionChange> changed_criteria(const Supposed& supposed) {
  std::vector<CriterionChange> out;
  for (std::size_t i = 0; i < supposed.after.criteria.size() && i < supposed.before.criteria.size(); ++i) {
    if (differs(supposed.before.criteria[i], supposed.after.criteria[i])) out.push_back({&supposed.before.criteria[i], &supposed.after.criteria[i]});
  }
  return out;
}

std::string render_changes_text(const Supposed& supposed, const TextOptions& options) {
  const Report& before = supposed.before;
  const Report& after = supposed.after;
  Page page(options);
  page.add(0, "What if " + joined_list(supposed.edits) + "?", Mark::kHeading, 2);
  page.add(0, "Patient " + after.patient + ", protocol " + after.protocol + (after.version.empty() ? "" : ", version " + after.version) + ", screened on " + after.screening, Mark::kNone, 2);
  const std::vector<CriterionChange> changes = changed_criteria(supposed);
  page.blank();
  if (changes.empty()) page.add(0, "No criterion changes.");
  for (const CriterionChange& change : changes) add_criterion(page, change);
  for (const ProblemReport& problem : after.problems) {
    if (problem.at.starts_with("set[")) page.add(0, "data problem in what is supposed: " + problem.text, Mark::kNone, 2);
  }
  page.blank();
  page.add(0, same_window(supposed) ? "Eligible " + window_words(after) + ", as before." : "Eligible " + window_words(after) + "; before, " + window_words(before) + ".", Mark::kNone, 2);
  const std::string verdict = eval::name_of(after.verdict);
  page.add(0, before.verdict == after.verdict ? "The verdict stays " + verdict + "." : "The verdict changes from " + std::string(eval::name_of(before.verdict)) + " to " + verdict + ".");
  return page.text();
}

std::string render_changes_json(const Supposed& supposed, JsonLayout layout) {
  const std::string link = layout == JsonLayout::kLines ? ",\n " : ", ";
  std::string edits;
  for (const std::string& edit : supposed.edits) edits += (edits.empty() ? "" : ", ") + base::json_quoted(edit);
  std::string out = "{\"set\": [" + edits + "]";
  out += link + "\"changes\": " + changes_json(supposed);
  out += link + "\"before\": " + result_of(supposed.before, layout);
  out += link + "\"after\": " + result_of(supposed.after, layout);
  return out + "}\n";
}

}  // namespace eligo::explain
