// eligo log: results of screening to a screening log without names.
#include "commands.h"

#include "diagnostics.h"
#include "files.h"
#include "io/screening_log.h"

namespace eligo::cli {

namespace {

class LogCommand : public Command {
 public:
  CommandText text() const override {
    return {"log", "write a screening log from results",
            "Examples:\n"
            "  eligo screen trial.elig patients/ --format json >results.json\n"
            "  eligo log results.json --out log.csv\n"
            "  eligo log monday.json tuesday.ndjson --out log.csv\n\n"
            "A CSV table with candidate number, date screened, protocol, version, verdict, and the ids of the criteria that fail\n"
            "or are undecided. Candidates are numbered in the order in which they first appear; names, birth dates and other\n"
            "identifiers are left out. Without --out it goes to standard output. Ends with 4 where a file cannot be read or\n"
            "is no result of screening."};
  }

  void declare(Options& options) override {
    options.arguments("results", results_, "what `eligo screen --format json` wrote: files, or - for standard input");
    options.text("--out", out_, "FILE", "the log to write; else standard output");
    options.color(color_);
  }

  ExitCode run() override {
    if (results_.empty()) return refuse(cannot_follow("no results are named", "eligo log results.json --out log.csv"));
    std::vector<io::LogRow> rows;
    for (const std::string& path : results_) {
      const auto source = read_file(path, kLargestInput);
      if (!source) return fail(source.error());
      const auto found = io::read_results(*source);
      if (!found) return fail(found.error());
      rows.insert(rows.end(), found->begin(), found->end());
    }
    const std::string log = io::write_log(rows);
    if (out_.empty()) {
      write(stdout, log);
      return ExitCode::kDone;
    }
    const auto trouble = write_file(out_, log);
    return trouble ? fail(*trouble) : ExitCode::kDone;
  }

 private:
  ExitCode fail(const diag::Diagnostic& trouble) const {
    show(stderr, {trouble}, color_);
    return ExitCode::kInputOutput;
  }

  std::vector<std::string> results_;
  std::string out_;
  Color color_ = Color::kAuto;
};

}  // namespace

std::unique_ptr<Command> log_command() { return std::make_unique<LogCommand>(); }

}  // namespace eligo::cli
