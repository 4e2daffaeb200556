// One criterion, member or definition of the rules in plain words, without any patient: what is asked, what it looks at in
// a record, how long results count, how they are obtained.
// In: a compiled program and an id. Out: plain data that the renderers only lay out.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "explain/render.h"
#include "program/program.h"

namespace eligo::explain {

struct DescribedLine {
  std::size_t depth = 0;
  std::string text;
};

struct DescribedDefinition {
  std::string name;
  std::vector<DescribedLine> lines;
};

/// A concept that the rule looks at.
struct LookedAt {
  std::string of, title, kind;
  std::string unit;                      // of a quantity
  std::string counts;                    // of a result: "within 28 days before screening", "at any age"
  std::string computed_from;             // of a computed quantity: its inputs
  std::vector<std::string> codes;        // "LOINC 1742-6"
  std::string obtain;
};

struct Description {
  std::string protocol, version, id, title;
  std::string demand;                    // "the patient must meet this to join"; empty of a definition
  std::vector<DescribedLine> lines;
  std::string note;
  std::vector<DescribedDefinition> definitions;   // those it uses, directly or not
  std::vector<std::string> moments;      // "conditioning: recorded, or else infusion minus 5 days"
  std::vector<LookedAt> looks_at;
};

/// The criterion, member ("I9.2") or definition of that name, without regard to case; none where there is none.
std::optional<Description> describe(const program::Program& program, std::string_view id);

/// Every id that `describe` knows, criteria first, in the order of the file.
std::vector<std::string> described_ids(const program::Program& program);

std::string render_text(const Description& description, const TextOptions& options);
/// One object, keys in a fixed order; ends with a line break.
std::string render_json(const Description& description);

}  // namespace eligo::explain
