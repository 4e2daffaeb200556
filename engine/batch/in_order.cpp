// A ring of slots; each goes round empty, at work, done, empty. The thread that works on a batch has cut it too: its bytes
// are still near that processor. One mutex guards the states, none the contents; whoever turns a slot over wakes the one
// that it is for, and no other, and the caller's thread only when there is something to do for a while.
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

enum class State { kEmpty, kAtWork, kDone };

struct Slot {
  io::PieceBatch batch;
  BatchResult result;
  State state = State::kEmpty;
};

class Ring {
 public:
  // So many slots that there is always an empty one while the caller's thread sleeps for want of batches that are done.
  Ring(io::PieceSource& source, std::size_t works, std::size_t together) : source_(source), slots_(works + together + 2), together_(together) {}

  // A working thread: cuts the next batch, one thread at a time, and works on it while another one cuts.
  void work(BatchWork& work) {
    guarded([&] {
      while (Slot* const slot = cut()) {
        slot->result.clear();
        work.run(slot->batch, slot->result);
        finish(*slot);
      }
    });
  }

  // The caller's thread.
  End take_all(const Taking& taking) {
    for (std::uint64_t turn = 0;; ++turn) {
      Slot& slot = slots_[turn % slots_.size()];
      const std::optional<bool> is_there = await_patiently(slot, taking);
      if (!is_there) return End::kStopped;
      if (!*is_there) return End::kWhole;
      const Next next = taking.take(slot.batch, slot.result);
      turn_over(to_cut_, [&] {
        slot.state = State::kEmpty;
        taken_ = turn + 1;
        --done_;
      });
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
  // The next batch; null where there is none.
  Slot* cut() {
    const std::lock_guard cutting(cutting_);
    Slot& slot = slots_[cut_ % slots_.size()];
    if (is_cut_ || !await_empty(slot)) return nullptr;
    slot.batch.clear();
    const auto supply = source_.fill(slot.batch);
    {
      const std::lock_guard lock(mutex_);
      slot.state = State::kAtWork;
      ++cut_;
      if (!supply) failure_ = supply.error();
      is_cut_ = !supply || *supply == io::Supply::kEnd;
    }
    if (is_cut_) to_take_.notify_one();
    return &slot;
  }

  void finish(Slot& slot) {
    bool is_due = false;
    {
      const std::lock_guard lock(mutex_);
      slot.state = State::kDone;
      ++done_;
      is_due = is_next_due();
    }
    if (is_due) to_take_.notify_one();
  }

  // Whether the caller's thread is to go on: with the batch whose turn it is, or with the end of the list.
  bool is_next_due() const {
    const bool is_done = slots_[taken_ % slots_.size()].state == State::kDone;
    return is_cut_ ? is_done || taken_ == cut_ : is_done && done_ >= together_;
  }

  // False where the run was stopped.
  bool await_empty(const Slot& slot) {
    std::unique_lock lock(mutex_);
    to_cut_.wait(lock, [&] { return is_stopped_ || slot.state == State::kEmpty; });
    return !is_stopped_;
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
    for (std::condition_variable* waiting : {&to_cut_, &to_take_}) waiting->notify_all();
  }

  // Whether the slot whose turn it is is done (else the list has ended); none where the run was stopped. A batch that is done
  // while others are taken need not wait for more.
  std::optional<bool> await_patiently(const Slot& slot, const Taking& taking) {
    std::unique_lock lock(mutex_);
    while (slot.state != State::kDone) {
      if (to_take_.wait_for(lock, kPatience, [this] { return is_stopped_ || is_next_due(); })) break;
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
  std::mutex cutting_;                   // held by the thread that cuts
  std::mutex mutex_;
  std::condition_variable to_cut_, to_take_;   // an empty slot, one that is done
  const std::size_t together_;
  std::uint64_t cut_ = 0, taken_ = 0;    // turns that were
  std::size_t done_ = 0;                 // slots
  bool is_cut_ = false;                  // nothing comes after them
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
  input = {};
  verdicts.clear();
}

base::Expected<End, diag::Diagnostic> run_in_order(io::PieceSource& source, const std::vector<BatchWork*>& works, const Taking& taking) {
  Ring ring(source, works.size(), taking.together);
  End end = End::kStopped;
  {
    Threads threads(ring);
    for (BatchWork* work : works) threads.start([&ring, work] { ring.work(*work); });
    end = ring.take_all(taking);
  }
  if (ring.thrown()) std::rethrow_exception(ring.thrown());
  if (end == End::kWhole && ring.failure()) return base::Unexpected{*ring.failure()};
  return end;
}

}  // namespace eligo::batch
