// Reads the plain values of a vocabulary module (texts, numbers, units, lengths of time) and reports those that do not fit.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clinical/vocabulary_source.h"

namespace eligo::clinical {

/// A text with its place, such as the name of a parent that is looked up later.
struct PlacedText {
  std::string text;
  diag::Span span;
};

/// Where mistakes of one module go.
struct ModuleReport {
  const diag::Source& source;
  diag::Sink& sink;
  void error(diag::Code code, diag::Span span, std::string message, std::string help = {}) const {
    sink.add({code, std::move(message), std::move(help), source, span, {}});
  }
};

/// Each reader reports what does not fit `key` and then gives nothing.
class ValueReader {
 public:
  explicit ValueReader(const ModuleReport& report) : report_(report) {}

  std::optional<std::string> text(std::string_view key, const RawValue& raw) const;
  /// A list of texts, each different from the others without regard to case.
  std::vector<PlacedText> distinct_texts(std::string_view key, const RawValue& raw) const;
  std::optional<bool> yes_no(std::string_view key, const RawValue& raw) const;
  std::optional<value::Number> number(std::string_view key, const RawValue& raw) const;
  std::optional<value::Number> positive_number(std::string_view key, const RawValue& raw) const;
  std::optional<Unit> unit(std::string_view key, const RawValue& raw) const;
  /// `[low, high]`, not reversed.
  std::optional<value::Interval> range(std::string_view key, const RawValue& raw) const;
  /// `7 h`, `2.5 days`, `8-18 h`: in hours.
  std::optional<HalfLife> half_life(const RawValue& raw) const;
  /// `4 mg`: in milligrams.
  std::optional<value::Number> milligrams(std::string_view key, const RawValue& raw) const;
  /// Whether a rule file could write the name.
  bool is_name(std::string_view what, std::string_view name, diag::Span span) const;

  const ModuleReport& report() const { return report_; }

 private:
  void unfit(std::string_view key, diag::Span span, const std::string& seen, const std::string& expected) const;
  ModuleReport report_;
};

}  // namespace eligo::clinical
