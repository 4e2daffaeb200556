// Reads the line by CLI11, whose exceptions end here.
#include "command_line.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

#include "base/edit_distance.h"
#include "commands.h"
#include "diagnostics.h"
#include "engine.h"

namespace eligo::cli {

namespace {

constexpr const char* kAbout =
    "Eligo says whether a patient can join a clinical trial, and why.\n\n"
    "Examples:\n"
    "  eligo check trial.elig                           find the mistakes in a rule file\n"
    "  eligo screen trial.elig patient.yaml             one patient, with the reasons\n"
    "  eligo screen trial.elig patients/ --on 2026-11-22 --format json\n"
    "  eligo test rules/                                run the tests that stand beside rule files\n"
    "  eligo format trial.elig                          write a rule file in the one style\n";

constexpr const char* kGroupAbout = "has commands of its own: see its --help";

/// A command with the part of CLI11 that reads it.
struct Declared {
  std::unique_ptr<Command> command;
  CLI::App* app = nullptr;
};

CLI::App& group_of(CLI::App& line, const std::string& name) {
  for (CLI::App* group : line.get_subcommands([&name](const CLI::App* app) { return app->get_name() == name; })) return *group;
  CLI::App* group = line.add_subcommand(name, kGroupAbout);
  group->require_subcommand(1);
  return *group;
}

CLI::App* declare(CLI::App& line, Command& command) {
  const CommandText text = command.text();
  const std::string name = text.name;
  const std::size_t space = name.find(' ');
  CLI::App& parent = space == std::string::npos ? line : group_of(line, name.substr(0, space));
  CLI::App* app = parent.add_subcommand(space == std::string::npos ? name : name.substr(space + 1), text.about);
  app->footer(text.help);
  Options options(*app);
  command.declare(options);
  return app;
}

/// The innermost command that the line names.
const CLI::App& named_on(const CLI::App& line) {
  const CLI::App* scope = &line;
  while (!scope->get_subcommands().empty()) scope = scope->get_subcommands().front();
  return *scope;
}

std::string with_parents(const CLI::App& app) {
  return app.get_parent() == nullptr ? app.get_name() : with_parents(*app.get_parent()) + ' ' + app.get_name();
}

// How many words of the line are the names of commands.
int depth_of(const CLI::App& app) { return app.get_parent() == nullptr ? 0 : 1 + depth_of(*app.get_parent()); }

// What CLI11 complains of, in our words: an unknown option or command gets the nearest known one.
diag::Diagnostic explained(const CLI::App& line, const CLI::ParseError& error, int argc, const char* const* argv) {
  const CLI::App& scope = named_on(line);
  const std::string help = "see " + with_parents(scope) + " --help";
  std::vector<std::string> options;
  for (const CLI::Option* option : scope.get_options()) {
    for (const std::string& name : option->get_lnames()) options.push_back("--" + name);
    for (const std::string& name : option->get_snames()) options.push_back("-" + name);
  }
  std::vector<std::string> commands;
  for (const CLI::App* command : scope.get_subcommands({})) commands.push_back(command->get_name());
  for (int i = 1; i < argc; ++i) {
    const std::string word = std::string(argv[i]).substr(0, std::string(argv[i]).find('='));
    const bool is_option = word.size() > 1 && word.starts_with("-");
    const bool is_command = !is_option && !commands.empty() && i == depth_of(scope) + 1;
    const std::vector<std::string>& known = is_option ? options : commands;
    if (!(is_option || is_command) || std::find(known.begin(), known.end(), word) != known.end()) continue;
    const auto near = base::nearest(word, known);
    return cannot_follow(fmt::format("unknown {} `{}`", is_option ? "option" : "command", word), near ? "did you mean `" + *near + "`?" : help);
  }
  if (!commands.empty() && depth_of(scope) > 0) return cannot_follow(fmt::format("`{}` needs a command", with_parents(scope)), fmt::format("one of {}", fmt::join(commands, ", ")));
  return cannot_follow(error.what(), help);
}

}  // namespace

ExitCode run_command_line(int argc, const char* const* argv) {
  CLI::App line(kAbout, "eligo");
  line.set_version_flag("--version", std::string("eligo ") + version());
  line.require_subcommand(0, 1);
  line.get_formatter()->column_width(34);
  std::vector<Declared> declared;
  for (std::unique_ptr<Command>& command : all_commands()) {
    CLI::App* app = declare(line, *command);
    declared.push_back({std::move(command), app});
  }
  try {
    line.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    write(stdout, line.help());
    return ExitCode::kDone;
  } catch (const CLI::CallForVersion&) {
    write(stdout, std::string("eligo ") + version() + '\n');
    return ExitCode::kDone;
  } catch (const CLI::ParseError& error) {
    return refuse(explained(line, error, argc, argv));
  }
  for (const Declared& one : declared) {
    if (one.app->parsed()) return one.command->run();
  }
  write(stdout, line.help());
  return ExitCode::kDone;
}

}  // namespace eligo::cli
