// Batches come out in their order, whichever thread was faster; failures, stops and exceptions end every thread.
#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

#include "batch/in_order.h"
#include "batch/portion.h"
#include "catch.h"
#include "io/byte_stream.h"
#include "io/patient_list.h"

namespace {

using namespace eligo;

std::string numbers(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += "{\"n\": " + std::to_string(i) + std::string(2000, ' ') + "}\n";
  return out;
}

std::unique_ptr<io::PieceSource> list(const std::string& text) {
  return io::list_pieces({{"l.ndjson", [text] { return io::OpenedStream(io::stream_of(text)); }}}, {io::Pace::kFull, io::Unreadable::kStop});
}

/// Fails behind what the list holds.
class Failing : public io::PieceSource {
 public:
  explicit Failing(std::unique_ptr<io::PieceSource> source) : source_(std::move(source)) {}
  base::Expected<io::Supply, diag::Diagnostic> fill(io::PieceBatch& batch) override {
    auto supply = source_->fill(batch);
    if (supply && *supply == io::Supply::kEnd) return base::Unexpected{diag::Diagnostic{diag::Code::E0801, "the disk is gone", "", nullptr, {}, {}}};
    return supply;
  }

 private:
  std::unique_ptr<io::PieceSource> source_;
};

/// Gives a batch only when all before it were taken.
class Hesitant : public io::PieceSource {
 public:
  Hesitant(std::unique_ptr<io::PieceSource> source, const std::atomic<std::size_t>& taken) : source_(std::move(source)), taken_(taken) {}
  base::Expected<io::Supply, diag::Diagnostic> fill(io::PieceBatch& batch) override {
    while (taken_ < given_) std::this_thread::yield();
    ++given_;
    return source_->fill(batch);
  }

 private:
  std::unique_ptr<io::PieceSource> source_;
  const std::atomic<std::size_t>& taken_;
  std::size_t given_ = 0;
};

/// Writes where each record begins; odd threads are slow.
class Offsets : public batch::BatchWork {
 public:
  explicit Offsets(bool is_slow) : is_slow_(is_slow) {}
  void run(const io::PieceBatch& batch, batch::BatchResult& result) override {
    if (is_slow_) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    for (std::size_t i = 0; i < batch.size(); ++i) result.rows += std::to_string(batch[i].offset) + "\n";
    result.records = batch.size();
  }

 private:
  bool is_slow_;
};

class Throwing : public batch::BatchWork {
 public:
  void run(const io::PieceBatch&, batch::BatchResult&) override { throw std::runtime_error("our bug"); }
};

struct Ran {
  std::string rows;
  bool is_whole = false;
  std::string failure;
};

Ran run(io::PieceSource& source, std::size_t threads, std::size_t most_batches = SIZE_MAX, std::size_t together = batch::Taking::kTogether) {
  std::vector<std::unique_ptr<Offsets>> works;
  std::vector<batch::BatchWork*> pointers;
  for (std::size_t i = 0; i < threads; ++i) pointers.push_back(works.emplace_back(std::make_unique<Offsets>(i % 2 == 1)).get());
  Ran ran;
  std::size_t batches = 0;
  const auto end = batch::run_in_order(source, pointers, {[&](const io::PieceBatch&, const batch::BatchResult& result) {
                                                            ran.rows += result.rows;
                                                            return ++batches < most_batches ? batch::Next::kGoOn : batch::Next::kStop;
                                                          },
                                                          [] { return batch::Next::kGoOn; }, together});
  ran.is_whole = end && *end == batch::End::kWhole;
  if (!end) ran.failure = end.error().message;
  return ran;
}

std::string offsets(std::size_t from, std::size_t to, const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
    if (at >= from && at < to) out += std::to_string(at) + "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("results come in the order of the list for any number of threads") {
  const std::string text = numbers(3000);
  for (const std::size_t threads : {1U, 2U, 5U, 16U}) {
    for (const std::size_t together : {1U, 2U, 7U}) {
      const Ran ran = run(*list(text), threads, SIZE_MAX, together);
      CHECK(ran.is_whole);
      CHECK(ran.rows == offsets(0, text.size(), text));
    }
  }
}

TEST_CASE("a batch is taken after a while though fewer are done than are taken together") {
  const std::string text = numbers(1000);
  std::atomic<std::size_t> taken = 0;
  Hesitant source(list(text), taken);
  Offsets work(false);
  const auto end = batch::run_in_order(source, {&work}, {[&](const auto&, const auto&) {
                                                           ++taken;
                                                           return batch::Next::kGoOn;
                                                         },
                                                         [] { return batch::Next::kGoOn; }, 1000});
  CHECK(end);
  CHECK(taken > 3);
}

TEST_CASE("an empty list is whole") {
  const Ran ran = run(*list(""), 3);
  CHECK(ran.is_whole);
  CHECK(ran.rows.empty());
}

TEST_CASE("a failure of the input is told after everything before it was taken") {
  const std::string text = numbers(1000);
  Failing source(list(text));
  const Ran ran = run(source, 3);
  CHECK(ran.failure == "the disk is gone");
  CHECK(ran.rows == offsets(0, text.size(), text));
}

TEST_CASE("the caller can stop at any batch") {
  const std::string text = numbers(3000);
  const std::string all = offsets(0, text.size(), text);
  for (std::size_t batches = 1; batches < 6; ++batches) {
    const Ran ran = run(*list(text), 4, batches);
    CHECK(!ran.is_whole);
    CHECK(ran.failure.empty());
    CHECK(all.rfind(ran.rows, 0) == 0);
    CHECK(ran.rows.size() < all.size());
  }
}

TEST_CASE("what a thread throws is thrown again") {
  Throwing work;
  const auto source = list(numbers(100));
  CHECK_THROWS_AS(batch::run_in_order(*source, {&work}, {[](const auto&, const auto&) { return batch::Next::kGoOn; }, [] { return batch::Next::kGoOn; }}), std::runtime_error);
}

TEST_CASE("the checksum of a list is that of its batches, joined") {
  const std::string text = numbers(1000);
  const auto source = list(text);
  io::PieceBatch batch;
  std::uint32_t joined = 0;
  std::size_t batches = 0;
  for (bool is_end = false; !is_end; ++batches) {
    batch.clear();
    is_end = *source->fill(batch) == io::Supply::kEnd;
    batch::Checksum checksum;
    for (std::size_t i = 0; i < batch.size(); ++i) checksum.add(batch[i]);
    joined = io::joined_checksum(joined, checksum.value, checksum.size);
  }
  CHECK(batches > 3);
  CHECK(joined == io::checksum(0, text.data(), text.size()));
  CHECK(joined == batch::after(list(text), 1000)->checksum.value);
  CHECK(joined != batch::after(list(text), 999)->checksum.value);
}

TEST_CASE("parts of a list are the whole, each record once") {
  const std::string text = numbers(997);
  std::string rows;
  for (std::size_t part = 0; part < 7; ++part) {
    const std::size_t begin = text.size() * part / 7, end = text.size() * (part + 1) / 7;
    const auto source = batch::between(list(text), begin, end);
    const Ran ran = run(*source, 2);
    CHECK(ran.rows == offsets(begin, end, text));
    rows += ran.rows;
  }
  CHECK(rows == offsets(0, text.size(), text));
}

TEST_CASE("a list goes on after the records that are done") {
  const std::string text = numbers(500);
  const std::size_t line = text.find('\n') + 1;
  for (const std::uint64_t done : {0U, 1U, 9U, 130U, 499U, 500U}) {
    auto rest = batch::after(list(text), done);
    REQUIRE(rest);
    CHECK(rest->pieces == done);
    std::size_t from = 0;
    for (std::uint64_t i = 0; i < done; ++i) from = text.find('\n', from) + 1;
    CHECK(run(*rest->source, 2).rows == offsets(from, text.size(), text));
  }
  CHECK(batch::after(list(text), 501)->pieces == 500);
  std::string other = text;
  other[line + 3] = 'm';
  CHECK(batch::after(list(text), 1)->checksum == batch::after(list(other), 1)->checksum);
  CHECK(batch::after(list(text), 2)->checksum != batch::after(list(other), 2)->checksum);
}
