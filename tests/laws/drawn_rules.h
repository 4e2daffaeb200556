// Conditions, selectors and moments of the language, drawn by chance as text. Days of the calendar stand as `@20779@`,
// to be written out by `with_dates`, so that a law can move them.
#pragma once

#include <string>

#include "random.h"
#include "value/date.h"

namespace eligo::laws {

/// What a law needs of its rules.
struct RuleShape {
  bool may_use_calendar = true;    // months, years, ages
  bool may_use_clock = true;       // hours
  bool only_monotone = false;      // nothing that asks what the record holds by now: `is known`, `unchanged`, `first`, `suspected or confirmed`
};

class RuleWriter {
 public:
  RuleWriter(Random& random, RuleShape shape, value::Day around) : random_(random), shape_(shape), around_(around) {}

  /// One that may stand beside `and`, inside brackets that are its own where it needs them. Every `if` has an `else`.
  std::string condition(int depth);
  std::string condition() { return condition(random_.between(0, 2)); }
  /// What follows `any`, `no`, `at least 2`.
  std::string selector();
  std::string treatment_selector();
  std::string duration(bool for_treatments = false);
  std::string moment();
  std::string window();

 private:
  std::string leaf();
  std::string list(int depth);
  std::string quantified();
  std::string comparison();
  std::string numeric();
  std::string result(const std::string& name);
  std::string therapy();
  std::string between_moments();
  std::string count();
  std::string day_count();
  std::string windows_and_where(const std::string& kind);
  std::string parts_of_conditions();
  std::string parts_of_treatments();

  Random& random_;
  RuleShape shape_;
  value::Day around_;              // the screening day of the records
};

/// The opening lines of every drawn file; sometimes without a shelf life of results.
std::string frame(Random& random);

/// The text with its days written out, moved by `shift`.
std::string with_dates(const std::string& text, value::Day shift = 0);

}  // namespace eligo::laws
