// Observations and their components. Final, amended and corrected ones count; a correction replaces what it corrects.
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "io/fhir/dates.h"
#include "io/fhir/values.h"
#include "io/fhir/words.h"

namespace eligo::io::fhir {

namespace {

using diag::Code;

const Kinds kKinds = {Kind::kObservation, Kind::kCondition, Kind::kEvent, Kind::kToxicity};

/// Of what a correction replaces: the codes and the time, as written.
using Subject = std::string;

Subject subject_of(Element root) {
  Subject subject;
  for (const Element coding : root["code"]["coding"]) subject += std::string(coding["system"].text()) + '|' + std::string(coding["code"].text()) + '\n';
  subject += root["code"]["text"].text();
  const Element effective = choice(root, "effective");
  return subject + '\n' + std::string(effective.text()) + std::string(effective["start"].text()) + '/' + std::string(effective["end"].text());
}

bool is_correction(Element root) {
  const std::string_view status = root["status"].text();
  return status == "amended" || status == "corrected";
}

/// The observations of a patient, told one after another.
class Observations {
 public:
  explicit Observations(Chart& chart) : chart_(chart) {}

  void note_correction(const Resource& resource) {
    if (resource.type == "Observation" && is_correction(resource.root) && choice(resource.root, "effective")) corrected_.insert(subject_of(resource.root));
  }

  void read(const Resource& resource) {
    const Element root = resource.root;
    const std::string_view status = root["status"].text();
    for (const std::string_view none : {"entered-in-error", "cancelled", "preliminary", "registered"}) {
      if (status == none) return;
    }
    if (status == "final" && !corrected_.empty() && corrected_.contains(subject_of(root))) return;
    std::size_t index = 0;
    for (const Element component : root["component"]) {
      read_part(resource, component, ".component[" + std::to_string(index++) + "]");
    }
    const bool is_panel = root["component"] || root["hasMember"];
    if (!is_panel || choice(root, "value") || root["dataAbsentReason"]) read_part(resource, root, "");
  }

 private:
  void read_part(const Resource& resource, Element found, std::string part) {
    auto telling = chart_.begin(resource, found["code"], kKinds);
    if (!telling) return;
    telling->part = std::move(part);
    const std::string_view status = resource.root["status"].text();
    if (status != "final" && !is_correction(resource.root)) {
      telling->add_trouble(Code::E0631, status.empty() ? "the status is missing" : "the status `" + std::string(status) + "` does not say that the result stands");
    }
    if (!telling->part.empty() && found["modifierExtension"]) {
      telling->add_trouble(Code::E0631, "a `modifierExtension` that is not understood may change what the component means");
    }
    const Kind kind = chart_.vocabulary()[telling->code.concept_id].kind;
    if (kind == Kind::kObservation ? !put_value(chart_, *telling, found) : !put_presence(*telling, found)) return;
    put_when(*telling);
    telling->attributes.emplace_back("method", text_of(resource.root["method"]));
    telling->attributes.emplace_back("site", concept_or_text(chart_, resource.root["bodySite"]));
    chart_.tell(*telling, kKinds);
  }

  // A finding under its own code is there, unless its value says that it is not. False: nothing was found out.
  bool put_presence(Telling& telling, Element found) {
    const Element it = choice(found, "value");
    if (found["dataAbsentReason"]) return false;
    if (!it) return true;
    const std::string_view type = type_of_choice(it, "value");
    std::optional<bool> is_there;
    if (type == "Boolean") is_there = it.is_true();
    if (type == "CodeableConcept") is_there = presence(it);
    if (type == "String") is_there = presence(it.text());
    if (!is_there) {
      telling.add_trouble(Code::E0607, "a value that does not say whether it is there");
    } else if (!*is_there) {
      telling.put("verification", "refuted");
    }
    return true;
  }

  void put_when(Telling& telling) {
    const Element effective = choice(telling.resource->root, "effective");
    const std::string_view type = type_of_choice(effective, "effective");
    if (type == "Timing") {
      const Element event = effective["event"].first();
      if (event && event.node()->next == nullptr) return telling.put("on", event.text());
      return chart_.report(Code::E0605, *telling.resource, ".effectiveTiming", "no date can be made of it");
    }
    put_lasting(chart_, telling, "effective");
  }

  Chart& chart_;
  std::set<Subject> corrected_;
};

// Observations that a report holds in itself.
void read_contained(Observations& observations, const Resource& report) {
  std::uint32_t index = 0;
  for (const Element it : report.root["contained"]) {
    Resource inner = report;
    inner.root = it;
    inner.type = it["resourceType"].text();
    inner.contained = index++;
    inner.is_contained = true;
    if (inner.type == "Observation") observations.read(inner);
  }
}

}  // namespace

void read_observations(Chart& chart, const std::vector<const Resource*>& resources) {
  Observations observations(chart);
  for (const Resource* resource : resources) observations.note_correction(*resource);
  for (const Resource* resource : resources) {
    if (resource->type == "Observation") observations.read(*resource);
    if (resource->type == "DiagnosticReport") read_contained(observations, *resource);
  }
}

}  // namespace eligo::io::fhir
