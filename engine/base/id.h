// Typed indices: a position in one particular vector, which cannot be mixed up with a position in another.
// In: a plain index. Out: a value type that compares and hashes; no ownership.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace eligo::base {

/// An index into an IndexedVector with the same Tag. A default-made Id names nothing.
template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t index) : index_(index) {}

  constexpr std::uint32_t index() const { return index_; }
  constexpr bool is_valid() const { return index_ != kNone; }
  constexpr explicit operator bool() const { return is_valid(); }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  static constexpr std::uint32_t kNone = 0xffffffffU;
  std::uint32_t index_ = kNone;
};

/// A vector that is read by Id<Tag> alone.
template <class Tag, class Value>
class IndexedVector {
 public:
  Id<Tag> add(Value value) {
    values_.push_back(std::move(value));
    return Id<Tag>(static_cast<std::uint32_t>(values_.size() - 1));
  }
  Value& operator[](Id<Tag> id) { return values_[id.index()]; }
  const Value& operator[](Id<Tag> id) const { return values_[id.index()]; }
  std::size_t size() const { return values_.size(); }
  bool empty() const { return values_.empty(); }
  auto begin() { return values_.begin(); }
  auto end() { return values_.end(); }
  auto begin() const { return values_.begin(); }
  auto end() const { return values_.end(); }

 private:
  std::vector<Value> values_;
};

}  // namespace eligo::base

template <class Tag>
struct std::hash<eligo::base::Id<Tag>> {
  std::size_t operator()(eligo::base::Id<Tag> id) const noexcept { return id.index(); }
};
