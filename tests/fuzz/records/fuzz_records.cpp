// One text, read as a file of records and as a vocabulary module. Whatever it is: no crash, no silent trouble, and the
// same text read twice gives the same records.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "clinical/vocabulary_source.h"
#include "io/read.h"
#include "model/record_print.h"

namespace {

using namespace eligo;

constexpr const char* kModule = R"(module: fuzz
concepts:
  infection: {kind: condition, codes: {icd10: [B20]}}
  stroke: {kind: condition, acute: true}
  pregnancy: {kind: condition, only: female}
  nivolumab: {kind: treatment, half_life: 25 days}
  neuropathy: {kind: toxicity}
  ALT: {kind: observation, unit: U/L, plausible: [1, 20000]}
  hemoglobin: {kind: observation, unit: g/dL, plausible: [2, 25]}
  HBV_DNA: {kind: observation, unit: IU/mL, answers: [negative, positive]}
  ANA: {kind: observation}
  nyha_class: {kind: observation, levels: [I, II, III, IV]}
)";

diag::Source source_of(std::string text) { return std::make_shared<const diag::SourceText>("fuzz", std::move(text)); }

const clinical::Vocabulary& vocabulary() {
  static const clinical::Vocabulary it = [] {
    const auto module = io::read_module(source_of(kModule));
    diag::Sink sink;
    return clinical::build_vocabulary({*module}, sink);
  }();
  return it;
}

void demand(bool holds) {
  if (!holds) std::abort();
}

bool is_in(const diag::Diagnostic& it) { return it.span.begin <= it.span.end && it.span.end <= it.source->text().size(); }

std::string read(const diag::Source& source) {
  std::string out;
  for (const io::ReadRecord& it : io::read_records(source, vocabulary(), {})) {
    if (it.record) {
      out += dump(*it.record, vocabulary());
      for (const model::Problem& problem : it.record->problems) demand(!problem.at.empty() && !problem.text.empty());
      for (const model::Fact& fact : it.record->facts) demand(fact.is_broken || fact.concept_id.is_valid());
    } else {
      demand(!it.record.error().message.empty() && is_in(it.record.error()));
      out += it.record.error().message;
    }
  }
  demand(!out.empty());
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto source = source_of(std::string(reinterpret_cast<const char*>(bytes), size));
  demand(read(source) == read(source));
  const auto module = io::read_module(source);
  if (module) {
    diag::Sink sink;
    (void)clinical::build_vocabulary({*module}, sink);
  } else {
    demand(is_in(module.error()));
  }
  return 0;
}
