// How a long run is getting on, on standard error: a line that is written over for people, or a JSON line each second and one
// at the end.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace eligo::cli {

enum class ProgressMode { kAuto, kNever, kJson };   // auto: on a terminal only

class Progress {
 public:
  /// `total` bytes are to come; 0 where that is not known. Bytes up to `begin` do not count.
  Progress(ProgressMode mode, std::uint64_t begin, std::uint64_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Shows where the run stands, at most once a second. `records` are those of this run.
  void show(std::uint64_t position, std::uint64_t records, std::uint64_t rejected);
  /// For programs: where the run ended, however short it was.
  void end(std::uint64_t position, std::uint64_t records, std::uint64_t rejected);

 private:
  std::string line(double seconds, std::uint64_t position, std::uint64_t records, std::uint64_t rejected) const;
  std::string json(double seconds, std::uint64_t position, std::uint64_t records, std::uint64_t rejected) const;
  double share(std::uint64_t position) const;
  double seconds() const;

  enum class Look { kNone, kLine, kJson };
  Look look_;
  std::uint64_t begin_, total_;
  std::chrono::steady_clock::time_point start_, next_;
  bool has_shown_ = false;
};

}  // namespace eligo::cli
