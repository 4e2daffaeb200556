// Runs every case of a folder and says which pass: conformance FOLDER [DISPUTED] [NAME_PART].
// DISPUTED lists cases that are held to contradict the language's definition, each with the reason; they are counted
// apart. A folder that is not there is skipped (exit code 77).
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "case.h"
#include "compare.h"
#include "diag/render.h"
#include "engine.h"
#include "io/read.h"

namespace eligo::conformance {

namespace {

using Lines = std::vector<std::string>;

constexpr int kSkipped = 77;

model::ReadOptions read_options(const Case& tested) {
  model::ReadOptions options;
  for (const std::string& name : tested.assume_complete) {
    if (const auto kind = clinical::kind_from_list_name(name)) options.assume_complete.push_back(*kind);
  }
  return options;
}

Lines run_record(const Case& tested, const program::Program& program) {
  const auto source = std::make_shared<diag::SourceText>(tested.name + ".json", tested.record);
  const auto records = io::read_records(source, *program.vocabulary, read_options(tested));
  if (records.size() != 1) return {fmt::format("{} records were read", records.size())};
  if (!records[0].record) return {"the record was rejected: " + diag::render_plain(records[0].record.error())};
  return differences(*tested.expect, screen(program, *records[0].record));
}

Lines run(const Case& tested, const ModuleList& modules) {
  if (!tested.trouble.empty()) return {tested.trouble};
  const CompileResult compiled = compile_rules(tested.rules, modules);
  Lines found;
  if (tested.check) found = differences(*tested.check, compiled.diagnostics, compiled.program != nullptr);
  else if (compiled.program) return run_record(tested, *compiled.program);
  else found = {"the rules do not compile"};
  if (!found.empty()) {
    for (const diag::Diagnostic& diagnostic : compiled.diagnostics) found.push_back("said: " + diag::render_plain(diagnostic));
  }
  return found;
}

void print_lines(const std::string& heading, const Lines& lines) {
  fmt::print("{}\n", heading);
  for (const std::string& line : lines) fmt::print("    {}{}", line, line.ends_with('\n') ? "" : "\n");
}

/// Case name to reason.
std::map<std::string, std::string> read_disputed(const std::string& path) {
  std::map<std::string, std::string> disputed;
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  const auto documents = io::read_yaml(std::make_shared<diag::SourceText>(path, text.str()));
  if (!documents) return disputed;
  for (const RawValue& document : *documents) {
    for (std::size_t i = 0; i < document.keys.size(); ++i) disputed[document.keys[i].first] = document.items[i].text;
  }
  return disputed;
}

struct Tally {
  std::size_t passed = 0, failed = 0, disputed = 0;
};

Tally run_all(const Folder& folder, const std::map<std::string, std::string>& disputed, const std::string& part) {
  const ModuleList modules(folder.modules);
  Tally tally;
  std::set<std::string> names;
  for (const Case& tested : folder.cases) {
    if (tested.name.find(part) == std::string::npos) continue;
    Lines found = run(tested, modules);
    if (!names.insert(tested.name).second) found.push_back("another case has this name");
    const auto reason = disputed.find(tested.name);
    if (reason != disputed.end()) {
      tally.disputed += 1;
      if (found.empty()) print_lines("DISPUTED, YET PASSES " + tested.name, {"remove it from the list"});
      else print_lines("DISPUTED " + tested.name, {reason->second});
      if (found.empty()) tally.failed += 1;
    } else if (found.empty()) {
      tally.passed += 1;
    } else {
      tally.failed += 1;
      print_lines("FAILED " + tested.name, found);
    }
  }
  return tally;
}

int run_folder(const std::string& path, const std::string& disputed_path, const std::string& part, const std::string& modules_path) {
  for (const std::string& needed : {path, modules_path.empty() ? path : modules_path}) {
    if (std::filesystem::is_directory(needed)) continue;
    fmt::print("SKIPPED: {} is not there\n", needed);
    return kSkipped;
  }
  Folder folder = read_folder(path);
  if (!modules_path.empty()) {
    for (auto& module : read_folder(modules_path).modules) folder.modules.push_back(std::move(module));
  }
  for (const std::string& trouble : folder.troubles) print_lines("FAILED", {trouble});
  Tally tally = run_all(folder, disputed_path.empty() ? std::map<std::string, std::string>() : read_disputed(disputed_path), part);
  tally.failed += folder.troubles.size();
  fmt::print("{} passed, {} failed{}\n", tally.passed, tally.failed, tally.disputed == 0 ? "" : fmt::format(", {} disputed", tally.disputed));
  return tally.failed == 0 && tally.passed > 0 ? 0 : 1;
}

}  // namespace

}  // namespace eligo::conformance

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print("conformance FOLDER [DISPUTED] [NAME_PART] [FOLDER_OF_MODULES]\n");
    return 2;
  }
  return eligo::conformance::run_folder(argv[1], argc > 2 ? argv[2] : "", argc > 3 ? argv[3] : "", argc > 4 ? argv[4] : "");
}
