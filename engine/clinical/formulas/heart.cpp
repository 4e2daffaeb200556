// The QT interval corrected for heart rate (Bazett, Fridericia: medicalalgorithms.com, qtccalculator.com), with RR = 60 s / rate;
// the mean arterial pressure, and the pulse pressure.
#include <cmath>

#include "clinical/formulas/families.h"
#include "clinical/formulas/on_intervals.h"

namespace eligo::clinical {

namespace {

using value::Interval;

double bazett(std::span<const double> v, Sex) { return v[0] * std::sqrt(v[1] / 60); }
double fridericia(std::span<const double> v, Sex) { return v[0] * std::cbrt(v[1] / 60); }

std::optional<Interval> qtcb(std::span<const Interval> values, Sex sex) { return over_corners(bazett, values, sex); }
std::optional<Interval> qtcf(std::span<const Interval> values, Sex sex) { return over_corners(fridericia, values, sex); }

std::optional<Interval> mean_arterial_pressure(std::span<const Interval> values, Sex) {
  return value::divided(values[0] + exactly("2") * values[1], exactly("3"));
}

std::optional<Interval> pulse_pressure(std::span<const Interval> values, Sex) { return values[0] - values[1]; }

}  // namespace

std::vector<Formula> heart_formulas() {
  return {
      {"qtcb", "ms", {observed("qt_interval", "ms"), observed("heart_rate", "/min")}, false, false, "QT / square root of (60 / heart rate)", "Bazett",
       qtcb},
      {"qtcf", "ms", {observed("qt_interval", "ms"), observed("heart_rate", "/min")}, false, false, "QT / cube root of (60 / heart rate)", "Fridericia",
       qtcf},
      {"map", "mmHg", {observed("systolic_bp", "mmHg"), observed("diastolic_bp", "mmHg")}, false, false, "(systolic + 2 x diastolic) / 3", "definition",
       mean_arterial_pressure},
      {"pulse_pressure", "mmHg", {observed("systolic_bp", "mmHg"), observed("diastolic_bp", "mmHg")}, false, false, "systolic - diastolic", "definition",
       pulse_pressure},
  };
}

}  // namespace eligo::clinical
