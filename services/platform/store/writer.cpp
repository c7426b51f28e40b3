#include "services/platform/store/writer.h"

#include <algorithm>
#include <utility>

#include "services/platform/core/check.h"

namespace parcours::store {
namespace {

Error QueueFull(std::chrono::milliseconds retry_after) {
  return {.code = Code::kResourceExhausted,
          .reason = "WRITER_QUEUE_FULL",
          .french = "Trop de demandes en attente. Réessayez dans un instant.",
          .english = "Too many requests are waiting. Try again in a moment.",
          .retry_after = retry_after};
}

Error Stopping() {
  return {.code = Code::kUnavailable,
          .reason = "SERVICE_DRAINING",
          .french = "Le service s'arrête. Réessayez.",
          .english = "The service is stopping. Try again.",
          .retry_after = std::chrono::seconds{1}};
}

Error Expired() {
  return {.code = Code::kDeadlineExceeded,
          .reason = "DEADLINE_PASSED",
          .french = "Le délai accordé est passé avant l'exécution ; rien n'a été modifié.",
          .english = "The deadline passed before the command ran; nothing was changed."};
}

std::size_t CallersIn(const std::vector<Job>& batch) {
  return static_cast<std::size_t>(std::count_if(
      batch.begin(), batch.end(), [](const Job& job) { return job.from == Job::From::kCaller; }));
}

}  // namespace

Writer::Writer(std::unique_ptr<Connection> connection, WriterOptions options)
    : connection_(std::move(connection)),
      options_(options),
      hooks_(std::make_shared<std::vector<Hooks>>()),
      round_hooks_(hooks_),
      admission_(options.admission) {
  if (options_.own_thread) thread_ = std::thread([this] { Loop(); });
}

Writer::~Writer() { Stop(); }

void Writer::AddHooks(Hooks hooks) {
  const std::scoped_lock lock(mutex_);
  auto more = std::make_shared<std::vector<Hooks>>(*hooks_);
  more->push_back(std::move(hooks));
  hooks_ = std::move(more);
}

Result<void> Writer::Submit(Job job) {
  bool awaited = false;
  {
    const std::scoped_lock lock(mutex_);
    TRY(Admit(job.from));
    if (job.from == Job::From::kCaller) ++callers_;
    queue_.push_back(std::move(job));
    awaited = queue_.size() == 1 || queue_.size() == awaited_;
  }
  if (awaited) wake_.notify_one();
  return {};
}

Result<void> Writer::HasRoom() {
  const std::scoped_lock lock(mutex_);
  return Admit(Job::From::kCaller);
}

// With the lock held.
Result<void> Writer::Admit(Job::From from) {
  if (stopping_) return Refuse(Stopping());
  const bool too_many = queue_.size() >= options_.max_queued ||
                        (from == Job::From::kCaller && !admission_.HasRoom(callers_));
  if (too_many) return Refuse(QueueFull(admission_.NextTurn(std::chrono::steady_clock::now())));
  return {};
}

Result<void> Writer::SubmitAndWait(std::function<bool(Connection&)> run, Job::Undo undo) {
  std::mutex mutex;
  std::condition_variable finished;
  std::optional<Result<void>> outcome;
  TRY(Submit({.run = std::move(run),
              .done =
                  [&](const Result<void>& committed) {
                    const std::scoped_lock lock(mutex);
                    outcome = committed;
                    finished.notify_one();
                  },
              .undo = undo}));
  if (!options_.own_thread) {
    while (!outcome && Drain()) {
    }
  }
  std::unique_lock lock(mutex);
  finished.wait(lock, [&] { return outcome.has_value(); });
  return *outcome;
}

bool Writer::Drain() {
  CHECK(!options_.own_thread);
  const auto batch = [this] {
    const std::scoped_lock lock(mutex_);
    return TakeBatch();
  }();
  if (batch.empty()) return false;
  RunBatch(batch);
  return true;
}

std::size_t Writer::queued() const {
  const std::scoped_lock lock(mutex_);
  return queue_.size();
}

void Writer::Stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Writer::Loop() {
  while (true) {
    const auto batch = AwaitBatch();
    if (batch.empty()) return;
    const auto began = std::chrono::steady_clock::now();
    RunBatch(batch);
    const auto took = std::chrono::steady_clock::now() - began;
    if (batch.size() < options_.paced_from) continue;
    const std::scoped_lock lock(mutex_);
    admission_.Served(batch.size(), took);
  }
}

// Empty: the end.
std::vector<Job> Writer::AwaitBatch() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  wake_.wait_until(lock, next_round_, [this] { return stopping_ || queue_.size() >= awaited_; });
  next_round_ = std::chrono::steady_clock::now() + options_.pace;
  auto batch = TakeBatch();
  awaited_ = batch.size() < options_.paced_from ? 1 : batch.size();
  return batch;
}

// With the lock held.
std::vector<Job> Writer::TakeBatch() {
  round_hooks_ = hooks_;
  std::vector<Job> batch;
  while (!queue_.empty() && batch.size() < options_.max_batch) {
    batch.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return batch;
}

void Writer::RunJob(const Job& job) {
  if (job.undo == Job::Undo::kByItself) {
    CHECK(job.run(*connection_));
    return;
  }
  connection_->Execute("SAVEPOINT job");
  if (!job.run(*connection_)) connection_->Execute("ROLLBACK TO job");
  connection_->Execute("RELEASE job");
}

void Writer::RunBatch(const std::vector<Job>& batch) {
  std::vector<Result<void>> outcomes(batch.size());
  Pass(kBeforeBegin);
  try {
    connection_->Execute("BEGIN IMMEDIATE");
    const auto now = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < batch.size(); ++i) {
      if (batch[i].deadline <= now) {
        outcomes[i] = Refuse(Expired());
        continue;
      }
      RunJob(batch[i]);
      Pass(kAfterJob);
    }
    for (const auto& hooks : *round_hooks_) {
      if (hooks.before_commit) hooks.before_commit();
    }
    const auto asked = std::chrono::steady_clock::now();
    connection_->Execute("COMMIT");
    const auto took = std::chrono::steady_clock::now() - asked;
    for (const auto& hooks : *round_hooks_) {
      if (hooks.committed) hooks.committed();
      if (hooks.measured) hooks.measured(batch.size(), took);
    }
  } catch (const Failure& failure) {
    try {
      connection_->Execute("ROLLBACK");
    } catch (const Failure&) {
      // SQLite has already rolled back by itself (disk full, I/O error).
    }
    for (const auto& hooks : *round_hooks_) {
      if (hooks.undone) hooks.undone();
    }
    outcomes.assign(batch.size(), Refuse(failure.error()));
  }
  {
    const std::scoped_lock lock(mutex_);
    callers_ -= CallersIn(batch);
  }
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (batch[i].done) batch[i].done(outcomes[i]);
    Pass(kAfterAnswer);
  }
}

void Writer::Pass(std::string_view point) const {
  for (const auto& hooks : *round_hooks_) parcours::Pass(hooks.crash_points, point);
}

}  // namespace parcours::store
