// Dates lie near the edges of the windows that drawn_rules.cpp writes, so that both sides of each edge are met.
#include "drawn_record.h"

#include <fmt/format.h>

#include "base/json_text.h"

namespace eligo::laws {

namespace {

using Precision = DrawnDate::Precision;
using Texts = std::vector<std::string>;

const std::vector<int> kDaysBack = {0, 0, 1, 2, 5, 7, 10, 13, 14, 15, 20, 27, 28, 29, 31, 45, 60, 90, 170, 190, 365, 400, 800};

DrawnDate draw_date(Random& random, Day day, const RecordShape& shape) {
  if (shape.only_full_dates || random.chance(72)) return {day, Precision::kDay, 0};
  const int which = random.between(0, 9);
  if (which < 4) return {day, Precision::kMonth, 0};
  if (which < 7) return {day, Precision::kYear, 0};
  return {day, Precision::kClock, random.between(0, 1439)};
}

Day draw_day(Random& random, Day screening) {
  if (random.chance(10)) return screening + random.between(1, 25);
  return screening - random.pick(kDaysBack);
}

void add_span(Random& random, DrawnFact& fact, const DrawnRecord& record, const RecordShape& shape) {
  const char* first = fact.kind == Kind::kCondition ? "onset" : "start";
  const Day one = draw_day(random, record.screening.day);
  const Day other = draw_day(random, record.screening.day);
  const Day start = one < other ? one : other;
  const Day end = one < other ? other : one;
  switch (random.between(0, 9)) {
    case 0: break;
    case 1: fact.dates.emplace_back("end", draw_date(random, end, shape)); break;
    case 2: fact.dates.emplace_back("on", draw_date(random, one, shape)); break;
    case 3: case 4: fact.dates.emplace_back(first, draw_date(random, start, shape)); break;
    case 5: case 6:
      fact.dates.emplace_back(first, draw_date(random, start, shape));
      fact.fields.emplace_back(fact.kind == Kind::kCondition ? "status" : "ongoing", fact.kind == Kind::kCondition ? "active" : "true");
      break;
    default:
      fact.dates.emplace_back(first, draw_date(random, start, shape));
      fact.dates.emplace_back("end", draw_date(random, end, shape));
  }
  if (fact.kind == Kind::kCondition && !fact.has("status") && !fact.has("end") && random.chance(15)) fact.fields.emplace_back("status", "resolved");
}

void add_perhaps(Random& random, DrawnFact& fact, int percent, const std::string& key, const Texts& values) {
  if (random.chance(percent)) fact.fields.emplace_back(key, random.word(values));
}

DrawnFact draw_condition(Random& random) {
  DrawnFact fact{Kind::kCondition, random.word({"tumor", "sarcoma", "lipoma", "infection", "pneumonia", "sepsis", "fracture", "psoriasis", "pregnancy"}), {}, {}};
  add_perhaps(random, fact, 20, "verification", {"suspected", "suspected", "refuted"});
  add_perhaps(random, fact, 20, "severity", {"mild", "moderate", "severe"});
  add_perhaps(random, fact, 15, "cause", {"ifosfamide", "chemotherapy", "infection", "an accident"});
  if (fact.of == "psoriasis") add_perhaps(random, fact, 60, "control", {"controlled", "uncontrolled"});
  if (fact.of == "sarcoma" || fact.of == "tumor") add_perhaps(random, fact, 25, "role", {"study_disease"});
  return fact;
}

DrawnFact draw_treatment(Random& random) {
  DrawnFact fact{Kind::kTreatment, random.word({"chemotherapy", "ifosfamide", "doxorubicin", "trabectedin", "denosumab", "rituximab", "steroid", "steroid"}), {}, {}};
  add_perhaps(random, fact, 50, "dose", {"5 mg/d", "10 mg/d", "20 mg/d"});
  add_perhaps(random, fact, 40, "line", {"1", "2", "3"});
  add_perhaps(random, fact, 25, "intent", {"curative", "palliative"});
  add_perhaps(random, fact, 35, "indication", {"sarcoma", "tumor", "psoriasis", "infection", "pain at night"});
  return fact;
}

DrawnFact draw_other(Random& random) {
  switch (random.between(0, 4)) {
    case 0: return {Kind::kProcedure, random.word({"surgery", "amputation", "transfusion"}), {}, {}};
    case 1: {
      DrawnFact fact{Kind::kToxicity, random.word({"side_effect", "rash"}), {}, {}};
      add_perhaps(random, fact, 75, "grade", {"1", "2", "3"});
      return fact;
    }
    case 2: return {Kind::kAllergy, random.word({"drug_allergy", "ifosfamide_allergy", "ifosfamide", "chemotherapy"}), {}, {}};
    case 3: return {Kind::kVaccine, "live_shot", {}, {}};
    default: return {Kind::kEvent, random.word({"recurrence", "recurrence", "discharge"}), {}, {}};
  }
}

struct Test {
  const char* name;
  const char* unit;
  Texts values;
};

const std::vector<Test>& tests() {
  static const std::vector<Test> kTests = {
      {"lipase", "U/L", {"40", "60", "61", "100", "<30", "55-65", ">=90"}},
      {"amylase", "U/L", {"40", "60", "120", "<50"}},
      {"urate", "mg/dL", {"5", "7.2", "7.20", "<4"}},
      {"urate", "umol/L", {"400", "428.3", "430"}},
      {"weight", "kg", {"45", "60", "81"}},
      {"height", "cm", {"150", "180"}},
      {"bmi", "kg/m2", {"25", "30"}},
      {"pain", "", {"0", "3", "4", "7"}},
      {"differentiation", "", {"low", "medium", "high"}},
      {"swab", "", {"negative", "positive", "invalid"}},
      {"viral_load", "IU/mL", {"<20", "20", "350", "negative"}},
      {"fusion_gene", "", {"none", "EWSR1", "FUS"}},
  };
  return kTests;
}

DrawnFact draw_result(Random& random, const DrawnRecord& record, const RecordShape& shape) {
  const Test& test = random.pick(tests());
  DrawnFact fact{Kind::kObservation, test.name, {}, {{"value", random.word(test.values)}}};
  const bool is_broken = shape.may_be_broken && random.chance(4);
  if (*test.unit != '\0' && !is_broken) fact.fields.emplace_back("unit", test.unit);
  if (fact.of == "lipase" || fact.of == "amylase") add_perhaps(random, fact, 60, "uln", {"30", "60"});
  add_perhaps(random, fact, 20, "method", {"serum", "plasma"});
  if (!random.chance(7)) fact.dates.emplace_back("on", draw_date(random, draw_day(random, record.screening.day), shape));
  return fact;
}

std::string object(const std::vector<std::pair<std::string, std::string>>& entries) {
  std::string out = "{";
  for (const auto& [key, text] : entries) out += (out.size() > 1 ? ", " : "") + base::json_quoted(key) + ": " + text;
  return out + "}";
}

std::string list(const Texts& texts) {
  return fmt::format("[{}]", fmt::join(texts, ", "));
}

std::string json_of(const DrawnFact& fact, Day shift) {
  std::vector<std::pair<std::string, std::string>> entries = {{"of", base::json_quoted(fact.of)}};
  for (const auto& [key, text] : fact.fields) entries.emplace_back(key, base::json_quoted(text));
  for (const auto& [key, date] : fact.dates) entries.emplace_back(key, base::json_quoted(date.text(shift)));
  return object(entries);
}

}  // namespace

std::string DrawnDate::text(Day shift) const {
  const std::string full = value::to_text(day + shift);
  switch (precision) {
    case Precision::kYear: return full.substr(0, 4);
    case Precision::kMonth: return full.substr(0, 7);
    case Precision::kDay: return full;
    case Precision::kClock: return fmt::format("{}T{:02}:{:02}", full, minute / 60, minute % 60);
  }
  return full;
}

bool DrawnFact::has(const std::string& key) const {
  for (const auto& [name, date] : dates) {
    if (name == key) return true;
  }
  for (const auto& [name, text] : fields) {
    if (name == key) return true;
  }
  return false;
}

std::string DrawnRecord::json(Day shift) const {
  std::vector<std::pair<std::string, std::string>> all = {{"patient", "\"drawn\""}};
  if (birth) all.emplace_back("birth_date", base::json_quoted(birth->text(0)));
  if (!sex.empty()) all.emplace_back("sex", base::json_quoted(sex));
  std::vector<std::pair<std::string, std::string>> dates = {{"screening", base::json_quoted(screening.text(shift))}};
  for (const auto& [name, date] : moments) dates.emplace_back(name, base::json_quoted(date.text(shift)));
  all.emplace_back("dates", object(dates));
  Texts complete_lists, absent_names;
  for (const Kind kind : complete) complete_lists.push_back(base::json_quoted(clinical::list_name_of(kind)));
  for (const std::string& name : absent) absent_names.push_back(base::json_quoted(name));
  all.emplace_back("history", object({{"complete", list(complete_lists)}}));
  all.emplace_back("absent", list(absent_names));
  for (std::size_t k = 0; k < clinical::kKindCount; ++k) {
    Texts facts_of_kind;
    for (const DrawnFact& fact : facts) {
      if (fact.kind == static_cast<Kind>(k)) facts_of_kind.push_back("\n    " + json_of(fact, shift));
    }
    if (!facts_of_kind.empty()) all.emplace_back(clinical::list_name_of(static_cast<Kind>(k)), list(facts_of_kind));
  }
  std::vector<std::pair<std::string, std::string>> given;
  for (const auto& [name, answer] : answers) given.emplace_back(name, object({{"answer", base::json_quoted(answer)}}));
  all.emplace_back("answers", object(given));
  return object(all);
}

DrawnFact draw_fact(Random& random, const DrawnRecord& record, const RecordShape& shape) {
  if (random.chance(35)) return draw_result(random, record, shape);
  const int which = random.between(0, 9);
  DrawnFact fact = which < 4 ? draw_condition(random) : which < 8 ? draw_treatment(random) : draw_other(random);
  add_span(random, fact, record, shape);
  return fact;
}

DrawnRecord draw_record(Random& random, const RecordShape& shape, Day screening) {
  DrawnRecord record;
  record.screening.day = screening;
  if (!shape.only_full_dates && random.chance(10)) record.screening = {record.screening.day, Precision::kClock, random.between(0, 1439)};
  const Day day = record.screening.day;
  if (random.chance(75)) record.moments.emplace_back("consent", draw_date(random, day - random.between(0, 10), shape));
  if (random.chance(75)) record.moments.emplace_back("infusion", draw_date(random, day + random.between(-3, 20), shape));
  if (random.chance(75)) record.birth = draw_date(random, day - random.between(15 * 365, 21 * 365), shape);
  if (random.chance(75)) record.sex = random.word({"female", "male"});
  for (const char* name : {"q1", "q2", "q3"}) {
    if (random.chance(60)) record.answers.emplace_back(name, random.word({"yes", "no"}));
  }
  for (int left = random.between(0, 8); left > 0; --left) record.facts.push_back(draw_fact(random, record, shape));
  if (!shape.may_be_complete) return record;
  for (std::size_t k = 0; k < clinical::kKindCount; ++k) {
    if (static_cast<Kind>(k) != Kind::kObservation && random.chance(60)) record.complete.push_back(static_cast<Kind>(k));
  }
  if (random.chance(30)) record.absent.push_back(random.word({"tumor", "infection", "sepsis", "chemotherapy", "surgery", "rash", "recurrence"}));
  return record;
}

}  // namespace eligo::laws
