// The shapes of facts in one list: which keys, in which order, written how. Records of one source repeat few of them, to the
// byte. In: the bytes between two values (a comma, a key, a colon, the blanks among them), read step by step once. Out:
// whether one of those that came next before stands here again, told by comparing words; behind the last value, the shape.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "model/plain_fact.h"

namespace eligo::io {

class FactShapes {
 public:
  static constexpr std::size_t kLongest = 32;   // bytes between two values; so many must be readable wherever they are looked for

  /// What stands before one value, behind certain other keys.
  struct Step {
    static constexpr std::size_t kFront = 16;           // bytes of the front
    std::array<std::uint64_t, 2> front{}, mask{};       // the mask is set where there are bytes
    std::array<char, kLongest - kFront> rest{};         // what stands behind the front
    std::uint32_t length = 0;
    std::uint32_t depth = 0;                            // how many values stand before this one
    std::array<Step*, 2> next{};                        // came behind this one; the one met last comes first
    model::PlainShape* shape = nullptr;                 // of facts that end behind this value, once there was one

    std::string name;                                   // the key
    Step* before = nullptr;
    std::vector<Step*> all_next;

    /// A blank behind it would be part of what stands here.
    bool stands_at(const char* at) const {
      std::array<std::uint64_t, 2> found{};
      std::memcpy(found.data(), at, sizeof found);
      const bool has_front = (((found[0] ^ front[0]) & mask[0]) | ((found[1] ^ front[1]) & mask[1])) == 0;
      return has_front && at[length] != ' ' && (length <= kFront || std::memcmp(at + kFront, rest.data(), length - kFront) == 0);
    }
    /// The step that stands here, if it is one of the two that came last; else null.
    Step* expected(const char* at) const {
      if (next[0]->stands_at(at)) return next[0];
      return next[1]->stands_at(at) ? next[1] : nullptr;
    }
  };

  explicit FactShapes(model::Kind list);
  FactShapes(FactShapes&&) = default;   // steps stay where they are

  /// Before the first key.
  Step& beginning() { return steps_.front(); }

  /// The step for bytes that were read, with the key in them. Null where it cannot be kept.
  Step* learn(Step& before, std::string_view bytes, std::string_view name);

  /// That of facts which end behind this step.
  model::PlainShape& shape_of(Step& last) {
    if (last.shape == nullptr) last.shape = &make_shape(last);
    return *last.shape;
  }

 private:
  static constexpr std::size_t kMost = 500;   // steps

  Step* keep(Step& before, std::string_view bytes, std::string_view name);
  model::PlainShape& make_shape(const Step& last);

  model::Kind list_;
  std::deque<Step> steps_;                    // the beginning, one that stands nowhere, and those that were learned
  std::deque<model::PlainShape> shapes_;
};

}  // namespace eligo::io
