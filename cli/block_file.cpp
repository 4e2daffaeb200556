// Full blocks are written directly where the system can (O_DIRECT); the rest of a block goes the usual way and is written
// again once the block is full. A file system that refuses direct writing gets all of it the usual way.
#include "block_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace eligo::cli {

BlockFile::BlockFile(int file, std::uint64_t size) : file_(file), at_(size / kAlignment * kAlignment), used_(static_cast<std::size_t>(size % kAlignment)) {}

int BlockFile::write(std::string_view bytes) {
  if (const int trouble = begin(); trouble != 0) return trouble;
  while (!bytes.empty()) {
    const std::size_t count = std::min(bytes.size(), kBlock - used_);
    std::memcpy(block_.get() + used_, bytes.data(), count);
    bytes.remove_prefix(count);
    used_ += count;
    if (used_ < kBlock) break;
    set_direct(true);
    if (const int trouble = put(kBlock); trouble != 0) return trouble;
    at_ += kBlock;
    used_ = 0;
  }
  return 0;
}

int BlockFile::flush() {
  if (block_ == nullptr || used_ == 0) return 0;
  set_direct(false);
  return put(used_);
}

// Makes the block, with what the file holds of it.
int BlockFile::begin() {
  if (block_ != nullptr) return 0;
  block_.reset(static_cast<char*>(std::aligned_alloc(kAlignment, kBlock)));
  if (block_ == nullptr) return ENOMEM;
  if (used_ == 0) return 0;
  const ssize_t count = pread(file_, block_.get(), used_, static_cast<off_t>(at_));
  if (count < 0) return errno;
  return static_cast<std::size_t>(count) == used_ ? 0 : EIO;
}

int BlockFile::put(std::size_t size) {
  for (std::size_t done = 0; done < size;) {
    const ssize_t count = pwrite(file_, block_.get() + done, size - done, static_cast<off_t>(at_ + done));
    if (count > 0) {
      done += static_cast<std::size_t>(count);
    } else if (count == 0) {
      return EIO;
    } else if (errno == EINVAL && is_direct_) {
      set_direct(false);
      may_be_direct_ = false;
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

void BlockFile::set_direct(bool is_direct) {
#if defined(O_DIRECT)
  if (is_direct == is_direct_ || (is_direct && !may_be_direct_)) return;
  if (fcntl(file_, F_SETFL, is_direct ? O_DIRECT : 0) == 0) is_direct_ = is_direct;
  else may_be_direct_ = false;
#else
  static_cast<void>(is_direct);
#endif
}

}  // namespace eligo::cli
