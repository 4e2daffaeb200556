// eligo screen: every rule file against every record. Rules are compiled first; where one does not compile, no one is
// screened.
#include "commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/json_text.h"
#include "diagnostics.h"
#include "engine.h"
#include "explain/render.h"
#include "html_pages.h"
#include "record_inputs.h"
#include "rule_files.h"
#include "terminal.h"
#include "what_if.h"

namespace eligo::cli {

namespace {

struct ScreenOptions {
  std::vector<std::string> rules;               // arguments that end in .elig
  std::vector<std::string> records;             // all others; `-` is standard input
  std::vector<std::string> vocabulary_folders;
  std::vector<std::string> edits;               // what is supposed, as written
  std::optional<value::TimeSpan> on;
  std::vector<clinical::Kind> assume_complete;
  std::string map;                              // the site's mapping; empty: none
  std::optional<std::int16_t> zone;
  Format format = Format::kText;
  std::string out;                              // the folder of HTML pages; empty: the only page goes to standard output
  Color color = Color::kAuto;
  bool is_strict = false;
  bool ignores_unmapped = false;
  bool shows_all = false;
  bool exits_by_verdict = false;
};

/// What the run came to.
struct Tally {
  std::array<std::size_t, 3> verdicts{};   // by eval::Verdict
  std::size_t rejected = 0;
  std::size_t screened() const { return verdicts[0] + verdicts[1] + verdicts[2]; }
  std::size_t of(eval::Verdict verdict) const { return verdicts[static_cast<std::size_t>(verdict)]; }
};

/// A report, or why there is none.
using Screened = base::Expected<explain::Report, diag::Diagnostic>;

// With --strict, the first of the record's problems is the reason to reject it.
diag::Diagnostic rejection(const model::PatientRecord& record) {
  const model::Problem& problem = record.problems.front();
  std::string message = "record `" + record.patient + "`: " + problem.at + ": " + problem.text;
  const std::size_t others = record.problems.size() - 1;
  return {problem.code, std::move(message), others == 0 ? "" : "and " + counted(others, "other problem", "other problems"), nullptr, {}, {}};
}

std::vector<std::string> assumptions_of(const ScreenOptions& options) {
  std::vector<std::string> assumptions;
  if (options.ignores_unmapped) assumptions.emplace_back(kIgnoresUnmapped);
  return assumptions;
}

Screened screen_one(const program::Program& program, const io::ReadRecord& read, const ScreenOptions& options) {
  if (!read.record) return base::Unexpected{read.record.error()};
  const model::PatientRecord& record = *read.record;
  if (options.is_strict && !record.problems.empty()) return base::Unexpected{rejection(record)};
  return screen(program, record, assumptions_of(options));
}

explain::TextOptions text_options(const ScreenOptions& options) {
  explain::TextOptions text = text_options(options.color);
  text.passing = options.shows_all ? explain::TextOptions::Passing::kListed : explain::TextOptions::Passing::kCounted;
  return text;
}

/// What a text shows of each answer: the whole report, or one line, so that several trials can be looked over.
enum class Extent { kReports, kLines };

/// Writes the answers as they come: texts one after the other, JSON as one object or as a list.
class Output {
 public:
  Output(const ScreenOptions& options, bool is_list, Extent extent)
      : options_(options), text_(text_options(options)), pages_(options.out), is_list_(is_list), extent_(extent) {}

  void add(const program::Program& program, const Screened& screened) {
    if (options_.format == Format::kJson) add_json(screened ? json_of(*screened) : json_of(program, screened.error()));
    else if (screened && options_.format == Format::kHtml) pages_.add(*screened, options_.color);
    else if (screened) add_text(*screened);
    if (!screened) show(stderr, {screened.error()}, options_.color);
    ++count_;
  }

  void finish(const Tally& tally) {
    if (options_.format == Format::kJson) {
      if (is_list_) write(stdout, count_ == 0 ? "[]\n" : "\n]\n");
    } else if (is_list_) {
      write(stdout, reports_ + '\n' + summary(tally) + '\n');
    }
  }

  bool has_failed() const { return pages_.has_failed(); }

 private:
  std::string json_of(const explain::Report& report) const {
    std::string text = explain::render_json(report, is_list_ ? explain::JsonLayout::kOneLine : explain::JsonLayout::kLines);
    if (is_list_) text.pop_back();   // its line break
    return text;
  }

  std::string json_of(const program::Program& program, const diag::Diagnostic& error) const {
    const std::string place = error.source ? fmt::format("{}:{}", error.source->name(), error.source->position(error.span.begin).line) : "";
    const std::string text = fmt::format(R"({{"patient": null, "protocol": {}, "verdict": "error", "problems": [{{"code": "{}", "at": {}, "text": {}}}]}})",
                                         base::json_quoted(program.protocol), diag::text_of(error.code), base::json_quoted(place), base::json_quoted(error.message));
    return is_list_ ? text : text + '\n';
  }

  // The reports that `--all` asks for stand behind the lines.
  void add_text(const explain::Report& report) {
    if (extent_ == Extent::kLines) write(stdout, explain::render_line(report, text_));
    if (extent_ == Extent::kLines && !options_.shows_all) return;
    const std::string text = (count_ > 0 || extent_ == Extent::kLines ? "\n" : "") + explain::render_text(report, text_);
    if (extent_ == Extent::kLines) reports_ += text;
    else write(stdout, text);
  }

  void add_json(const std::string& text) {
    if (is_list_) write(stdout, count_ == 0 ? "[\n" : ",\n");
    write(stdout, text);
  }

  static std::string summary(const Tally& tally) {
    std::string text = fmt::format("{} screened: {} eligible, {} ineligible, {} undetermined", tally.screened(), tally.of(eval::Verdict::kEligible),
                                   tally.of(eval::Verdict::kIneligible), tally.of(eval::Verdict::kUndetermined));
    return tally.rejected == 0 ? text : text + fmt::format(", {} rejected", tally.rejected);
  }

  const ScreenOptions& options_;
  explain::TextOptions text_;
  HtmlPages pages_;
  bool is_list_;
  Extent extent_;
  std::size_t count_ = 0;
  std::string reports_;   // of Extent::kLines
};

ExitCode exit_code(const Tally& tally, const ScreenOptions& options) {
  if (tally.rejected > 0) return ExitCode::kRejected;
  if (!options.exits_by_verdict) return ExitCode::kDone;
  if (tally.of(eval::Verdict::kIneligible) > 0) return ExitCode::kIneligible;
  return tally.of(eval::Verdict::kUndetermined) > 0 ? ExitCode::kUndetermined : ExitCode::kDone;
}

ExitCode run_screen(const ScreenOptions& options) {
  const auto programs = compile_all(options.rules, options.vocabulary_folders, options.color);
  if (!programs) return programs.error();
  const auto inputs = open_records(options.records, options.map, options.color);
  if (!inputs) return inputs.error();

  std::vector<std::vector<io::ReadRecord>> records;   // by program
  std::size_t total = 0;
  model::ReadOptions read_options{options.on, today(), options.assume_complete, options.ignores_unmapped};
  read_options.zone = options.zone;
  if (!options.edits.empty()) {
    return show_what_if({*programs, *inputs, read_options, options.map, options.edits, assumptions_of(options), text_options(options), options.format, options.color});
  }
  for (const auto& program : *programs) {
    const auto map = site_map_at(options.map, *program->vocabulary, options.color);
    if (!map) return map.error();
    read_options.site = *map;
    std::vector<io::ReadRecord>& read = records.emplace_back();
    const auto trouble = for_each_record(*inputs, *program->vocabulary, read_options, [&](io::ReadRecord record) { read.push_back(std::move(record)); });
    if (trouble) {
      show(stderr, {*trouble}, options.color);
      return ExitCode::kInputOutput;
    }
    total += read.size();
  }

  if (options.format == Format::kHtml && options.out.empty() && total != 1) {
    return refuse(cannot_follow(fmt::format("a page is for one patient and one rule file, and here are {} to screen", total), "name a folder for the pages: --out pages"));
  }
  Output output(options, total != 1, programs->size() > 1 ? Extent::kLines : Extent::kReports);
  Tally tally;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const program::Program& program = *(*programs)[i];
    for (const io::ReadRecord& record : records[i]) {
      const Screened screened = screen_one(program, record, options);
      if (screened) tally.verdicts[static_cast<std::size_t>(screened->verdict)] += 1;
      else tally.rejected += 1;
      output.add(program, screened);
    }
  }
  output.finish(tally);
  if (output.has_failed()) return ExitCode::kInputOutput;
  return exit_code(tally, options);
}

class ScreenCommand : public Command {
 public:
  CommandText text() const override {
    return {"screen", "screen patients against rules",
            "Examples:\n"
            "  eligo screen trial.elig patient.yaml\n"
            "  eligo screen trial.elig patient.yaml --all       passing criteria with their reasons, too\n"
            "  eligo screen trial.elig patients/ --format json  every record in a folder, as JSON\n"
            "  eligo screen rules/*/*.elig patient.yaml         a line for each trial; with --all the reports, too\n"
            "  eligo screen trial.elig patients/ --format html --out pages\n"
            "                                                   a page to print and sign for each patient\n"
            "  eligo screen trial.elig patient.yaml --set ALT=80U/L --set dates.consent=2026-12-01   what would change\n"
            "  cat records.ndjson | eligo screen trial.elig -\n\n"
            "An argument that ends in .elig is a rule file, every other one a record (YAML, JSON, NDJSON, FHIR R4), a folder of\n"
            "records, a FHIR bulk export, or - for standard input. Ends with 0 whatever the verdict, with 2 where rules do not compile, with 3 where a record\n"
            "was rejected, with 4 where a file cannot be read."};
  }

  void declare(Options& options) override {
    options.arguments("files", files_, "rule files (.elig) and records");
    options.on(on_);
    options.choice<Format>("--format", options_.format, {{"text", Format::kText}, {"json", Format::kJson}, {"html", Format::kHtml}}, "FORMAT", "text, json or html");
    options.text("--out", options_.out, "DIR", "with --format html: a folder, in which every page is a file");
    options.assume_complete(assume_complete_);
    options.map(options_.map);
    options.zone(zone_);
    options.vocabulary(options_.vocabulary_folders);
    options.flag("--strict", options_.is_strict, "reject a record with any data problem");
    options.flag("--ignore-unmapped", options_.ignores_unmapped, "unknown concepts do not make a kind incomplete");
    options.flag("--exit-verdict", options_.exits_by_verdict, "end with 0 eligible, 10 ineligible, 11 undetermined");
    options.texts("--set", options_.edits, "KEY=VALUE", "suppose this and show what changes; may be given again");
    options.exclude("--set", "--strict");
    options.exclude("--set", "--exit-verdict");
    options.flag("--all", options_.shows_all, "explain passing criteria, too");
    options.color(options_.color);
  }

  ExitCode run() override {
    for (const std::string& file : files_) (file.ends_with(".elig") ? options_.rules : options_.records).push_back(file);
    if (options_.rules.empty()) return refuse(cannot_follow("no rule file is named", "rule files end in `.elig`: eligo screen trial.elig patient.yaml"));
    if (options_.records.empty()) return refuse(cannot_follow("no patient is named", "name a record, a folder of records, or `-`: eligo screen trial.elig patient.yaml"));
    if (!options_.out.empty() && options_.format != Format::kHtml) return refuse(cannot_follow("`--out` is for pages alone", "add --format html, or send the output to a file: > answers.json"));
    const auto on = day_of_option("--on", on_);
    if (!on) return refuse(on.error());
    const auto kinds = kinds_of_option(assume_complete_);
    if (!kinds) return refuse(kinds.error());
    const auto zone = zone_of_option(zone_);
    if (!zone) return refuse(zone.error());
    options_.zone = *zone;
    options_.on = *on;
    options_.assume_complete = *kinds;
    return run_screen(options_);
  }

 private:
  ScreenOptions options_;
  std::vector<std::string> files_;
  std::string on_;                // as written
  std::string assume_complete_;   // as written
  std::string zone_;              // as written
};

}  // namespace

std::unique_ptr<Command> screen_command() { return std::make_unique<ScreenCommand>(); }

}  // namespace eligo::cli
