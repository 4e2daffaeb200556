// One list of the names that ICD-10 goes by.
#include "clinical/code_system.h"

#include "base/ascii.h"

namespace eligo::clinical {

CodeSystem code_system(std::string_view name) {
  std::string folded = base::folded(base::trimmed(name));
  for (std::string_view alias : {"icd10", "icd-10", "icd-10-cm", "icd10cm", "icd10-cm", "icd-10cm", "icd_10", "icd_10_cm"}) {
    if (folded == alias) return {"icd10", true};
  }
  const bool is_atc = folded == "atc";
  return {std::move(folded), is_atc};
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
