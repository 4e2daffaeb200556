// A ring of slots; each goes round empty, filled, at work, done, empty. One mutex guards the states, none the contents. Whoever
// turns a slot over wakes the one that it is for, and no other.
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
        if (!await(to_cut_, [&] { return slot.state == State::kEmpty; }, [] {})) return;
        slot.batch.clear();
        const auto supply = source_.fill(slot.batch);
        const bool is_end = !supply || *supply == io::Supply::kEnd;
        turn_over(to_work_, [&] {
          slot.state = State::kFilled;
          filled_ = turn + 1;
          if (!supply) failure_ = supply.error();
          is_cut_ = is_end;
        });
        if (is_end) return wake_all();
      }
    });
  }

  // A working thread: takes the next filled slot, whichever it is.
  void work(BatchWork& work) {
    guarded([&] {
      for (;;) {
        Slot* slot = nullptr;
        if (!await(to_work_, [&] { return begun_ < filled_ || is_cut_; }, [&] {
              if (begun_ == filled_) return;
              slot = &slots_[begun_++ % slots_.size()];
              slot->state = State::kAtWork;
            })) return;
        if (slot == nullptr) return;
        slot->result.clear();
        work.run(slot->batch, slot->result);
        turn_over(to_take_, [&] { slot->state = State::kDone; });
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
      turn_over(to_cut_, [&] { slot.state = State::kEmpty; });
      if (next == Next::kStop) return End::kStopped;
    }
  }

  void stop() {
    turn_over(to_cut_, [this] { is_stopped_ = true; });
    wake_all();
  }

  const std::optional<diag::Diagnostic>& failure() const { return failure_; }
  const std::exception_ptr& thrown() const { return thrown_; }

 private:
  // Waits until `condition` holds, then does `act` under the lock. False where the run was stopped.
  template <class Condition, class Act>
  bool await(std::condition_variable& waiting, Condition condition, Act act) {
    std::unique_lock lock(mutex_);
    waiting.wait(lock, [&] { return is_stopped_ || condition(); });
    if (is_stopped_) return false;
    act();
    return true;
  }

  // The lock is given back first, or the one that wakes would wait for it.
  template <class Change>
  void turn_over(std::condition_variable& waiting, Change change) {
    {
      const std::lock_guard lock(mutex_);
      change();
    }
    waiting.notify_one();
  }

  void wake_all() {
    for (std::condition_variable* waiting : {&to_cut_, &to_work_, &to_take_}) waiting->notify_all();
  }

  // Whether the slot of this turn is done (else the list has ended); none where the run was stopped.
  std::optional<bool> await_patiently(const Slot& slot, std::uint64_t turn, const Taking& taking) {
    std::unique_lock lock(mutex_);
    for (;;) {
      const auto is_settled = [&] { return is_stopped_ || slot.state == State::kDone || (is_cut_ && turn >= filled_); };
      if (to_take_.wait_for(lock, kPatience, is_settled)) break;
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
      turn_over(to_take_, [this] { thrown_ = std::current_exception(); });
      stop();
    }
  }

  io::PieceSource& source_;
  std::vector<Slot> slots_;
  std::mutex mutex_;
  std::condition_variable to_cut_, to_work_, to_take_;   // an empty slot, a filled one, one that is done
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
