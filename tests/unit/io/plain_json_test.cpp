// The plain reader of JSON against the full one: what it takes it reads alike, and the ordinary record it does take.
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "catch.h"
#include "../model/record_of.h"
#include "io/json.h"
#include "io/plain_json.h"
#include "io/raw_text.h"
#include "io/record_walk.h"
#include "model/record_print.h"

using namespace eligo;
using model::test::source_of;
using model::test::vocabulary;

namespace {

const std::vector<std::string> kRecords = {
    R"({"patient": "P-1", "birth_date": "1980-04-12", "sex": "female", "dates": {"screening": "2026-11-22", "consent": "2026-11"}, "history": {"complete": ["conditions", "treatments"]}, "absent": ["hypertension"], "observations": [{"of": "ALT", "value": 32, "unit": "U/L", "uln": 40, "on": "2026-11-18"}, {"of": "creatinine", "value": "88.4", "unit": "umol/L", "on": "2026-11-18T14:30:00Z"}]})",
    R"({"patient":"P-2","sex":"male","conditions":[{"of":"hypertension","onset":"2020","status":"active"},{"of":"hypertension","onset":"2021-02-29"}],"treatments":[{"of":"nivolumab","start":"2026-08-01","end":"2026-10-20","dose":"240 mg"},{"of":"nivolumab","ongoing":true,"start":"2026-11-01"}],"answers":{"I10":{"answer":"yes","by":"investigator","on":"2026-11-20"},"I11":"no"}})",
    R"({"patient":"P-3","observations":[{"of":"ALT","value":"<20","unit":"U/L","on":"2026-11-01"},{"of":"ALT","value":1e2,"unit":"U/L","on":"2026-11-02"},{"of":"ALT","value":-0.5,"unit":"U/L","on":"2026-11-03"},{"of":"ALT","value":12,"on":"2026-11-04"},{"of":"alt","value":12,"unit":null,"on":"2026-11-04","lln":5,"uln":3}],"events":[]})",
    R"({"patient":"P-4","procedures":[{"of":"nothing_known","on":"2026-11-01"}],"allergies":[{"of":"nivolumab","severity":"severe"}],"vaccines":[],"toxicities":[{"of":"neuropathy","grade":2,"start":"2026-10-01","ongoing":true,"extra":"x"}]})",
    R"({"patient":"P-5","observations":[{"of":"ALT","value":32,"unit":"U/L","on":"2026-11-18","from":"Bundle.entry[1].resource"}],"conditions":[{"of":"infection","onset":"2020","from":""}]})",
    R"({"patient": "P-6", "dates": {"screening": "2026-11-22"}, "observations": [{"of": "ALT", "value": 32.50, "unit": "U/L", "uln": 40, "lln": 5.5, "on": "2024-02-29"}, {"of": "ALT", "value": 99999999, "unit": "U/L", "on": "2026-11-18"}, {"of": "bilirubin", "value": 88.4, "unit": "umol/L", "uln": 104, "on": "2026-11"}, {"of": "bilirubin", "value": 1.1, "unit": "mg/dL", "on": "2026-11-31"}, {"of": "HBsAg", "value": "negative", "on": "2026-11-10"}, {"of": "nyha_class", "value": "II", "on": "2026-11-01"}, {"of": "ANA", "value": "1:80", "on": "2026-11-01"}, {"of": "ECOG", "value": 1, "on": "2026-11-20", "method": "clinic"}, {"of": "HBV_DNA", "value": 120, "unit": "IU/mL", "on": "2026-11-10", "specimen": "plasma"}]})",
    R"({"patient": "P-7", "dates": {"screening": "2026-11-22"}, "sex": "male", "conditions": [{"of": "vitiligo", "onset": "2026-03-01", "end": "2026-02-01"}, {"of": "arrhythmia", "control": "controlled", "stable": "yes", "onset": "2025-03-01", "end": "2026-02-01", "status": "resolved", "verification": "suspected"}, {"of": "infection", "start": "2027-01-01", "ongoing": false, "role": "study_disease", "grade": 3, "stage": "II"}, {"of": "pregnancy", "on": "2026-02-01T10:00"}], "treatments": [{"of": "nivolumab", "start": "2025-10-01", "end": "2025-12-24", "line": 2, "intent": "curative", "indication": "vitiligo"}, {"of": "nivolumab", "start": "2025-01-30", "line": "2-3"}], "events": [{"of": "relapse", "on": "2026-09-30", "severity": "mild"}]})",
    R"({"patient": "P-8", "dates": {"screening": "2026-11-22"}, "observations": [{"of": "ALT", "value": "32", "unit": "U/L", "on": "2026-11-18"}, {"of": "ALT", "value": "<5", "unit": "U/L", "on": "2026-11-17"}, {"value": 7.25, "unit": "mg/dL", "on": "2026-11-01", "uln": "1.2", "of": "creatinine"}, {"of": "HBV_DNA", "value": "negative", "on": "2026-11-10"}, {"of": "HBV_DNA", "value": 20.5, "unit": "IU/mL", "on": "2026-11-10"}, {"on": "2026-11-12", "of": "ECOG", "value": "1"}, {"of": "ECOG", "value": 0, "on": "2026-10-12"}, {"of": " ALT", "value": 33, "unit": "U/L ", "on": "2026-11-18"}], "treatments": [{"of": "nivolumab", "start": "2026-08-01", "dose": "3 mg/kg", "line": "1", "indication": "vitiligo"}, {"of": "nivolumab", "start": "2026-08", "end": "2026-09-01/2026-10-01", "dose": "240mg", "line": 12}, {"of": "nivolumab", "start": 2024, "end": 2025, "dose": "1.5 g"}], "conditions": [{"of": "arrhythmia", "stable": true, "control": "Controlled", "onset": "2025-03-01", "role": "study_disease"}, {"of": "arrhythmia", "stable": "no", "onset": "2025-03-01", "role": "history"}]})",
};

// Ordinary ones, but for what stands in front of their facts.
const std::vector<std::string> kHeads = {
    R"({"patient": "P-21", "birth_date": "1964-09-09", "sex": "male", "dates": {"screening": "2026-11-22"}, "history": {"complete": ["conditions", "treatments", "events"]}, "conditions": [{"of": "infection", "onset": "2020-01-01"}]})",
    R"({"patient": "P-22", "birth_date": "1964-09-10", "sex": "female", "dates": {"screening": "2026-11-21"}, "history": {"complete": ["conditions"]}, "conditions": []})",
    R"({"patient": "P-23", "birth_date": "1964-09", "sex": "female", "dates": {"screening": "2026-11-21"}, "history": {"complete": ["conditions"]}, "conditions": []})",
    R"({"patient": " P-24 ", "birth_date": "2027-09-01", "sex": "female", "dates": {"screening": "2026-11-20T08:30"}, "history": {"complete": ["conditions"]}, "conditions": []})",
    R"({"patient": "", "birth_date": "1964-13-01", "sex": "both", "dates": {"screening": "2026-11"}, "history": {"complete": ["observations"]}, "conditions": []})",
    R"({"sex": "female", "patient": 25, "birth_date": 1980, "dates": {"Screening": "2026-11-22"}, "conditions": []})",
    R"({"dates": {"screening": "2026-11-22"}, "birth_date": "1980-04-12", "patient": "P-26", "treatments": [], "sex": "male", "conditions": [{"of": "pregnancy", "on": "2026-02-01"}]})",
    R"({"patient": "P-27", "birth_date": null, "dates": {"screening": null}, "observations": [], "history": {"complete": ["conditions"]}})",
    R"({"patient": "P-28", "dates": {"screening": "2026-11-22", "consent": "2026-11-20"}, "observations": []})",
    R"({"patient": "P-29", "dates": {"consent": "2026-11-20"}, "observations": []})",
    R"({"patient": "P-30", "absent": ["hypertension"], "answers": {"I10": "no"}, "observations": []})",
    R"({"patient": "P-31", "sex": "male", "observations": [], "birth_date": "1980-04-12"})",
    R"({"patient": "P-32", "birth_date": "1980-04-12"})",
    R"({"patient": "P-33", "birth_date": "1980-04-12", "history": {}, "dates": {}, "absent": [], "answers": {}, "observations": []})",
};

std::optional<model::PatientRecord> read(io::PlainJsonReader& reader, std::string_view text) {
  return reader.read(text, 1) ? std::optional(reader.take()) : std::nullopt;
}

std::string problems_of(const model::PatientRecord& record) {
  std::string out;
  for (const model::Problem& problem : record.problems) out += problem.at + " line " + std::to_string(problem.line) + ": " + problem.text + "\n";
  return out;
}

std::string dumped(const model::PatientRecord& record) {
  std::string out = dump(record, vocabulary());
  for (const model::Fact& fact : record.facts) {
    out += to_text(fact.place) + " line " + std::to_string(fact.place.line) + " `" + std::string(fact.value.text) + "` `" + std::string(fact.value.unit_text) + "`";
    for (const model::FactAttribute& it : fact.attributes) out += " `" + std::string(it.text) + "`";
    out += "\n";
  }
  return out + problems_of(record);
}

std::optional<std::string> read_in_full(const std::string& text) {
  const auto source = source_of(text);
  const auto raw = io::JsonReader().read(source, io::whole(source));
  if (!raw) return std::nullopt;
  model::RecordBuilder builder(vocabulary(), {});
  const auto record = io::walk_record(*raw, source, builder);
  return record ? std::optional(dumped(*record)) : std::nullopt;
}

// Whether the reader takes it; then it reads it as the full one does.
bool is_taken(io::PlainJsonReader& reader, const std::string& text) {
  INFO(text);
  auto record = read(reader, text);
  if (!record) return false;
  const auto full = read_in_full(text);
  REQUIRE(full);
  REQUIRE(dumped(*record) == *full);
  reader.recycle(std::move(*record));
  return true;
}

class Chance {
 public:
  explicit Chance(unsigned seed) : random_(seed) {}
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }

 private:
  std::mt19937 random_;
};

// How many of the texts that `draw` gives the reader takes, each read alike.
template <class Draw>
int count_taken(io::PlainJsonReader& reader, int tries, Draw draw) {
  int taken = 0;
  for (int i = 0; i < tries; ++i) taken += is_taken(reader, draw()) ? 1 : 0;
  return taken;
}

void learn(io::PlainJsonReader& reader, const std::vector<std::string>& records) {
  for (const std::string& text : records) REQUIRE(is_taken(reader, text));
}

// A digit at a random place of the text, or behind it; none where no more follow.
std::size_t digit_of(const std::string& text, Chance& chance) { return text.find_first_of("0123456789", chance.below(text.size())); }

}  // namespace

TEST_CASE("the_plain_reader_takes_ordinary_records_and_reads_them_as_the_full_one") {
  constexpr int kTimes = 3;   // from the second on, names and units are known
  io::PlainJsonReader reader(vocabulary(), {});
  for (int i = 0; i < kTimes; ++i) {
    for (const std::string& text : kRecords) {
      INFO(text);
      auto record = read(reader, text);
      REQUIRE(record);
      CHECK(dumped(*record) == read_in_full(text));
      reader.recycle(std::move(*record));
    }
  }
}

TEST_CASE("facts_that_no_rule_asks_for_are_checked_and_not_kept") {
  std::vector<bool> asked(vocabulary().size(), false);
  asked[vocabulary().find("ALT").index()] = true;
  model::ReadOptions options;
  options.asked = std::make_shared<const std::vector<bool>>(asked);
  io::PlainJsonReader all(vocabulary(), {}), some(vocabulary(), options);
  constexpr int kTimes = 3;
  for (int i = 0; i < kTimes; ++i) {
    for (const std::string& text : kRecords) {
      INFO(text);
      auto everything = read(all, text), kept = read(some, text);
      REQUIRE(everything);
      REQUIRE(kept);
      CHECK(problems_of(*kept) == problems_of(*everything));
      all.recycle(std::move(*everything));
      some.recycle(std::move(*kept));
    }
  }
  const std::string text =
      R"({"patient": "P-1", "sex": "male", "dates": {"screening": "2026-11-22"}, "observations": [{"of": "ALT", "value": 32, "unit": "U/L", "on": "2026-11-18"}, )"
      R"({"of": "bilirubin", "value": 1.1, "unit": "mg/dL", "on": "2026-11-18"}, {"of": "bilirubin", "value": 1.1, "unit": "mg/dL", "on": "2026-11-31"}], )"
      R"("conditions": [{"of": "infection", "role": "study_disease"}, {"of": "vitiligo", "onset": "2020-01-01"}, {"of": "pregnancy", "on": "2026-02-01"}]})";
  some.recycle(std::move(*read(some, text)));   // now all names are known
  const auto record = read(some, text);
  REQUIRE(record);
  std::string names;
  for (const model::Fact& fact : record->facts) names += vocabulary()[fact.concept_id].name + " ";
  CHECK(names == "ALT bilirubin infection pregnancy ");   // what is broken, marked, or perhaps against the sex stays
  CHECK(record->problems.size() == 2);
}

TEST_CASE("the_plain_reader_takes_a_line_with_blanks_around_it_and_texts_beyond_ascii") {
  io::PlainJsonReader reader(vocabulary(), {});
  for (const char* text : {" {\"patient\": \"J\xC3\xB6rg\", \"observations\" : [ ] } \r", "{\"patient\": \"P\", \"observations\": [{\"of\": \"bilirubin\", \"value\": 8.4, \"unit\": \"\xC2\xB5mol/L\", \"on\": \"2026-11-18\"}]}"}) {
    INFO(text);
    auto record = read(reader, text);
    REQUIRE(record);
    CHECK(dumped(*record) == read_in_full(text));
  }
}

TEST_CASE("the_plain_reader_leaves_what_is_out_of_the_ordinary_to_the_full_one") {
  io::PlainJsonReader reader(vocabulary(), {});
  learn(reader, kHeads);   // no form takes what is doubled
  for (const char* text : {R"({"patient": "P-33", "birth_date": "1980-04-12", "history": {}, "dates": {}, "absent": [], "answers": {}, "observations": [], "observations": []})", R"({"patient": "P-31", "sex": "male", "observations": [], "sex": "male"})",
                           R"({"patient": "a", "patient": "b"})", R"({"patient": "a", "Sex": "male"})", R"({"patient": "\u0041"})", R"({"patient": ["a"]})",
                           R"({"patient": "a", "observations": {}})", R"({"patient": "a", "observations": [[]]})", R"({"patient": "a", "observations": [{"of": {"x": 1}}]})",
                           R"({"patient": "a"} {)", R"({"patient": "a")", R"({"patient": a})", R"({"patient": 01})", R"([])", "", "{", R"({"patient": "a", "conditions": [{"of": "ALT", "of": "ALT"}]})",
                           R"({"patient": "a", "conditions": [{"of": "infection", "from": "", "from": ""}]})", R"({"patient": "a)", R"({"patient": "a", "conditions": [{"of)", R"({"patient": "a", "conditions": [{"of": "infection", "onset":)", R"({"patient": "a", "conditions": [{"of": "infection",}]})",
                           R"({"patient": "a", "conditions": [{"of": "infection", "grade": 2, "Grade": 2}]})", R"({"patient": "a", "conditions": [{"of": "infection", "grade": 02}]})", R"({"patient": "a", "conditions": [{"of": "infection", "grade": 2.}]})", R"({"patient": "a", "conditions": [{"of": "infection", "grade": nul}]})", "{\"patient\": \"a\tb\"}",
                           R"({"patient": "a", "history": {"complete": [], "else": 1}})", R"({"patient": "a", "answers": {"x": {"else": 1}}})",
                           R"({"patient": "a", "conditions": [{"of": "infection", "from": "", "from": "x"}]})", R"({"patient": "a", "conditions": [{"of": "infection", "set_aside": "x"}]})", "{\"patient\": \"a\x7F\"}", "{\"patient\": \"\xFF\"}"}) {
    INFO(text);
    CHECK_FALSE(read(reader, text));
  }
}

TEST_CASE("facts_of_a_form_that_is_known_say_what_their_own_values_are") {
  constexpr unsigned kSeed = 20261122;
  constexpr int kTries = 4000;
  INFO("seed " << kSeed);
  Chance chance(kSeed);
  io::PlainJsonReader reader(vocabulary(), {});
  learn(reader, kRecords);
  const int taken = count_taken(reader, kTries, [&] {
    std::string text = kRecords[chance.below(kRecords.size())];
    for (std::size_t changes = 1 + chance.below(6); changes > 0; --changes) {   // of digits, so that the forms stay
      const std::size_t at = digit_of(text, chance);
      if (at == std::string::npos) continue;
      if (chance.below(4) > 0) text[at] = static_cast<char>('0' + chance.below(10));
      else if (chance.below(2) == 0) text.insert(at, 1, static_cast<char>('0' + chance.below(10)));
      else text.erase(at, 1);
    }
    return text;
  });
  CHECK(taken > kTries / 2);
}

TEST_CASE("records_whose_beginning_is_of_a_form_that_is_known_say_what_their_own_values_are") {
  constexpr unsigned kSeed = 20261123;
  constexpr int kTries = 4000;
  INFO("seed " << kSeed);
  Chance chance(kSeed);
  io::PlainJsonReader reader(vocabulary(), {});
  learn(reader, kHeads);
  const int taken = count_taken(reader, kTries, [&] {
    std::string text = kHeads[chance.below(kHeads.size())];
    for (std::size_t changes = chance.below(4); changes > 0; --changes) {
      const std::size_t at = digit_of(text, chance);
      if (at == std::string::npos) continue;
      if (chance.below(8) > 0) text[at] = "0123456789\"- x"[chance.below(14)];
      else text.erase(at, 1);
    }
    return text;
  });
  CHECK(taken > kTries / 2);
}

TEST_CASE("whatever_happens_to_a_record_the_plain_reader_reads_it_as_the_full_one_or_not_at_all") {
  constexpr unsigned kSeed = 20261122;
  constexpr int kTries = 12000;
  INFO("seed " << kSeed);
  Chance chance(kSeed);
  static const std::string kBytes = "{}[]\":,\\ tfn0123456789.-eEAaZ_\x01\x7F\xC3\xA9";
  io::PlainJsonReader reader(vocabulary(), {});
  std::vector<std::string> records = kRecords;
  records.insert(records.end(), kHeads.begin(), kHeads.end());
  learn(reader, records);
  const int taken = count_taken(reader, kTries, [&] {
    std::string text = records[chance.below(records.size())];
    for (std::size_t changes = 1 + chance.below(3); changes > 0; --changes) {
      const std::size_t at = chance.below(text.size());
      switch (chance.below(4)) {
        case 0: text.erase(at, 1 + chance.below(4)); break;
        case 1: text.insert(at, 1, kBytes[chance.below(kBytes.size())]); break;
        case 2: text[at] = kBytes[chance.below(kBytes.size())]; break;
        default: text.insert(chance.below(text.size()), text.substr(at, chance.below(30))); break;
      }
    }
    return text;
  });
  CHECK(taken > kTries / 20);
}
