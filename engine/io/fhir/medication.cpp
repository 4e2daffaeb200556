// Medicines: statements that they are taken, orders for them, their dispensing and their administration. Proposals and plans
// are no orders; what was never taken, handed over or given is no fact.
#include <algorithm>
#include <vector>

#include "io/fhir/dates.h"
#include "io/fhir/words.h"
#include "model/number_text.h"

namespace eligo::io::fhir {

namespace {

using diag::Code;

const Kinds kKinds = {Kind::kTreatment, Kind::kVaccine};

/// What the status of the resource says.
enum class Use { kNone, kUnknown, kPossible, kUnsaid, kLasting, kOver };

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What was handed over is taken from then on, for how long is not said. In progress may mean ready for pickup alone
// (https://hl7.org/fhir/R4/valueset-medicationdispense-status.html).
Use use_of_dispensed(Element root, std::string_view status) {
  if (is_one_of(status, {"preparation", "cancelled", "entered-in-error", "declined"})) return Use::kNone;
  if (status == "completed") return Use::kUnsaid;
  if (is_one_of(status, {"in-progress", "on-hold", "stopped", "unknown"})) return root["whenHandedOver"] ? Use::kUnsaid : Use::kPossible;
  return Use::kUnknown;
}

Use use_of(const Resource& resource) {
  const std::string_view status = resource.root["status"].text();
  if (resource.type == "MedicationDispense") return use_of_dispensed(resource.root, status);
  if (is_one_of(status, {"entered-in-error", "not-taken", "not-done", "intended", "cancelled", "draft"})) return Use::kNone;
  if (is_one_of(status, {"active", "in-progress"})) return Use::kLasting;
  if (is_one_of(status, {"completed", "stopped"})) return Use::kOver;
  if (status == "on-hold") return Use::kUnsaid;
  if (status == "unknown") return Use::kPossible;
  return Use::kUnknown;
}

bool is_order(Element root) {
  if (root["doNotPerform"].is_true()) return false;
  return is_one_of(root["intent"].text(), {"order", "original-order", "reflex-order", "filler-order", "instance-order"});
}

// An order begins when its dosage says, else when it was written.
void put_order_dates(Telling& telling) {
  const Element root = telling.resource->root;
  const Element dosage = root["dosageInstruction"];
  const bool is_single = dosage.first() && dosage.first().node()->next == nullptr;
  const Element period = is_single ? dosage.first()["timing"]["repeat"]["boundsPeriod"] : Element();
  const std::string_view start = period["start"].text();
  telling.put("start", !start.empty() ? start : root["authoredOn"].text());
  telling.put("end", period["end"].text());
}

// A single time is one at which it was taken, not the whole of its use; of an administration it is the whole.
void put_dates(Chart& chart, Telling& telling) {
  const Resource& resource = *telling.resource;
  if (resource.type == "MedicationRequest") return put_order_dates(telling);
  if (resource.type == "MedicationDispense") {
    const std::string_view handed = resource.root["whenHandedOver"].text(), prepared = resource.root["whenPrepared"].text();
    return telling.put("start", !handed.empty() || prepared.empty() ? std::string(handed) : std::string(prepared) + "/..");
  }
  const Element effective = choice(resource.root, "effective");
  if (type_of_choice(effective, "effective") == "Period") {
    telling.put("start", effective["start"].text());
    telling.put("end", effective["end"].text());
  } else {
    telling.put(resource.type == "MedicationAdministration" ? "on" : "start", point_in_time(chart, resource, "effective"));
  }
}

void put_standing(Telling& telling, Use use) {
  const auto has = [&](std::string_view key) {
    return std::any_of(telling.keys.begin(), telling.keys.end(), [&](const auto& it) { return it.first == key; });
  };
  if (has("end") || has("on")) return;
  if (use == Use::kLasting) telling.put("status", "active");
  if (use == Use::kOver) telling.put("status", "resolved");
}

/// "10 mg/d" of a dose that is given so many times in a period; empty where that is not plain to see.
std::string daily_dose(Element dosage) {
  const Element quantity = dosage["doseAndRate"].first()["doseQuantity"] ? dosage["doseAndRate"].first()["doseQuantity"] : dosage["doseQuantity"];
  const std::string_view unit = !quantity["code"].text().empty() ? quantity["code"].text() : quantity["unit"].text();
  const Element repeat = dosage["timing"]["repeat"];
  const auto amount = model::read_decimal(quantity["value"].text());
  const auto period = model::read_decimal(repeat["period"].text());
  const auto frequency = repeat["frequency"] ? model::read_decimal(repeat["frequency"].text()) : std::optional<value::Number>(1);
  const bool is_plain = amount && period && frequency && *period == value::Number(1) && repeat["periodUnit"].text() == "d" && !repeat["frequencyMax"] &&
                        !repeat["periodMax"] && !quantity["comparator"] && !unit.empty() && !dosage["asNeededBoolean"].is_true() && !dosage["asNeededCodeableConcept"];
  return is_plain ? (*amount * *frequency).to_text() + " " + std::string(unit) + "/d" : std::string();
}

void put_dosage(Telling& telling) {
  const Element root = telling.resource->root;
  for (const std::string_view name : {"dosage", "dosageInstruction"}) {
    const Element all = root[name];
    const Element dosage = all.is_map() ? all : all.first();   // an administration has one
    if (!dosage || dosage.node()->next != nullptr) continue;
    if (all.is_list()) telling.attributes.emplace_back("dose", daily_dose(dosage));
    telling.attributes.emplace_back("route", route_word(dosage["route"]));
  }
}

void tell_use(Chart& chart, const Resource& resource, Element codeable, const Coded& code, Use use) {
  auto telling = chart.begin(resource, code, codeable, kKinds);
  if (!telling) return;
  const std::string_view status = resource.root["status"].text();
  if (use == Use::kUnknown) telling->add_trouble(Code::E0631, status.empty() ? "the status is missing" : "the status `" + std::string(status) + "` is not known");
  if (use == Use::kPossible) telling->put("verification", "suspected");
  put_dates(chart, *telling);
  put_standing(*telling, use);
  put_dosage(*telling);
  telling->attributes.emplace_back("indication", reason_of(chart, resource));
  chart.tell(*telling, kKinds);
}

// A Medication by its own code, else by each of its ingredients that a concept has.
void tell_medication(Chart& chart, const Resource& resource, Element medication, Use use) {
  const Coded own = chart.codes().find(medication["code"]);
  std::size_t told = 0;
  if (!own.concept_id.is_valid()) {
    for (const Element ingredient : medication["ingredient"]) {
      const Element codeable = ingredient["itemCodeableConcept"];
      const Coded code = chart.codes().find(codeable);
      if (!code.concept_id.is_valid()) continue;
      tell_use(chart, resource, codeable, code, use);
      ++told;
    }
  }
  if (told == 0) tell_use(chart, resource, medication["code"], own, use);
}

}  // namespace

std::string reason_of(Chart& chart, const Resource& resource) {
  if (const Element code = resource.root["reasonCode"].first()) return concept_or_text(chart, code);
  const Element reference = resource.root["reasonReference"].first();
  if (!reference) return {};
  const Element target = chart.bundle().find(reference, resource);
  if (target) return concept_or_text(chart, target["code"]);
  chart.report(Code::E0630, resource, ".reasonReference[0]", "`" + std::string(reference["reference"].text()) + "` is not there");
  return std::string(reference["display"].text());
}

void read_medication_use(Chart& chart, const Resource& resource) {
  const Element root = resource.root;
  if (resource.type == "MedicationRequest" && !is_order(root)) return;
  const Use use = use_of(resource);
  if (use == Use::kNone) return;
  if (const Element codeable = root["medicationCodeableConcept"]) return tell_use(chart, resource, codeable, chart.codes().find(codeable), use);
  const Element reference = root["medicationReference"];
  if (!reference) return chart.report(Code::E0631, resource, "", "it names no medication", kKinds);
  if (const Element medication = chart.bundle().find(reference, resource)) return tell_medication(chart, resource, medication, use);
  chart.report(Code::E0630, resource, ".medicationReference", "`" + std::string(reference["reference"].text()) + "` is not there", kKinds);
}

}  // namespace eligo::io::fhir
