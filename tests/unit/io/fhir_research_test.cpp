// Studies that a patient takes part in, consents, and medicines that were handed over.
#include "catch.h"
#include "fhir_of.h"

using namespace eligo;
using namespace eligo::io::test;

namespace {

const std::string kTrials = "codes: {'https://clinicaltrials.gov|NCT1': trial_participation, 'ResearchStudy|own': trial_participation}\n"
                            "not_asked: ['https://clinicaltrials.gov|NCT2']\n"
                            "moments: {'http://c|TRIAL': consent, 'http://c|TRIAL2': consent}";

std::string subject(const std::string& status, const std::string& study, const std::string& period) {
  return R"({"resourceType": "ResearchSubject", "individual": {"reference": "Patient/p1"}, "status": ")" + status + R"(", "study": )" + study + R"(, "period": )" + period + "}";
}
std::string trial(const std::string& number) { return R"({"identifier": {"system": "https://clinicaltrials.gov", "value": ")" + number + "\"}}"; }
const std::string kSince = R"({"start": "2026-03-01"})";

std::string consent(const std::string& code, const std::string& date, const std::string& more = "") {
  return resource("Consent", R"("status": "active", "category": [)" + coding("http://c", code) + R"(], "dateTime": ")" + date + "\"" + more);
}
/// The record of resources of p1 under the mapping above.
std::string told(const std::vector<std::string>& resources) { return facts(resources, mapped(kTrials)); }
std::string moment(const std::string& date) { return "date consent " + date + "\n"; }

}  // namespace

TEST_CASE("taking_part_in_a_study_is_an_event_where_a_concept_has_its_identifier") {
  const std::string ongoing = "events[0] trial_participation 2026-03-01 to never lasting\n";
  CHECK(told({subject("on-study", trial("NCT1"), kSince)}) == ongoing);
  CHECK(told({subject("on-study", R"({"reference": "ResearchStudy/own"})", kSince)}) == ongoing);
  const std::string study = R"({"resourceType": "ResearchStudy", "id": "s", "identifier": [{"system": "https://clinicaltrials.gov", "value": "NCT1"}]})";
  CHECK(told({study, subject("follow-up", R"({"reference": "ResearchStudy/s"})", kSince)}) == ongoing);
  CHECK(told({subject("on-study", trial("NCT2"), kSince)}) == "");
  CHECK(told({subject("withdrawn", trial("NCT1"), R"({"start": "2026-03-01", "end": "2026-04-01"})")}) == "events[0] trial_participation 2026-03-01 to 2026-04-01 ended\n");
  CHECK(told({subject("odd", trial("NCT1"), kSince)}).find("problem E0631") != std::string::npos);
}

TEST_CASE("who_is_only_looked_at_does_not_take_part") {
  for (const char* status : {"candidate", "eligible", "ineligible", "not-registered", "pending-on-study", "potential-candidate", "screening"}) CHECK(told({subject(status, trial("NCT1"), kSince)}) == "");
}

TEST_CASE("a_study_that_no_concept_has_may_be_the_one_that_rules_ask_for") {
  model::ReadOptions options = mapped(kTrials);
  options.assume_complete = {clinical::Kind::kEvent};
  CHECK(facts({subject("on-study", trial("NCT3"), kSince)}, options).find("incomplete events") != std::string::npos);
  CHECK(facts({subject("on-study", trial("NCT2"), kSince)}, options) == "complete events (assumed)\n");
}

TEST_CASE("a_consent_gives_the_moment_that_the_site_says") {
  CHECK(told({consent("TRIAL", "2026-11-20")}) == moment("2026-11-20"));
  CHECK(told({consent("OTHER", "2026-11-20")}) == "");
  CHECK(facts({consent("TRIAL", "2026-11-20")}) == "");
  CHECK(told({consent("TRIAL", "2026-11-20", R"(, "provision": {"type": "deny"})")}) == "");
  CHECK(told({consent("TRIAL", "2026-11-20", R"(, "provision": {"type": "permit"})")}) == moment("2026-11-20"));
  CHECK(told({consent("TRIAL", "2026-11-20"), consent("TRIAL2", "2026-11-20")}) == moment("2026-11-20"));
}

TEST_CASE("consents_that_disagree_give_no_moment") {
  const std::string several = told({consent("TRIAL", "2026-11-20"), consent("TRIAL", "2026-11-18"), consent("TRIAL2", "2026-11-20")});
  CHECK(several.find("date consent") == std::string::npos);
  CHECK(several.find("problem E0631") != std::string::npos);
  CHECK(told({resource("Consent", R"("status": "active", "category": [)" + coding("http://c", "TRIAL") + "]")}).find("problem E0631") != std::string::npos);
}

TEST_CASE("what_was_handed_over_is_taken_from_then_on") {
  const auto handed = [](const std::string& status, const std::string& dates) {
    return facts({resource("MedicationDispense", R"("status": ")" + status + R"(", "medicationCodeableConcept": )" + coding("http://www.nlm.nih.gov/research/umls/rxnorm", "1597876") + dates)});
  };
  const std::string dates = R"(, "whenPrepared": "2026-02-27", "whenHandedOver": "2026-03-01")";
  const std::string open = "treatments[0] nivolumab 2026-03-01 to 2026-03-01..never\n";
  for (const char* status : {"completed", "in-progress", "on-hold", "stopped", "unknown"}) CHECK(handed(status, dates) == open);
  for (const char* status : {"preparation", "cancelled", "entered-in-error", "declined"}) CHECK(handed(status, dates) == "");
  const std::string prepared = R"(, "whenPrepared": "2026-03-01")";
  CHECK(handed("completed", prepared) == "treatments[0] nivolumab 2026-03-01..2026-11-22 to 2026-03-01..never\n");
  for (const char* status : {"in-progress", "on-hold", "stopped", "unknown"}) CHECK(handed(status, prepared).find("nivolumab suspected 2026-03-01..2026-11-22") != std::string::npos);
  CHECK(handed("odd", dates).find("problem E0631") != std::string::npos);
}
