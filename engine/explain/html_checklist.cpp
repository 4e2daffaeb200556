// Rows tell what passes in few words, what fails in full, and what is open by what it wants.
#include "explain/html_checklist.h"

#include <algorithm>

#include "explain/html_text.h"
#include "explain/summary.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

using eval::Status;
using eval::Why;

void add_new(std::vector<std::string>& texts, std::string text) {
  if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
}

const char* why_words(const Missing& missing) {
  if (!missing.cause.empty()) return "nothing recorded, and the history is not complete";
  switch (missing.why) {
    case Why::kAbsent: return "no result";
    case Why::kStale: return "too old";
    case Why::kUndated: return "without a date";
    case Why::kImprecise: return "not precise enough";
    case Why::kConflict: return "entries contradict each other";
    case Why::kSuspected: return "suspected, not confirmed";
    case Why::kSilent: return "nothing recorded";
    case Why::kProblem: return "set aside for a data problem";
    case Why::kNoLimit: return "without a reference limit";
    case Why::kNoHalfLife: return "half-life not known";
    case Why::kAttribute: return "not recorded well enough";
    case Why::kMoment: return "no date";
    case Why::kUnanswered: return "not answered yet";
    case Why::kGap: return "the rules are not complete here";
  }
  return "";
}

std::string paragraph(const std::string& inner) { return inner.empty() ? "" : element("p", "", inner); }

// ---- The cell of the facts

std::string bracketed(const std::vector<std::string>& places) {
  return places.empty() ? "" : " " + element("span", "class=\"source\"", "[" + escaped(joined_few(places)) + "]");
}

// Where facts stand, each place once.
std::string sources(const std::vector<Reason>& reasons, std::string (*place)(const CitedFact&)) {
  std::vector<std::string> places;
  for (const Reason& reason : reasons) {
    for (const CitedFact& fact : reason.facts) add_new(places, place(fact));
  }
  return bracketed(places);
}

// Lines of the file are told where someone may want to look at it.
std::string path_alone(const CitedFact& fact) { return fact.at; }

// "Transaminases: ALT 103 U/L …".
std::string member_words(const CriterionReport& c, const Reason& reason, const std::vector<std::string>& sentences) {
  std::string out;
  for (const std::string& sentence : sentences) out += (out.empty() ? "" : "; ") + sentence;
  if (reason.id == c.id) return prose(out);
  return element("strong", "", escaped(reason.id + (reason.label.empty() ? "" : " " + reason.label))) + ": " + prose(out);
}

std::string told_in_full(const CriterionReport& c) {
  std::string out;
  for (const Reason& reason : c.reasons) out += paragraph(member_words(c, reason, reason.sentences) + sources({reason}, place_words));
  return out;
}

std::string told_briefly(const CriterionReport& c) {
  std::vector<std::string> briefs;
  for (const Reason& reason : c.proof) {
    for (const std::string& brief : reason.briefs) add_new(briefs, brief);
  }
  std::string out;
  for (const std::string& brief : briefs) out += (out.empty() ? "" : " · ") + prose(brief);
  return paragraph(out + sources(c.proof, path_alone));
}

std::string told_as_open(const CriterionReport& c) {
  const std::string unneeded = c.is_needed ? "" : " " + element("span", "class=\"aside\"", "not needed to decide");
  if (c.missing.empty()) return told_in_full(c) + paragraph(unneeded);
  std::string out;
  for (const Missing& missing : c.missing) {
    out += (out.empty() ? "" : " · ") + prose(missing.name + " (" + why_words(missing) + ")");
  }
  return paragraph(element("strong", "", "Missing") + ": " + out + sources(c.reasons, place_words) + unneeded);
}

std::string exceptions(const CriterionReport& c) {
  std::string out;
  for (const std::string& used : c.exceptions_used) out += paragraph(element("strong", "", "Exception") + ": " + prose(used));
  for (const std::string& open : c.exceptions_open) out += paragraph(element("strong", "", "An exception might apply") + ": " + prose(open));
  return out;
}

std::string record_cell(const CriterionReport& c) {
  switch (c.status) {
    case Status::kFail: return told_in_full(c) + exceptions(c);
    case Status::kUnknown: return told_as_open(c) + exceptions(c);
    case Status::kPass:
    case Status::kNotApplicable: break;
  }
  return told_briefly(c) + exceptions(c);
}

// ---- Rows

std::string status_cell(const CriterionReport& c) {
  const StatusLook look = look_of(c.status);
  return signed_word(look.sign, look.word);
}

// Small numbers behind the title, which lead to the notes.
std::string note_marks(const CriterionReport& c, const std::vector<NoteRef>& notes) {
  std::string out;
  for (std::size_t i = 0; i < notes.size(); ++i) {
    const bool is_ours = notes[i].criterion == c.id && std::find(c.notes.begin(), c.notes.end(), notes[i].text) != c.notes.end();
    const std::string number = std::to_string(i + 1);
    if (is_ours) out += (out.empty() ? "" : ", ") + element("a", "href=\"#note" + number + "\"", number);
  }
  return out.empty() ? "" : "&nbsp;" + element("sup", "", element("span", "class=\"unseen\"", "note ") + out);
}

std::string row(const CriterionReport& c, const std::vector<NoteRef>& notes) {
  const std::string cohort = c.cohort.empty() ? "" : " " + element("span", "class=\"aside\"", "cohort " + escaped(c.cohort));
  const std::string style = std::string("class=\"") + look_of(c.status).style + "\"";
  return element("tr", style,
                 element("th", "scope=\"row\"", escaped(c.id)) + element("td", "", escaped(c.title) + cohort + note_marks(c, notes)) +
                     element("td", "class=\"status\"", status_cell(c)) + element("td", "class=\"record\"", record_cell(c)) + element("td", "", "")) + "\n";
}

std::string group_row(bool is_inclusion) {
  const std::string words = is_inclusion ? "Inclusion criteria" : "Exclusion criteria" + element("span", "class=\"aside\"", " (passes: nothing here excludes the patient)");
  return element("tr", "class=\"group\"", element("th", "scope=\"rowgroup\" colspan=\"5\"", words)) + "\n";
}

// A body of the table for each stretch of one kind.
std::string bodies(const Report& report) {
  const std::vector<NoteRef> notes = notes_of(report);
  std::string out, body;
  for (std::size_t i = 0; i < report.criteria.size(); ++i) {
    const CriterionReport& c = report.criteria[i];
    const bool is_last = i + 1 == report.criteria.size() || report.criteria[i + 1].is_inclusion != c.is_inclusion;
    if (body.empty()) body = "\n" + group_row(c.is_inclusion);
    body += row(c, notes);
    if (!is_last) continue;
    out += element("tbody", "", body) + "\n";
    body.clear();
  }
  return out;
}

}  // namespace

StatusLook look_of(Status status) {
  switch (status) {
    case Status::kPass: return {"✓", "passes", "pass"};
    case Status::kFail: return {"✗", "fails", "fail"};
    case Status::kUnknown: return {"?", "not settled", "open"};
    case Status::kNotApplicable: break;
  }
  return {"–", "does not apply", "pass"};
}

std::string signed_word(const char* sign, std::string_view word) {
  return element("span", "class=\"sign\" aria-hidden=\"true\"", sign) + " " + escaped(word);
}

std::vector<NoteRef> notes_of(const Report& report) {
  std::vector<NoteRef> out;
  for (const CriterionReport& c : report.criteria) {
    for (const std::string& note : c.notes) {
      const auto is_known = [&](const NoteRef& known) { return known.criterion == c.id && known.text == note; };
      if (std::none_of(out.begin(), out.end(), is_known)) out.push_back({c.id, note});
    }
  }
  return out;
}

std::string checklist(const Report& report) {
  std::string head;
  for (const char* column : {"No.", "Criterion", "Status", "What the record says", "Initials"}) head += element("th", "scope=\"col\"", column);
  return element("table", "class=\"checklist\" aria-labelledby=\"criteria\"", "\n" + element("thead", "", element("tr", "", head)) + "\n" + bodies(report)) + "\n";
}

}  // namespace eligo::explain
