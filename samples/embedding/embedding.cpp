// The engine inside another program: vocabulary, rules and a record are texts of its own; the answer is a value.
// No file is read.
#include <cstdio>

#include "engine.h"
#include "io/read.h"

namespace {

eligo::diag::Source text(const char* name, const char* content) { return std::make_shared<eligo::diag::SourceText>(name, content); }

const auto kVocabulary = text("ward.yaml", "module: ward\nconcepts:\n  LVEF: {kind: observation, unit: '%', plausible: [5, 90]}\n");
const auto kRules = text("heart.elig",
                         "protocol HEART1 \"A heart that can bear the treatment\"\n"
                         "use ward\n"
                         "results valid for 28 days before screening\n"
                         "inclusion I1 \"Adults\": age >= 18 years\n"
                         "inclusion I2 \"Ejection fraction\": LVEF >= 50 %\n");
const auto kRecord = text("P-7.json", R"({"patient": "P-7", "birth_date": "1980-04-12", "dates": {"screening": "2026-06-15"},
                                          "observations": [{"of": "LVEF", "value": 45, "unit": "%", "on": "2026-06-01"}]})");

}  // namespace

int main() {
  const auto module = eligo::io::read_module(kVocabulary);
  if (!module) return 1;
  const eligo::CompileResult rules = eligo::compile_rules(kRules, eligo::ModuleList({*module}));
  for (const auto& diagnostic : rules.diagnostics) std::printf("%s\n", diagnostic.message.c_str());
  if (!rules.program) return 1;
  for (const auto& read : eligo::io::read_records(kRecord, *rules.program->vocabulary, {})) {
    if (!read.record) continue;
    const eligo::explain::Report report = eligo::screen(*rules.program, *read.record);
    std::printf("%s: %s\n", report.patient.c_str(), eligo::eval::name_of(report.verdict));
    for (const auto& criterion : report.criteria) std::printf("  %s %s\n", criterion.id.c_str(), eligo::eval::name_of(criterion.status));
  }
}
