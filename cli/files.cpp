// Reading by the standard streams; the reason of a failure is the system's own.
#include "files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <utility>

#include "diagnostics.h"

namespace eligo::cli {

namespace fs = std::filesystem;

namespace {

base::Unexpected<diag::Diagnostic> cannot(const char* act, const std::string& path, const std::string& reason) {
  return {diag::Diagnostic{diag::Code::E0801, std::string("cannot ") + act + " `" + path + "`: " + reason, "", nullptr, {}, {}}};
}

std::string system_reason() { return errno != 0 ? std::strerror(errno) : "input failed"; }

std::string read_up_to(std::istream& in, std::size_t limit) {
  constexpr std::size_t kChunk = 1U << 16U;
  std::string text;
  while (in && text.size() <= limit) {
    const std::size_t before = text.size();
    text.resize(before + std::min(kChunk, limit + 1 - before));
    in.read(text.data() + before, static_cast<std::streamsize>(text.size() - before));
    text.resize(before + static_cast<std::size_t>(in.gcount()));
  }
  return text;
}

bool has_ending(const fs::path& path, const std::vector<std::string>& endings) {
  const std::string name = path.filename().string();
  return std::any_of(endings.begin(), endings.end(), [&name](const std::string& ending) { return name.size() > ending.size() && name.ends_with(ending); });
}

}  // namespace

base::Expected<diag::Source, diag::Diagnostic> read_file(const std::string& path, std::size_t limit) {
  if (path == "-") return diag::Source(std::make_shared<diag::SourceText>("standard input", read_up_to(std::cin, limit)));
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return cannot("read", path, "it is a folder");
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) return cannot("read", path, system_reason());
  std::string text = read_up_to(in, limit);
  if (in.bad()) return cannot("read", path, system_reason());
  return diag::Source(std::make_shared<diag::SourceText>(path, std::move(text)));
}

base::Expected<diag::Source, ExitCode> read_or_show(const std::string& path, std::size_t limit, Color color) {
  const auto source = read_file(path, limit);
  if (source) return *source;
  show(stderr, {source.error()}, color);
  return base::Unexpected{ExitCode::kInputOutput};
}

std::optional<diag::Diagnostic> write_file(const std::string& path, std::string_view text) {
  const std::string beside = path + ".new";
  errno = 0;
  std::ofstream out(beside, std::ios::binary | std::ios::trunc);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  std::error_code trouble;
  if (!out) return cannot("write", path, system_reason()).error;
  if (fs::exists(path, trouble)) fs::permissions(beside, fs::status(path, trouble).permissions(), trouble);
  fs::rename(beside, path, trouble);
  if (trouble) return cannot("write", path, trouble.message()).error;
  return std::nullopt;
}

std::optional<diag::Diagnostic> make_folder(const std::string& path) {
  std::error_code trouble;
  fs::create_directories(path, trouble);
  if (trouble) return cannot("make the folder", path, trouble.message()).error;
  return std::nullopt;
}

base::Expected<std::vector<std::string>, diag::Diagnostic> files_at(const std::string& path, const std::vector<std::string>& endings) {
  std::error_code trouble;
  if (path == "-" || !fs::is_directory(path, trouble)) return std::vector<std::string>{path};
  std::vector<std::string> files;
  auto entry = fs::recursive_directory_iterator(path, trouble);
  for (; !trouble && entry != fs::recursive_directory_iterator(); entry.increment(trouble)) {
    if (entry->is_regular_file(trouble) && has_ending(entry->path(), endings)) files.push_back(entry->path().string());
  }
  if (trouble) return cannot("read", path, trouble.message());
  if (files.empty()) return cannot("read", path, "no file in it ends in " + endings.front());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace eligo::cli
