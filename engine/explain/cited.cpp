// Facts as the record writes them: nothing is converted or rounded here.
#include "explain/cited.h"

#include <algorithm>
#include <unordered_set>

#include "base/ascii.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

// ISO 8601, as records write it: a blank never stands between date and clock time.
void set_iso(std::string& out, const value::TimeSpan& when) {
  constexpr std::size_t kDay = 10;
  append_date(out, when);
  if (when.has_clock() && out.size() > kDay) out[kDay] = 'T';
}

void set_dates(CitedFact& cited, const model::Fact& fact) {
  if (!fact.is_dated) return;
  if (fact.start == fact.end) return set_iso(cited.on, fact.start);
  set_iso(cited.start, fact.start);
  cited.is_ongoing = fact.has_not_ended;
  if (fact.has_end && !fact.has_not_ended) set_iso(cited.end, fact.end);
}

void set_fact(CitedFact& cited, const Scene& scene, const model::Fact& fact) {
  cited.of = fact.concept_id ? scene.vocabulary()[fact.concept_id].name : "unknown";
  cited.value = fact.value.text;
  cited.unit = fact.value.unit_text;
  set_dates(cited, fact);
  cited.at = model::to_text(fact.place);
  cited.line = fact.place.line;
}

void set_answer(CitedFact& cited, const model::Answer& answer) {
  cited.of = answer.name;
  cited.value = answer.is_yes ? "yes" : "no";
  set_iso(cited.on, answer.on);
  cited.at = "answers." + answer.name;
}

void set_date(CitedFact& cited, const Scene& scene, program::TimelineId id) {
  cited.of = scene.program.timeline[id].name;
  if (const model::NamedDate* date = recorded_date(scene, id)) set_iso(cited.on, date->when);
  cited.at = "dates." + cited.of;
}

void set_absent(CitedFact& cited, const Scene& scene, std::uint32_t index) {
  cited.of = scene.vocabulary()[scene.record.absent[index]].name;
  cited.at = "absent[" + std::to_string(index) + "]";
}

void set_history(CitedFact& cited, clinical::Kind kind) {
  cited.of = clinical::list_name_of(kind);
  cited.at = "history.complete";
}

}  // namespace

void spell(const Scene& scene, const Citation& citation, CitedFact& cited) {
  for (std::string* text : {&cited.of, &cited.value, &cited.unit, &cited.on, &cited.start, &cited.end, &cited.at}) text->clear();
  cited.is_ongoing = false;
  cited.line = 0;
  switch (citation.of) {
    case Citation::Of::kFact: set_fact(cited, scene, scene.fact(citation.index)); break;
    case Citation::Of::kAnswer: set_answer(cited, scene.record.answers[citation.index]); break;
    case Citation::Of::kAbsent: set_absent(cited, scene, citation.index); break;
    case Citation::Of::kDate: set_date(cited, scene, program::TimelineId(citation.index)); break;
    case Citation::Of::kHistory: set_history(cited, static_cast<clinical::Kind>(citation.index)); break;
    case Citation::Of::kBirthDate:
      cited.of = cited.at = "birth_date";
      set_iso(cited.value, scene.record.birth);
      break;
    case Citation::Of::kSex:
      cited.of = cited.at = "sex";
      cited.value = name_of(scene.record.sex);
      break;
  }
}

std::vector<CitedFact> spelled(const Scene& scene, const Citations& citations) {
  std::vector<CitedFact> out(citations.size());
  for (std::size_t i = 0; i < citations.size(); ++i) spell(scene, citations[i], out[i]);
  return out;
}

const model::NamedDate* recorded_date(const Scene& scene, program::TimelineId id) {
  const model::NamedDate* found = nullptr;
  for (const model::NamedDate& date : scene.record.dates) {
    if (base::equal_folded(date.name, scene.program.timeline[id].name)) found = &date;
  }
  return found;
}

void cite_absent(const Scene& scene, const program::ConceptId* first, const program::ConceptId* last, Citations& facts) {
  const std::vector<program::ConceptId>& absent = scene.record.absent;
  for (std::uint32_t i = 0; i < absent.size(); ++i) {
    const auto is_covered = [&](program::ConceptId asked) { return scene.vocabulary().is_a(asked, absent[i]); };
    if (std::any_of(first, last, is_covered)) facts.push_back({Citation::Of::kAbsent, i});
  }
}

namespace {

// Facts may share a place and a concept: then they cite the same.
bool cite_alike(const Scene& scene, const Citation& a, const Citation& b) {
  if (a == b) return true;
  if (a.of != Citation::Of::kFact || b.of != Citation::Of::kFact) return false;
  const model::Fact& one = scene.fact(a.index);
  const model::Fact& other = scene.fact(b.index);
  const bool share_list = one.place.list == other.place.list && one.place.index == other.place.index;
  const bool may_share_place = share_list || !one.place.path.empty() || one.place.is_supposed;
  return may_share_place && one.concept_id == other.concept_id && model::to_text(one.place) == model::to_text(other.place);
}

}  // namespace

// One place may tell of several things: `history.complete` of several kinds.
void cite_new(const Scene& scene, Citations& facts, const Citations& more) {
  constexpr std::size_t kCounted = 16;   // so few are compared one by one
  if (facts.size() + more.size() <= kCounted) {
    for (const Citation& citation : more) {
      const auto is_same = [&](const Citation& other) { return cite_alike(scene, citation, other); };
      if (std::none_of(facts.begin(), facts.end(), is_same)) facts.push_back(citation);
    }
    return;
  }
  std::unordered_set<std::string> known;
  const auto key = [&](const Citation& citation) {
    CitedFact fact;
    spell(scene, citation, fact);
    return fact.at + ' ' + fact.of;
  };
  for (const Citation& citation : facts) known.insert(key(citation));
  for (const Citation& citation : more) {
    if (known.insert(key(citation)).second) facts.push_back(citation);
  }
}

void cite_all(const eval::Finding& finding, Citations& facts) {
  for (const eval::FactUse& use : finding.facts) facts.push_back(cited_fact(use.fact));
}

// ---- Phrases

const char* name_of(clinical::Sex sex) {
  switch (sex) {
    case clinical::Sex::kFemale: return "female";
    case clinical::Sex::kMale: return "male";
    case clinical::Sex::kOther: return "other";
    case clinical::Sex::kUnknown: break;
  }
  return "unknown";
}

void append_date(std::string& out, const value::TimeSpan& when) {
  if (when.first == value::kBeginning && when.last == value::kForever) return;
  if (when.first == value::kBeginning) return value::append_text(out += "up to ", when.last);
  if (when.last != value::kForever) return value::append_text(out, when);
  value::append_text(out, when.first);
  out += " or later";
}

std::string date_text(const value::TimeSpan& when) {
  std::string out;
  append_date(out, when);
  return out;
}

void append_name(std::string& out, const Scene& scene, const model::Fact& fact) {
  if (!fact.concept_id) return static_cast<void>(out += "an unknown concept");
  const bool is_by_substance = fact.kind == clinical::Kind::kAllergy && scene.vocabulary()[fact.concept_id].kind != fact.kind;
  if (is_by_substance) out += "allergy to ";
  out += scene.prepared.name(fact.concept_id);
}

void append_value(std::string& out, const model::Fact& fact) {
  append_spaced(out, fact.value.text);
  append_unit(out, fact.value.unit_text);
}

namespace {

bool is_open(const value::TimeSpan& when) { return when.first == value::kBeginning || when.last == value::kForever; }

// A day, a month, a year: no stretch with two ends.
bool is_one_date(const value::TimeSpan& when) { return when.is_day() || value::to_text(when).find(" to ") == std::string::npos; }

// "without a date", "from 2026-08-01 to 2026-10-20", "since 2025-03": of facts that last, and of those without a date.
void append_stretch(std::string& out, const model::Fact& fact) {
  const auto dated = [&](const char* lead, const value::TimeSpan& when) { append_date(out += lead, when); };
  const bool has_start = fact.start.first != value::kBeginning;
  if (!fact.is_dated) {
    out += "without a date";
  } else if (fact.has_not_ended) {
    has_start ? dated("since ", fact.start) : static_cast<void>(out += "ongoing, without a start");
  } else if (!has_start) {
    fact.has_end ? dated("ended on ", fact.end) : static_cast<void>(out += "ended, without a date");
  } else {
    dated("from ", fact.start);
    fact.has_end ? dated(" to ", fact.end) : static_cast<void>(out += ", end not recorded");
  }
}

// With the link to what stands before it: "on 2026-11-08" and "in 2026-11" may read on, the others stand behind a comma.
void append_dates(std::string& out, const model::Fact& fact, bool may_read_on) {
  const bool is_single = fact.is_dated && fact.start == fact.end;
  if (!is_single) return append_stretch(out += ", ", fact);
  const value::TimeSpan& when = fact.start;
  const bool is_nothing = when.first == value::kBeginning && when.last == value::kForever;
  if (is_nothing) return;
  const bool is_plain = !is_open(when) && is_one_date(when);
  out += is_plain && may_read_on ? " " : ", ";
  if (is_plain) out += when.is_day() ? "on " : "in ";
  else if (!is_open(when)) out += "some time from ";
  append_date(out, when);
}

// The attributes that tell facts of one concept apart for a reader; dates have their own phrase.
void append_attributes(std::string& out, const Scene& scene, const model::Fact& fact) {
  for (const model::FactAttribute& given : fact.attributes) {
    if (given.attribute->type == clinical::AttributeType::kDate || base::equal_folded(given.attribute->name, "role")) continue;
    if (!given.concept_id && given.text.empty()) continue;
    append_spaced(out += ", ", given.attribute->name);
    out += ' ';
    if (given.concept_id) out += scene.prepared.name(given.concept_id);
    else append_spaced(out, given.text);
  }
}

}  // namespace

// A result is told with its value and date first; any other fact with what tells it apart first.
void append_phrase(std::string& out, const Scene& scene, const model::Fact& fact) {
  const bool is_result = fact.kind == clinical::Kind::kObservation;
  append_name(out, scene, fact);
  if (!fact.value.text.empty()) append_value(out += ' ', fact);
  const std::size_t told = out.size();
  if (!is_result) append_attributes(out, scene, fact);
  append_dates(out, fact, out.size() == told);
  if (is_result) append_attributes(out, scene, fact);
  if (fact.verification == model::Verification::kSuspected) out += ", suspected only";
}

std::string fact_phrase(const Scene& scene, const model::Fact& fact) {
  std::string out;
  append_phrase(out, scene, fact);
  return out;
}

}  // namespace eligo::explain
