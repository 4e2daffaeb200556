// Collects the problems of one record in the order of the source, though some are only found when all of it is read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/record.h"

namespace eligo::model {

/// A place in the order of the source.
using Turn = std::uint32_t;

class ProblemLog {
 public:
  static constexpr std::size_t kMost = 10000;  // kept; the rest is counted and named in one line

  /// The place of what is read next.
  Turn next_turn() { return ++turn_; }
  void add(diag::Code code, std::string at, std::string text, std::uint32_t line) {
    add_at(turn_, {code, std::move(at), std::move(text), line});
  }
  /// A problem with something that was read earlier.
  void add_at(Turn turn, Problem problem);
  /// How many were added, the dropped ones too.
  std::size_t size() const { return entries_.size() + dropped_; }
  /// All problems, sorted, without those that say what the one before says. The log is empty afterwards.
  std::vector<Problem> take();

 private:
  Turn turn_ = 0;
  std::size_t dropped_ = 0;
  std::vector<std::pair<Turn, Problem>> entries_;
};

}  // namespace eligo::model
