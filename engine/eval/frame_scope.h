// While it lives, a comparison has a frame of its own for what it chooses among.
#pragma once

#include "eval/evaluator.h"

namespace eligo::eval {

class Evaluator::FrameScope {
 public:
  explicit FrameScope(Evaluator& evaluator) : evaluator_(evaluator) {
    if (evaluator.frames_.size() == evaluator.depth_) evaluator.frames_.emplace_back();
    outer_ = evaluator.frame_;
    evaluator.frame_ = &evaluator.frames_[evaluator.depth_++];
    evaluator.frame().selections.clear();
    evaluator.frame().choices.clear();
  }
  ~FrameScope() {
    --evaluator_.depth_;
    evaluator_.frame_ = outer_;
  }
  FrameScope(const FrameScope&) = delete;
  FrameScope& operator=(const FrameScope&) = delete;

 private:
  Evaluator& evaluator_;
  Frame* outer_ = nullptr;
};

}  // namespace eligo::eval
