// One list of the names that code systems go by: those people write, and the addresses that FHIR has for them.
#include "clinical/code_system.h"

#include "base/ascii.h"

namespace eligo::clinical {

namespace {

struct Alias {
  std::string_view alias, name;
};

constexpr Alias kAliases[] = {
    {"icd-10", "icd10"},
    {"icd-10-cm", "icd10"},
    {"icd10cm", "icd10"},
    {"icd10-cm", "icd10"},
    {"icd-10cm", "icd10"},
    {"icd_10", "icd10"},
    {"icd_10_cm", "icd10"},
    {"http://hl7.org/fhir/sid/icd-10-cm", "icd10"},
    {"http://hl7.org/fhir/sid/icd-10", "icd10"},
    {"urn:oid:2.16.840.1.113883.6.90", "icd10"},
    {"urn:oid:2.16.840.1.113883.6.3", "icd10"},
    {"http://loinc.org", "loinc"},
    {"urn:oid:2.16.840.1.113883.6.1", "loinc"},
    {"snomed ct", "snomed"},
    {"snomed-ct", "snomed"},
    {"snomedct", "snomed"},
    {"http://snomed.info/sct", "snomed"},
    {"urn:oid:2.16.840.1.113883.6.96", "snomed"},
    {"http://www.nlm.nih.gov/research/umls/rxnorm", "rxnorm"},
    {"urn:oid:2.16.840.1.113883.6.88", "rxnorm"},
    {"http://www.whocc.no/atc", "atc"},
    {"urn:oid:2.16.840.1.113883.6.73", "atc"},
    {"http://hl7.org/fhir/sid/cvx", "cvx"},
    {"urn:oid:2.16.840.1.113883.12.292", "cvx"},
    {"http://www.ama-assn.org/go/cpt", "cpt"},
    {"urn:oid:2.16.840.1.113883.6.12", "cpt"},
};

}  // namespace

CodeSystem code_system(std::string_view name) {
  std::string folded = base::folded(base::trimmed(name));
  for (const Alias& it : kAliases) {
    if (folded == it.alias) folded = it.name;
  }
  const bool is_by_prefix = folded == "icd10" || folded == "atc";
  return {std::move(folded), is_by_prefix};
}

std::string canonical_code(const CodeSystem& system, std::string_view code) {
  const std::string folded = base::folded(base::trimmed(code));
  if (!system.is_by_prefix) return folded;
  std::string out;
  for (char c : folded) {
    if (base::is_letter(c) || base::is_digit(c)) out += c;
  }
  return out;
}

}  // namespace eligo::clinical
