// Rates are over the whole run so far; the time left follows from the share of the bytes.
#include "progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "diagnostics.h"

namespace eligo::cli {

namespace {

constexpr auto kTick = std::chrono::seconds(1);

std::string clock(double seconds) {
  const auto whole = static_cast<std::uint64_t>(seconds);
  return whole >= 3600 ? fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60) : fmt::format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace

Progress::Progress(ProgressMode mode, std::uint64_t begin, std::uint64_t total)
    : look_(mode == ProgressMode::kJson ? Look::kJson : mode == ProgressMode::kAuto && isatty(STDERR_FILENO) == 1 ? Look::kLine : Look::kNone),
      begin_(begin), total_(total), start_(std::chrono::steady_clock::now()), next_(start_ + kTick) {}

Progress::~Progress() {
  if (has_shown_ && look_ == Look::kLine) write(stderr, "\r\033[K");
}

void Progress::show(std::uint64_t position, std::uint64_t records, std::uint64_t rejected) {
  if (look_ == Look::kNone) return;
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + kTick;
  has_shown_ = true;
  write(stderr, look_ == Look::kJson ? json(seconds(), position, records, rejected) : line(seconds(), position, records, rejected));
  std::fflush(stderr);
}

void Progress::end(std::uint64_t position, std::uint64_t records, std::uint64_t rejected) {
  if (look_ == Look::kJson) write(stderr, json(seconds(), position, records, rejected));
}

double Progress::seconds() const {
  constexpr double kLeast = 1e-6;
  return std::max(kLeast, std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count());
}

double Progress::share(std::uint64_t position) const {
  if (total_ <= begin_) return 0;
  return std::clamp(static_cast<double>(position - std::min(position, begin_)) / static_cast<double>(total_ - begin_), 0.0, 1.0);
}

std::string Progress::line(double seconds, std::uint64_t position, std::uint64_t records, std::uint64_t rejected) const {
  std::string out = fmt::format("\r\033[K{} records, {:.0f} a second", records, static_cast<double>(records) / seconds);
  const double done = share(position);
  if (done > 0) out += fmt::format(", {:.0f} %, {} left", done * 100, clock(seconds / done - seconds));
  if (rejected > 0) out += fmt::format(", {} rejected", rejected);
  return out;
}

std::string Progress::json(double seconds, std::uint64_t position, std::uint64_t records, std::uint64_t rejected) const {
  const double done = share(position);
  const std::string left = done > 0 ? fmt::format("{:.0f}", seconds / done - seconds) : "null";
  return fmt::format("{{\"records\": {}, \"records_per_second\": {:.0f}, \"share\": {}, \"seconds_left\": {}, \"rejected\": {}}}\n", records,
                     static_cast<double>(records) / seconds, done > 0 ? fmt::format("{:.4f}", done) : "null", left, rejected);
}

}  // namespace eligo::cli
