// One YAML document of a text, as texts with places. The only header that readers of YAML share; yaml-cpp is not seen here.
#pragma once

#include <string_view>
#include <vector>

#include "base/expected.h"
#include "clinical/vocabulary_source.h"
#include "diag/diagnostic.h"

namespace eligo::io {

/// Where the documents of a stream lie. What stands between the `---` lines but is blank, a comment or a directive is none.
std::vector<diag::Span> split_documents(const diag::Source& source);

/// What a line of a stream says of documents: one begins with it (`---`), one ends with it (`...`), it holds more than
/// blanks, a comment, a directive or a bare marker.
bool begins_document(std::string_view line);
bool ends_document(std::string_view line);
bool has_content(std::string_view line);

/// One document. Every scalar is its text as YAML means it, whatever it looks like. Refused, each with its place: aliases,
/// anchors, merge keys and tags (E0615), keys given twice (E0616), keys that are no texts (E0617), too many bytes or
/// levels (E0618), all that is no YAML (E0601).
base::Expected<clinical::RawValue, diag::Diagnostic> read_document(const diag::Source& source, diag::Span part);

}  // namespace eligo::io
