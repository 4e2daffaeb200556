// A register of invented patients as NDJSON, about 2 kB each: 15 results, 4 or 5 conditions, 4 or 5 treatments, 2 events.
// Usage: make_list NUMBER [SEED] >patients.ndjson. The same seed gives the same bytes everywhere.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <fmt/format.h>

#include "drawn.h"

namespace eligo::bench {

namespace {

struct Test {
  const char* name;
  const char* unit;
  int low, high;                 // in units of `scale`
  double scale;
  const char* uln;               // with its key, or nothing
};

constexpr Test kTests[] = {
    {"hemoglobin", "g/dL", 84, 160, 0.1, ""},         {"neutrophils", "10^9/L", 12, 80, 0.1, ""},
    {"platelets", "10^9/L", 80, 450, 1, ""},          {"creatinine", "mg/dL", 50, 190, 0.01, ", \"uln\": 1.3"},
    {"ALT", "U/L", 8, 120, 1, ", \"uln\": 55"},       {"AST", "U/L", 8, 110, 1, ", \"uln\": 48"},
    {"total_bilirubin", "mg/dL", 2, 20, 0.1, ", \"uln\": 1.2"}, {"albumin", "g/dL", 28, 52, 0.1, ""},
    {"potassium", "mmol/L", 34, 56, 0.1, ""},         {"LVEF", "%", 45, 70, 1, ""},
    {"sodium", "mmol/L", 132, 148, 1, ""},            {"glucose", "mg/dL", 70, 180, 1, ""}};

constexpr const char* kConditions[] = {"hypertension", "diabetes", "COPD", "atrial_fibrillation", "myocardial_infarction", "heart_failure", "pneumonia", "stroke",
                                       "hiv_infection", "breast_cancer", "asthma", "epilepsy", "kidney_disease", "liver_disease"};
constexpr const char* kDrugs[] = {"oxaliplatin", "irinotecan", "capecitabine", "bevacizumab", "cetuximab", "prednisone", "methotrexate", "fluorouracil"};

template <std::size_t N>
const char* one_of(const char* const (&all)[N], Random& random) {
  return all[random.between(0, static_cast<int>(N) - 1)];
}

std::string day(Random& random, int first_year, int last_year) {
  return fmt::format("{}-{:02}-{:02}", random.between(first_year, last_year), random.between(1, 11), random.between(1, 28));
}

void add_results(std::string& out, Random& random) {
  out += "\"observations\": [";
  for (const Test& test : kTests) {
    const char* month = random.one_in(30) ? "09" : "11";
    out += fmt::format("{{\"of\": \"{}\", \"value\": {:g}, \"unit\": \"{}\"{}, \"on\": \"2026-{}-{:02}\"}}, ", test.name, random.between(test.low, test.high) * test.scale, test.unit, test.uln, month, random.between(1, 21));
  }
  out += fmt::format("{{\"of\": \"INR\", \"value\": {:g}, \"on\": \"2026-11-{:02}\"}}, ", random.between(9, 16) * 0.1, random.between(1, 21));
  out += fmt::format("{{\"of\": \"ECOG\", \"value\": {}, \"on\": \"2026-11-{:02}\"}}, ", random.between(0, 9) / 3, random.between(1, 21));
  out += fmt::format("{{\"of\": \"HBsAg\", \"value\": \"{}\", \"on\": \"2026-11-{:02}\"}}], ", random.one_in(50) ? "positive" : "negative", random.between(1, 21));
}

void add_conditions(std::string& out, Random& random) {
  out += fmt::format("\"conditions\": [{{\"of\": \"{}\", \"onset\": \"{}\", \"status\": \"active\", \"role\": \"study_disease\"}}", random.one_in(5) ? "rectal_cancer" : "colon_cancer", day(random, 2023, 2025));
  for (int i = random.between(3, 4); i > 0; --i) out += fmt::format(", {{\"of\": \"{}\", \"onset\": \"{}\", \"status\": \"{}\"}}", one_of(kConditions, random), day(random, 2010, 2026), random.one_in(3) ? "active" : "resolved");
  out += "], ";
}

void add_treatments(std::string& out, Random& random) {
  out += "\"treatments\": [";
  for (int i = random.between(4, 5), first = i; i > 0; --i) {
    const int year = random.between(2022, 2026);
    const int month = random.between(1, 9);
    out += fmt::format("{}{{\"of\": \"{}\", \"start\": \"{}-{:02}-{:02}\", \"end\": \"{}-{:02}-{:02}\", \"line\": {}}}", i == first ? "" : ", ", one_of(kDrugs, random), year, month, random.between(1, 28), year,
                       month + random.between(1, 2), random.between(1, 28), random.between(1, 3));
  }
  out += "], ";
}

void add_patient(std::string& out, std::size_t number, Random& random) {
  out += fmt::format("{{\"patient\": \"R-{:08}\", \"birth_date\": \"{}\", \"sex\": \"{}\", \"dates\": {{\"screening\": \"2026-11-22\"}}, ", number, day(random, 1944, 2010), random.one_in(2) ? "female" : "male");
  out += random.one_in(10) ? "" : "\"history\": {\"complete\": [\"conditions\", \"treatments\", \"events\"]}, ";
  add_results(out, random);
  add_conditions(out, random);
  add_treatments(out, random);
  out += fmt::format("\"events\": [{{\"of\": \"hospitalization\", \"on\": \"{}\"}}, {{\"of\": \"progression\", \"on\": \"{}\"}}]}}\n", day(random, 2020, 2026), day(random, 2024, 2026));
}

}  // namespace

int run(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::string out;
  for (std::size_t i = 1; i <= count; ++i) {
    add_patient(out, i, random);
    if (out.size() < (1U << 20U) && i < count) continue;
    if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size()) return 4;
    out.clear();
  }
  return std::fflush(stdout) == 0 ? 0 : 4;
}

}  // namespace eligo::bench

int main(int argc, char** argv) {
  if (argc == 2 || argc == 3) return eligo::bench::run(std::strtoull(argv[1], nullptr, 10), argc == 3 ? std::strtoull(argv[2], nullptr, 10) : 1);
  std::fputs("make_list NUMBER [SEED]\n", stderr);
  return 2;
}
