// Runs on disk are read through buffers of their own, and merged by a heap.
#include "io/sorted_runs.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <tuple>

namespace eligo::io {

namespace {

diag::Diagnostic trouble_in(const std::string& folder) {
  return {diag::Code::E0801, "a file for sorting in `" + folder + "` failed: " + std::strerror(errno), "free space there, or name another folder", nullptr, {}, {}};
}

}  // namespace

/// A file of sorted texts, each behind its sizes.
class SortedRuns::Run {
 public:
  explicit Run(std::FILE* file) : file_(file) {}
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;
  ~Run() { std::fclose(file_); }

  bool write(std::string_view key, std::uint64_t turn, std::string_view text) {
    const std::uint64_t head[] = {key.size(), text.size(), turn};
    return put(head, sizeof head) && put(key.data(), key.size()) && put(text.data(), text.size());
  }
  bool rewind() { return std::fflush(file_) == 0 && std::fseek(file_, 0, SEEK_SET) == 0; }

  /// False at the end, or where reading fails.
  bool advance() {
    std::uint64_t head[3];
    if (std::fread(head, sizeof head, 1, file_) != 1) return false;
    front.key.resize(head[0]);
    front.text.resize(head[1]);
    front.turn = head[2];
    return get(front.key) && get(front.text);
  }
  bool has_failed() const { return std::ferror(file_) != 0; }

  SortedText front;

 private:
  bool put(const void* bytes, std::size_t size) { return size == 0 || std::fwrite(bytes, size, 1, file_) == 1; }
  bool get(std::string& into) { return into.empty() || std::fread(into.data(), into.size(), 1, file_) == 1; }

  std::FILE* file_;
};

SortedRuns::SortedRuns(std::size_t limit, std::string folder) : limit_(limit), folder_(std::move(folder)) {}
SortedRuns::~SortedRuns() = default;

std::optional<diag::Diagnostic> SortedRuns::add(std::string_view key, std::uint64_t turn, std::string_view text) {
  if (!entries_.empty() && bytes_.size() + key.size() + text.size() > limit_) {
    if (auto trouble = write_run()) return trouble;
  }
  entries_.push_back({bytes_.size(), key.size(), text.size(), turn});
  bytes_ += key;
  bytes_ += text;
  return std::nullopt;
}

void SortedRuns::sort_memory() {
  std::sort(entries_.begin(), entries_.end(), [this](const Entry& a, const Entry& b) {
    const int order = key_of(a).compare(key_of(b));
    return order != 0 ? order < 0 : a.turn < b.turn;
  });
}

std::optional<diag::Diagnostic> SortedRuns::write_run() {
  std::string name = folder_ + "/eligo-sort-" + std::string(6, 'X');   // mkstemp puts what it draws in their place
  const int descriptor = ::mkstemp(name.data());
  if (descriptor < 0) return trouble_in(folder_);
  std::remove(name.c_str());
  std::FILE* file = ::fdopen(descriptor, "w+b");
  if (file == nullptr) return trouble_in(folder_);
  runs_.push_back(std::make_unique<Run>(file));
  sort_memory();
  for (const Entry& it : entries_) {
    if (!runs_.back()->write(key_of(it), it.turn, std::string_view(bytes_).substr(it.key + it.key_size, it.text_size))) return trouble_in(folder_);
  }
  entries_.clear();
  bytes_.clear();
  return std::nullopt;
}

namespace {

// A heap has its greatest in front, so that "less" is later.
constexpr auto kIsLater = [](const auto* a, const auto* b) {
  return std::tie(a->front.key, a->front.turn) > std::tie(b->front.key, b->front.turn);
};

}  // namespace

std::optional<diag::Diagnostic> SortedRuns::sort() {
  if (runs_.empty()) {
    sort_memory();
    return std::nullopt;
  }
  if (!entries_.empty()) {
    if (auto trouble = write_run()) return trouble;
  }
  bytes_.shrink_to_fit();
  for (const auto& run : runs_) {
    if (!run->rewind()) return trouble_in(folder_);
    if (run->advance()) heap_.push_back(run.get());
    if (run->has_failed()) return trouble_in(folder_);
  }
  std::make_heap(heap_.begin(), heap_.end(), kIsLater);
  return std::nullopt;
}

base::Expected<const SortedText*, diag::Diagnostic> SortedRuns::next() {
  if (runs_.empty()) {
    if (next_entry_ == entries_.size()) return nullptr;
    const Entry& it = entries_[next_entry_++];
    current_.key = key_of(it);
    current_.text = std::string_view(bytes_).substr(it.key + it.key_size, it.text_size);
    current_.turn = it.turn;
    return &current_;
  }
  if (heap_.empty()) return nullptr;
  std::pop_heap(heap_.begin(), heap_.end(), kIsLater);
  Run* run = heap_.back();
  std::swap(current_, run->front);
  if (run->advance()) {
    std::push_heap(heap_.begin(), heap_.end(), kIsLater);
  } else {
    heap_.pop_back();
    if (run->has_failed()) return base::Unexpected{trouble_in(folder_)};
  }
  return &current_;
}

}  // namespace eligo::io
