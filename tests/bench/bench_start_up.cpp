// How long `eligo check` takes for NCT06585345, from the start of the program to its end, many times over.
// Usage: bench_start_up ELIGO PROJECT_FOLDER. Prints the median and the least, by the clock and in processor time.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

namespace eligo::bench {

namespace {

constexpr int kRuns = 41;

struct Taken {
  std::vector<double> by_clock, of_processor;      // milliseconds
};

double milliseconds(const timeval& time) { return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3; }

/// Runs the program once, its output thrown away. False where it cannot be run or does not end well.
bool run_once(const std::vector<std::string>& command, Taken& taken) {
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) posix_spawn_file_actions_addopen(&quiet, stream, "/dev/null", O_WRONLY, 0);
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  if (posix_spawn(&child, words.front(), &quiet, nullptr, words.data(), environ) != 0) return false;
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  const auto spent = std::chrono::steady_clock::now() - start;
  posix_spawn_file_actions_destroy(&quiet);
  taken.by_clock.push_back(std::chrono::duration<double, std::milli>(spent).count());
  taken.of_processor.push_back(milliseconds(used.ru_utime) + milliseconds(used.ru_stime));
  return WIFEXITED(status) && WEXITSTATUS(status) <= 1;      // 1: the check found something to say
}

void print(const char* what, std::vector<double> all) {
  std::sort(all.begin(), all.end());
  fmt::print("{:<16} median {:>6.1f} ms, least {:>6.1f} ms\n", what, all[all.size() / 2], all.front());
}

int run(const std::string& eligo, const std::string& project) {
  Taken taken;
  for (int i = 0; i < kRuns; ++i) {
    if (run_once({eligo, "check", project + "/rules/nct06585345/nct06585345.elig"}, taken)) continue;
    fmt::print("{} check does not run\n", eligo);
    return 1;
  }
  print("by the clock", taken.by_clock);
  print("processor time", taken.of_processor);
  return 0;
}

}  // namespace

}  // namespace eligo::bench

int main(int argc, char** argv) {
  if (argc == 3) return eligo::bench::run(argv[1], argv[2]);
  fmt::print("bench_start_up ELIGO PROJECT_FOLDER\n");
  return 2;
}
