// Compiles every example of grammar/README.md with the project's own vocabulary and screens the patients shown with it.
// In: the project's folder. Out: what differs from the page, each with its line; exit code 1 where anything does.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "blocks.h"
#include "diag/render.h"
#include "engine.h"
#include "io/read.h"
#include "lists.h"

namespace eligo::reference {

namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

std::string read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

ModuleList read_modules(const fs::path& folder) {
  std::vector<clinical::ModuleSource> modules;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".yaml") continue;
    const auto module = io::read_module(std::make_shared<diag::SourceText>(entry.path().string(), read(entry.path())));
    if (module) modules.push_back(*module);
    else fmt::print("{}", diag::render_plain(module.error()));
  }
  return ModuleList(std::move(modules));
}

/// One patient's line: "ineligible; I1 pass, E1 fail", the verdict left out where the page does not ask for it.
std::string answer_of(const explain::Report& report, bool with_verdict) {
  std::string out = with_verdict ? std::string(eval::name_of(report.verdict)) + "; " : "";
  for (const explain::CriterionReport& criterion : report.criteria) {
    out += (&criterion == &report.criteria.front() ? "" : ", ") + criterion.id + " " + eval::name_of(criterion.status);
  }
  return out;
}

/// "Ada: eligible; I1 pass" for each patient, in the order of the page.
std::map<std::string, std::string> answers_shown(const Block& block) {
  std::map<std::string, std::string> shown;
  for (const std::string& line : lines_of(block.text)) {
    const std::size_t colon = line.find(": ");
    if (colon != std::string::npos) shown[line.substr(0, colon)] = line.substr(colon + 2);
  }
  return shown;
}

class Runner {
 public:
  explicit Runner(const fs::path& project)
      : page_(read(project / "grammar" / "README.md")),
        grammar_(read(project / "grammar" / "Eligo.g4")),
        modules_(read_modules(project / "rules" / "vocabulary")) {}

  int run() {
    for (const std::string& line : differing_words(page_, grammar_)) report(0, line);
    for (const std::string& line : differing_codes(page_)) report(0, line);
    for (const Block& block : blocks_of(page_)) take(block);
    if (compiled_ == 0 || screened_ == 0) report(0, "the page shows no examples");
    fmt::print("{} examples compiled, {} refused as they must be, {} patients screened, {} differences\n", compiled_, refused_, screened_, differences_);
    return differences_ == 0 ? 0 : 1;
  }

 private:
  void report(std::size_t line, const std::string& text) {
    fmt::print("grammar/README.md:{}: {}\n", line, text);
    differences_ += 1;
  }

  void take(const Block& block) {
    const Lines words = words_of(block.kind);
    const std::string kind = words.empty() ? "" : words.front();
    if (block.kind == "eligo frame") frame_ = block.text;
    if (block.kind == "eligo") compile(block);
    else if (kind == "eligo" && words.size() == 3 && words[1] == "wrong") refuse(block, words[2]);
    else if (block.kind == "yaml patient") read_patients(block);
    else if (block.kind == "text answers") compare(block);
    else if (block.kind != "eligo frame") report(block.line, "no kind of example: `" + block.kind + "`");
  }

  CompileResult result_of(const Block& block) {
    const std::string text = block.text.starts_with("protocol") ? block.text : frame_ + block.text;
    return compile_rules(std::make_shared<diag::SourceText>(fmt::format("example at line {}", block.line), text), modules_);
  }

  void compile(const Block& block) {
    const CompileResult result = result_of(block);
    compiled_ += 1;
    program_ = result.program;
    patients_.clear();
    if (program_) return;
    report(block.line, "the example does not compile");
    for (const diag::Diagnostic& diagnostic : result.diagnostics) fmt::print("    {}", diag::render_plain(diagnostic));
  }

  void refuse(const Block& block, const std::string& code) {
    const CompileResult result = result_of(block);
    refused_ += 1;
    Lines errors;
    for (const diag::Diagnostic& diagnostic : result.diagnostics) {
      if (diagnostic.severity() == diag::Severity::kError) errors.push_back(diag::text_of(diagnostic.code));
    }
    if (errors != Lines{code}) report(block.line, fmt::format("expected one error {}, got {}", code, fmt::join(errors, " ")));
  }

  void read_patients(const Block& block) {
    if (!program_) return;
    model::ReadOptions options;
    options.today = kToday;
    const auto source = std::make_shared<diag::SourceText>(fmt::format("patient at line {}", block.line), block.text);
    for (auto& entry : io::read_records(source, *program_->vocabulary, options)) {
      if (!entry.record) {
        report(block.line, diag::render_plain(entry.record.error()));
        continue;
      }
      for (const model::Problem& problem : entry.record->problems) report(block.line, problem.at + ": " + problem.text);
      patients_.push_back(std::move(*entry.record));
    }
  }

  void compare(const Block& block) {
    if (!program_) return;
    std::map<std::string, std::string> shown = answers_shown(block);
    for (const model::PatientRecord& patient : patients_) {
      const std::string wanted = shown[patient.patient];
      shown.erase(patient.patient);
      screened_ += 1;
      const std::string got = answer_of(screen(*program_, patient), wanted.find("; ") != std::string::npos);
      if (got != wanted) report(block.line, fmt::format("{}: the page says `{}`, the engine `{}`", patient.patient, wanted, got));
    }
    for (const auto& [name, answer] : shown) report(block.line, "no patient `" + name + "`");
  }

  static constexpr value::Day kToday = 20779;   // 22 November 2026

  std::string page_, grammar_, frame_;
  ModuleList modules_;
  std::shared_ptr<const program::Program> program_;
  std::vector<model::PatientRecord> patients_;
  std::size_t compiled_ = 0, refused_ = 0, screened_ = 0, differences_ = 0;
};

}  // namespace

}  // namespace eligo::reference

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print("reference PROJECT_FOLDER\n");
    return 2;
  }
  return eligo::reference::Runner(argv[1]).run();
}
