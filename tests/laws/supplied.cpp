// One function for each kind of thing that can be asked for: results, facts and their dates, attributes, silence, moments,
// the person, questions.
#include "supplied.h"

#include <algorithm>
#include <functional>
#include <map>

#include <fmt/format.h>

namespace eligo::laws {

namespace {

using Precision = DrawnDate::Precision;
using Texts = std::vector<std::string>;
using eval::Why;

const std::vector<int> kDaysFromNow = {0, -1, -5, -10, -13, -14, -20, -27, -30, -45, -60, -90, -200, -400, 1, 3, 8, 15, 22};

DrawnDate on(Day day) { return {day, Precision::kDay, 0}; }

class Supplier {
 public:
  Supplier(const explain::Missing& missing, const DrawnRecord& record, const clinical::Vocabulary& vocabulary)
      : missing_(missing), record_(record), vocabulary_(vocabulary), asked_(vocabulary.find(missing.of)) {}

  std::vector<Supply> all();

 private:
  using Change = std::function<void(DrawnRecord&)>;

  void add(const std::string& what, const std::vector<Change>& ways) {
    Supply supply{what, {}};
    for (const Change& change : ways) {
      supply.records.push_back(record_);
      change(supply.records.back());
    }
    supplies_.push_back(std::move(supply));
  }
  void add(const std::string& what, const Change& way) { add(what, std::vector<Change>{way}); }

  bool is_asked(const DrawnFact& fact) const;
  void each_asked(DrawnRecord& record, const std::function<void(DrawnFact&)>& change) const {
    for (DrawnFact& fact : record.facts) {
      if (is_asked(fact)) change(fact);
    }
  }
  bool is_observation() const { return vocabulary_[asked_].kind == Kind::kObservation; }

  void supply_birth_date();
  void supply_sex();
  void supply_answer();
  void supply_moment();
  void supply_results();
  void supply_dates();
  void supply_verification();
  void supply_silence();
  void supply_attribute();
  void settle_conflict();
  DrawnFact result(const std::string& value, Day day) const;

  const explain::Missing& missing_;
  const DrawnRecord& record_;
  const clinical::Vocabulary& vocabulary_;
  clinical::ConceptId asked_;
  std::vector<Supply> supplies_;
};

bool Supplier::is_asked(const DrawnFact& fact) const {
  const clinical::ConceptId told = vocabulary_.find(fact.of);
  return told && asked_ && (vocabulary_.is_a(told, asked_) || (fact.kind == Kind::kAllergy && vocabulary_.is_a(asked_, told)));
}

void set_field(DrawnFact& fact, const std::string& key, const std::string& text) {
  std::erase_if(fact.fields, [&](const auto& field) { return field.first == key; });
  fact.fields.emplace_back(key, text);
}

// ---- The person, questions, moments

void Supplier::supply_birth_date() {
  for (const int years : {14, 15, 16, 17, 18, 19, 20, 21, 60}) {
    for (const int days : {-1, 0, 1}) {
      const Day birth = record_.screening.day - years * 365 - years / 4 + days;
      add("born on " + value::to_text(birth), [birth](DrawnRecord& record) { record.birth = on(birth); });
    }
  }
}

void Supplier::supply_sex() {
  for (const char* sex : {"female", "male", "other"}) add(sex, [sex](DrawnRecord& record) { record.sex = sex; });
}

void Supplier::supply_answer() {
  for (const char* answer : {"yes", "no"}) {
    add(missing_.of + ": " + answer, [this, answer](DrawnRecord& record) { record.answers.emplace_back(missing_.of, answer); });
  }
}

// A moment of the timeline gets a date; an event is recorded, and, where its end is wanted, ends.
void Supplier::supply_moment() {
  for (const int days : kDaysFromNow) {
    const Day day = record_.screening.day + days;
    if (!asked_) {
      add(fmt::format("{} on {}", missing_.of, value::to_text(day)), [this, day](DrawnRecord& record) {
        std::erase_if(record.moments, [&](const auto& moment) { return moment.first == missing_.of; });
        record.moments.emplace_back(missing_.of, on(day));
      });
    }
  }
  if (!asked_) return;
  const auto ended = [this](DrawnRecord& record) {
    each_asked(record, [&](DrawnFact& fact) {
      std::erase_if(fact.fields, [](const auto& field) { return field.first == "ongoing" || field.first == "status"; });
      if (!fact.has("end") && !fact.has("on")) fact.dates.emplace_back("end", on(record.screening.day));
    });
  };
  std::vector<Change> ways = {ended};
  for (const int days : kDaysFromNow) {
    ways.emplace_back([this, days](DrawnRecord& record) { record.facts.push_back({vocabulary_[asked_].kind, vocabulary_[asked_].name, {{"on", on(record.screening.day + days)}}, {}}); });
    ways.emplace_back([this, days](DrawnRecord& record) {
      record.facts.push_back({vocabulary_[asked_].kind, vocabulary_[asked_].name, {{vocabulary_[asked_].kind == Kind::kCondition ? "onset" : "start", on(record.screening.day + days)}}, {{vocabulary_[asked_].kind == Kind::kCondition ? "status" : "ongoing", vocabulary_[asked_].kind == Kind::kCondition ? "active" : "true"}}});
    });
  }
  add("the event " + missing_.of, ways);
}

// ---- Results

struct Values {
  Texts values;
  const char* unit;
};

Values values_of(const std::string& name) {
  static const std::map<std::string, Values> kValues = {
      {"lipase", {{"10", "30", "59", "60", "61", "62", "89", "119", "121", "149", "299", "301"}, "U/L"}},
      {"amylase", {{"10", "30", "59", "60", "61", "62", "89", "119", "121", "149", "299", "301"}, "U/L"}},
      {"urate", {{"5", "7.19", "7.2", "7.21", "9"}, "mg/dL"}},
      {"weight", {{"49", "50", "51", "100"}, "kg"}},
      {"height", {{"150", "180", "200"}, "cm"}},
      {"bmi", {{"29.9", "30", "31"}, "kg/m2"}},
      {"pain", {{"0", "3", "4", "5", "10"}, ""}},
      {"differentiation", {{"low", "medium", "high"}, ""}},
      {"swab", {{"negative", "positive", "invalid"}, ""}},
      {"viral_load", {{"10", "49", "50", "99", "100", "1000", "negative", "positive"}, "IU/mL"}},
      {"fusion_gene", {{"none", "EWSR1", "FUS"}, ""}},
  };
  return kValues.at(name);
}

DrawnFact Supplier::result(const std::string& value, Day day) const {
  DrawnFact fact{Kind::kObservation, vocabulary_[asked_].name, {{"on", on(day)}}, {{"value", value}, {"method", "serum"}}};
  const Values values = values_of(fact.of);
  if (*values.unit != '\0') fact.fields.emplace_back("unit", values.unit);
  if (std::string_view(values.unit) == "U/L") fact.fields.emplace_back("uln", "40");
  return fact;
}

// A new result, today or on a day that a window may ask for; or the recorded ones, made good.
void Supplier::supply_results() {
  const auto without_old = [this](DrawnRecord& record) { std::erase_if(record.facts, [&](const DrawnFact& fact) { return is_asked(fact); }); };
  for (const std::string& value : values_of(vocabulary_[asked_].name).values) {
    std::vector<Change> ways;
    ways.emplace_back([=, this](DrawnRecord& record) { record.facts.push_back(result(value, record.screening.day)); });
    ways.emplace_back([=, this](DrawnRecord& record) {
      each_asked(record, [&](DrawnFact& fact) {
        const auto dates = fact.dates;
        fact = result(value, record.screening.day);
        if (!dates.empty()) fact.dates = {{"on", on(dates.front().second.day)}};
      });
    });
    for (const int days : kDaysFromNow) {
      ways.emplace_back([=, this](DrawnRecord& record) {
        without_old(record);
        record.facts.push_back(result(value, record.screening.day + days));
        record.facts.push_back(result(value, record.screening.day + days));
      });
    }
    add(fmt::format("{} {}", missing_.of, value), ways);
  }
}

// ---- Facts that last

void sharpen(DrawnFact& fact, Day end, bool goes_on) {
  const std::string first = fact.kind == Kind::kCondition ? "onset" : "start";
  for (auto& [key, date] : fact.dates) date.precision = Precision::kDay;
  if (fact.has("on")) return;
  if (!fact.has(first)) fact.dates.emplace_back(first, on(fact.has("end") ? fact.dates.front().second.day - 3 : end - 3));
  const bool is_ongoing = std::any_of(fact.fields.begin(), fact.fields.end(), [](const auto& field) { return field.first == "ongoing" || field.second == "active"; });
  if (fact.has("end") || is_ongoing) return;
  std::erase_if(fact.fields, [](const auto& field) { return field.first == "status"; });
  if (goes_on) set_field(fact, fact.kind == Kind::kCondition ? "status" : "ongoing", fact.kind == Kind::kCondition ? "active" : "true");
  else fact.dates.emplace_back("end", on(std::max(end, fact.dates.front().second.day)));
}

// To the day; where windows ask for hours, to the minute, and so the time of screening.
void Supplier::supply_dates() {
  const auto to_the_minute = [](DrawnRecord& record, DrawnFact& fact) {
    for (auto& [key, date] : fact.dates) date = {date.day, Precision::kClock, 0};
    if (record.screening.precision != Precision::kClock) record.screening = {record.screening.day, Precision::kClock, 720};
    for (auto& [name, date] : record.moments) date = {date.day, Precision::kClock, 720};
  };
  for (const int days : {0, -1, -14, -60, -400, 10}) {
    for (const bool goes_on : {false, true}) {
      const auto by_days = [=, this](DrawnRecord& record) { each_asked(record, [&](DrawnFact& fact) { sharpen(fact, record.screening.day + days, goes_on); }); };
      const auto by_minutes = [=, this](DrawnRecord& record) {
        by_days(record);
        each_asked(record, [&](DrawnFact& fact) { to_the_minute(record, fact); });
      };
      add(fmt::format("dates of {}", missing_.of), {by_days, by_minutes});
    }
  }
}

void Supplier::supply_verification() {
  for (const char* answer : {"confirmed", "refuted"}) {
    add(fmt::format("{} {}", missing_.of, answer), [=, this](DrawnRecord& record) {
      each_asked(record, [&](DrawnFact& fact) {
        if (fact.has("verification")) set_field(fact, "verification", answer);
      });
    });
  }
}

// Silence is answered by one who says that there is nothing (more).
void Supplier::supply_silence() {
  const Kind kind = missing_.text.find("the history of allergies") != std::string::npos ? Kind::kAllergy : vocabulary_[asked_].kind;
  const auto complete = [=](DrawnRecord& record) { record.complete.push_back(kind); };
  add("the history is complete", complete);
  add("present, and the history is complete", [=, this](DrawnRecord& record) {
    record.facts.push_back({kind, vocabulary_[asked_].name, {{"on", on(record.screening.day)}}, {}});
    complete(record);
  });
  const bool is_there = std::any_of(record_.facts.begin(), record_.facts.end(), [&](const DrawnFact& fact) { return is_asked(fact); });
  if (!is_there && kind == vocabulary_[asked_].kind) add("absent", [this](DrawnRecord& record) { record.absent.push_back(missing_.of); });
}

Texts values_of_attribute(const std::string& name) {
  static const std::map<std::string, Texts> kValues = {
      {"severity", {"mild", "moderate", "severe"}}, {"control", {"controlled", "uncontrolled"}}, {"cause", {"ifosfamide", "sepsis", "sarcoma", "rash"}},
      {"dose", {"4 mg/d", "5 mg/d", "6 mg/d", "9.9 mg/d", "10 mg/d", "11 mg/d"}}, {"line", {"1", "2", "3"}}, {"intent", {"curative", "palliative"}},
      {"indication", {"sarcoma", "psoriasis", "sepsis", "pregnancy"}}, {"grade", {"1", "2", "3"}}, {"method", {"serum", "plasma"}}, {"role", {"study_disease"}},
  };
  const auto found = kValues.find(name);
  return found == kValues.end() ? Texts{} : found->second;
}

// "the severity of …"
void Supplier::supply_attribute() {
  const std::string name = missing_.text.substr(0, 4) == "the " ? missing_.text.substr(4, missing_.text.find(' ', 4) - 4) : "";
  for (const std::string& value : values_of_attribute(name)) {
    add(fmt::format("{} of {}: {}", name, missing_.of, value), [=, this](DrawnRecord& record) {
      each_asked(record, [&](DrawnFact& fact) { set_field(fact, name, value); });
    });
  }
}

void Supplier::settle_conflict() {
  add("not absent", [this](DrawnRecord& record) {
    std::erase_if(record.absent, [&](const std::string& name) { return vocabulary_.is_a(asked_, vocabulary_.find(name)); });
    if (vocabulary_[asked_].only_female) record.sex = "female";
  });
  add("not present", [this](DrawnRecord& record) { std::erase_if(record.facts, [&](const DrawnFact& fact) { return is_asked(fact); }); });
}

std::vector<Supply> Supplier::all() {
  if (missing_.of == "birth_date") supply_birth_date();
  else if (missing_.of == "sex") supply_sex();
  else if (missing_.why == Why::kUnanswered) supply_answer();
  else if (missing_.why == Why::kMoment || (!asked_ && missing_.why == Why::kImprecise)) supply_moment();
  else if (missing_.why == Why::kSilent) supply_silence();
  else if (missing_.why == Why::kAttribute) supply_attribute();
  else if (missing_.why == Why::kSuspected) supply_verification();
  else if (missing_.why == Why::kNoHalfLife || missing_.why == Why::kGap) return {};
  else if (is_observation()) supply_results();
  else if (missing_.why == Why::kConflict) settle_conflict();
  else supply_dates();
  return supplies_;
}

}  // namespace

std::vector<Supply> supplies(const explain::Missing& missing, const DrawnRecord& record, const clinical::Vocabulary& vocabulary) {
  return Supplier(missing, record, vocabulary).all();
}

}  // namespace eligo::laws
