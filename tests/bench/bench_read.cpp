// How long one record takes from a line of NDJSON to its facts, on one core. Usage: bench_read PROJECT_FOLDER RECORDS
// [REPEATS]. Prints nanoseconds of processor time a record, the least of all repeats.
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "clinical/vocabulary_source.h"
#include "io/plain_json.h"
#include "io/read.h"

namespace eligo::bench {

namespace {

namespace fs = std::filesystem;

diag::Source read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return std::make_shared<diag::SourceText>(path.string(), text.str());
}

clinical::Vocabulary vocabulary_of(const fs::path& project) {
  std::vector<clinical::ModuleSource> modules;
  for (const auto& entry : fs::directory_iterator(project / "rules" / "vocabulary")) {
    if (entry.path().extension() != ".yaml") continue;
    if (const auto module = io::read_module(read(entry.path()))) modules.push_back(*module);
  }
  diag::Sink sink;
  return clinical::build_vocabulary(modules, sink);
}

double seconds_of_processor() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

struct Counted {
  std::size_t records = 0, facts = 0, problems = 0;
};

// Each is a function of its own, so that a profiler can be told to look at it alone.
[[gnu::noinline]] Counted read_each(const diag::Source& source, const clinical::Vocabulary& vocabulary) {
  Counted all;
  io::for_each_record(source, vocabulary, {}, [&](const io::ReadRecord& read) {
    if (!read.record) return;
    ++all.records;
    all.facts += read.record->facts.size();
    all.problems += read.record->problems.size();
  });
  return all;
}

[[gnu::noinline]] Counted read_plain(const diag::Source& source, io::PlainJsonReader& reader) {
  Counted all;
  for (std::string_view rest = source->text(); !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (reader.read(rest.substr(0, end), 1)) {
      model::PatientRecord record = reader.take();
      ++all.records;
      all.facts += record.facts.size();
      reader.recycle(std::move(record));
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return all;
}

template <class Read>
void measure(const char* what, int repeats, Read read) {
  double least = 1e9;
  Counted all;
  for (int i = 0; i < repeats; ++i) {
    const double begin = seconds_of_processor();
    all = read();
    least = std::min(least, seconds_of_processor() - begin);
  }
  const auto records = static_cast<double>(std::max<std::size_t>(all.records, 1));
  fmt::print("{}: {} records, {} facts, {} problems: {:.0f} ns a record\n", what, all.records, all.facts, all.problems, least / records * 1e9);
}

int run(const fs::path& project, const fs::path& records, int repeats) {
  const clinical::Vocabulary vocabulary = vocabulary_of(project);
  const diag::Source source = read(records);
  io::PlainJsonReader reader(vocabulary, {});
  measure("plain, memory used again", repeats, [&] { return read_plain(source, reader); });
  measure("any record, each anew", repeats, [&] { return read_each(source, vocabulary); });
  return 0;
}

}  // namespace

}  // namespace eligo::bench

int main(int argc, char** argv) {
  if (argc >= 3) return eligo::bench::run(argv[1], argv[2], argc > 3 ? std::atoi(argv[3]) : 5);
  fmt::print("usage: bench_read PROJECT_FOLDER RECORDS [REPEATS]\n");
  return 2;
}
