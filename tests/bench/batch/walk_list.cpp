// The limit: every line of an NDJSON file walked by simdjson, each value looked at and nothing kept, with the threads and
// batches of eligo batch. Usage: walk_list FILE [THREADS]. Prints how many objects and values there were.
#include <simdjson.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "batch/in_order.h"
#include "io/patient_list.h"

namespace eligo::bench {

namespace {

namespace ondemand = simdjson::ondemand;

class File : public io::ByteStream {
 public:
  explicit File(const char* path) : file_(open(path, O_RDONLY)) {}
  ~File() override { close(file_); }
  base::Expected<std::size_t, diag::Diagnostic> read(char* to, std::size_t size) override {
    const ssize_t count = ::read(file_, to, size);
    return static_cast<std::size_t>(count < 0 ? 0 : count);
  }

 private:
  int file_;
};

class Walk : public batch::BatchWork {
 public:
  void run(const io::PieceBatch& batch, batch::BatchResult& result) override {
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const std::string_view text = batch[i].text;
      padded_.assign(text);
      padded_.append(simdjson::SIMDJSON_PADDING, ' ');
      ondemand::document document;
      if (parser_.iterate(padded_.data(), text.size(), padded_.size()).get(document) != simdjson::SUCCESS) std::exit(3);
      ondemand::object object;
      if (document.get_object().get(object) != simdjson::SUCCESS) std::exit(3);
      walk(object);
    }
    result.records = batch.size();
  }
  std::size_t values = 0;

 private:
  void walk(ondemand::object& object) {
    for (auto field : object) {
      std::string_view key;
      if (field.unescaped_key().get(key) != simdjson::SUCCESS) std::exit(3);
      values += key.size() > 0 ? 1 : 0;
      walk(field.value());
    }
  }

  void walk(ondemand::value value) {
    switch (value.type()) {
      case ondemand::json_type::object: {
        ondemand::object object = value.get_object();
        return walk(object);
      }
      case ondemand::json_type::array:
        for (auto item : value.get_array()) walk(item.value());
        return;
      case ondemand::json_type::string: values += std::string_view(value.get_string()).size() & 1U; return;
      default: values += value.raw_json_token().size() & 1U; return;
    }
  }

  ondemand::parser parser_;
  std::string padded_;
};

}  // namespace

int run(const char* path, std::size_t threads) {
  const auto source = io::list_pieces({{std::string(path), [path] { return io::OpenedStream(std::make_unique<File>(path)); }}}, {io::Pace::kFull, io::Unreadable::kStop});
  std::vector<Walk> walks(threads);
  std::vector<batch::BatchWork*> works;
  for (Walk& walk : walks) works.push_back(&walk);
  std::size_t records = 0, values = 0;
  const auto ended = batch::run_in_order(*source, works, {[&](const auto&, const auto& result) {
                                                            records += result.records;
                                                            return batch::Next::kGoOn;
                                                          },
                                                          [] { return batch::Next::kGoOn; }});
  for (const Walk& walk : walks) values += walk.values;
  fmt::print("{} objects, check {}\n", records, values);
  return ended ? 0 : 4;
}

}  // namespace eligo::bench

int main(int argc, char** argv) {
  if (argc == 2 || argc == 3) return eligo::bench::run(argv[1], argc == 3 ? std::strtoull(argv[2], nullptr, 10) : 2);
  std::fputs("walk_list FILE [THREADS]\n", stderr);
  return 2;
}
