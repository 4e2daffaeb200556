// The errors of simdjson in words of ours. In: its code. Out: what was seen.
#pragma once

#include <simdjson.h>

#include <string>

namespace eligo::io {

inline std::string words_of(simdjson::error_code error) {
  switch (error) {
    case simdjson::UNCLOSED_STRING: return "a quote that is never closed";
    case simdjson::STRING_ERROR: return "an escape that JSON does not have";
    case simdjson::UNESCAPED_CHARS: return "a control character in a text";
    case simdjson::UTF8_ERROR: return "bytes that are not UTF-8";
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT: return "a bracket that is never closed";
    case simdjson::TAPE_ERROR: return "a comma, colon or bracket is missing here";
    default: return "JSON cannot be made out at this place";
  }
}

}  // namespace eligo::io
