// The bytes of a table as UTF-8, whatever a spreadsheet wrote. In: a source, and the encoding that the map declares.
// Out: a source of the same name in UTF-8, whose lines end in line feeds. No encoding is ever guessed.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/expected.h"
#include "diag/diagnostic.h"

namespace eligo::io {

enum class Encoding : std::uint8_t { kUtf8, kLatin1, kWindows1252, kUtf16LittleEndian, kUtf16BigEndian };

/// "utf-8", "latin-1" (or "iso-8859-1"), "windows-1252", "utf-16le", "utf-16be", without regard to case.
std::optional<Encoding> encoding_from(std::string_view name);

/// A byte order mark tells UTF-8 and UTF-16; else the declared encoding counts, else UTF-8. Refused (E0601), with the line
/// and what to declare: bytes that the encoding does not have, and a mark that contradicts what was declared.
base::Expected<diag::Source, diag::Diagnostic> in_utf8(const diag::Source& source, std::optional<Encoding> declared);

}  // namespace eligo::io
