// Advice on rule files that are correct: each check is one function in one file of this folder. Warnings go to the sink.
#pragma once

#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "semantics/checked.h"

namespace eligo::semantics::lint {

void check_all(const CheckedFile& file, diag::Sink& sink);

void check_plausible_limits(const CheckedFile& file, diag::Sink& sink);   // W0501
void check_contradictions(const CheckedFile& file, diag::Sink& sink);     // W0502
void check_reachable_counts(const CheckedFile& file, diag::Sink& sink);   // W0502
void check_strict_ages(const CheckedFile& file, diag::Sink& sink);        // W0503
void check_implied_criteria(const CheckedFile& file, diag::Sink& sink);   // W0504
void check_wide_exceptions(const CheckedFile& file, diag::Sink& sink);    // W0505
void check_unused(const CheckedFile& file, diag::Sink& sink);             // W0506
void check_shelf_life(const CheckedFile& file, diag::Sink& sink);         // W0507

/// Puts a warning into the sink.
void warn(const CheckedFile& file, diag::Sink& sink, diag::Code code, syntax::Span span, std::string message,
          std::string help = {}, std::vector<diag::Label> labels = {});

}  // namespace eligo::semantics::lint
