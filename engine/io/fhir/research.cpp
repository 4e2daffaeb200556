// Taking part in studies: an event where a concept has the study's identifier; and consents, which give moments where the
// site's mapping says which.
#include <algorithm>
#include <map>

#include "io/fhir/dates.h"

namespace eligo::io::fhir {

namespace {

using diag::Code;

const Kinds kStudies = {Kind::kEvent};

/// A study as a ResearchSubject names it.
struct Study {
  Coded code;
  std::string name;      // "https://clinicaltrials.gov|NCT01234567"
  std::string_view title;
};

std::string name_of(Element identifier) { return std::string(identifier["system"].text()) + "|" + std::string(identifier["value"].text()); }

// By the identifiers of the study, or of the reference where the study is not there; else by the reference itself.
Study study_of(Chart& chart, const Resource& resource) {
  const Element reference = resource.root["study"];
  const Element study = chart.bundle().find(reference, resource);
  Study out;
  out.title = study ? study["title"].text() : reference["display"].text();
  const std::string_view address = reference["reference"].text();
  const std::string_view id = address.substr(address.rfind('/') + 1);
  if (const Element identifiers = study["identifier"]; identifiers.first()) {
    out.code = chart.codes().find_identifier(identifiers);
    out.name = name_of(identifiers.first());
  } else if (const Element identifier = reference["identifier"]) {
    out.code = chart.codes().find_name(identifier["system"].text(), identifier["value"].text());
    out.name = name_of(identifier);
  } else {
    out.name = "ResearchStudy|" + std::string(id);
  }
  if (!out.code.concept_id.is_valid() && !out.code.is_no_fact && !id.empty()) out.code = chart.codes().find_name("ResearchStudy", id);
  return out;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), word) != words.end(); }

// The moment that one of the consent's codes gives.
const std::string* moment_of(Chart& chart, Element root) {
  for (const Element category : root["category"]) {
    if (const std::string* moment = chart.codes().find_moment(category)) return moment;
  }
  return chart.codes().find_moment(root["policyRule"]);
}

}  // namespace

// Who is only being looked at for a study does not take part in it.
void read_research_subject(Chart& chart, const Resource& resource) {
  const Element root = resource.root;
  const std::string_view status = root["status"].text();
  if (is_one_of(status, {"candidate", "eligible", "ineligible", "not-registered", "pending-on-study", "potential-candidate", "screening"})) return;
  const Study study = study_of(chart, resource);
  if (study.code.is_no_fact) return;
  if (!study.code.concept_id.is_valid()) return chart.add_unmapped(resource, study.name, study.title, kStudies);
  auto telling = chart.begin(resource, study.code, Element(), kStudies);
  if (!telling) return;
  put_period(*telling, root["period"]);
  const bool is_on = is_one_of(status, {"on-study", "on-study-intervention", "on-study-observation", "follow-up"});
  const bool is_off = is_one_of(status, {"off-study", "withdrawn"});
  if (!is_on && !is_off) telling->add_trouble(Code::E0631, status.empty() ? "the status is missing" : "the status `" + std::string(status) + "` is not known");
  if (!root["period"]["end"] && is_on) telling->put("status", "active");
  if (!root["period"]["end"] && is_off) telling->put("status", "resolved");
  chart.tell(*telling, kStudies);
}

// What was refused, or is not in force, gives no moment.
void read_consents(Chart& chart, const std::vector<const Resource*>& resources) {
  std::map<std::string, const Resource*> given;   // by moment
  for (const Resource* resource : resources) {
    const Element root = resource->root;
    if (resource->type != "Consent" || root["status"].text() != "active" || root["provision"]["type"].text() == "deny") continue;
    const std::string* moment = moment_of(chart, root);
    if (moment == nullptr) continue;
    if (root["modifierExtension"] || root["implicitRules"]) {
      chart.report(Code::E0631, *resource, "", "a `modifierExtension` or `implicitRules` may change what the Consent means; it gives no moment");
      continue;
    }
    const std::string_view date = root["dateTime"].text();
    if (date.empty()) {
      chart.report(Code::E0631, *resource, "", "a Consent that gives the moment `" + *moment + "` has no date");
      continue;
    }
    const auto [found, is_new] = given.emplace(*moment, resource);
    if (is_new || found->second == nullptr || found->second->root["dateTime"].text() == date) continue;
    chart.report(Code::E0631, *resource, ".dateTime", "another Consent gives the moment `" + *moment + "` another date; neither counts");
    found->second = nullptr;
  }
  for (const auto& [moment, resource] : given) {
    if (resource != nullptr) chart.add_moment(moment, resource->root["dateTime"].text(), resource->line);
  }
}

}  // namespace eligo::io::fhir
