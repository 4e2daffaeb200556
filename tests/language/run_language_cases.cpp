// Runs every case tests/language/<topic>/{ok,bad}/*.elig: compiles it and compares what is said, line by line, with the
// comments `# expect E0312 E0301`, perhaps followed by words that the message or its help must hold: `# expect E0302: g/dL, 8`.
// Says what else is wrong: a code without a case, a case with an unknown code. Run as: language_cases FOLDER
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "base/ascii.h"
#include "engine.h"
#include "io/read.h"

namespace {

namespace fs = std::filesystem;
using eligo::diag::Diagnostic;

struct Expectation {
  std::uint32_t line = 0;
  std::string code;
  std::vector<std::string> words;
};

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> words_of(const std::string& list) {
  std::vector<std::string> words;
  std::istringstream in(list);
  for (std::string word; std::getline(in, word, ',');) words.emplace_back(eligo::base::trimmed(word));
  return words;
}

/// What the comments of a case expect. Words after a colon belong to the last code before it.
std::vector<Expectation> expectations_in(const std::string& text) {
  constexpr std::string_view kMark = "# expect ";
  std::vector<Expectation> expectations;
  std::istringstream in(text);
  std::uint32_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const std::size_t at = line.find(kMark);
    if (at == std::string::npos) continue;
    const std::string rest = line.substr(at + kMark.size());
    const std::size_t colon = rest.find(':');
    std::istringstream codes(rest.substr(0, colon));
    for (std::string code; codes >> code;) expectations.push_back({number, code, {}});
    if (colon != std::string::npos && !expectations.empty()) expectations.back().words = words_of(rest.substr(colon + 1));
  }
  return expectations;
}

bool is_met(const Expectation& wanted, const Diagnostic& said) {
  if (said.source == nullptr || wanted.code != eligo::diag::text_of(said.code)) return false;
  if (said.source->position(said.span.begin).line != wanted.line) return false;
  const std::string text = said.message + " " + said.help;
  return std::all_of(wanted.words.begin(), wanted.words.end(), [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

std::string shown(const Diagnostic& said) {
  const std::string line = said.source ? std::to_string(said.source->position(said.span.begin).line) : "?";
  return line + ": " + eligo::diag::text_of(said.code) + " " + said.message + (said.help.empty() ? "" : " (" + said.help + ")");
}

class Runner {
 public:
  explicit Runner(fs::path folder) : folder_(std::move(folder)), modules_(read_modules(folder_ / "vocabulary")) {}

  int run() {
    std::vector<fs::path> paths;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder_)) {
      if (entry.path().extension() == ".elig") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    for (const fs::path& path : paths) run_case(path);
    check_codes();
    std::cout << paths.size() << " cases, " << troubles_ << " troubles\n";
    return troubles_ == 0 && !paths.empty() ? 0 : 1;
  }

 private:
  eligo::ModuleList read_modules(const fs::path& folder) {
    std::vector<eligo::clinical::ModuleSource> modules;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      auto module = eligo::io::read_module(std::make_shared<eligo::diag::SourceText>(entry.path().string(), text_of(entry.path())));
      if (module) modules.push_back(module.value());
      else complain(entry.path(), module.error().message);
    }
    return eligo::ModuleList(std::move(modules));
  }

  void complain(const fs::path& path, const std::string& trouble) {
    ++troubles_;
    std::cout << path.lexically_relative(folder_).string() << ": " << trouble << "\n";
  }

  void run_case(const fs::path& path) {
    const std::string text = text_of(path);
    const auto source = std::make_shared<eligo::diag::SourceText>(path.filename().string(), text);
    const eligo::CompileResult result = eligo::compile_rules(source, modules_);
    const bool is_ok = path.parent_path().filename() == "ok";
    const std::vector<Expectation> wanted = expectations_in(text);
    if (is_ok != (result.program != nullptr)) complain(path, is_ok ? "does not compile" : "compiles");
    if (!is_ok && wanted.empty()) complain(path, "expects nothing");
    compare(path, wanted, result.diagnostics);
    for (const Expectation& expectation : wanted) expected_.insert(expectation.code);
  }

  /// Each expectation is met by a diagnostic of its own, and none is left over.
  void compare(const fs::path& path, const std::vector<Expectation>& wanted, std::vector<Diagnostic> said) {
    for (const Expectation& expectation : wanted) {
      const auto found = std::find_if(said.begin(), said.end(), [&](const Diagnostic& d) { return is_met(expectation, d); });
      if (found == said.end()) {
        complain(path, "not said: " + std::to_string(expectation.line) + ": " + expectation.code);
      } else {
        said.erase(found);
      }
    }
    for (const Diagnostic& diagnostic : said) complain(path, "said as well: " + shown(diagnostic));
  }

  /// Codes on names, types, time and lint are the checker's: each has a case, and a case has no other.
  void check_codes() {
    std::set<std::string> known;
    for (eligo::diag::Code code : eligo::diag::all_codes()) {
      const std::string text = eligo::diag::text_of(code);
      known.insert(text);
      const std::string area = text.substr(0, 3);
      const bool is_checked_here = area == "E02" || area == "E03" || area == "E04" || area == "W05";
      if (is_checked_here && !expected_.contains(text)) complain(folder_ / text, "has no case");
    }
    for (const std::string& code : expected_) {
      if (!known.contains(code)) complain(folder_ / code, "is no code");
    }
  }

  fs::path folder_;
  int troubles_ = 0;
  eligo::ModuleList modules_;
  std::set<std::string> expected_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "run as: language_cases FOLDER\n";
    return 2;
  }
  return Runner(arguments[1]).run();
}
