// What a command may be told on the line, and how words become values. CLI11 is not seen here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "clinical/vocabulary.h"
#include "diag/diagnostic.h"
#include "exit_codes.h"
#include "value/date.h"

namespace CLI {
class App;
}

namespace eligo::cli {

enum class Format { kText, kJson, kHtml };
enum class Color { kAuto, kAlways, kNever };

/// The options of one command. Each keeps a reference to a value, which holds the default until the line is read.
class Options {
 public:
  explicit Options(CLI::App& app) : app_(app) {}

  /// The words that belong to no option.
  void arguments(const char* name, std::vector<std::string>& words, const char* about);
  void flag(const char* name, bool& is_set, const char* about);
  void text(const char* name, std::string& word, const char* type, const char* about);
  /// An option that may be given again.
  void texts(const char* name, std::vector<std::string>& words, const char* type, const char* about);
  /// A whole number of at least 0.
  void number(const char* name, std::size_t& value, const char* type, const char* about);
  /// One word of several; the order is that of the help.
  template <typename Value>
  void choice(const char* name, Value& value, std::vector<std::pair<std::string, Value>> words, const char* type, const char* about) {
    std::vector<std::string> names;
    for (const auto& word : words) names.push_back(word.first);
    one_of(name, std::move(names), [&value, words](std::size_t index) { value = words[index].second; }, type, about);
  }
  /// Two flags that cannot stand together.
  void exclude(const char* one, const char* other);

  // Options of several commands.
  void format(Format& format) { choice<Format>("--format", format, {{"text", Format::kText}, {"json", Format::kJson}}, "FORMAT", "text or json"); }
  void color(Color& color);
  void vocabulary(std::vector<std::string>& folders);
  void on(std::string& day);
  void assume_complete(std::string& kinds);
  void map(std::string& file);
  void zone(std::string& offset);

 private:
  void one_of(const char* name, std::vector<std::string> words, std::function<void(std::size_t)> take, const char* type, const char* about);

  CLI::App& app_;
};

/// What a report says of `--ignore-unmapped`.
inline constexpr const char* kIgnoresUnmapped = "facts of unknown concepts leave their kinds complete";

/// A command line that cannot be followed (E0802).
diag::Diagnostic cannot_follow(std::string message, std::string help);
/// The same, shown; the end of a command.
ExitCode refuse(const diag::Diagnostic& trouble);

/// A day as 2026-11-22; none where `text` is empty.
base::Expected<std::optional<value::TimeSpan>, diag::Diagnostic> day_of_option(const char* option, const std::string& text);
/// The kinds that `--assume-complete` names, as `conditions,treatments`.
base::Expected<std::vector<clinical::Kind>, diag::Diagnostic> kinds_of_option(const std::string& text);

/// Minutes east of UTC, of an offset as `+01:00` or `Z`; none where `text` is empty.
base::Expected<std::optional<std::int16_t>, diag::Diagnostic> zone_of_option(const std::string& text);

}  // namespace eligo::cli
