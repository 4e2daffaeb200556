// How long one patient takes against NCT06585345, records in memory, on one core: status only, with reasons recorded, and
// by hand-written code. Usage: bench_evaluate PROJECT_FOLDER [MILLISECONDS [WHAT]]. Prints nanoseconds of processor
// time a patient, so that other work on the machine counts as little as can be. WHAT: only the lines that begin so.
#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include <fmt/format.h>

#include "diag/render.h"
#include "engine.h"
#include "eval/evaluate.h"
#include "io/read.h"
#include "nct06585345_by_hand.h"

namespace eligo::bench {

namespace {

namespace fs = std::filesystem;

constexpr int kRepeats = 9;
volatile std::size_t sink = 0;       // keeps results that nobody looks at from being optimised away

diag::Source read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return std::make_shared<diag::SourceText>(path.string(), text.str());
}

std::vector<fs::path> yaml_files(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::shared_ptr<const program::Program> compiled(const fs::path& project) {
  std::vector<clinical::ModuleSource> modules;
  for (const fs::path& file : yaml_files(project / "rules" / "vocabulary")) {
    if (const auto module = io::read_module(read(file))) modules.push_back(*module);
  }
  const CompileResult result = compile_rules(read(project / "rules" / "nct06585345" / "nct06585345.elig"), ModuleList(std::move(modules)));
  if (!result.program) {
    for (const diag::Diagnostic& diagnostic : result.diagnostics) fmt::print("{}", diag::render_plain(diagnostic));
  }
  return result.program;
}

std::vector<model::PatientRecord> patients(const fs::path& project, const program::Program& program) {
  std::vector<model::PatientRecord> records;
  for (const fs::path& file : yaml_files(project / "samples" / "nct06585345")) {
    for (auto& entry : io::read_records(read(file), *program.vocabulary, {})) {
      if (entry.record) records.push_back(std::move(*entry.record));
    }
  }
  return records;
}

/// Nanoseconds for one patient: the median of some repeats, each of at least `milliseconds` over all records.
double time_of(const std::vector<model::PatientRecord>& records, int milliseconds, const std::function<std::size_t(const model::PatientRecord&)>& work) {
  std::vector<double> measured;
  for (int repeat = 0; repeat < kRepeats; ++repeat) {
    std::size_t done = 0;
    const std::clock_t start = std::clock();
    double spent = 0;
    do {
      for (const model::PatientRecord& record : records) sink = sink + work(record);
      done += records.size();
      spent = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    } while (spent * 1000 < milliseconds);
    measured.push_back(spent * 1e9 / static_cast<double>(done));
  }
  std::sort(measured.begin(), measured.end());
  return measured[measured.size() / 2];
}

/// How often the two agree on a criterion.
void compare(const program::Program& program, const std::vector<model::PatientRecord>& records, const ByHand& by_hand) {
  std::size_t agreed = 0, asked = 0;
  for (const model::PatientRecord& record : records) {
    const eval::Outcome outcome = eval::evaluate(program, record, eval::Detail::kStatusOnly);
    const ByHand::Passes passes = by_hand.screen(record);
    for (std::size_t i = 0; i < outcome.criteria.size() && i < passes.size(); ++i) {
      const eval::Status status = outcome.criteria[i].status;
      const value::Truth truth = status == eval::Status::kUnknown ? value::Truth::kUnknown : status == eval::Status::kFail ? value::Truth::kFalse : value::Truth::kTrue;
      asked += 1;
      if (truth == passes[i]) agreed += 1;
      else fmt::print("  {} {}: the engine says {}, by hand {}\n", record.patient, program.criteria[i].id, eval::name_of(status), value::name_of(passes[i]));
    }
  }
  fmt::print("the two agree on {} of {} statuses\n", agreed, asked);
}

int run(const fs::path& project, int milliseconds, const std::string& wanted) {
  const auto program = compiled(project);
  if (!program) return 1;
  const std::vector<model::PatientRecord> records = patients(project, *program);
  const ByHand by_hand(*program->vocabulary);
  fmt::print("{} criteria, {} records\n", program->criteria.size(), records.size());
  if (records.empty()) return 1;
  compare(*program, records, by_hand);
  const auto print = [&](const char* what, const std::function<std::size_t(const model::PatientRecord&)>& work) {
    if (std::string_view(what).starts_with(wanted)) fmt::print("{:<34}{:>10.0f} ns a patient\n", what, time_of(records, milliseconds, work));
  };
  print("by hand", [&](const model::PatientRecord& record) { return static_cast<std::size_t>(by_hand.screen(record)[0]); });
  eval::Screener screener(*program);
  print("engine, status only", [&](const model::PatientRecord& record) { return static_cast<std::size_t>(screener.statuses(record).verdict); });
  print("engine, recorded", [&](const model::PatientRecord& record) {
    return static_cast<std::size_t>(screener.recorded(record).verdict);
  });
  print("engine, window of 731 days", [&](const model::PatientRecord& record) {
    return static_cast<std::size_t>(eval::eligibility_window(*program, record).from.has_value());
  });
  return 0;
}

}  // namespace

}  // namespace eligo::bench

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print("bench_evaluate PROJECT_FOLDER [MILLISECONDS [WHAT]]\n");
    return 2;
  }
  return eligo::bench::run(argv[1], argc > 2 ? std::stoi(argv[2]) : 200, argc > 3 ? argv[3] : "");
}
