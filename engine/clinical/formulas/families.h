// The families of formulas, one file each; formula.cpp joins them into one table.
#pragma once

#include <vector>

#include "clinical/formula.h"

namespace eligo::clinical {

std::vector<Formula> kidney_formulas();     // creatinine clearance, filtration rates
std::vector<Formula> body_size_formulas();  // body mass index, surface, ideal and adjusted weight
std::vector<Formula> heart_formulas();      // corrected QT, mean arterial pressure
std::vector<Formula> liver_formulas();      // FIB-4, MELD
std::vector<Formula> blood_formulas();      // neutrophils, corrected calcium
std::vector<Formula> steroid_formulas();    // prednisone equivalent

}  // namespace eligo::clinical
