// One JSON object of a text, as texts with places. simdjson is not seen here.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "clinical/vocabulary_source.h"
#include "diag/diagnostic.h"

namespace eligo::io {

/// Whether a text of JSON holds an object a line (several lines), and not one object over all of them.
bool is_one_a_line(std::string_view text);

/// Where the records of a JSON text lie: one object, or one object a line (NDJSON).
std::vector<diag::Span> split_json(const diag::Source& source);

/// The same where the text may also be a list of objects.
std::vector<diag::Span> split_json_list(const diag::Source& source);

/// Reads objects one after another; keeps its memory between them.
class JsonReader {
 public:
  JsonReader();
  ~JsonReader();

  /// Numbers are their text (`1.0` stays `1.0`), true and false too; a key whose value is null is left out. Refused, each
  /// with its place: keys given twice (E0616), what is no object (E0617), too many bytes or levels (E0618), no JSON (E0601).
  base::Expected<clinical::RawValue, diag::Diagnostic> read(const diag::Source& source, diag::Span part);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace eligo::io
