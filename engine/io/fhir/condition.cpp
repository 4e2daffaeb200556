// Condition: what the patient has or had. A refuted one is known not to be there.
#include <vector>

#include "io/fhir/dates.h"
#include "io/fhir/words.h"

namespace eligo::io::fhir {

namespace {

using diag::Code;

const Kinds kKinds = {Kind::kCondition, Kind::kToxicity, Kind::kEvent};

// An abatement in any form but `false` says that it is over.
bool has_abated(Element abatement) { return abatement && !(type_of_choice(abatement, "abatement") == "Boolean" && !abatement.is_true()); }

void put_dates(Chart& chart, Telling& telling) {
  const Resource& resource = *telling.resource;
  std::string onset = point_in_time(chart, resource, "onset");
  const std::string_view recorded = resource.root["recordedDate"].text();
  if (onset.empty() && !recorded.empty()) onset = "../" + std::string(recorded);   // what is recorded has begun
  telling.put("onset", onset);
  const std::string end = point_in_time(chart, resource, "abatement");
  telling.put("end", end);
  const std::string_view status = word_of(resource.root["clinicalStatus"]);
  const bool is_over = status == "inactive" || status == "remission" || status == "resolved";
  const bool is_lasting = status == "active" || status == "recurrence" || status == "relapse";
  if (!status.empty() && !is_over && !is_lasting) {
    telling.add_trouble(Code::E0631, "the clinical status `" + std::string(status) + "` is not known");
  } else if (is_over || (!is_lasting && has_abated(choice(resource.root, "abatement")))) {
    telling.put("status", "resolved");
  } else if (is_lasting) {
    telling.put("status", "active");
  }
}

}  // namespace

bool put_verification(Chart& chart, Telling& telling) {
  const std::string_view word = word_of(telling.resource->root["verificationStatus"]);
  if (word == "entered-in-error") return false;
  if (word.empty() || word == "confirmed") return true;
  if (word == "unconfirmed" || word == "provisional" || word == "differential" || word == "presumed") {
    telling.put("verification", "suspected");
  } else if (word == "refuted") {
    telling.put("verification", "refuted");
    chart.add_refuted(telling.code.concept_id);
  } else {
    telling.add_trouble(Code::E0631, "the verification status `" + std::string(word) + "` is not known");
  }
  return true;
}

void read_condition(Chart& chart, const Resource& resource) {
  const Element root = resource.root;
  if (word_of(root["verificationStatus"]) == "entered-in-error") return;
  auto telling = chart.begin(resource, root["code"], kKinds);
  if (!telling || !put_verification(chart, *telling)) return;
  put_dates(chart, *telling);
  telling->attributes.emplace_back("severity", severity_word(root["severity"]));
  telling->attributes.emplace_back("site", concept_or_text(chart, root["bodySite"].first()));
  const Element stage = root["stage"].first();
  if (stage && stage.node()->next == nullptr) telling->attributes.emplace_back("stage", text_of(stage["summary"]));
  chart.tell(*telling, kKinds);
}

}  // namespace eligo::io::fhir
