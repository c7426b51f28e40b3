#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "services/platform/core/crash_points.h"
#include "services/platform/core/result.h"
#include "services/platform/store/admission.h"
#include "services/platform/store/connection.h"

namespace parcours::store {

using Deadline = std::chrono::steady_clock::time_point;

// One unit of work. `run` is called on the writer's thread inside a savepoint and says whether to
// keep what it did; `done` is called once, after the commit that made it durable (or with why
// nothing was kept).
struct Job {
  enum class Undo { kByWriter, kByItself };
  enum class From { kService, kCaller };
  std::function<bool(Connection&)> run;
  std::function<void(const Result<void>& committed)> done;
  Deadline deadline =
      Deadline::max();  // when it passes before the job starts, `run` is never called
  // By itself: it has savepoints of its own and keeps the rest, so that it needs none around them.
  // Savepoints inside each other cost SQLite a walk over all that the outer one may undo.
  Undo undo = Undo::kByWriter;
  // Of a caller: turned away where it would have to wait for too long (Admission).
  From from = From::kService;
};

struct WriterOptions {
  std::size_t max_queued = 4'096;  // more: RESOURCE_EXHAUSTED with a retry hint, whoever asks
  Admission::Options admission = {};
  std::size_t max_batch = 256;  // jobs in one transaction
  // Under load, the time between the beginnings of two rounds (a round costs more than a job); load
  // is a round of at least so many jobs.
  std::chrono::microseconds pace{2'000};
  std::size_t paced_from = 8;
  bool own_thread = true;  // false: tests and the simulation call Drain()
};

// Owns the only writing connection. Drains what is queued now into one transaction, each job in a
// savepoint, commits once, then answers them all: idle it is one fsync, loaded it is group commit
// (DELIVERY section 1). The first job starts at once; under load a round waits until as many jobs
// are there as the last one had, at most for the pace.
class Writer {
 public:
  // What must happen around a commit, on the writer's thread.
  struct Hooks {
    std::function<void()> before_commit;  // throw Failure to undo the batch
    std::function<void()> committed;      // after COMMIT returned, before the answers
    std::function<void()> undone;  // the batch was rolled back: forget what it left in memory
    // `jobs` became durable together, in a COMMIT that took so long.
    std::function<void(std::size_t jobs, std::chrono::nanoseconds took)> measured;
    CrashPoints crash_points = {};
  };

  Writer(std::unique_ptr<Connection> connection, WriterOptions options);
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Thread-safe; from the next round on.
  void AddHooks(Hooks hooks);

  // Thread-safe. Refused when the queue is full or the writer stops; then `done` is not called.
  [[nodiscard]] Result<void> Submit(Job job);

  // Refused as a caller's job would be now: to be asked before work is spent on one.
  [[nodiscard]] Result<void> HasRoom();

  // Submits and waits for the commit. Not from the writer's thread.
  [[nodiscard]] Result<void> SubmitAndWait(std::function<bool(Connection&)> run,
                                           Job::Undo undo = Job::Undo::kByWriter);

  // Runs what is queued on the calling thread; true if there was something. Only without a thread
  // of its own.
  bool Drain();

  [[nodiscard]] std::size_t queued() const;

  // Finishes what is queued, then stops.
  void Stop();

 private:
  void Loop();
  std::vector<Job> AwaitBatch();
  std::vector<Job> TakeBatch();
  [[nodiscard]] Result<void> Admit(Job::From from);
  void RunBatch(const std::vector<Job>& batch);
  void RunJob(const Job& job);
  void Pass(std::string_view point) const;

  std::unique_ptr<Connection> connection_;
  const WriterOptions options_;
  mutable std::mutex mutex_;
  std::shared_ptr<const std::vector<Hooks>> hooks_;        // replaced, never changed
  std::shared_ptr<const std::vector<Hooks>> round_hooks_;  // those of the round that runs
  std::condition_variable wake_;
  std::deque<Job> queue_;
  Admission admission_;
  std::size_t callers_ = 0;  // whose jobs are queued or in the round
  std::size_t awaited_ = 1;  // so many jobs begin a round before its time
  Deadline next_round_{};
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace parcours::store
