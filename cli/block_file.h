// The bytes of a growing file, written in large blocks past the memory in which the system keeps files: what nobody reads
// soon is not copied there. In: an open file, which stays the caller's. Out: `errno` of what went wrong, 0 where all is well.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace eligo::cli {

class BlockFile {
 public:
  static constexpr std::size_t kBlock = 1U << 20U;

  /// Bytes are added behind the first `size` ones.
  BlockFile(int file, std::uint64_t size);

  int write(std::string_view bytes);
  /// Until the file holds all of them; more may come.
  int flush();

 private:
  // What the system asks of the place and the memory of blocks that go past its own, at most.
  static constexpr std::size_t kAlignment = 4096;
  struct Freed {
    void operator()(char* bytes) const { std::free(bytes); }
  };

  int begin();
  int put(std::size_t size);
  void set_direct(bool is_direct);

  int file_;
  std::uint64_t at_;                     // where the block at hand belongs
  std::size_t used_;                     // of it; before begin(), what the file holds of it
  std::unique_ptr<char, Freed> block_;   // null before begin()
  bool may_be_direct_ = true;            // until the system refuses
  bool is_direct_ = false;
};

}  // namespace eligo::cli
