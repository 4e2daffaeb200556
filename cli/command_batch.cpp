// eligo batch: a list of patients against one or more rule files, a row for each.
#include <charconv>
#include <string_view>

#include "batch_job.h"
#include "commands.h"
#include "diagnostics.h"

namespace eligo::cli {

namespace {

constexpr std::size_t kMostJobs = 256;

template <class Number>
bool parse(std::string_view text, Number& number) {
  return !text.empty() && std::from_chars(text.data(), text.data() + text.size(), number).ptr == text.data() + text.size();
}

class BatchCommand : public Command {
 public:
  CommandText text() const override {
    return {"batch", "screen a list of patients",
            "Examples:\n"
            "  eligo batch trial.elig --in patients.ndjson --out results.ndjson\n"
            "  eligo batch a.elig b.elig --in patients.ndjson.zst --out results.csv --results csv --summary funnel.svg\n"
            "  eligo batch trial.elig --in bundles/ --out results.ndjson --map site.yaml --zone +01:00\n"
            "  eligo batch trial.elig --in records/ --out results.ndjson --errors rejected.ndjson\n"
            "  eligo batch trial.elig --in big.ndjson --out part3.ndjson --shard 3/8 --resume\n"
            "  producer | eligo batch trial.elig --in - --out - --flush line | consumer\n\n"
            "One row for each record and rule file, in the order of the list, whatever the number of jobs. A record that cannot\n"
            "be read is a row with the verdict error. Ends with 0, with 2 where rules do not compile, with 3 where records were\n"
            "rejected, with 4 where input or output failed, with 5 where --max-errors or --resume refuses, with 130 or 143 where\n"
            "a signal stopped it. Results stand under their name only when all is done."};
  }

  void declare(Options& options) override {
    options.arguments("rules", options_.rules, "rule files (.elig)");
    options.text("--in", options_.in, "LIST", "a file of records (NDJSON, YAML, FHIR R4, tables by --map; .gz and .zst too), a folder of them, a FHIR bulk export, or - for standard input");
    options.text("--out", options_.out, "FILE", "where results go; - (as without it) is standard output");
    options.choice<batch::Results>("--results", options_.results, {{"ndjson", batch::Results::kNdjson}, {"csv", batch::Results::kCsv}, {"csv-long", batch::Results::kCsvLong}}, "FORM",
                                   "ndjson, csv (a column for each criterion) or csv-long (a line for each)");
    options.choice<batch::Explained>("--explain", options_.explained, {{"none", batch::Explained::kNone}, {"failing", batch::Explained::kFailing}, {"all", batch::Explained::kAll}}, "WHICH",
                                     "rows that carry the whole result: none, failing (the ineligible), all");
    options.number("--jobs", options_.jobs, "N", "threads that screen; else one for each processor");
    options.text("--shard", shard_, "I/N", "only the I-th of N parts; the parts' results in order are those of the whole");
    options.flag("--resume", options_.resumes, "go on with a run that was stopped");
    options.text("--errors", options_.errors, "FILE", "a line for each record that cannot be read");
    options.text("--max-errors", most_errors_, "N", "end with 5, and without results, where more than N records cannot be read");
    options.text("--summary", options_.summary, "FILE", "the funnel; as .csv, as .svg, or as text");
    options.choice<ProgressMode>("--progress", options_.progress, {{"auto", ProgressMode::kAuto}, {"never", ProgressMode::kNever}, {"json", ProgressMode::kJson}}, "WHEN", "auto (on a terminal), never, or json");
    options.on(on_);
    options.assume_complete(assume_complete_);
    options.flag("--ignore-unmapped", options_.ignores_unmapped, "unknown concepts do not make a kind incomplete");
    options.map(options_.map);
    options.zone(zone_);
    options.text("--flush", flush_, "line", "line: answer each line as soon as it has come");
    options.number("--checkpoint", options_.checkpoint_seconds, "SECONDS", "how often to note how far the run is, for --resume (5)");
    options.vocabulary(options_.vocabulary_folders);
  }

  ExitCode run() override {
    if (const auto trouble = settle()) return refuse(*trouble);
    return run_batch(options_);
  }

 private:
  std::optional<diag::Diagnostic> settle() {
    if (options_.rules.empty()) return cannot_follow("no rule file is named", "eligo batch trial.elig --in patients.ndjson");
    if (options_.in.empty()) return cannot_follow("no list of patients is named", "--in FILE, a folder, or - for standard input");
    if (options_.jobs > kMostJobs) return cannot_follow("more jobs than " + std::to_string(kMostJobs), "");
    if (auto trouble = settle_words()) return trouble;
    if (options_.results != batch::Results::kNdjson && options_.explained != batch::Explained::kNone) return cannot_follow("a table has no room for explanations", "--results ndjson");
    if (options_.out == "-" && options_.resumes) return cannot_follow("what goes to standard output cannot be resumed", "--out FILE");
    if (options_.resumes && !options_.summary.empty() && options_.results != batch::Results::kNdjson) {
      return cannot_follow("a run that is resumed has a summary only with --results ndjson", "leave out --summary or --resume");
    }
    return std::nullopt;
  }

  std::optional<diag::Diagnostic> settle_words() {
    const auto on = day_of_option("--on", on_);
    if (!on) return on.error();
    options_.on = *on;
    const auto kinds = kinds_of_option(assume_complete_);
    if (!kinds) return kinds.error();
    options_.assume_complete = *kinds;
    const auto zone = zone_of_option(zone_);
    if (!zone) return zone.error();
    options_.zone = *zone;
    if (!flush_.empty() && flush_ != "line") return cannot_follow("`--flush " + flush_ + "` is not known", "--flush line");
    options_.flushes_lines = !flush_.empty();
    std::size_t most = 0;
    if (!most_errors_.empty() && !parse(most_errors_, most)) return cannot_follow("`--max-errors " + most_errors_ + "` is no number", "");
    if (!most_errors_.empty()) options_.most_errors = most;
    return settle_shard();
  }

  std::optional<diag::Diagnostic> settle_shard() {
    if (shard_.empty()) return std::nullopt;
    const std::string_view text = shard_;
    const std::size_t slash = std::min(text.find('/'), text.size() - 1);
    Shard& shard = options_.shard;
    const bool is_pair = parse(text.substr(0, slash), shard.number) && parse(text.substr(slash + 1), shard.of);
    if (is_pair && shard.number >= 1 && shard.number <= shard.of && shard.of <= 1'000'000) return std::nullopt;
    return cannot_follow("`--shard " + shard_ + "` is no part of a whole", "--shard 1/8, …, --shard 8/8");
  }

  BatchOptions options_;
  std::string on_, assume_complete_, zone_, shard_, most_errors_, flush_;   // as written
};

}  // namespace

std::unique_ptr<Command> batch_command() { return std::make_unique<BatchCommand>(); }

}  // namespace eligo::cli
