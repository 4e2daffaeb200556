// eligo vocabulary list, eligo vocabulary show: the names that rules and records may use.
#include "commands.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/edit_distance.h"
#include "base/json_text.h"
#include "clinical/vocabulary_table.h"
#include "diag/terminal_text.h"
#include "diagnostics.h"
#include "module_folders.h"

namespace eligo::cli {

namespace {

using clinical::Concept;
using clinical::ConceptId;

/// All modules that can be found from the working folder.
struct Library {
  std::vector<clinical::ModuleSource> modules;
  clinical::Vocabulary vocabulary;
};

base::Expected<Library, ExitCode> read_library(const std::vector<std::string>& further, Color color) {
  const ModuleFolders folders(module_folders("-", further));
  Library library;
  diag::Sink sink;
  for (const std::string& name : folders.names()) {
    const auto module = folders.find(name);
    if (module && module->has_value()) library.modules.push_back(module->value());
    else if (module) sink.add(module->error());
  }
  if (!sink.has_errors()) library.vocabulary = clinical::build_vocabulary(library.modules, sink);
  show(stderr, sink.sorted(), color);
  if (sink.has_errors()) return base::Unexpected{ExitCode::kUsage};
  return library;
}

std::string json_list(const std::vector<std::string>& texts) {
  std::vector<std::string> quoted;
  for (const std::string& text : texts) quoted.push_back(base::json_quoted(text));
  return fmt::format("[{}]", fmt::join(quoted, ", "));
}

ExitCode not_found(const Library& library, const std::string& word) {
  const auto near = base::nearest(word, library.vocabulary.names());
  write(stderr, fmt::format("no concept is found by `{}`{}\n", diag::printable(word), near ? "; did you mean `" + *near + "`?" : ""));
  return ExitCode::kFindings;
}

struct ListOptions {
  std::vector<std::string> words;
  std::string kind, module;
  std::vector<std::string> vocabulary_folders;
  Format format = Format::kText;
  Color color = Color::kAuto;
};

void list_text(const clinical::Vocabulary& vocabulary, const std::vector<ConceptId>& found) {
  std::size_t name_width = 0;
  for (const ConceptId id : found) name_width = std::max(name_width, vocabulary[id].name.size());
  for (const ConceptId id : found) {
    const Concept& entry = vocabulary[id];
    const std::string others = entry.aliases.empty() ? "" : fmt::format(" ({})", fmt::join(entry.aliases, ", "));
    write(stdout, fmt::format("{:{}}  {:11}  {:12}  {}\n", entry.name, name_width, name_of(entry.kind), entry.module, diag::printable(entry.title + others)));
  }
}

void list_json(const clinical::Vocabulary& vocabulary, const std::vector<ConceptId>& found) {
  std::vector<std::string> lines;
  for (const ConceptId id : found) {
    const Concept& entry = vocabulary[id];
    lines.push_back(fmt::format(R"({{"name": {}, "kind": "{}", "module": {}, "title": {}, "aliases": {}, "codes": {}}})", base::json_quoted(entry.name),
                                name_of(entry.kind), base::json_quoted(entry.module), base::json_quoted(entry.title), json_list(entry.aliases), json_list(entry.codes)));
  }
  write(stdout, lines.empty() ? "[]\n" : fmt::format("[\n{}\n]\n", fmt::join(lines, ",\n")));
}

ExitCode run_list(const ListOptions& options) {
  clinical::ConceptSearch search;
  search.word = fmt::format("{}", fmt::join(options.words, " "));
  search.module = options.module;
  if (!options.kind.empty()) {
    search.kind = clinical::kind_from_name(options.kind);
    if (!search.kind) search.kind = clinical::kind_from_list_name(options.kind);
    if (!search.kind) return refuse(cannot_follow("`" + options.kind + "` is no kind", "kinds: condition, treatment, procedure, observation, toxicity, allergy, vaccine, event"));
  }
  const auto library = read_library(options.vocabulary_folders, options.color);
  if (!library) return library.error();
  const std::vector<std::string>& modules = library->vocabulary.modules();
  if (!search.module.empty() && std::none_of(modules.begin(), modules.end(), [&](const std::string& name) { return base::equal_folded(name, search.module); })) {
    const auto near = base::nearest(search.module, modules);
    return refuse(cannot_follow("no module `" + search.module + "`", near ? "did you mean `" + *near + "`?" : fmt::format("modules: {}", fmt::join(modules, ", "))));
  }
  const std::vector<ConceptId> found = clinical::find_concepts(library->vocabulary, search);
  if (options.format == Format::kJson) list_json(library->vocabulary, found);
  else list_text(library->vocabulary, found);
  if (found.empty() && !search.word.empty()) return not_found(*library, search.word);
  if (options.format == Format::kText) write(stdout, counted(found.size(), "concept", "concepts") + '\n');
  return ExitCode::kDone;
}

struct ShowOptions {
  std::vector<std::string> names;
  std::vector<std::string> vocabulary_folders;
  Format format = Format::kText;
  Color color = Color::kAuto;
};

// By name or alias, else by code: "2160-0", "LOINC|2160-0".
ConceptId concept_of(const clinical::Vocabulary& vocabulary, const std::string& word) {
  if (const ConceptId id = vocabulary.find(word); id.is_valid()) return id;
  const std::size_t bar = word.find('|');
  if (bar != std::string::npos) return vocabulary.find_code(word.substr(0, bar), word.substr(bar + 1));
  for (const char* system : {"loinc", "icd10", "snomed", "atc", "rxnorm", "cvx"}) {
    if (const ConceptId id = vocabulary.find_code(system, word); id.is_valid()) return id;
  }
  return {};
}

std::string shown_text(const Library& library, ConceptId id) {
  std::string out = library.vocabulary[id].name + '\n';
  for (const clinical::Property& property : clinical::properties(library.vocabulary, id, library.modules)) {
    out += fmt::format("  {:24}{}\n", property.label, diag::printable(fmt::format("{}", fmt::join(property.texts, ", "))));
  }
  return out;
}

std::string shown_json(const Library& library, ConceptId id) {
  std::string out = fmt::format("{{\"name\": {}", base::json_quoted(library.vocabulary[id].name));
  for (const clinical::Property& property : clinical::properties(library.vocabulary, id, library.modules)) {
    out += fmt::format(",\n {}: {}", base::json_quoted(property.label), json_list(property.texts));
  }
  return out + "}";
}

ExitCode run_show(const ShowOptions& options) {
  const auto library = read_library(options.vocabulary_folders, options.color);
  if (!library) return library.error();
  ExitCode code = ExitCode::kDone;
  std::vector<std::string> shown;
  for (const std::string& name : options.names) {
    const ConceptId id = concept_of(library->vocabulary, name);
    if (!id.is_valid()) code = not_found(*library, name);
    else shown.push_back(options.format == Format::kJson ? shown_json(*library, id) : shown_text(*library, id));
  }
  if (options.format == Format::kJson) write(stdout, fmt::format("[{}]\n", fmt::join(shown, ",\n")));
  else write(stdout, fmt::format("{}", fmt::join(shown, "\n")));
  return code;
}

class ListCommand : public Command {
 public:
  CommandText text() const override {
    return {"vocabulary list", "the concepts that a word finds",
            "Examples:\n"
            "  eligo vocabulary list hepatitis            in names, other names and titles\n"
            "  eligo vocabulary list 2160-0               by the beginning of a code\n"
            "  eligo vocabulary list --kind vaccine       all of a kind\n"
            "  eligo vocabulary list --module cardiology\n\n"
            "Ends with 1 where nothing is found."};
  }
  void declare(Options& options) override {
    options.arguments("word", options_.words, "what to look for; else everything");
    options.text("--kind", options_.kind, "KIND", "only concepts of this kind");
    options.text("--module", options_.module, "MODULE", "only concepts of this module");
    options.format(options_.format);
    options.vocabulary(options_.vocabulary_folders);
    options.color(options_.color);
  }
  ExitCode run() override { return run_list(options_); }

 private:
  ListOptions options_;
};

class ShowCommand : public Command {
 public:
  CommandText text() const override {
    return {"vocabulary show", "all that is known of a concept",
            "Examples:\n"
            "  eligo vocabulary show creatinine_clearance\n"
            "  eligo vocabulary show 'ATC|L01FF01' SGPT   by code, by another name\n\n"
            "Ends with 1 where a name is not found."};
  }
  void declare(Options& options) override {
    options.arguments("names", options_.names, "names, other names or codes");
    options.format(options_.format);
    options.vocabulary(options_.vocabulary_folders);
    options.color(options_.color);
  }
  ExitCode run() override {
    if (options_.names.empty()) return refuse(cannot_follow("no concept is named", "eligo vocabulary show creatinine"));
    return run_show(options_);
  }

 private:
  ShowOptions options_;
};

}  // namespace

std::unique_ptr<Command> vocabulary_list_command() { return std::make_unique<ListCommand>(); }
std::unique_ptr<Command> vocabulary_show_command() { return std::make_unique<ShowCommand>(); }

}  // namespace eligo::cli
