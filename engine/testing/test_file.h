// Tests of rules, as an author writes them beside the rule file (rules/README.md): small records, and what the rules must
// say of them. In: YAML read as texts with places. Out: plain data, each record made whole; every mistake goes to a sink.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "clinical/vocabulary_source.h"
#include "diag/diagnostic.h"
#include "value/date.h"

namespace eligo::testing {

using clinical::RawValue;

/// A text of the file with its place.
struct Word {
  std::string text;
  diag::Span span;
};

/// One status or verdict that a test expects.
struct Expectation {
  Word criterion;              // its id; empty: the verdict is meant
  Word cohort;                 // empty: whatever the cohort
  Word status;                 // "pass", "eligible"
};

/// One record and what is expected of it.
struct TestCase {
  std::string name;            // with the names of the groups round it: "liver, ALT: 100.1"
  diag::Span span;             // where it is written
  RawValue record;             // the base with all changes
  std::optional<value::TimeSpan> on;
  bool expects_problems = false;
  std::vector<Expectation> expected;
};

/// What no record can bring about, and why.
struct Impossible {
  Word at;                     // a criterion, a member or a definition: "E6", "E6.3", "fertile"
  Word leaf;                   // the text of a condition; empty: the criterion itself is meant
  std::vector<Word> never;     // pass | fail | unknown of a criterion, true | false | unknown of a condition
  std::string because;
};

struct TestFile {
  diag::Source source;
  Word rules;                  // the rule file's name as written; empty: the one beside the tests
  std::vector<TestCase> cases; // in the order of the file, tables and groups taken apart
  std::vector<Impossible> impossible;
};

/// None where the file cannot be read at all. With errors in the sink the tests must not be run.
std::optional<TestFile> read_tests(const diag::Source& source, diag::Sink& sink);

}  // namespace eligo::testing
