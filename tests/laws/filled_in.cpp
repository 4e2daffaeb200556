// One gap of a record is filled. What the language would read differently because something was added (a later result, a
// measured value beside a computed one, an end of what never ends) is no gap, and left alone.
#include <algorithm>

#include "drawn_record.h"

namespace eligo::laws {

namespace {

using Precision = DrawnDate::Precision;
using Texts = std::vector<std::string>;

DrawnDate on(Day day) { return {day, Precision::kDay, 0}; }

bool refine(Random& random, DrawnDate& date, Day latest) {
  if (date.day > latest || date.precision == Precision::kDay || date.precision == Precision::kClock) return false;
  date.precision = date.precision == Precision::kYear && random.chance(50) ? Precision::kMonth : Precision::kDay;
  return true;
}

bool tell_person(Random& random, DrawnRecord& record) {
  const bool is_pregnant = std::any_of(record.facts.begin(), record.facts.end(), [](const DrawnFact& fact) { return fact.of == "pregnancy"; });
  if (record.sex.empty() && random.chance(50)) {
    record.sex = is_pregnant ? "female" : random.word({"female", "male"});
    return true;
  }
  if (record.birth) return refine(random, *record.birth, record.screening.day);
  record.birth = on(record.screening.day - random.between(15 * 365, 21 * 365));
  return true;
}

bool tell_moment(Random& random, DrawnRecord& record) {
  const std::string name = random.word({"consent", "infusion"});
  for (auto& [moment, date] : record.moments) {
    if (moment == name) return refine(random, date, value::kForever);
  }
  record.moments.emplace_back(name, on(record.screening.day + random.between(-10, 20)));
  return true;
}

bool tell_answer(Random& random, DrawnRecord& record) {
  const std::string name = random.word({"q1", "q2", "q3"});
  for (const auto& [question, answer] : record.answers) {
    if (question == name) return false;
  }
  record.answers.emplace_back(name, random.word({"yes", "no"}));
  return true;
}

bool tell_field(DrawnFact& fact, const std::string& key, const std::string& text) {
  if (fact.has(key)) return false;
  fact.fields.emplace_back(key, text);
  return true;
}

bool tell_attribute(Random& random, DrawnFact& fact) {
  switch (fact.kind) {
    case Kind::kCondition:
      if (fact.of == "psoriasis" && random.chance(50)) return tell_field(fact, "control", random.word({"controlled", "uncontrolled"}));
      return random.chance(50) ? tell_field(fact, "severity", random.word({"mild", "severe"})) : tell_field(fact, "cause", random.word({"ifosfamide", "sepsis"}));
    case Kind::kTreatment:
      switch (random.between(0, 3)) {
        case 0: return tell_field(fact, "dose", random.word({"5 mg/d", "20 mg/d"}));
        case 1: return tell_field(fact, "line", random.word({"1", "2", "3"}));
        case 2: return tell_field(fact, "intent", random.word({"curative", "palliative"}));
        default: return tell_field(fact, "indication", random.word({"sarcoma", "psoriasis", "infection"}));
      }
    case Kind::kToxicity: return tell_field(fact, "grade", random.word({"1", "2", "3"}));
    case Kind::kObservation:
      if (fact.of == "lipase" || fact.of == "amylase") {
        if (random.chance(50)) return tell_field(fact, "unit", "U/L");
        return tell_field(fact, "uln", random.word({"30", "60"}));
      }
      return tell_field(fact, "method", random.word({"serum", "plasma"}));
    case Kind::kProcedure: case Kind::kAllergy: case Kind::kVaccine: case Kind::kEvent: return false;
  }
  return false;
}

bool settle_suspicion(Random& random, DrawnFact& fact) {
  for (auto& [key, text] : fact.fields) {
    if (key != "verification" || text != "suspected") continue;
    text = random.word({"confirmed", "refuted"});
    return true;
  }
  return false;
}

bool is_told(const DrawnFact& fact, const std::string& key, const std::string& text) {
  return std::find(fact.fields.begin(), fact.fields.end(), std::pair{key, text}) != fact.fields.end();
}

bool tell_dates(Random& random, DrawnFact& fact, Day screening) {
  if (fact.kind == Kind::kObservation || fact.has("on")) return false;
  const std::string first = fact.kind == Kind::kCondition ? "onset" : "start";
  const bool goes_on = is_told(fact, "status", "active") || is_told(fact, "ongoing", "true");
  const bool ends_by_itself = fact.of == "sepsis" || fact.of == "fracture" || fact.of == "psoriasis";
  if (!fact.has(first)) {
    const Day latest = fact.has("end") ? std::min(fact.dates.front().second.day, screening) : screening - 1;
    fact.dates.emplace_back(first, on(latest - random.between(0, 40)));
    return true;
  }
  if (fact.has("end") || goes_on || ends_by_itself) return false;
  const Day start = fact.dates.front().second.day;
  const bool is_over = is_told(fact, "status", "resolved");
  if (start >= screening) return false;
  fact.dates.emplace_back("end", on(is_over ? random.between(start, screening - 1) : start + random.between(0, 60)));
  return true;
}

bool tell_of_fact(Random& random, DrawnRecord& record) {
  if (record.facts.empty()) return false;
  DrawnFact& fact = record.facts[random.below(record.facts.size())];
  switch (random.between(0, 3)) {
    case 0: return tell_attribute(random, fact);
    case 1: return settle_suspicion(random, fact);
    case 2: return tell_dates(random, fact, record.screening.day);
    default: return !fact.dates.empty() && refine(random, fact.dates[random.below(fact.dates.size())].second, record.screening.day);
  }
}

bool add_fact(Random& random, DrawnRecord& record) {
  const DrawnFact fact = draw_fact(random, record, {.may_be_complete = false, .only_full_dates = false, .may_be_broken = false});
  const bool has_such = std::any_of(record.facts.begin(), record.facts.end(), [&](const DrawnFact& other) { return other.of == fact.of; });
  if (fact.kind == Kind::kObservation && (has_such || fact.of == "bmi")) return false;
  if (fact.of == "pregnancy" && record.sex == "male") return false;
  record.facts.push_back(fact);
  return true;
}

}  // namespace

DrawnRecord filled_in(Random& random, DrawnRecord record) {
  for (int left = random.between(1, 4); left > 0; --left) {
    bool is_done = false;
    for (int tries = 0; tries < 10 && !is_done; ++tries) {
      switch (random.between(0, 5)) {
        case 0: is_done = tell_person(random, record); break;
        case 1: is_done = tell_moment(random, record); break;
        case 2: is_done = tell_answer(random, record); break;
        case 3: case 4: is_done = tell_of_fact(random, record); break;
        default: is_done = add_fact(random, record);
      }
    }
  }
  return record;
}

}  // namespace eligo::laws
