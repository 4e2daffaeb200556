// What the readers of YAML and JSON share: the checks of bytes before a parser sees them, and of keys afterwards.
// In: a part of a source. Out: the first trouble, as a diagnostic with its place.
#pragma once

#include <optional>
#include <string>

#include "clinical/vocabulary_source.h"
#include "diag/diagnostic.h"

namespace eligo::io {

/// A diagnostic at a place of a source.
diag::Diagnostic trouble(diag::Code code, const diag::Source& source, diag::Span span, std::string message, std::string help = {});

/// Bytes that are no UTF-8, and control characters that no text holds (E0601).
std::optional<diag::Diagnostic> check_bytes(const diag::Source& source, diag::Span part);

/// A key of `map` that stands there twice, with or without regard to case (E0616).
std::optional<diag::Diagnostic> check_keys(const diag::Source& source, const clinical::RawValue& map);

/// `part` without a byte order mark at the very beginning of the source.
diag::Span without_mark(const diag::Source& source, diag::Span part);

/// The line (from 1) of an offset. Quick on long lines too, where SourceText::position counts the characters.
std::uint32_t line_at(const diag::Source& source, std::uint32_t offset);

/// The whole text of a source.
diag::Span whole(const diag::Source& source);

}  // namespace eligo::io
