// Reading by file descriptors, so that every failure has its reason and waiting can be ended.
#include "list_files.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <numeric>
#include <utility>

#include "io/csv.h"
#include "io/json_keys.h"
#include "io/read.h"
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

bool is_table_name(std::string_view path) { return io::is_named_as_table(io::without_packing(path)); }

bool is_record_name(const fs::path& path, const io::CsvMap* tables) {
  const std::string extension = fs::path(io::without_packing(path.filename().native())).extension().string();
  const auto& endings = io::list_endings();
  return std::find(endings.begin(), endings.end(), extension) != endings.end() || (tables != nullptr && is_table_name(path.native()));
}

/// The beginning of a file, unpacked, as far as `is_enough` asks for; less where it cannot be read.
template <class Enough>
std::string beginning_of(const std::string& path, Enough is_enough) {
  constexpr std::size_t kChunk = 65536;
  auto opened = open_stream(path);
  if (!opened) return "";
  const auto stream = io::unpacked(std::move(*opened), path);
  std::string beginning;
  while (!is_enough(beginning)) {
    const std::size_t before = beginning.size();
    beginning.resize(before + kChunk);
    const auto taken = stream->read(beginning.data() + before, kChunk);
    beginning.resize(before + (taken ? *taken : 0));
    if (!taken || *taken == 0) break;
  }
  return beginning;
}

bool is_of_export(const std::string& path) {
  const std::string_view name = io::without_packing(path);
  if (!name.ends_with(".ndjson") && !name.ends_with(".jsonl")) return false;
  const auto is_enough = [](const std::string& text) { return text.find('\n') != std::string::npos || text.size() > io::kLargestRecord; };
  return io::lines_beginning(beginning_of(path, is_enough)) == io::Lines::kResources;
}

// What a server says of an export beside it: a small file, and no record.
bool is_manifest(const std::string& path) {
  if (!io::without_packing(path).ends_with(".json")) return false;
  return io::top_level_text(beginning_of(path, [](const std::string& text) { return !text.empty(); }), "transactionTime").has_value();
}

void set_export_apart(RecordList& list) {
  const auto is_other = [](const ListedFile& file) { return !is_of_export(file.path); };
  const auto exported = std::stable_partition(list.files.begin(), list.files.end(), is_other);
  list.exported.assign(std::make_move_iterator(exported), std::make_move_iterator(list.files.end()));
  list.files.erase(exported, list.files.end());
  if (!list.exported.empty()) std::erase_if(list.files, [](const ListedFile& file) { return is_manifest(file.path); });
}

// Tables of which each holds a part of every record. True where they stand beside an export.
bool set_tables_apart(RecordList& list, const io::CsvMap* tables) {
  if (tables == nullptr || !tables->is_of_several()) return false;
  const auto is_other = [](const ListedFile& file) { return !is_table_name(file.path); };
  const auto joined = std::stable_partition(list.files.begin(), list.files.end(), is_other);
  if (joined == list.files.end()) return false;
  if (!list.exported.empty()) return true;
  list.exported.assign(std::make_move_iterator(joined), std::make_move_iterator(list.files.end()));
  list.files.erase(joined, list.files.end());
  return false;
}

ListedFile listed(const std::string& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return {path, 0, 0};
  return {path, static_cast<std::uint64_t>(status.st_size), static_cast<std::int64_t>(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec};
}

base::Expected<RecordList, diag::Diagnostic> list_of_folder(const std::string& path, const io::CsvMap* tables) {
  RecordList list;
  list.is_folder = true;
  std::vector<std::string> names;
  std::error_code trouble;
  auto entry = fs::recursive_directory_iterator(path, trouble);
  for (; !trouble && entry != fs::recursive_directory_iterator(); entry.increment(trouble)) {
    std::error_code ignored;
    if (!entry->is_directory(ignored) && is_record_name(entry->path(), tables)) names.push_back(entry->path().string());
  }
  if (trouble) return cannot_read(path, trouble.message());
  if (names.empty()) return cannot_read(path, "no file in it ends as records do (" + io::list_endings().front() + ", .json, .ndjson" + (tables != nullptr ? ", .csv)" : ")"));
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) list.files.push_back(listed(name));
  set_export_apart(list);
  if (set_tables_apart(list, tables)) return cannot_read(path, "it holds an export of FHIR and tables of the column map, which are not joined with each other");
  return list;
}

}  // namespace

std::uint64_t RecordList::bytes() const {
  const auto add = [](std::uint64_t sum, const ListedFile& file) { return sum + file.bytes; };
  return std::accumulate(exported.begin(), exported.end(), std::accumulate(files.begin(), files.end(), std::uint64_t{0}, add), add);
}

base::Expected<RecordList, diag::Diagnostic> list_at(const std::string& path, const io::CsvMap* tables) {
  struct stat status {};
  if (path == "-") return RecordList{{{path, 0, 0}}, {}, false, true};
  if (stat(path.c_str(), &status) != 0) return cannot_read(path, std::strerror(errno));
  if (S_ISDIR(status.st_mode)) return list_of_folder(path, tables);
  RecordList list{{listed(path)}, {}, false, !S_ISREG(status.st_mode)};
  if (list.is_stream) return list;
  set_export_apart(list);
  set_tables_apart(list, tables);
  return list;
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

std::vector<io::ListFile> to_be_opened(const std::vector<ListedFile>& files) {
  std::vector<io::ListFile> opening;
  for (const ListedFile& file : files) opening.push_back({file.path, [path = file.path] { return open_stream(path); }});
  return opening;
}

io::JoinLimits join_limits() {
  io::JoinLimits limits;
  if (const char* folder = std::getenv("TMPDIR"); folder != nullptr && *folder != '\0') limits.scratch = folder;
  return limits;
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
