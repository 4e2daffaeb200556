// A list that is filled again and again: its entries stay made when it is cleared (but where they are many), so that the
// memory inside them is used again. In: default-made values that can be cleared. Out: what a vector gives, as far as it is needed here.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace eligo::base {

/// Empties a vector or string that will be filled again: its memory stays, but where that is much.
template <class List>
void clear_for_reuse(List& list) {
  constexpr std::size_t kMuch = 4096;
  if (list.capacity() > kMuch) list = List();
  else list.clear();
}

/// `T::clear()` makes an entry as good as new.
template <class T>
class ReusedList {
 public:
  /// A cleared entry at the end. It may move all others.
  T& add() {
    if (size_ == made_.size()) made_.emplace_back();
    else made_[size_].clear();
    return made_[size_++];
  }
  void clear() {
    constexpr std::size_t kMany = 1024;
    if (size_ > kMany) made_ = {};
    size_ = 0;
  }
  void erase(std::size_t at) {
    const auto place = made_.begin() + static_cast<std::ptrdiff_t>(at);
    std::rotate(place, place + 1, made_.begin() + static_cast<std::ptrdiff_t>(size_));
    --size_;
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](std::size_t at) { return made_[at]; }
  const T& operator[](std::size_t at) const { return made_[at]; }
  T* begin() { return made_.data(); }
  T* end() { return made_.data() + size_; }
  const T* begin() const { return made_.data(); }
  const T* end() const { return made_.data() + size_; }

 private:
  std::vector<T> made_;
  std::size_t size_ = 0;
};

}  // namespace eligo::base
