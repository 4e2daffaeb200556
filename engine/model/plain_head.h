// The beginning of a record that is ordinary in every way: the patient, the birth date, the screening day, and what is fixed
// in all records like it. RecordBuilder::plain_head makes it of a record that was begun without a problem,
// RecordBuilder::add_plain_head begins the next one of that form.
#pragma once

#include <array>
#include <cstdint>

#include "model/plain_fact.h"
#include "model/record.h"

namespace eligo::model {

/// Which values (PlainValues) say what; kNone where the key is not there.
struct PlainHead {
  std::uint8_t patient = PlainForm::kNone, birth_date = PlainForm::kNone, screening = PlainForm::kNone;
  Sex sex = Sex::kUnknown;
  std::array<bool, clinical::kKindCount> declared_complete{};
};

}  // namespace eligo::model
