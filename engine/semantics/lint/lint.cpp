// The list of all checks.
#include "semantics/lint/lint.h"

namespace eligo::semantics::lint {

void check_all(const CheckedFile&, diag::Sink&) {}

}  // namespace eligo::semantics::lint
