// The frame of a patient's chart: who it is, each resource to its topic, and what only the whole of it tells.
#include "io/fhir/chart.h"

#include <algorithm>

#include "clinical/unit.h"
#include "model/number_text.h"

namespace eligo::io::fhir {

using diag::Code;

std::string_view word_of(Element codeable) {
  for (const Element coding : codeable["coding"]) {
    if (const std::string_view code = coding["code"].text(); !code.empty()) return code;
  }
  return codeable["text"].text();
}

std::string Chart::place_of(const Resource& resource, std::string_view part) const {
  std::string place;
  if (origins_ != nullptr && resource.line >= 1 && resource.line <= origins_->size()) {
    place = (*origins_)[resource.line - 1];
  } else if (resource.is_entry) {
    place = "Bundle.entry[" + std::to_string(resource.entry) + "].resource";
  } else {
    place = resource.type;
  }
  if (resource.is_contained) place += ".contained[" + std::to_string(resource.contained) + "]";
  return place.append(part);
}

void Chart::report(Code code, const Resource& resource, std::string_view part, std::string text, const Kinds& lost) {
  const auto first = lost.empty() ? std::nullopt : std::optional(lost.front());
  builder_.add_problem(code, place_of(resource, part), std::move(text), resource.line, first);
  for (std::size_t i = 1; i < lost.size(); ++i) builder_.lose_completeness(lost[i]);
}

void Chart::read(const PatientGroup& group) {
  builder_.count_repeats_once();
  read_patient(*group.patient);
  for (const LostLine& line : bundle_.lost()) {
    const bool has_origin = origins_ != nullptr && line.line >= 1 && line.line <= origins_->size();
    builder_.add_problem(Code::E0601, has_origin ? (*origins_)[line.line - 1] : "line " + std::to_string(line.line), "a line that cannot be read, and may be of this patient: " + line.message, line.line);
    for (std::size_t k = 0; k < clinical::kKindCount; ++k) builder_.lose_completeness(static_cast<Kind>(k));
  }
  read_consents(*this, group.resources);
  read_observations(*this, group.resources);
  for (const Resource* resource : group.resources) read_resource(*resource);
  for (const Resource* resource : group.strays) {
    const std::string_view name = subject_of(*resource)["reference"].text();
    const std::string whom = name.empty() ? "names no patient" : "is about `" + std::string(name) + "`, who is not there";
    report(Code::E0630, *resource, "", "the " + std::string(resource->type) + " " + whom + "; it is left out");
    for (std::size_t k = 0; k < clinical::kKindCount; ++k) builder_.lose_completeness(static_cast<Kind>(k));
  }
  finish();
}

void Chart::read_patient(const Resource& patient) {
  const Element root = patient.root;
  const std::string_view name = !patient.id.empty() ? patient.id : patient.full_url;
  builder_.set("patient", name, patient.line);
  if (const Element birth = root["birthDate"]) {
    builder_.set("birth_date", birth.text(), patient.line);
    if (const auto date = value::parse_date(birth.text())) birth_ = value::TimeSpan::between(date->first, date->last);
  }
  if (const Element gender = root["gender"]) builder_.set("sex", gender.text(), patient.line);
  const Element when = root["deceasedDateTime"];
  if (when || root["deceasedBoolean"].is_true()) {
    report(Code::E0634, patient, when ? ".deceasedDateTime" : ".deceasedBoolean",
           "the patient is recorded as dead" + (when ? " since " + std::string(when.text()) : std::string()));
  }
}

void Chart::read_resource(const Resource& resource) {
  const std::string_view type = resource.type;
  if (type == "Condition") return read_condition(*this, resource);
  if (type == "MedicationRequest" || type == "MedicationStatement" || type == "MedicationAdministration" || type == "MedicationDispense") {
    return read_medication_use(*this, resource);
  }
  if (type == "Procedure") return read_procedure(*this, resource);
  if (type == "Immunization") return read_immunization(*this, resource);
  if (type == "AllergyIntolerance") return read_allergy(*this, resource);
  if (type == "AdverseEvent") return read_adverse_event(*this, resource);
  if (type == "Encounter") return read_encounter(*this, resource);
  if (type == "DiagnosticReport") return read_report(*this, resource);
  if (type == "ResearchSubject") return read_research_subject(*this, resource);
}

namespace {

// Extensions that change the meaning of what they stand in: those that are understood say that a thing was not done.
enum class Modified { kNot, kNotDone, kUnknown };

Modified modified(Element element) {
  constexpr std::string_view kNotDone = "/qicore-notdone";
  Modified found = Modified::kNot;
  for (const Element it : element["modifierExtension"]) {
    const std::string url = base::folded(it["url"].text());
    if (!url.ends_with(kNotDone) || !it["valueBoolean"]) return Modified::kUnknown;
    if (it["valueBoolean"].is_true()) found = Modified::kNotDone;
  }
  return found;
}

}  // namespace

std::optional<Telling> Chart::begin(const Resource& resource, Element codeable, const Kinds& kinds) {
  return begin(resource, codes_.find(codeable), codeable, kinds);
}

std::optional<Telling> Chart::begin(const Resource& resource, const Coded& code, Element codeable, const Kinds& kinds) {
  if (code.is_no_fact) return std::nullopt;
  const Modified how = modified(resource.root);
  if (how == Modified::kNotDone) return std::nullopt;
  if (!code.concept_id.is_valid()) {
    note_unmapped(resource, codeable, kinds);
    return std::nullopt;
  }
  Telling telling;
  telling.resource = &resource;
  telling.code = code;
  if (how == Modified::kUnknown) {
    telling.add_trouble(Code::E0631, "a `modifierExtension` that is not understood may change what the " + std::string(resource.type) + " means");
  }
  if (resource.root["implicitRules"]) telling.add_trouble(Code::E0631, "`implicitRules` may change what the " + std::string(resource.type) + " means");
  if (bundle_.is_disputed(resource)) {
    telling.add_trouble(Code::E0631, "`" + std::string(resource.type) + "/" + std::string(resource.id) + "` stands twice with different contents, and nothing tells which is newer");
  }
  if (code.other.is_valid()) {
    telling.add_trouble(Code::E0633, "the codes mean `" + vocabulary()[code.concept_id].name + "` and `" + vocabulary()[code.other].name + "`");
  }
  return telling;
}

void Chart::tell(const Telling& telling, const Kinds& kinds) {
  tell_one(telling, telling.code.concept_id, kinds);
  if (telling.code.other.is_valid()) tell_one(telling, telling.code.other, kinds);
}

void Chart::tell_one(const Telling& telling, ConceptId concept_id, const Kinds& kinds) {
  const clinical::Concept& it = vocabulary()[concept_id];
  const bool is_fitting = std::find(kinds.begin(), kinds.end(), it.kind) != kinds.end();
  const Kind list = is_fitting ? it.kind : kinds.front();
  const std::uint32_t line = telling.resource->line;
  builder_.begin_fact(list, counts_[static_cast<std::size_t>(list)], line, place_of(*telling.resource, telling.part));
  builder_.set_fact("of", it.name, line);
  for (const auto& [key, text] : telling.keys) builder_.set_fact(key, text, line);
  for (const auto& [name, text] : telling.attributes) give_attribute(concept_id, list, name, text);
  for (const auto& [code, text] : telling.troubles) builder_.set_fact_aside(code, text);
  if (builder_.end_fact()) ++counts_[static_cast<std::size_t>(list)];
  told_.push_back(concept_id);
}

// An attribute the concept does not have, or a word that it does not list, is left out: it is then not known.
void Chart::give_attribute(ConceptId concept_id, Kind list, std::string_view name, std::string_view text) {
  const clinical::Attribute* attribute = nullptr;
  if (vocabulary()[concept_id].kind == list) {
    attribute = vocabulary().attribute(concept_id, name);
  } else {
    for (const clinical::Attribute& it : clinical::attributes_of(list)) attribute = it.name == name ? &it : attribute;
  }
  if (attribute == nullptr || text.empty()) return;
  using enum clinical::AttributeType;
  if (attribute->type == kLevel || attribute->type == kAnswer) {
    const auto is_it = [&](const std::string& choice) { return base::equal_folded(choice, text); };
    if (std::none_of(attribute->choices.begin(), attribute->choices.end(), is_it)) return;
  }
  if (attribute->type == kQuantity && !clinical::parse_unit(model::split_unit(text).unit)) return;
  builder_.set_fact(name, text, 0);
}

void Chart::note_unmapped(const Resource& resource, Element codeable, const Kinds& kinds) {
  const Element coding = codeable["coding"].first();
  const std::string_view code = coding["code"].text();
  const std::string_view text = codeable["text"].text();
  std::string name = code.empty() ? "text|" + std::string(text) : std::string(coding["system"].text()) + "|" + std::string(code);
  const std::string_view display = !coding["display"].text().empty() ? coding["display"].text() : text;
  add_unmapped(resource, std::move(name), display, kinds);
}

void Chart::add_unmapped(const Resource& resource, std::string name, std::string_view display, const Kinds& kinds) {
  for (const Kind kind : kinds) unmapped_[static_cast<std::size_t>(kind)] += 1;
  if (model::UnmappedCodes* all = codes_.options().unmapped) all->add(name, display, resource.type);
  if (first_unmapped_.empty() && !kinds.empty()) first_unmapped_ = std::move(name);
}

// Codes that mean nothing here may hide facts of kinds that were assumed complete.
void Chart::finish() {
  if (!codes_.options().ignore_unmapped) {
    for (const Kind kind : codes_.options().assume_complete) {
      const std::size_t count = unmapped_[static_cast<std::size_t>(kind)];
      if (count == 0) continue;
      builder_.add_problem(diag::Code::E0603, clinical::list_name_of(kind),
                           std::to_string(count) + (count == 1 ? " resource has a code" : " resources have codes") +
                               " that no concept has, such as `" + first_unmapped_ + "`: " + clinical::list_name_of(kind) + " are not complete",
                           0, kind);
    }
  }
  std::size_t index = 0;
  for (const ConceptId refuted : refuted_) {
    const auto is_below = [&](ConceptId told) { return vocabulary().is_a(told, refuted); };
    const auto refutations = std::count(refuted_.begin(), refuted_.end(), refuted);
    if (std::count_if(told_.begin(), told_.end(), is_below) > refutations) continue;   // another fact speaks for it
    builder_.add_absent(index++, vocabulary()[refuted].name, 0);
  }
}

}  // namespace eligo::io::fhir
