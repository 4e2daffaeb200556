// By libdeflate: lists are summed up whole, and the same sum by zlib takes several instructions a byte.
#include <libdeflate.h>

#include "io/byte_stream.h"

namespace eligo::io {

std::uint32_t checksum(std::uint32_t before, const char* bytes, std::size_t size) { return libdeflate_crc32(before, bytes, size); }

}  // namespace eligo::io
