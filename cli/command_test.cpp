// eligo test: the tests that stand beside rule files, and what of the rules they have seen.
#include "commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "diag/terminal_text.h"
#include "diagnostics.h"
#include "files.h"
#include "io/read.h"
#include "rule_files.h"
#include "testing/accept.h"
#include "testing/render.h"

namespace eligo::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* kTestFile = "tests.yaml";

enum class TestFormat { kText, kJunit, kJson };

struct TestOptions {
  std::vector<std::string> paths;
  std::vector<std::string> vocabulary_folders;
  std::string part;
  std::size_t min_coverage = 0;
  TestFormat format = TestFormat::kText;
  Color color = Color::kAuto;
  bool is_update = false;
};

ExitCode worse(ExitCode a, ExitCode b) { return std::max(a, b); }

class TestRun {
 public:
  explicit TestRun(const TestOptions& options) : options_(options) {}

  ExitCode run() {
    for (const std::string& path : options_.paths) {
      for (const std::string& tests : test_files(path)) run_file(tests);
    }
    if (options_.is_update) return code_;
    switch (options_.format) {
      case TestFormat::kText: write(stdout, results_.empty() ? "no tests were run\n" : testing::render_summary(results_)); break;
      case TestFormat::kJunit: write(stdout, testing::render_junit(results_)); break;
      case TestFormat::kJson: write(stdout, testing::render_json(results_)); break;
    }
    for (const testing::FileResult& result : results_) check_coverage(result);
    const bool has_tests = std::any_of(results_.begin(), results_.end(), [](const testing::FileResult& result) { return !result.cases.empty(); });
    if (!results_.empty() && !has_tests && !options_.part.empty()) {
      write(stderr, "no test has `" + diag::printable(options_.part) + "` in its name\n");
      code_ = worse(code_, ExitCode::kFindings);
    }
    return code_;
  }

 private:
  /// The test files below a folder, or beside a rule file, or the file itself.
  std::vector<std::string> test_files(const std::string& path) {
    if (path.ends_with(".elig")) return {(fs::path(path).parent_path() / kTestFile).string()};
    const auto files = files_at(path, {".yaml"});
    if (!files) {
      tell({files.error()}, ExitCode::kInputOutput);
      return {};
    }
    std::error_code ignored;
    if (!fs::is_directory(path, ignored)) return *files;
    std::vector<std::string> found;
    for (const std::string& file : *files) {
      if (fs::path(file).filename() == kTestFile) found.push_back(file);
    }
    if (found.empty()) tell({{diag::Code::E0801, "no `tests.yaml` lies below `" + path + "`", "rules/README.md says how tests are written", nullptr, {}, {}}}, ExitCode::kInputOutput);
    return found;
  }

  /// The rule file that the tests name, else the only one beside them.
  std::optional<std::string> rules_of(const testing::TestFile& file) {
    const fs::path folder = fs::path(file.source->name()).parent_path();
    if (!file.rules.text.empty()) return (folder / file.rules.text).string();
    const auto files = files_at(folder.empty() ? "." : folder.string(), {".elig"});
    if (files && files->size() == 1) return files->front();
    tell({{diag::Code::E0901, "it is open which rule file the tests are of", "write `rules: trial.elig` at the top", file.source, {}, {}}}, ExitCode::kFindings);
    return std::nullopt;
  }

  void run_file(const std::string& path) {
    const auto source = read_file(path, io::kLargestYaml);
    if (!source) return tell({source.error()}, ExitCode::kInputOutput);
    diag::Sink sink;
    const auto file = testing::read_tests(*source, sink);
    if (!file || sink.has_errors()) return tell(sink.sorted(), ExitCode::kFindings);
    const auto rules = rules_of(*file);
    if (!rules) return;
    const auto compiled = compile_file(*rules, options_.vocabulary_folders, options_.color);
    if (!compiled) {
      code_ = worse(code_, compiled.error());
      return;
    }
    testing::FileResult result = testing::run_tests(*file, *compiled->program, compiled->source, options_.part, sink);
    if (sink.has_errors()) tell(sink.sorted(), ExitCode::kFindings);
    if (options_.is_update) return update(path, *file, result);
    if (result.failures() > 0) code_ = worse(code_, ExitCode::kFindings);
    if (options_.format == TestFormat::kText) write(stdout, testing::render_text(result) + '\n');
    results_.push_back(std::move(result));
  }

  void update(const std::string& path, const testing::TestFile& file, const testing::FileResult& result) {
    const testing::Accepted accepted = testing::accept(*file.source, result);
    if (accepted.replaced > 0) {
      if (const auto trouble = write_file(path, accepted.text)) return tell({*trouble}, ExitCode::kInputOutput);
    }
    write(stdout, fmt::format("{}: {} rewritten\n", path, counted(accepted.replaced, "expectation", "expectations")));
    if (accepted.left == 0) return;
    write(stdout, fmt::format("{} stand for several records that answer differently; write them apart\n", counted(accepted.left, "expectation", "expectations")));
    code_ = worse(code_, ExitCode::kFindings);
  }

  void check_coverage(const testing::FileResult& result) {
    if (!result.coverage || options_.min_coverage == 0) return;
    const testing::Share all = testing::total({result});
    const std::size_t reached = testing::percent(all.seen, all.possible);
    if (reached >= options_.min_coverage) return;
    write(stderr, fmt::format("{}: coverage is {} %, and {} % are asked for\n", result.tests, reached, options_.min_coverage));
    code_ = worse(code_, ExitCode::kFindings);
  }

  void tell(const std::vector<diag::Diagnostic>& troubles, ExitCode code) {
    show(stderr, troubles, options_.color);
    code_ = worse(code_, code);
  }

  const TestOptions& options_;
  std::vector<testing::FileResult> results_;
  ExitCode code_ = ExitCode::kDone;
};

class TestCommand : public Command {
 public:
  CommandText text() const override {
    return {"test", "run the tests that stand beside rule files",
            "Examples:\n"
            "  eligo test rules/                        every tests.yaml below a folder\n"
            "  eligo test rules/trial -k bilirubin      the tests with that in their name\n"
            "  eligo test rules/ --min-coverage 100     fails where the tests have not seen everything\n"
            "  eligo test rules/trial --update          takes what the rules say as what is expected\n\n"
            "rules/README.md says how tests are written. Ends with 1 where a test fails or a test file has mistakes."};
  }

  void declare(Options& options) override {
    options.arguments("paths", options_.paths, "folders, rule files or test files; else the working folder");
    options.choice<TestFormat>("--format", options_.format, {{"text", TestFormat::kText}, {"junit", TestFormat::kJunit}, {"json", TestFormat::kJson}},
                               "FORMAT", "text, junit or json");
    options.text("-k", options_.part, "PART", "run only the tests whose name holds this; coverage is not counted then");
    options.flag("--update", options_.is_update, "rewrite what is expected where the rules say otherwise");
    options.number("--min-coverage", options_.min_coverage, "PERCENT", "the coverage that each test file must reach");
    options.vocabulary(options_.vocabulary_folders);
    options.color(options_.color);
  }

  ExitCode run() override {
    if (options_.paths.empty()) options_.paths.emplace_back(".");
    if (options_.min_coverage > 0 && !options_.part.empty()) return refuse(cannot_follow("coverage is not counted with `-k`", "leave out `-k` or `--min-coverage`"));
    return TestRun(options_).run();
  }

 private:
  TestOptions options_;
};

}  // namespace

std::unique_ptr<Command> test_command() { return std::make_unique<TestCommand>(); }

}  // namespace eligo::cli
