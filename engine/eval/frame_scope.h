// While it lives, a comparison has a frame of its own for what it chooses among.
#pragma once

#include "eval/evaluator.h"

namespace eligo::eval {

class Evaluator::FrameScope {
 public:
  explicit FrameScope(Evaluator& evaluator) : evaluator_(evaluator) {
    if (evaluator.frames_.size() == evaluator.depth_) evaluator.frames_.emplace_back();
    ++evaluator.depth_;
    evaluator.frame().selections.clear();
    evaluator.frame().choices.clear();
  }
  ~FrameScope() { --evaluator_.depth_; }
  FrameScope(const FrameScope&) = delete;
  FrameScope& operator=(const FrameScope&) = delete;

 private:
  Evaluator& evaluator_;
};

}  // namespace eligo::eval
