// Where results go: a file that stands under its name only once it is whole, or a stream that is written as it comes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/expected.h"
#include "block_file.h"
#include "diag/diagnostic.h"

namespace eligo::cli {

class ResultFile {
 public:
  using Opened = base::Expected<ResultFile, diag::Diagnostic>;

  /// `-` is standard output. What is there already and no file (a pipe, a device) is written as it is; anything else by way
  /// of `PATH.part`, which no other run may be writing.
  static Opened create(const std::string& path);
  /// Goes on behind the first `size` bytes of `PATH.part`, whose checksum must be that given.
  static Opened resume(const std::string& path, std::uint64_t size, std::uint32_t checksum);

  ResultFile(ResultFile&& other) noexcept;
  ResultFile& operator=(ResultFile&&) = delete;
  ~ResultFile();

  bool is_stream() const { return is_stream_; }
  const std::string& path() const { return path_; }
  std::string part() const { return part_of(path_); }
  static std::string part_of(const std::string& path) { return path + ".part"; }
  std::uint64_t size() const { return size_; }
  std::uint32_t checksum() const { return checksum_; }
  /// Whether the last failure was a pipe that nobody reads any more.
  bool is_closed_pipe() const { return is_closed_pipe_; }

  /// Trouble with a file may show later: with more bytes, or in sync() and publish().
  std::optional<diag::Diagnostic> write(std::string_view bytes);
  /// Until it is on the disk.
  std::optional<diag::Diagnostic> sync();
  /// Gives the file its name.
  std::optional<diag::Diagnostic> publish();
  /// Takes the unfinished file away.
  void discard();

 private:
  ResultFile(std::string path, int file, bool is_stream) : path_(std::move(path)), file_(file), is_stream_(is_stream), blocks_(file, 0) {}
  diag::Diagnostic cannot_write(const char* reason) const;
  std::optional<diag::Diagnostic> write_stream(std::string_view bytes);
  static Opened open_part(const std::string& path, int flags);
  static void take_back(const std::string& path, std::uint64_t size, std::uint32_t checksum);

  std::string path_;
  int file_ = -1;
  bool is_stream_ = false;
  bool is_closed_pipe_ = false;
  std::uint64_t size_ = 0;
  std::uint32_t checksum_ = 0;         // not of a stream
  BlockFile blocks_;                   // of a file
};

/// Writes a file at once: afterwards it is whole and on the disk, or as it was.
std::optional<diag::Diagnostic> write_whole(const std::string& path, std::string_view text);

}  // namespace eligo::cli
