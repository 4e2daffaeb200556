// Runs the fuzz target on seeded mutations of a few texts, where no libFuzzer is at hand: bytes changed, parts cut out,
// doubled, exchanged, and tokens of the formats put in. Usage: fuzz_records [SEED [COUNT]]
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <random>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

const char* const kTexts[] = {
    "patient: P1\nbirth_date: 1980-04-12\nsex: female\ndates: {screening: 2026-11-22, consent: 2026-11-20}\n"
    "history:\n  complete: [conditions, treatments]\nabsent: [infection]\nobservations:\n"
    "  - {of: ALT, value: 32, unit: U/L, uln: 40, on: 2026-11-18}\n  - {of: HBV_DNA, value: \"<20\", unit: IU/mL, on: 2026-11-10T08:00}\n"
    "  - {of: ANA, value: 1:80, on: 2026-11}\n  - {of: nyha_class, value: II, on: 2026}\nconditions:\n"
    "  - {of: stroke, onset: 2025-03, status: active}\n  - {code: ICD10|B20, onset: 2026-02-10, end: 2026-02-20, verification: suspected}\n"
    "treatments:\n  - of: nivolumab\n    start: 2026-08-01\n    ongoing: true\n    dose: 10 mg/d\ntoxicities:\n  - {of: neuropathy, grade: 2}\n"
    "answers:\n  I10: {answer: yes, by: nurse, on: 2026-11-20}\n  I11: no\n---\npatient: P2\n",
    "{\"patient\": \"P1\", \"sex\": \"male\", \"dates\": {\"screening\": \"2026-11-22\"}, \"observations\": [{\"of\": \"ALT\", \"value\": 32.5,"
    " \"unit\": \"U/L\", \"uln\": 40, \"on\": \"2026-11-18\"}, {\"of\": \"hemoglobin\", \"value\": \"35-40\", \"unit\": \"g/L\"}],"
    " \"conditions\": [{\"of\": \"pregnancy\", \"onset\": null}], \"answers\": {\"I1\": true}}\n{\"patient\": 2}\n",
    "module: m\nconcepts:\n  a: {kind: condition, is_a: [b], codes: {icd10: [B20]}}\n  b: {kind: condition, acute: true}\n"
    "  c: {kind: observation, unit: mg/dL, molar_mass: 113.12, plausible: [0.1, 40]}\n  d: {kind: treatment, half_life: 8-18 h}\n",
};

const char* const kTokens[] = {"[", "]", "{", "}", ":", ": ", "- ", ",", "\"", "'", "\n", "\r\n", "\r", "\t", "#", "&a", "*a", "!", "|\n", ">", "%",
                               "---\n", "...\n", "? ", "<<: ", "\\", "\\u0000", "\xff", "\xEF\xBB\xBF", "null", "~", "true", "1e99", "-", "<", ">=", "1:",
                               "2026-02-30", "9999-12-31", "of", "on", "value", "\xE2\x80\x93", "0", "999999999999999999999"};

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : random_(seed) {}

  std::string next() {
    std::string text = kTexts[below(std::size(kTexts))];
    const std::size_t steps = 1 + below(6);
    for (std::size_t i = 0; i < steps; ++i) change(text);
    return text;
  }

 private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : static_cast<std::size_t>(random_() % limit); }

  void change(std::string& text) {
    const std::size_t at = below(text.size() + 1);
    const std::size_t length = below(40);
    switch (below(6)) {
      case 0: text.insert(at, kTokens[below(std::size(kTokens))]); break;
      case 1: text.erase(at, length); break;
      case 2: text.insert(below(text.size() + 1), text.substr(at, length)); break;
      case 3: if (at < text.size()) text[at] = static_cast<char>(below(256)); break;
      case 4: text.replace(at, below(8), kTokens[below(std::size(kTokens))]); break;
      case 5: text.resize(at); break;
      default: break;
    }
  }

  std::mt19937_64 random_;
};

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t seed = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 20261122;
  const unsigned long count = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 5000;
  std::printf("seed %llu, %lu texts\n", static_cast<unsigned long long>(seed), count);
  std::fflush(stdout);
  Mutator mutator(seed);
  for (unsigned long i = 0; i < count; ++i) {
    const std::string text = mutator.next();
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  }
  return 0;
}
