// The words for truth values, as printed by every stage.
#include "value/truth.h"

namespace eligo::value {

const char* name_of(Truth t) {
  switch (t) {
    case Truth::kFalse: return "false";
    case Truth::kUnknown: return "unknown";
    case Truth::kTrue: return "true";
  }
  return "";
}

}  // namespace eligo::value
