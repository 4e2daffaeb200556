// A ring of slots; each goes round empty, filled, at work, done, empty. One mutex guards the states, none the contents.
#include "batch/in_order.h"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace eligo::batch {

namespace {

constexpr auto kPatience = std::chrono::milliseconds(100);

enum class State { kEmpty, kFilled, kAtWork, kDone };

struct Slot {
  io::PieceBatch batch;
  BatchResult result;
  State state = State::kEmpty;
};

class Ring {
 public:
  Ring(io::PieceSource& source, std::size_t works) : source_(source), slots_(works + 3) {}

  // The cutting thread: fills slot after slot.
  void cut() {
    guarded([this] {
      for (std::uint64_t turn = 0;; ++turn) {
        Slot& slot = slots_[turn % slots_.size()];
        if (!await([&] { return slot.state == State::kEmpty; })) return;
        slot.batch.clear();
        const auto supply = source_.fill(slot.batch);
        const std::lock_guard lock(mutex_);
        slot.state = State::kFilled;
        filled_ = turn + 1;
        if (!supply) failure_ = supply.error();
        is_cut_ = !supply || *supply == io::Supply::kEnd;
        changed_.notify_all();
        if (is_cut_) return;
      }
    });
  }

  // A working thread: takes the next filled slot, whichever it is.
  void work(BatchWork& work) {
    guarded([&] {
      for (;;) {
        Slot* slot = nullptr;
        if (!await([&] { return begun_ < filled_ || is_cut_; }, [&] {
              if (begun_ == filled_) return;
              slot = &slots_[begun_++ % slots_.size()];
              slot->state = State::kAtWork;
            })) return;
        if (slot == nullptr) return;
        slot->result.clear();
        work.run(slot->batch, slot->result);
        const std::lock_guard lock(mutex_);
        slot->state = State::kDone;
        changed_.notify_all();
      }
    });
  }

  // The caller's thread.
  End take_all(const Taking& taking) {
    for (std::uint64_t turn = 0;; ++turn) {
      Slot& slot = slots_[turn % slots_.size()];
      const std::optional<bool> is_there = await_patiently(slot, turn, taking);
      if (!is_there) return End::kStopped;
      if (!*is_there) return End::kWhole;
      const Next next = taking.take(slot.batch, slot.result);
      const std::lock_guard lock(mutex_);
      slot.state = State::kEmpty;
      changed_.notify_all();
      if (next == Next::kStop) return End::kStopped;
    }
  }

  void stop() {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
    changed_.notify_all();
  }

  const std::optional<diag::Diagnostic>& failure() const { return failure_; }
  const std::exception_ptr& thrown() const { return thrown_; }

 private:
  // Waits until `condition` holds, then does `act` under the lock. False where the run was stopped.
  template <class Condition, class Act>
  bool await(Condition condition, Act act) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return is_stopped_ || condition(); });
    if (is_stopped_) return false;
    act();
    return true;
  }
  template <class Condition>
  bool await(Condition condition) {
    return await(condition, [] {});
  }

  // Whether the slot of this turn is done (else the list has ended); none where the run was stopped.
  std::optional<bool> await_patiently(const Slot& slot, std::uint64_t turn, const Taking& taking) {
    std::unique_lock lock(mutex_);
    for (;;) {
      const auto is_settled = [&] { return is_stopped_ || slot.state == State::kDone || (is_cut_ && turn >= filled_); };
      if (changed_.wait_for(lock, kPatience, is_settled)) break;
      lock.unlock();
      const Next next = taking.wait();
      lock.lock();
      if (next == Next::kStop) return std::nullopt;
    }
    if (is_stopped_) return std::nullopt;
    return slot.state == State::kDone;
  }

  template <class Body>
  void guarded(Body body) {
    try {
      body();
    } catch (...) {
      const std::lock_guard lock(mutex_);
      thrown_ = std::current_exception();
      is_stopped_ = true;
      changed_.notify_all();
    }
  }

  io::PieceSource& source_;
  std::vector<Slot> slots_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t filled_ = 0;             // turns that were cut
  std::uint64_t begun_ = 0;              // turns that a worker has taken
  bool is_cut_ = false;                  // nothing comes after the filled ones
  bool is_stopped_ = false;
  std::optional<diag::Diagnostic> failure_;
  std::exception_ptr thrown_;
};

/// Threads that end before what they work on does.
class Threads {
 public:
  explicit Threads(Ring& ring) : ring_(ring) {}
  ~Threads() {
    ring_.stop();
    for (std::thread& thread : threads_) thread.join();
  }
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;

  template <class Body>
  void start(Body body) {
    threads_.emplace_back(std::move(body));
  }

 private:
  Ring& ring_;
  std::vector<std::thread> threads_;
};

}  // namespace

void BatchResult::clear() {
  rows.clear();
  errors.clear();
  rejections.clear();
  records = 0;
  verdicts.clear();
}

base::Expected<End, diag::Diagnostic> run_in_order(io::PieceSource& source, const std::vector<BatchWork*>& works, const Taking& taking) {
  Ring ring(source, works.size());
  End end = End::kStopped;
  {
    Threads threads(ring);
    threads.start([&ring] { ring.cut(); });
    for (BatchWork* work : works) threads.start([&ring, work] { ring.work(*work); });
    end = ring.take_all(taking);
  }
  if (ring.thrown()) std::rethrow_exception(ring.thrown());
  if (end == End::kWhole && ring.failure()) return base::Unexpected{*ring.failure()};
  return end;
}

}  // namespace eligo::batch
