// Writing by file descriptors: the bytes are on the disk before the name is given, and the name before the run ends well.
#include "result_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

#include "io/byte_stream.h"
#include "stop_signals.h"

namespace eligo::cli {

namespace {

diag::Diagnostic cannot(const std::string& what, const std::string& path, const std::string& reason) {
  const std::string name = path == "-" ? "standard output" : "`" + path + "`";
  return {diag::Code::E0801, "cannot " + what + " " + name + ": " + reason, "", nullptr, {}, {}};
}

bool is_there_and_no_file(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 && !S_ISREG(status.st_mode);
}

/// The checksum of the first bytes of a file; none where it is shorter or cannot be read.
std::optional<std::uint32_t> checksum_of(int file, std::uint64_t size) {
  std::string buffer(1U << 18U, '\0');
  std::uint32_t checksum = 0;
  while (size > 0) {
    const ssize_t count = read(file, buffer.data(), std::min<std::uint64_t>(buffer.size(), size));
    if (count <= 0) return std::nullopt;
    checksum = io::checksum(checksum, buffer.data(), static_cast<std::size_t>(count));
    size -= static_cast<std::uint64_t>(count);
  }
  return checksum;
}

}  // namespace

ResultFile::ResultFile(ResultFile&& other) noexcept
    : path_(std::move(other.path_)), file_(std::exchange(other.file_, -1)), is_stream_(other.is_stream_), is_closed_pipe_(other.is_closed_pipe_), size_(other.size_), checksum_(other.checksum_), blocks_(std::move(other.blocks_)) {}

ResultFile::~ResultFile() {
  if (file_ >= 0 && file_ != STDOUT_FILENO) close(file_);
}

diag::Diagnostic ResultFile::cannot_write(const char* reason) const { return cannot("write", path_, reason); }

ResultFile::Opened ResultFile::open_part(const std::string& path, int flags) {
  const int file = open(part_of(path).c_str(), flags | O_RDWR | O_CLOEXEC, 0666);
  if (file < 0) return base::Unexpected{cannot("write", part_of(path), std::strerror(errno))};
  ResultFile opened(path, file, false);
  if (flock(file, LOCK_EX | LOCK_NB) != 0) return base::Unexpected{cannot("write", part_of(path), "another run is writing it")};
  return opened;
}

ResultFile::Opened ResultFile::create(const std::string& path) {
  if (path == "-") return ResultFile(path, STDOUT_FILENO, true);
  if (is_there_and_no_file(path)) {
    const int file = open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0) return base::Unexpected{cannot("write", path, std::strerror(errno))};
    return ResultFile(path, file, true);
  }
  Opened opened = open_part(path, O_CREAT);
  if (opened && ftruncate(opened->file_, 0) != 0) return base::Unexpected{cannot("write", part_of(path), std::strerror(errno))};
  return opened;
}

// A run that was killed while it gave its files their names may have come to this one: then the name is taken back.
void ResultFile::take_back(const std::string& path, std::uint64_t size, std::uint32_t checksum) {
  if (access(part_of(path).c_str(), F_OK) == 0) return;
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  const bool is_ours = checksum_of(file, size) == checksum;
  close(file);
  if (is_ours) std::rename(path.c_str(), part_of(path).c_str());
}

ResultFile::Opened ResultFile::resume(const std::string& path, std::uint64_t size, std::uint32_t checksum) {
  take_back(path, size, checksum);
  Opened opened = open_part(path, 0);
  if (!opened) return opened;
  if (checksum_of(opened->file_, size) != checksum) return base::Unexpected{cannot("resume", part_of(path), "it does not hold what the run that was stopped had written")};
  if (ftruncate(opened->file_, static_cast<off_t>(size)) != 0) return base::Unexpected{cannot("write", part_of(path), std::strerror(errno))};
  opened->size_ = size;
  opened->checksum_ = checksum;
  opened->blocks_ = BlockFile(opened->file_, size);
  return opened;
}

std::optional<diag::Diagnostic> ResultFile::write(std::string_view bytes) {
  if (is_stream_) return write_stream(bytes);
  checksum_ = io::checksum(checksum_, bytes.data(), bytes.size());
  size_ += bytes.size();
  if (const int trouble = blocks_.write(bytes); trouble != 0) return cannot_write(std::strerror(trouble));
  return std::nullopt;
}

std::optional<diag::Diagnostic> ResultFile::write_stream(std::string_view bytes) {
  while (!bytes.empty()) {
    if (StopSignals::wanted()) return cannot_write("the run was stopped");   // nobody may ever read it
    const ssize_t count = ::write(file_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      is_closed_pipe_ = errno == EPIPE;
      return cannot_write(std::strerror(errno));
    }
    size_ += static_cast<std::uint64_t>(count);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return std::nullopt;
}

std::optional<diag::Diagnostic> ResultFile::sync() {
  if (is_stream_) return std::nullopt;
  if (const int trouble = blocks_.flush(); trouble != 0) return cannot_write(std::strerror(trouble));
  return fdatasync(file_) == 0 ? std::nullopt : std::optional(cannot_write(std::strerror(errno)));
}

std::optional<diag::Diagnostic> ResultFile::publish() {
  if (is_stream_) return std::nullopt;
  if (const int trouble = blocks_.flush(); trouble != 0) return cannot_write(std::strerror(trouble));
  if (fsync(file_) != 0 || std::rename(part().c_str(), path_.c_str()) != 0) return cannot_write(std::strerror(errno));
  const std::string folder = std::filesystem::path(path_).parent_path().string();
  const int opened = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (opened < 0) return std::nullopt;   // the file has its name; only a loss of power could take it away
  fsync(opened);
  close(opened);
  return std::nullopt;
}

void ResultFile::discard() {
  if (!is_stream_) std::remove(part().c_str());
}

std::optional<diag::Diagnostic> write_whole(const std::string& path, std::string_view text) {
  ResultFile::Opened file = ResultFile::create(path);
  if (!file) return file.error();
  if (auto trouble = file->write(text)) return trouble;
  return file->publish();
}

}  // namespace eligo::cli
