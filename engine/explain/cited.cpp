// Facts as the record writes them: nothing is converted or rounded here.
#include "explain/cited.h"

#include <algorithm>
#include <unordered_set>

#include "base/ascii.h"
#include "explain/wording.h"

namespace eligo::explain {

namespace {

bool is_open(const value::TimeSpan& when) { return when.first == value::kBeginning || when.last == value::kForever; }

// "on 2026-11-18", "in 2026-11", "some time from 2026-11-01 to 2026-11-22".
std::string dated(const value::TimeSpan& when) {
  const std::string text = value::to_text(when);
  const bool is_stretch = text.find(" to ") != std::string::npos;
  return (when.is_day() ? "on " : is_stretch ? "some time from " : "in ") + text;
}

// ISO 8601, as records write it: a blank never stands between date and clock time.
std::string iso_text(const value::TimeSpan& when) {
  std::string text = date_text(when);
  if (when.has_clock() && text.size() > 10) text[10] = 'T';
  return text;
}

void set_dates(CitedFact& cited, const model::Fact& fact) {
  if (!fact.is_dated) return;
  if (fact.start == fact.end) {
    cited.on = iso_text(fact.start);
    return;
  }
  cited.start = iso_text(fact.start);
  cited.is_ongoing = fact.has_not_ended;
  if (fact.has_end && !fact.has_not_ended) cited.end = iso_text(fact.end);
}

// The attributes that tell facts of one concept apart for a reader; dates have their own phrase.
std::string attributes_phrase(const Scene& scene, const model::Fact& fact) {
  std::string out;
  for (const model::FactAttribute& given : fact.attributes) {
    if (given.attribute->type == clinical::AttributeType::kDate || base::equal_folded(given.attribute->name, "role")) continue;
    const std::string words = given.concept_id ? shown_name(scene.vocabulary()[given.concept_id]) : spaced(given.text);
    if (!words.empty()) out += ", " + spaced(given.attribute->name) + " " + words;
  }
  return out;
}

}  // namespace

const char* name_of(clinical::Sex sex) {
  switch (sex) {
    case clinical::Sex::kFemale: return "female";
    case clinical::Sex::kMale: return "male";
    case clinical::Sex::kOther: return "other";
    case clinical::Sex::kUnknown: break;
  }
  return "unknown";
}

std::string date_text(const value::TimeSpan& when) {
  if (when.first == value::kBeginning && when.last == value::kForever) return "";
  if (when.first == value::kBeginning) return "up to " + value::to_text(when.last);
  if (when.last == value::kForever) return value::to_text(when.first) + " or later";
  return value::to_text(when);
}

std::string fact_name(const Scene& scene, const model::Fact& fact) {
  if (!fact.concept_id) return "an unknown concept";
  const std::string name = shown_name(scene.vocabulary()[fact.concept_id]);
  const bool is_by_substance = fact.kind == clinical::Kind::kAllergy && scene.vocabulary()[fact.concept_id].kind != fact.kind;
  return is_by_substance ? "allergy to " + name : name;
}

std::string dates_phrase(const model::Fact& fact) {
  if (!fact.is_dated) return "without a date";
  if (fact.start == fact.end) return is_open(fact.start) ? date_text(fact.start) : dated(fact.start);
  const bool has_start = fact.start.first != value::kBeginning;
  if (fact.has_not_ended) return has_start ? "since " + date_text(fact.start) : "ongoing, without a start";
  if (!fact.has_end) return has_start ? "from " + date_text(fact.start) + ", end not recorded" : "ended, without a date";
  return has_start ? "from " + date_text(fact.start) + " to " + date_text(fact.end) : "ended on " + date_text(fact.end);
}

std::string value_phrase(const model::Fact& fact) { return with_unit(spaced(fact.value.text), fact.value.unit_text); }

// A result is told with its value and date first; any other fact with what tells it apart first.
std::string fact_phrase(const Scene& scene, const model::Fact& fact) {
  const bool is_result = fact.kind == clinical::Kind::kObservation;
  const std::string dates = dates_phrase(fact);
  const std::string attributes = attributes_phrase(scene, fact);
  std::string out = fact_name(scene, fact);
  if (!fact.value.text.empty()) out += " " + value_phrase(fact);
  if (!is_result) out += attributes;
  const bool is_plain = dates.starts_with("on ") || dates.starts_with("in ");
  const bool reads_on = is_plain && (is_result || attributes.empty());
  if (!dates.empty()) out += (reads_on ? " " : ", ") + dates;
  if (is_result) out += attributes;
  if (fact.verification == model::Verification::kSuspected) out += ", suspected only";
  return out;
}

CitedFact cited_fact(const Scene& scene, std::uint32_t index) {
  const model::Fact& fact = scene.fact(index);
  CitedFact cited;
  cited.of = fact.concept_id ? scene.vocabulary()[fact.concept_id].name : "unknown";
  cited.value = fact.value.text;
  cited.unit = fact.value.unit_text;
  set_dates(cited, fact);
  cited.at = model::to_text(fact.place);
  cited.line = fact.place.line;
  return cited;
}

CitedFact cited_answer(const model::Answer& answer) {
  CitedFact cited;
  cited.of = answer.name;
  cited.value = answer.is_yes ? "yes" : "no";
  cited.on = iso_text(answer.on);
  cited.at = "answers." + answer.name;
  return cited;
}

CitedFact cited_birth_date(const model::PatientRecord& record) {
  CitedFact cited;
  cited.of = cited.at = "birth_date";
  cited.value = iso_text(record.birth);
  return cited;
}

CitedFact cited_sex(const model::PatientRecord& record) {
  CitedFact cited;
  cited.of = cited.at = "sex";
  cited.value = name_of(record.sex);
  return cited;
}

CitedFact cited_date(const model::PatientRecord& record, std::string_view moment_name) {
  CitedFact cited;
  for (const model::NamedDate& date : record.dates) {
    if (!base::equal_folded(date.name, moment_name)) continue;
    cited.of = moment_name;
    cited.on = iso_text(date.when);
    cited.at = "dates." + std::string(moment_name);
  }
  return cited;
}

void cite_absent(const Scene& scene, const std::vector<program::ConceptId>& concepts, std::vector<CitedFact>& facts) {
  const std::vector<program::ConceptId>& absent = scene.record.absent;
  for (std::size_t i = 0; i < absent.size(); ++i) {
    const auto is_covered = [&](program::ConceptId asked) { return scene.vocabulary().is_a(asked, absent[i]); };
    if (std::none_of(concepts.begin(), concepts.end(), is_covered)) continue;
    CitedFact cited;
    cited.of = scene.vocabulary()[absent[i]].name;
    cited.at = "absent[" + std::to_string(i) + "]";
    cite(facts, std::move(cited));
  }
}

void cite(std::vector<CitedFact>& facts, CitedFact fact) {
  if (!fact.of.empty()) facts.push_back(std::move(fact));
}

// One place may tell of several things: `history.complete` of several kinds.
void cite_new(std::vector<CitedFact>& facts, std::vector<CitedFact> more) {
  constexpr std::size_t kCounted = 16;   // so few are compared one by one
  if (facts.size() + more.size() <= kCounted) {
    for (CitedFact& fact : more) {
      const auto is_same = [&](const CitedFact& other) { return other.at == fact.at && other.of == fact.of; };
      if (std::none_of(facts.begin(), facts.end(), is_same)) facts.push_back(std::move(fact));
    }
    return;
  }
  std::unordered_set<std::string> known;
  const auto key = [](const CitedFact& fact) { return fact.at + ' ' + fact.of; };
  for (const CitedFact& fact : facts) known.insert(key(fact));
  for (CitedFact& fact : more) {
    if (known.insert(key(fact)).second) facts.push_back(std::move(fact));
  }
}

void cite_all(const Scene& scene, const eval::Finding& finding, std::vector<CitedFact>& facts) {
  for (const eval::FactUse& use : finding.facts) cite(facts, cited_fact(scene, use.fact));
}

}  // namespace eligo::explain
