// What an observation, or a component of one, found: value, unit and reference limits as the keys of a fact.
#pragma once

#include "io/fhir/chart.h"

namespace eligo::io::fhir {

/// Fills in the value of an observation's fact. `found` is the observation or the component. False where nothing was
/// measured (a `dataAbsentReason` that says so), which is no fact.
bool put_value(Chart& chart, Telling& telling, Element found);

}  // namespace eligo::io::fhir
