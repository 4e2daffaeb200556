// The page around the checklist: who and what, the verdict, what is missing, notes, the signature, what it rests on.
#include "explain/html_checklist.h"
#include "explain/html_style.h"
#include "explain/html_text.h"
#include "explain/render.h"
#include "explain/summary.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

using eval::Status;
using eval::Verdict;

// A section with its heading, which also names it for readers of the page aloud.
std::string section(const std::string& id, const std::string& heading, const std::string& inner, const std::string& look = "") {
  return element("section", "aria-labelledby=\"" + id + "\"", "\n" + element("h2", "id=\"" + id + "\"" + look, heading) + "\n" + inner) + "\n";
}

std::string term(const std::string& name, const std::string& value) {
  return value.empty() ? "" : element("div", "", element("dt", "", name) + element("dd", "", escaped(value)));
}

// ---- Head

std::string head(const Report& report, const std::string& body) {
  const std::string title = "Eligibility of " + report.patient + " for " + report.protocol + ", screened " + report.screening;
  return "<head>\n<meta charset=\"utf-8\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n" +
         element("title", "", escaped(title)) + "\n" + element("style", "", style_sheet(report, body)) + "\n</head>\n";
}

std::string header(const Report& report) {
  const std::string facts = term("Patient", report.patient) + term("Protocol", report.protocol) + term("Version", report.version) + term("Screened on", report.screening);
  const std::string banner = element("strong", "", "Pre-screening aid.") + " It does not replace clinical judgement: the investigator decides.";
  const std::string title = element("div", "", element("h1", "", "Eligibility checklist") + element("p", "class=\"trial\"", escaped(report.protocol_title)));
  return element("header", "", "\n" + element("p", "class=\"banner\"", banner) + "\n" + element("div", "class=\"whose\"", title + "\n" + element("dl", "class=\"facts\"", facts)) + "\n") + "\n";
}

// ---- Verdict

struct VerdictLook {
  const char* sign;
  const char* word;
  const char* style;
};

VerdictLook look_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kIneligible: return {"✗", "Ineligible", "fail"};
    case Verdict::kUndetermined: return {"?", "Undetermined", "open"};
    case Verdict::kEligible: break;
  }
  return {"✓", "Eligible", "pass"};
}

// "1 fails, 2 not settled, 25 pass, 1 does not apply".
std::string counts(const Report& report) {
  std::vector<std::string> parts;
  const auto add = [&](Status status, const char* one, const char* many) {
    const std::size_t count = with_status(report, status).size();
    if (count > 0) parts.push_back(std::to_string(count) + " " + (count == 1 ? one : many));
  };
  add(Status::kFail, "fails", "fail");
  add(Status::kUnknown, "not settled", "not settled");
  add(Status::kPass, "passes", "pass");
  add(Status::kNotApplicable, "does not apply", "do not apply");
  return joined_list(parts);
}

std::string cohorts(const Report& report) {
  std::string out;
  for (const CohortReport& cohort : report.cohorts) {
    const VerdictLook look = look_of(cohort.verdict);
    const std::string title = cohort.title.empty() ? "" : " (" + cohort.title + ")";
    out += element("p", std::string("class=\"") + look.style + "\"", signed_word(look.sign, "Cohort " + cohort.id + title + ": " + eval::name_of(cohort.verdict))) + "\n";
  }
  return out;
}

std::string verdict(const Report& report) {
  const VerdictLook look = look_of(report.verdict);
  const std::string says = element("p", "class=\"says\"", element("strong", "", signed_word(look.sign, look.word)) + ": " + escaped(verdict_words(report)));
  return element("section", std::string("class=\"verdict ") + look.style + "\" aria-label=\"Verdict\"",
                 "\n" + says + "\n" + cohorts(report) + 
                     element("p", "", "Of " + criteria_counted(report.criteria.size()) + ", " + counts(report) + ". " + prose(window_sentence(report))) + "\n") + "\n";
}

// ---- What is missing

std::string wanted_row(const Wanted& wanted) {
  const std::string unneeded = wanted.is_needed ? "" : " " + element("span", "class=\"aside\"", "not needed to decide");
  return element("tr", "", element("td", "", prose(wanted.text()) + unneeded) + element("td", "", escaped(wanted.obtain())) +
                               element("td", "", escaped(joined_list(wanted.members)))) + "\n";
}

std::string missing(const Report& report) {
  const std::vector<Wanted> wanted = wanted_things(report);
  if (wanted.empty()) return "";
  std::string rows;
  for (const Wanted& w : wanted) rows += wanted_row(w);
  std::string columns;
  for (const char* column : {"What", "How to obtain it", "Settles"}) columns += element("th", "scope=\"col\"", column);
  return section("missing", "What is missing, what settles most first",
                 element("table", "class=\"wanted\"", "\n" + element("thead", "", element("tr", "", columns)) + "\n" + element("tbody", "", "\n" + rows) + "\n") + "\n");
}

// ---- Below the checklist

std::string notes(const Report& report) {
  std::string items;
  std::size_t number = 0;
  for (const NoteRef& note : notes_of(report)) {
    items += element("li", "id=\"note" + std::to_string(++number) + "\"", element("strong", "", escaped(note.criterion)) + ": " + escaped(note.text)) + "\n";
  }
  return items.empty() ? "" : section("notes", "Notes on how the text of the protocol was read", element("ol", "class=\"notes\"", "\n" + items) + "\n");
}

std::string plain_list(const std::string& id, const std::string& heading, const std::string& items) {
  return items.empty() ? "" : section(id, heading, element("ul", "class=\"plain\"", "\n" + items) + "\n");
}

std::string problems(const Report& report) {
  std::string items;
  for (const ProblemReport& p : report.problems) {
    const std::string place = p.at + (p.line > 0 ? " (line " + std::to_string(p.line) + ")" : "");
    items += element("li", "", element("strong", "", escaped(place)) + ": " + escaped(p.text + " [" + p.code + "]")) + "\n";
  }
  return plain_list("problems", "Data problems: " + std::to_string(report.problems.size()) + ", set aside", items);
}

std::string assumptions(const Report& report) {
  std::string items;
  for (const std::string& assumption : report.assumptions) items += element("li", "", escaped(assumption)) + "\n";
  return plain_list("assumptions", "Assumed", items);
}

std::string signature() {
  const std::string box = element("span", "class=\"box\" aria-hidden=\"true\"", "");
  std::string choices, lines;
  for (const char* choice : {"eligible", "not eligible", "further information needed"}) choices += element("p", "", box + choice);
  for (const char* line : {"Name", "Signature", "Date"}) lines += element("div", "", element("dt", "", line) + element("dd", "", ""));
  choices.insert(0, element("h2", "id=\"decision\"", "Decision of the investigator"));
  return element("section", "class=\"signature\" aria-labelledby=\"decision\"",
                 "\n" + element("div", "class=\"choices\"", choices) + "\n" + element("dl", "class=\"lines\"", lines) + "\n") + "\n";
}

std::string sum(const std::string& name, const std::string& value) {
  return element("div", "", element("dt", "", name) + element("dd", "class=\"sum\"", escaped(value)));
}

std::string footer(const Report& report) {
  const std::string version = report.version.empty() ? "" : ", version " + report.version;
  return element("footer", "", "\n" + element("dl", "", term("Protocol", report.protocol + version) + term("Screened on", report.screening) + term("Eligo", report.engine) +
                                                            sum("SHA-256 of the rules", report.rules_sha256) + sum("SHA-256 of the vocabulary", report.vocabulary_sha256)) + "\n") + "\n";
}

}  // namespace

std::string render_html(const Report& report) {
  const std::string main = verdict(report) + missing(report) + section("criteria", "All criteria in the order of the protocol", checklist(report), " class=\"unseen\"") + notes(report) + problems(report) +
                           assumptions(report) + signature();
  const std::string body = header(report) + element("main", "", "\n" + main) + "\n" + footer(report);
  return "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n" + head(report, body) + element("body", "", "\n" + body) + "\n</html>\n";
}

}  // namespace eligo::explain
