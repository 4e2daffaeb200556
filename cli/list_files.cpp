// Reading by file descriptors, so that every failure has its reason and waiting can be ended.
#include "list_files.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <numeric>
#include <utility>

#include "stop_signals.h"

namespace eligo::cli {

namespace fs = std::filesystem;

namespace {

base::Unexpected<diag::Diagnostic> cannot_read(const std::string& path, const std::string& reason) {
  const std::string name = path == "-" ? "standard input" : "`" + path + "`";
  return {diag::Diagnostic{diag::Code::E0801, "cannot read " + name + ": " + reason, "", nullptr, {}, {}}};
}

class FileStream : public io::ByteStream {
 public:
  FileStream(int file, std::string path, bool is_regular) : file_(file), path_(std::move(path)), is_regular_(is_regular) {}
  ~FileStream() override {
    if (file_ != STDIN_FILENO) close(file_);
  }
  FileStream(const FileStream&) = delete;
  FileStream& operator=(const FileStream&) = delete;

  base::Expected<std::size_t, diag::Diagnostic> read(char* to, std::size_t size) override {
    for (;;) {
      if (StopSignals::wanted()) return cannot_read(path_, "the run was stopped");
      if (!is_regular_ && !has_come()) continue;
      const ssize_t count = ::read(file_, to, size);
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR && errno != EAGAIN) return cannot_read(path_, std::strerror(errno));
    }
  }

 private:
  // Waits for bytes, or for a signal.
  bool has_come() const {
    pollfd waiting[2] = {{file_, POLLIN, 0}, {StopSignals::descriptor(), POLLIN, 0}};
    return poll(waiting, StopSignals::descriptor() < 0 ? 1 : 2, -1) > 0 && waiting[0].revents != 0;
  }

  int file_;
  std::string path_;
  bool is_regular_;
};

bool is_record_name(const fs::path& path) {
  fs::path name = path.filename();
  if (name.extension() == ".gz" || name.extension() == ".zst") name = name.stem();
  const auto& endings = io::native_endings();
  return std::find(endings.begin(), endings.end(), name.extension().string()) != endings.end();
}

ListedFile listed(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return {path, 0, 0};
  return {path, static_cast<std::uint64_t>(status.st_size), static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec};
}

base::Expected<RecordList, diag::Diagnostic> list_of_folder(const std::string& path) {
  RecordList list;
  list.is_folder = true;
  std::vector<std::string> names;
  std::error_code trouble;
  auto entry = fs::recursive_directory_iterator(path, trouble);
  for (; !trouble && entry != fs::recursive_directory_iterator(); entry.increment(trouble)) {
    std::error_code ignored;
    if (!entry->is_directory(ignored) && is_record_name(entry->path())) names.push_back(entry->path().string());
  }
  if (trouble) return cannot_read(path, trouble.message());
  if (names.empty()) return cannot_read(path, "no file in it ends as records do (" + io::native_endings().front() + ", .json, .ndjson)");
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) list.files.push_back(listed(name));
  return list;
}

}  // namespace

std::uint64_t RecordList::bytes() const {
  return std::accumulate(files.begin(), files.end(), std::uint64_t{0}, [](std::uint64_t sum, const ListedFile& file) { return sum + file.bytes; });
}

base::Expected<RecordList, diag::Diagnostic> list_at(const std::string& path) {
  struct stat status {};
  if (path == "-") return RecordList{{{path, 0, 0}}, false, true};
  if (stat(path.c_str(), &status) != 0) return cannot_read(path, std::strerror(errno));
  if (S_ISDIR(status.st_mode)) return list_of_folder(path);
  return RecordList{{listed(path)}, false, !S_ISREG(status.st_mode)};
}

io::OpenedStream open_stream(const std::string& path) {
  const int file = path == "-" ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (file < 0 || fstat(file, &status) != 0) return cannot_read(path, std::strerror(errno));
  if (S_ISDIR(status.st_mode)) return cannot_read(path, "it is a folder");
  const bool is_regular = S_ISREG(status.st_mode);
  if (is_regular) posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL);
  return io::OpenedStream(std::make_unique<FileStream>(file, path, is_regular));
}

std::vector<io::ListFile> files_of(const RecordList& list) {
  std::vector<io::ListFile> files;
  for (const ListedFile& file : list.files) {
    files.push_back({file.path, [path = file.path] { return open_stream(path); }});
  }
  return files;
}

base::Expected<std::uint64_t, diag::Diagnostic> unpacked_size(const std::string& path) {
  auto opened = open_stream(path);
  if (!opened) return base::Unexpected{opened.error()};
  const auto stream = io::unpacked(std::move(*opened), path);
  std::string buffer(1U << 18U, '\0');
  for (std::uint64_t size = 0;;) {
    const auto count = stream->read(buffer.data(), buffer.size());
    if (!count) return base::Unexpected{count.error()};
    if (*count == 0) return size;
    size += *count;
  }
}

}  // namespace eligo::cli
