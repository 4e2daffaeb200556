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

int run(const fs::path& project, const fs::path& records, int repeats) {
  const clinical::Vocabulary vocabulary = vocabulary_of(project);
  const diag::Source source = read(records);
  double least = 1e9;
  std::size_t count = 0, facts = 0, problems = 0;
  for (int i = 0; i < repeats; ++i) {
    count = facts = problems = 0;
    const double begin = seconds_of_processor();
    io::for_each_record(source, vocabulary, {}, [&](const io::ReadRecord& read) {
      if (!read.record) return;
      ++count;
      facts += read.record->facts.size();
      problems += read.record->problems.size();
    });
    least = std::min(least, seconds_of_processor() - begin);
  }
  double least_plain = 1e9;
  std::size_t plain_count = 0;
  for (int i = 0; i < repeats; ++i) {
    plain_count = 0;
    io::PlainJsonReader reader(vocabulary, {});
    const double begin = seconds_of_processor();
    for (std::string_view rest = source->text(); !rest.empty();) {
      const std::size_t end = std::min(rest.find('\n'), rest.size());
      if (auto record = reader.read(rest.substr(0, end), 1)) {
        ++plain_count;
        reader.recycle(std::move(*record));
      }
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    least_plain = std::min(least_plain, seconds_of_processor() - begin);
  }
  fmt::print("plain, memory used again: {} records: {:.0f} ns a record\n", plain_count, least_plain / static_cast<double>(std::max<std::size_t>(plain_count, 1)) * 1e9);
  fmt::print("{} records, {} facts, {} problems, {} bytes: {:.0f} ns a record\n", count, facts, problems, source->text().size(), least / static_cast<double>(std::max<std::size_t>(count, 1)) * 1e9);
  return count > 0 ? 0 : 1;
}

}  // namespace

}  // namespace eligo::bench

int main(int argc, char** argv) {
  if (argc >= 3) return eligo::bench::run(argv[1], argv[2], argc > 3 ? std::atoi(argv[3]) : 5);
  fmt::print("usage: bench_read PROJECT_FOLDER RECORDS [REPEATS]\n");
  return 2;
}
