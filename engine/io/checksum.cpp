// By libdeflate: lists are summed up whole, and the same sum by zlib takes several instructions a byte. Only zlib joins sums.
#include <libdeflate.h>
#include <zlib.h>

#include "io/byte_stream.h"

namespace eligo::io {

std::uint32_t checksum(std::uint32_t before, const char* bytes, std::size_t size) { return libdeflate_crc32(before, bytes, size); }

std::uint32_t joined_checksum(std::uint32_t before, std::uint32_t behind, std::uint64_t size) {
  return static_cast<std::uint32_t>(crc32_combine(before, behind, static_cast<z_off_t>(size)));
}

}  // namespace eligo::io
