// The commands and their options, by CLI11. Its exceptions end here.
#include "options.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/edit_distance.h"
#include "engine.h"

namespace eligo::cli {

namespace {

constexpr const char* kAbout =
    "Eligo says whether a patient can join a clinical trial, and why.\n\n"
    "Examples:\n"
    "  eligo check trial.elig                           find the mistakes in a rule file\n"
    "  eligo screen trial.elig patient.yaml             one patient, with the reasons\n"
    "  eligo screen trial.elig patients/ --on 2026-11-22 --format json\n"
    "  eligo format trial.elig                          write a rule file in the one style\n";

constexpr const char* kCheckAbout =
    "Examples:\n"
    "  eligo check trial.elig\n"
    "  eligo check rules/ --format json                 every .elig file below a folder\n"
    "  eligo check trial.elig --vocabulary ../modules   more places for vocabulary modules\n"
    "  eligo check --codes                              what every code means\n\n"
    "Find the mistakes in rule files. Ends with 1 where there are errors, with 0 where there are none or only warnings.";

constexpr const char* kScreenAbout =
    "Examples:\n"
    "  eligo screen trial.elig patient.yaml\n"
    "  eligo screen trial.elig patient.yaml --all       passing criteria with their reasons, too\n"
    "  eligo screen trial.elig patients/ --format json  every record in a folder, as JSON\n"
    "  eligo screen a.elig b.elig patient.yaml          one patient against two trials\n"
    "  cat records.ndjson | eligo screen trial.elig -\n\n"
    "Screen patients. An argument that ends in .elig is a rule file, every other one a record (YAML, JSON, NDJSON), a folder\n"
    "of records, or - for standard input. Ends with 0 whatever the verdict, with 2 where rules do not compile, with 3 where a\n"
    "record was rejected, with 4 where a file cannot be read.";

constexpr const char* kFormatAbout =
    "Examples:\n"
    "  eligo format trial.elig                          rewrite the file\n"
    "  eligo format --check rules/                      only say which files would change; ends with 1 where some would\n"
    "  eligo format --diff trial.elig                   show what would change\n"
    "  eligo format - < trial.elig                      from standard input to standard output\n\n"
    "Write rule files in the one style. A file that does not parse is left alone.";

const std::map<std::string, Format> kFormats = {{"text", Format::kText}, {"json", Format::kJson}};
const std::map<std::string, Color> kColors = {{"auto", Color::kAuto}, {"always", Color::kAlways}, {"never", Color::kNever}};

diag::Diagnostic cannot_follow(std::string message, std::string help) {
  return {diag::Code::E0802, std::move(message), std::move(help), nullptr, {}, {}};
}

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, ", ")); }

/// Texts that CLI11 fills, before they are typed.
struct Words {
  std::string on, assume_complete;
};

void add_color(CLI::App& app, Color& color) {
  app.add_option("--color", color, "auto, always or never (auto: on a terminal)")->transform(CLI::CheckedTransformer(kColors).description(""))->type_name("WHEN");
}

void add_format(CLI::App& app, Format& format) {
  app.add_option("--format", format, "text or json")->transform(CLI::CheckedTransformer(kFormats).description(""))->type_name("FORMAT");
}

void add_vocabulary(CLI::App& app, std::vector<std::string>& folders) {
  app.add_option("--vocabulary", folders, "a further folder of vocabulary modules; may be given again")->type_name("DIR")->expected(1)->take_all();
}

CLI::App* add_check(CLI::App& app, CheckOptions& options) {
  CLI::App* check = app.add_subcommand("check", "find the mistakes in rule files");
  check->description(kCheckAbout);
  check->add_option("rules", options.rules, "rule files, or folders of them")->type_name("");
  add_format(*check, options.format);
  add_vocabulary(*check, options.vocabulary_folders);
  add_color(*check, options.color);
  check->add_flag("--codes", options.shows_codes, "list every code with its meaning");
  return check;
}

CLI::App* add_screen(CLI::App& app, ScreenOptions& options, std::vector<std::string>& files, Words& words) {
  CLI::App* screen = app.add_subcommand("screen", "screen patients against rules");
  screen->description(kScreenAbout);
  screen->add_option("files", files, "rule files (.elig) and records")->type_name("");
  screen->add_option("--on", words.on, "the day of screening, as 2026-11-22; else the record's, else today")->type_name("DATE");
  add_format(*screen, options.format);
  screen->add_option("--assume-complete", words.assume_complete, "kinds of facts whose silence means no: conditions,treatments")->type_name("KINDS");
  add_vocabulary(*screen, options.vocabulary_folders);
  screen->add_flag("--strict", options.is_strict, "reject a record with any data problem");
  screen->add_flag("--ignore-unmapped", options.ignores_unmapped, "unknown concepts do not make a kind incomplete");
  screen->add_flag("--exit-verdict", options.exits_by_verdict, "end with 0 eligible, 10 ineligible, 11 undetermined");
  screen->add_flag("--all", options.shows_all, "explain passing criteria, too");
  add_color(*screen, options.color);
  return screen;
}

CLI::App* add_format_command(CLI::App& app, FormatOptions& options, bool& is_check, bool& is_diff) {
  CLI::App* format = app.add_subcommand("format", "write rule files in the one style");
  format->description(kFormatAbout);
  format->add_option("files", options.files, "rule files, folders of them, or -")->type_name("");
  CLI::Option* check = format->add_flag("--check", is_check, "change nothing; say which files would change");
  format->add_flag("--diff", is_diff, "change nothing; show what would change")->excludes(check);
  add_color(*format, options.color);
  return format;
}

Command typed_screen(ScreenOptions options, const std::vector<std::string>& files, const Words& words) {
  for (const std::string& file : files) (file.ends_with(".elig") ? options.rules : options.records).push_back(file);
  if (options.rules.empty()) return cannot_follow("no rule file is named", "rule files end in `.elig`: eligo screen trial.elig patient.yaml");
  if (options.records.empty()) return cannot_follow("no patient is named", "name a record, a folder of records, or `-`: eligo screen trial.elig patient.yaml");
  if (!words.on.empty()) {
    options.on = value::parse_date(words.on);
    if (!options.on || !options.on->is_day()) return cannot_follow("`--on " + words.on + "` is no day", "write a day that exists, as 2026-11-22");
  }
  for (const std::string& kind : CLI::detail::split(words.assume_complete, ',')) {
    if (kind.empty()) continue;
    const auto found = clinical::kind_from_list_name(kind);
    if (!found || *found == clinical::Kind::kObservation) {
      std::vector<std::string> names;
      for (std::size_t i = 0; i < clinical::kKindCount; ++i) {
        const auto candidate = static_cast<clinical::Kind>(i);
        if (candidate != clinical::Kind::kObservation) names.emplace_back(clinical::list_name_of(candidate));
      }
      return cannot_follow("`" + kind + "` cannot be assumed complete", "kinds: " + joined(names));
    }
    options.assume_complete.push_back(*found);
  }
  return options;
}

// What CLI11 complains of, in our words: an unknown option or command gets the nearest known one.
diag::Diagnostic explained(const CLI::App& app, const CLI::ParseError& error, int argc, const char* const* argv) {
  const CLI::App* scope = app.get_subcommands().empty() ? &app : app.get_subcommands().front();
  std::vector<std::string> known;
  for (const CLI::Option* option : scope->get_options()) known.push_back("--" + option->get_single_name());
  for (const CLI::App* command : scope->get_subcommands({})) known.push_back(command->get_name());
  for (int i = 1; i < argc; ++i) {
    const std::string word = std::string(argv[i]).substr(0, std::string(argv[i]).find('='));
    const bool is_option = word.size() > 1 && word.starts_with("-");
    const bool is_command = i == 1 && scope == &app;
    if (!(is_option || is_command) || std::find(known.begin(), known.end(), word) != known.end()) continue;
    const auto near = base::nearest(word, known);
    return cannot_follow(fmt::format("unknown {} `{}`", is_option ? "option" : "command", word),
                         near ? "did you mean `" + *near + "`?" : "see eligo" + (scope == &app ? "" : " " + scope->get_name()) + " --help");
  }
  return cannot_follow(error.what(), "see eligo" + (scope == &app ? "" : " " + scope->get_name()) + " --help");
}

}  // namespace

Command parse_command_line(int argc, const char* const* argv) {
  CLI::App app(kAbout, "eligo");
  app.set_version_flag("--version", std::string("eligo ") + version());
  app.require_subcommand(0, 1);
  CheckOptions check;
  ScreenOptions screen;
  FormatOptions format;
  Words words;
  std::vector<std::string> files;
  bool format_checks = false;
  bool format_diffs = false;
  const CLI::App* check_app = add_check(app, check);
  const CLI::App* screen_app = add_screen(app, screen, files, words);
  const CLI::App* format_app = add_format_command(app, format, format_checks, format_diffs);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return ShowText{app.help()};
  } catch (const CLI::CallForVersion&) {
    return ShowText{std::string("eligo ") + version() + '\n'};
  } catch (const CLI::ParseError& error) {
    return explained(app, error, argc, argv);
  }
  if (check_app->parsed()) {
    if (check.rules.empty() && !check.shows_codes) return cannot_follow("no rule file is named", "eligo check trial.elig");
    return check;
  }
  if (screen_app->parsed()) return typed_screen(std::move(screen), files, words);
  if (format_app->parsed()) {
    if (format.files.empty()) return cannot_follow("no file is named", "eligo format trial.elig, or `-` for standard input");
    format.mode = format_checks ? FormatOptions::Mode::kCheck : format_diffs ? FormatOptions::Mode::kDiff : FormatOptions::Mode::kWrite;
    return format;
  }
  return ShowText{app.help()};
}

}  // namespace eligo::cli
