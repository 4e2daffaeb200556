// From parts of a text to bundles, from bundles to charts, from charts to records.
#include "io/fhir.h"

#include <optional>
#include <utility>

#include "base/ascii.h"
#include "io/fhir/bundle.h"
#include "io/fhir/chart.h"
#include "io/fhir/tree.h"
#include "io/json_keys.h"
#include "io/raw_text.h"

namespace eligo::io {

using diag::Code;

bool is_fhir(const diag::Source& source, diag::Span part) { return top_level_text(source->slice(part), "resourceType").has_value(); }

bool is_plain_resource(const diag::Source& source, diag::Span part) {
  const auto type = top_level_text(source->slice(part), "resourceType");
  return type && *type != "Bundle";
}

struct FhirReader::Memory {
  Memory(const clinical::Vocabulary& vocabulary, const model::ReadOptions& read_options)
      : options(read_options), builder(vocabulary, read_options), codes(vocabulary, options) {}

  void read_part(const diag::Source& source, diag::Span part);
  void take_bundle(const diag::Source& source, std::uint32_t at);
  void take_patient(const diag::Source& source, const fhir::PatientGroup& group);
  void refuse(const diag::Source& source, std::uint32_t at, diag::Diagnostic diagnostic);

  model::ReadOptions options;
  model::RecordBuilder builder;
  fhir::CodeBook codes;
  fhir::TreeReader trees;
  fhir::Bundle bundle;
  std::optional<std::uint32_t> begin_of_lines;   // where plain resources of the text begin
  const std::vector<std::string>* origins = nullptr;
  const std::function<void(ReadRecord)>* take = nullptr;
};

FhirReader::FhirReader(const clinical::Vocabulary& vocabulary, const model::ReadOptions& options)
    : memory_(std::make_unique<Memory>(vocabulary, options)) {}
FhirReader::~FhirReader() = default;
FhirReader::FhirReader(FhirReader&&) noexcept = default;

void FhirReader::Memory::refuse(const diag::Source& source, std::uint32_t at, diag::Diagnostic diagnostic) {
  (*take)({base::Unexpected{std::move(diagnostic)}, line_at(source, at)});
}

void FhirReader::Memory::take_patient(const diag::Source& source, const fhir::PatientGroup& group) {
  const fhir::Resource& patient = *group.patient;
  const std::uint32_t at = patient.root.offset();
  if (patient.root["modifierExtension"] || patient.root["implicitRules"]) {
    return refuse(source, at, trouble(Code::E0631, source, {at, at + 1}, "the patient `" + std::string(patient.id) + "` has a `modifierExtension` or `implicitRules`, which may change all that it says"));
  }
  if (bundle.is_disputed(patient)) {
    return refuse(source, at, trouble(Code::E0631, source, {at, at + 1}, "`Patient/" + std::string(patient.id) + "` stands twice with different contents, and nothing tells which is newer"));
  }
  fhir::Chart(codes, bundle, builder, origins).read(group);
  model::PatientRecord record = builder.finish();
  record.source = source;
  (*take)({std::move(record), patient.line});
}

void FhirReader::Memory::take_bundle(const diag::Source& source, std::uint32_t at) {
  const fhir::Bundle::Groups groups = bundle.group();
  if (groups.patients.empty()) {
    refuse(source, at, trouble(Code::E0632, source, {at, at + 1}, "there is no Patient among the resources"));
  } else {
    for (const fhir::Orphans& it : groups.orphans) {
      const fhir::Resource& first = *it.resources.front();
      const std::uint32_t place = first.root.offset();
      const std::string whom = it.reference.empty() ? "names no patient" : "is about `" + it.reference + "`, who is not there";
      const std::string others = it.resources.size() == 1 ? "" : " (and " + std::to_string(it.resources.size() - 1) + " others)";
      refuse(source, place, trouble(Code::E0630, source, {place, place + 1}, "the " + std::string(first.type) + " `" + std::string(first.id) + "`" + others + " " + whom));
    }
  }
  for (const fhir::PatientGroup& group : groups.patients) take_patient(source, group);
  bundle.clear();
  trees.clear();
}

void FhirReader::Memory::read_part(const diag::Source& source, diag::Span part) {
  if (part.end - part.begin > kLargestBundle) {
    return refuse(source, part.begin, trouble(Code::E0618, source, {part.begin, part.begin + 1}, "the bundle is larger than " + std::to_string(kLargestBundle >> 20U) + " MiB"));
  }
  const auto content = trees.read(source, part);
  if (!content) {
    if (begin_of_lines) bundle.add_lost({line_at(source, content.error().span.begin), content.error().message});
    return refuse(source, part.begin, content.error());
  }
  const bool is_bundle = content->type == "Bundle";
  if (is_bundle && begin_of_lines) {   // lines of both sorts: what came before stands alone
    return refuse(source, part.begin, trouble(Code::E0617, source, {part.begin, part.begin + 1}, "a Bundle among lines that are plain resources"));
  }
  bundle.add(*content);
  if (is_bundle) return take_bundle(source, part.begin);
  if (!begin_of_lines) begin_of_lines = part.begin;
}

void FhirReader::read(const diag::Source& source, const std::vector<diag::Span>& parts, const std::function<void(ReadRecord)>& take,
                      const std::vector<std::string>* origins) {
  Memory& m = *memory_;
  m.take = &take;
  m.origins = origins;
  m.begin_of_lines.reset();
  m.bundle.clear();
  m.trees.clear();
  for (const diag::Span part : parts) m.read_part(source, part);
  if (m.begin_of_lines) m.take_bundle(source, *m.begin_of_lines);
  m.bundle.clear();
  m.trees.clear();
}

void FhirReader::recycle(model::PatientRecord&& old) { memory_->builder.recycle(std::move(old)); }

}  // namespace eligo::io
