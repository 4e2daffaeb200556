// One entry under `tests:`: a test, a table of values, or a group of further entries; each adds its changes to the record
// that stands round it. Out: tests with whole records.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "testing/record_changes.h"

namespace eligo::testing {

/// Tells every key of `map` that is not among `known`; false where there is one.
bool check_keys(const RawValue& map, const std::vector<std::string>& known, const Mistakes& mistakes);

/// The day a text names. Tells where it is none; some day stands for it then, so that it is not missed as well.
value::TimeSpan read_day(const RawValue& text, const Mistakes& mistakes);

class EntryReader {
 public:
  EntryReader(const Mistakes& mistakes, std::vector<TestCase>& cases) : mistakes_(mistakes), cases_(cases) {}

  /// What an entry takes over from the groups round it.
  struct Surroundings {
    std::string name;
    Word criterion;            // the one that a status alone speaks of; may be empty
    RawValue record;
    std::optional<value::TimeSpan> on;
    bool expects_problems = false;
  };

  /// `number`: counts from 1 in the list that holds the entry; names an entry without a name.
  void read(const RawValue& entry, Surroundings around, std::size_t number);

 private:
  bool take_settings(const RawValue& entry, Surroundings& around, std::size_t number) const;
  void take_changes(const RawValue& entry, RawValue& record) const;
  void take_names(const RawValue& entry, std::string_view key, RawValue& record) const;
  void read_table(const RawValue& entry, const RawValue& values, const Surroundings& around);
  void read_row(const RawValue& path, const Word& value, const RawValue& expect, const Surroundings& around);
  void read_cases(const RawValue& cases, const Surroundings& around);
  void add_case(const RawValue& expect, diag::Span span, const Surroundings& around);
  void read_expectations(const RawValue& expect, const Word& criterion, std::vector<Expectation>& expected) const;
  void add_expectation(Word criterion, const RawValue& status, std::vector<Expectation>& expected) const;
  void add_status(Word criterion, Word cohort, const RawValue& status, std::vector<Expectation>& expected) const;

  Mistakes mistakes_;
  std::vector<TestCase>& cases_;
};

}  // namespace eligo::testing
