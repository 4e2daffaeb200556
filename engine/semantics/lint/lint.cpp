// The list of all checks.
#include "semantics/lint/lint.h"

namespace eligo::semantics::lint {

void check_all(const CheckedFile& file, diag::Sink& sink) {
  check_plausible_limits(file, sink);
  check_contradictions(file, sink);
  check_reachable_counts(file, sink);
  check_strict_ages(file, sink);
  check_implied_criteria(file, sink);
  check_wide_exceptions(file, sink);
  check_unused(file, sink);
  check_shelf_life(file, sink);
}

void warn(const CheckedFile& file, diag::Sink& sink, diag::Code code, syntax::Span span, std::string message, std::string help,
          std::vector<diag::Label> labels) {
  sink.add({code, std::move(message), std::move(help), file.file->source, span, std::move(labels)});
}

}  // namespace eligo::semantics::lint
