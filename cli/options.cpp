// The options of commands, by CLI11; words to values.
#include "options.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/edit_distance.h"
#include "diagnostics.h"

namespace eligo::cli {

namespace {

/// The words of an option that takes one of several, checked.
std::string not_a_choice(const std::string& word, const std::vector<std::string>& words) {
  const auto near = base::nearest(word, words);
  return fmt::format("`{}` is not one of {}{}", word, fmt::join(words, ", "), near ? "; did you mean `" + *near + "`?" : "");
}

}  // namespace

void Options::arguments(const char* name, std::vector<std::string>& words, const char* about) { app_.add_option(name, words, about)->type_name(""); }

void Options::flag(const char* name, bool& is_set, const char* about) { app_.add_flag(name, is_set, about); }

void Options::text(const char* name, std::string& word, const char* type, const char* about) { app_.add_option(name, word, about)->type_name(type); }

void Options::texts(const char* name, std::vector<std::string>& words, const char* type, const char* about) {
  app_.add_option(name, words, about)->type_name(type)->expected(1)->take_all();
}

void Options::number(const char* name, std::size_t& value, const char* type, const char* about) {
  const auto take = [&value, name](const std::string& word) {
    const bool is_number = !word.empty() && word.size() <= 18 && word.find_first_not_of("0123456789") == std::string::npos;
    if (!is_number) throw CLI::ValidationError(name, "`" + word + "` is not a whole number");
    value = std::stoull(word);
  };
  app_.add_option_function<std::string>(name, take, about)->type_name(type);
}

void Options::one_of(const char* name, std::vector<std::string> words, std::function<void(std::size_t)> take, const char* type, const char* about) {
  const auto choose = [name, words = std::move(words), take = std::move(take)](const std::string& word) {
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) throw CLI::ValidationError(name, not_a_choice(word, words));
    take(static_cast<std::size_t>(found - words.begin()));
  };
  app_.add_option_function<std::string>(name, choose, about)->type_name(type);
}

void Options::exclude(const char* one, const char* other) { app_.get_option(one)->excludes(app_.get_option(other)); }

void Options::color(Color& color) {
  choice<Color>("--color", color, {{"auto", Color::kAuto}, {"always", Color::kAlways}, {"never", Color::kNever}}, "WHEN", "auto, always or never (auto: on a terminal)");
}

void Options::vocabulary(std::vector<std::string>& folders) { texts("--vocabulary", folders, "DIR", "a further folder of vocabulary modules; may be given again"); }

void Options::on(std::string& day) { text("--on", day, "DATE", "the day of screening, as 2026-11-22; else the record's, else today"); }

void Options::assume_complete(std::string& kinds) {
  text("--assume-complete", kinds, "KINDS", "kinds of facts whose silence means no: conditions,treatments");
}

void Options::map(std::string& file) { text("--map", file, "FILE", "the site's own codes, units and answers, in YAML"); }

void Options::zone(std::string& offset) {
  text("--zone", offset, "OFFSET", "the offset, as +01:00, that clock times are brought to before the day is taken; else that of the record");
}

diag::Diagnostic cannot_follow(std::string message, std::string help) {
  return {diag::Code::E0802, std::move(message), std::move(help), nullptr, {}, {}};
}

ExitCode refuse(const diag::Diagnostic& trouble) {
  show(stderr, {trouble}, Color::kAuto);
  return ExitCode::kUsage;
}

base::Expected<std::optional<value::TimeSpan>, diag::Diagnostic> day_of_option(const char* option, const std::string& text) {
  if (text.empty()) return std::optional<value::TimeSpan>();
  const auto day = value::parse_date(text);
  if (day && day->is_day()) return std::optional<value::TimeSpan>(*day);
  return base::Unexpected{cannot_follow(fmt::format("`{} {}` is no day", option, text), "write a day that exists, as 2026-11-22")};
}

base::Expected<std::vector<clinical::Kind>, diag::Diagnostic> kinds_of_option(const std::string& text) {
  std::vector<clinical::Kind> kinds;
  for (const std::string& word : CLI::detail::split(text, ',')) {
    if (word.empty()) continue;
    const auto found = clinical::kind_from_list_name(word);
    if (found && *found != clinical::Kind::kObservation) {
      kinds.push_back(*found);
      continue;
    }
    std::vector<std::string> names;
    for (std::size_t i = 0; i < clinical::kKindCount; ++i) {
      const auto candidate = static_cast<clinical::Kind>(i);
      if (candidate != clinical::Kind::kObservation) names.emplace_back(clinical::list_name_of(candidate));
    }
    return base::Unexpected{cannot_follow("`" + word + "` cannot be assumed complete", fmt::format("kinds: {}", fmt::join(names, ", ")))};
  }
  return kinds;
}

// The offset is read as that of a date.
base::Expected<std::optional<std::int16_t>, diag::Diagnostic> zone_of_option(const std::string& text) {
  if (text.empty()) return std::optional<std::int16_t>();
  const auto date = value::parse_date("2026-01-01T00:00" + text);
  if (date && date->offset != value::TimeSpan::kNoOffset) return std::optional<std::int16_t>(date->offset);
  return base::Unexpected{cannot_follow("`--zone " + text + "` is no offset", "write it as `+01:00`, `-05:00` or `Z`")};
}

}  // namespace eligo::cli
