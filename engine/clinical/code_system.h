// Code systems by any of their names, and codes in the one form they are compared in.
#pragma once

#include <string>
#include <string_view>

namespace eligo::clinical {

struct CodeSystem {
  std::string name;            // folded: "icd10", "loinc"
  bool is_by_prefix = false;   // a code stands for all that begin with it (ICD-10, ATC)
};

/// "ICD-10-CM", "icd-10" and "http://hl7.org/fhir/sid/icd-10-cm" are all icd10; names that are not known are folded.
CodeSystem code_system(std::string_view name);

/// Folded; of systems that go by prefix, letters and digits alone: "C43.9" and "c439" are one code, "L01FF*" is "l01ff".
std::string canonical_code(const CodeSystem& system, std::string_view code);

}  // namespace eligo::clinical
