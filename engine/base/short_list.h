// A list that is nearly always short: the first entries lie in the object itself, so that making one costs no memory from
// the heap. In: plain values (trivially copyable). Out: what a vector gives, as far as it is needed here.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace eligo::base {

/// The first `kInside` entries cost no allocation; beyond them it grows on the heap like a vector.
template <class T, std::size_t kInside>
class ShortList {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  using value_type = T;

  ShortList() = default;
  ShortList(const ShortList& other) { append(other.begin(), other.end()); }
  ShortList(ShortList&& other) noexcept { take(other); }
  ShortList& operator=(const ShortList& other) {
    if (this == &other) return *this;
    size_ = 0;
    append(other.begin(), other.end());
    return *this;
  }
  ShortList& operator=(ShortList&& other) noexcept {
    if (this == &other) return *this;
    delete[] outside_;
    take(other);
    return *this;
  }
  ~ShortList() { delete[] outside_; }

  T* begin() { return entries(); }
  T* end() { return entries() + size_; }
  const T* begin() const { return entries(); }
  const T* end() const { return entries() + size_; }
  const T& operator[](std::size_t i) const { return entries()[i]; }
  T& operator[](std::size_t i) { return entries()[i]; }
  const T& front() const { return *begin(); }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  void clear() { size_ = 0; }

  void push_back(const T& value) {
    if (size_ == room_) grow_by(value);
    else entries()[size_++] = value;
  }
  void append(const T* from, const T* to) {
    for (; from != to; ++from) push_back(*from);
  }
  /// Takes away the entries that `is_out` holds for; the others keep their order.
  template <class Claim>
  void remove_if(Claim is_out) {
    size_ = static_cast<std::uint32_t>(std::remove_if(begin(), end(), is_out) - begin());
  }

 private:
  T* entries() { return outside_ != nullptr ? outside_ : inside_; }
  const T* entries() const { return outside_ != nullptr ? outside_ : inside_; }

  void grow_by(const T& value) {
    const T kept = value;  // it may lie in the list itself
    T* const larger = new T[room_ * std::size_t{2}];
    std::copy(begin(), end(), larger);
    delete[] outside_;
    outside_ = larger;
    room_ *= 2;
    outside_[size_++] = kept;
  }
  void take(ShortList& other) {
    outside_ = other.outside_;
    room_ = other.room_;
    size_ = other.size_;
    if (outside_ == nullptr) std::copy(other.inside_, other.inside_ + size_, inside_);
    other.outside_ = nullptr;
    other.room_ = kInside;
    other.size_ = 0;
  }

  T* outside_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t room_ = kInside;
  T inside_[kInside];
};

}  // namespace eligo::base
