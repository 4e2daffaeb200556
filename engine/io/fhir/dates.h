// FHIR's many forms of a time, as the texts that a RecordBuilder takes: dates, and intervals where only those are known.
#pragma once

#include <string>
#include <string_view>

#include "io/fhir/chart.h"

namespace eligo::io::fhir {

/// The value of an element that has several types: `choice(root, "onset")` is onsetDateTime, onsetAge ….
Element choice(Element root, std::string_view name);
/// Its type: "DateTime", "Age"; empty where it is not there.
std::string_view type_of_choice(Element choice, std::string_view name);

/// When something happened, or its beginning or end: a date, an age (with the birth date), a period or range that it lies
/// in, a text that is a date. Empty where there is none. What cannot be understood is a problem of the record.
std::string point_in_time(Chart& chart, const Resource& resource, std::string_view name);

/// What lasts through a Period: its start and end as keys; with `on` where the element is a single time.
void put_lasting(Chart& chart, Telling& telling, std::string_view name);
void put_period(Telling& telling, Element period);

}  // namespace eligo::io::fhir
