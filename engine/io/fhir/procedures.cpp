// What was done to the patient, and what happened: procedures, vaccines, allergies, adverse events, encounters.
#include <algorithm>

#include "io/fhir/dates.h"
#include "io/fhir/words.h"

namespace eligo::io::fhir {

namespace {

using diag::Code;

const Kinds kProcedures = {Kind::kProcedure, Kind::kTreatment, Kind::kEvent};
const Kinds kVaccines = {Kind::kVaccine, Kind::kTreatment};
const Kinds kAllergies = {Kind::kAllergy};
const Kinds kAdverseEvents = {Kind::kToxicity, Kind::kCondition, Kind::kEvent};
const Kinds kEncounters = {Kind::kEvent, Kind::kProcedure};

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What was stopped, or whose status is not known, may not have come about.
void put_status(Telling& telling, std::initializer_list<std::string_view> sure, std::initializer_list<std::string_view> possible) {
  const std::string_view status = telling.resource->root["status"].text();
  if (is_one_of(status, sure)) return;
  if (is_one_of(status, possible)) return telling.put("verification", "suspected");
  telling.add_trouble(Code::E0631, status.empty() ? "the status is missing" : "the status `" + std::string(status) + "` is not known");
}

}  // namespace

void read_procedure(Chart& chart, const Resource& resource) {
  const Element root = resource.root;
  const std::string_view status = root["status"].text();
  if (is_one_of(status, {"not-done", "entered-in-error", "preparation"})) return;
  auto telling = chart.begin(resource, root["code"], kProcedures);
  if (!telling) return;
  put_status(*telling, {"completed", "in-progress"}, {"stopped", "on-hold", "unknown"});
  put_lasting(chart, *telling, "performed");
  telling->attributes.emplace_back("site", concept_or_text(chart, root["bodySite"].first()));
  telling->attributes.emplace_back("indication", reason_of(chart, resource));
  chart.tell(*telling, kProcedures);
}

void read_immunization(Chart& chart, const Resource& resource) {
  const Element root = resource.root;
  if (is_one_of(root["status"].text(), {"not-done", "entered-in-error"})) return;
  auto telling = chart.begin(resource, root["vaccineCode"], kVaccines);
  if (!telling) return;
  put_status(*telling, {"completed"}, {});
  telling->put("on", point_in_time(chart, resource, "occurrence"));
  telling->attributes.emplace_back("route", route_word(root["route"]));
  chart.tell(*telling, kVaccines);
}

void read_allergy(Chart& chart, const Resource& resource) {
  const Element root = resource.root;
  if (word_of(root["verificationStatus"]) == "entered-in-error") return;
  auto telling = chart.begin(resource, root["code"], kAllergies);
  if (!telling || !put_verification(chart, *telling)) return;
  telling->put("onset", point_in_time(chart, resource, "onset"));
  const std::string_view status = word_of(root["clinicalStatus"]);
  if (status == "active") telling->put("status", "active");
  if (status == "inactive" || status == "resolved") telling->put("status", "resolved");
  std::string worst;
  for (const Element reaction : root["reaction"]) {
    const std::string severity = severity_word(reaction["severity"]);
    if (worst.empty() || severity == "severe" || (severity == "moderate" && worst == "mild")) worst = severity;
  }
  telling->attributes.emplace_back("severity", worst);
  chart.tell(*telling, kAllergies);   // a drug stands among the allergies too
}

void read_adverse_event(Chart& chart, const Resource& resource) {
  const Element root = resource.root;
  if (root["actuality"].text() == "potential") return;
  auto telling = chart.begin(resource, root["event"], kAdverseEvents);
  if (!telling) return;
  if (root["actuality"].text() != "actual") telling->add_trouble(Code::E0631, "it does not say whether it happened: `actuality` is missing or not known");
  telling->put("start", root["date"].text());
  const std::string_view outcome = word_of(root["outcome"]);
  if (is_one_of(outcome, {"resolved", "resolvedWithSequelae", "fatal"})) telling->put("status", "resolved");
  if (is_one_of(outcome, {"ongoing", "recovering"})) telling->put("status", "active");
  telling->attributes.emplace_back("severity", severity_word(root["severity"]));
  chart.tell(*telling, kAdverseEvents);
}

// An encounter of several types is an event of each.
void read_encounter(Chart& chart, const Resource& resource) {
  const Element root = resource.root;
  const std::string_view status = root["status"].text();
  if (is_one_of(status, {"planned", "cancelled", "entered-in-error"})) return;
  for (const Element type : root["type"]) {
    auto telling = chart.begin(resource, type, kEncounters);
    if (!telling) continue;
    put_status(*telling, {"finished", "in-progress", "arrived", "triaged", "onleave"}, {"unknown"});
    put_period(*telling, root["period"]);
    telling->attributes.emplace_back("class", root["class"]["code"].text());
    telling->attributes.emplace_back("state", status);
    chart.tell(*telling, kEncounters);
  }
}

// The results of a report are resources of their own; what is asked here is whether they are there.
void read_report(Chart& chart, const Resource& resource) {
  std::size_t index = 0;
  for (const Element result : resource.root["result"]) {
    const std::string part = ".result[" + std::to_string(index++) + "]";
    if (!chart.bundle().find(result, resource)) {
      chart.report(Code::E0630, resource, part, "`" + std::string(result["reference"].text()) + "` is not there", {Kind::kObservation});
    }
  }
}

}  // namespace eligo::io::fhir
