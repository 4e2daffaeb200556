// The ways to supply what a report asks for: the record as it would be once somebody had done so.
#pragma once

#include <string>
#include <vector>

#include "clinical/vocabulary.h"
#include "drawn_record.h"
#include "explain/report.h"

namespace eligo::laws {

/// One answer to a request. It may be told in several ways, now or as of another day; one of them at least must do.
struct Supply {
  std::string what;                        // "lipase 61 U/L"
  std::vector<DrawnRecord> records;
};

/// All answers that are tried: values on both sides of the limits that the drawn rules name, present and absent, yes and no.
/// None where no record can supply it (a drug's half-life).
std::vector<Supply> supplies(const explain::Missing& missing, const DrawnRecord& record, const clinical::Vocabulary& vocabulary);

}  // namespace eligo::laws
