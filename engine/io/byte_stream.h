// Bytes as they come: a file, a pipe, standard input, a packed stream. Whoever calls the engine opens them; the readers
// of lists only pull. Nothing throws.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/expected.h"
#include "diag/diagnostic.h"

namespace eligo::io {

class ByteStream {
 public:
  virtual ~ByteStream() = default;
  /// Up to `size` bytes (more than 0) into `to`; as many as are at hand, at least one. 0 only at the end.
  virtual base::Expected<std::size_t, diag::Diagnostic> read(char* to, std::size_t size) = 0;
};

using OpenedStream = base::Expected<std::unique_ptr<ByteStream>, diag::Diagnostic>;

/// A file that is opened when its turn comes.
struct ListFile {
  std::string name;                      // its ending may tell the format; `-` is standard input
  std::function<OpenedStream()> open;
};

/// Bytes that are held in memory.
std::unique_ptr<ByteStream> stream_of(std::string bytes);

/// The stream itself, or what is packed in it: gzip and Zstandard are told by their first bytes, several packed parts
/// behind one another are one text. `name` is for messages (E0801 for what cannot be unpacked or ends too early).
std::unique_ptr<ByteStream> unpacked(std::unique_ptr<ByteStream> stream, std::string name);

/// The name of a file without the ending that says how it is packed: `.gz`, `.zst`.
std::string_view without_packing(std::string_view name);

/// CRC-32 (as in gzip) of bytes that come in parts; begin with 0.
std::uint32_t checksum(std::uint32_t before, const char* bytes, std::size_t size);
/// The same of two parts, from those of each: `behind` is of the second one, of `size` bytes.
std::uint32_t joined_checksum(std::uint32_t before, std::uint32_t behind, std::uint64_t size);

}  // namespace eligo::io
