// A file written by blocks holds what was given, however it comes and wherever writing stopped and went on: on the file
// system of the working folder, and in memory, where blocks cannot go past the system's.
#include "block_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <string>

#include "catch.h"

namespace {

using eligo::cli::BlockFile;

class TestFile {
 public:
  explicit TestFile(const std::string& folder) : path_(folder + "/block_file_test." + std::to_string(getpid())), file_(open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) {}
  ~TestFile() {
    close(file_);
    unlink(path_.c_str());
  }
  TestFile(const TestFile&) = delete;
  TestFile& operator=(const TestFile&) = delete;

  int number() const { return file_; }
  std::string text() const {
    std::ifstream in(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  std::string path_;
  int file_;
};

// A file and what it should hold, which goes far beyond a block.
struct Growing {
  explicit Growing(const std::string& folder) : file(folder) {}

  void write(std::size_t size) {
    std::string bytes(size, '\0');
    for (char& byte : bytes) byte = static_cast<char>(chance());
    REQUIRE(blocks->write(bytes) == 0);
    given += bytes;
  }
  void flush_and_look() {
    REQUIRE(blocks->flush() == 0);
    REQUIRE((file.text() == given));
  }
  // As a run goes on that was stopped, some bytes before where it stopped.
  void resume(std::size_t lost) {
    REQUIRE(blocks->flush() == 0);
    given.resize(given.size() - std::min(lost, given.size()));
    REQUIRE(ftruncate(file.number(), static_cast<off_t>(given.size())) == 0);
    blocks.emplace(file.number(), given.size());
  }

  TestFile file;
  std::optional<BlockFile> blocks = BlockFile(file.number(), 0);
  std::string given;
  std::mt19937 chance{6};
};

}  // namespace

TEST_CASE("what is given comes into the file, in pieces of any size") {
  for (const char* folder : {".", "/dev/shm"}) {
    if (access(folder, W_OK) != 0) continue;
    Growing growing(folder);
    for (int turn = 0; turn < 60; ++turn) {
      growing.write(growing.chance() % (turn % 5 == 0 ? 3 * BlockFile::kBlock : 5000));
      if (turn % 7 == 0) growing.flush_and_look();
      if (turn % 11 == 0) growing.resume(growing.chance() % 10000);
    }
    growing.flush_and_look();
    for (const std::size_t size : {std::size_t{0}, std::size_t{4096}, BlockFile::kBlock - growing.given.size() % BlockFile::kBlock, BlockFile::kBlock}) {
      growing.write(size);
      growing.flush_and_look();
      growing.resume(0);
    }
  }
}

TEST_CASE("what cannot be written is said") {
  const int file = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  BlockFile blocks(file, 0);
  CHECK(blocks.write("kept for now") == 0);
  CHECK(blocks.flush() != 0);
  CHECK(blocks.write(std::string(BlockFile::kBlock, ' ')) != 0);
  close(file);
}
