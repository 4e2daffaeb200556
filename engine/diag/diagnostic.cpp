// The table of codes, and the collecting of diagnostics.
#include "diag/diagnostic.h"

#include <algorithm>
#include <tuple>

namespace eligo::diag {

const char* text_of(Code code) {
  switch (code) {
#define ELIGO_CODE(code, severity, meaning) case Code::code: return #code;
#include "diag/codes.def"
  }
  return "";
}

std::optional<Code> code_from_text(std::string_view text) {
  for (const Code code : all_codes()) if (text == text_of(code)) return code;
  return std::nullopt;
}

const char* meaning_of(Code code) {
  switch (code) {
#define ELIGO_CODE(code, severity, meaning) case Code::code: return meaning;
#include "diag/codes.def"
  }
  return "";
}

Severity severity_of(Code code) {
  switch (code) {
#define ELIGO_CODE(code, severity, meaning) case Code::code: return Severity::k##severity;
#include "diag/codes.def"
  }
  return Severity::kError;
}

const std::vector<Code>& all_codes() {
  static const std::vector<Code> kAll = {
#define ELIGO_CODE(code, severity, meaning) Code::code,
#include "diag/codes.def"
  };
  return kAll;
}

namespace {

auto order_of(const Diagnostic& d) {
  return std::make_tuple(d.source ? std::string_view(d.source->name()) : std::string_view(), d.span.begin, d.span.end,
                         d.severity() == Severity::kError ? 0 : 1, d.code, std::string_view(d.message));
}

}  // namespace

void Sink::add(Diagnostic diagnostic) {
  const auto same = [&](const Diagnostic& d) {
    return d.code == diagnostic.code && d.span == diagnostic.span && d.source == diagnostic.source && d.message == diagnostic.message;
  };
  if (std::any_of(diagnostics_.begin(), diagnostics_.end(), same)) return;
  const bool is_error = diagnostic.severity() == Severity::kError;
  if (is_error) ++errors_;
  if (diagnostics_.size() >= limit_) {
    ++dropped_;
    return;
  }
  diagnostics_.push_back(std::move(diagnostic));
}

std::vector<Diagnostic> Sink::sorted() const {
  std::vector<Diagnostic> out = diagnostics_;
  std::stable_sort(out.begin(), out.end(), [](const Diagnostic& a, const Diagnostic& b) { return order_of(a) < order_of(b); });
  return out;
}

}  // namespace eligo::diag
