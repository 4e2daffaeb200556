// SHA-256 of bytes, as the reports name rule files and vocabularies by it.
#pragma once

#include <string>
#include <string_view>

namespace eligo::base {

/// 64 lower-case hexadecimal digits (FIPS 180-4, by OpenSSL's libcrypto).
std::string sha256_hex(std::string_view bytes);

}  // namespace eligo::base
