#pragma once

// A service's ear on the bus: one thread that reads records and hands them to the writer, one
// transaction per batch (DELIVERY section 3). At most one batch is in the writer's queue, at most
// one is read ahead.

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "services/platform/bus/backoff.h"
#include "services/platform/bus/bus.h"
#include "services/platform/bus/inbox.h"
#include "services/platform/core/crash_points.h"
#include "services/platform/store/writer.h"

namespace parcours::bus {

struct SubscriptionOptions {
  std::string group;     // the service's name
  std::string instance;  // of the process inside the group; empty = the group's name
  std::vector<std::string> topics;
  std::size_t max_batch = 512;
  // Under load, the time between two batches (one costs more than a record); load is a batch of at
  // least so many records.
  std::chrono::milliseconds pace{2};
  std::size_t paced_from = 8;
  // Between two batches of facts that concern nobody here: they are only passed over.
  std::chrono::milliseconds passing_pace{50};
  std::chrono::milliseconds poll_wait{200};
  BackoffOptions backoff;  // store and bus in trouble
  BackoffOptions not_yet{.first = std::chrono::milliseconds{250},
                         .longest = std::chrono::seconds{30}};
  std::chrono::milliseconds look_after{
      5'000};  // how often an idle subscription looks for queues that can move on
  std::chrono::milliseconds look_again{1'000};  // for the ends of topics that could not be had
};

// Since the start of the process.
struct SubscriptionStatus {
  InboxOutcome counts;
  std::int64_t batches = 0;
  std::int64_t retries = 0;  // batches that the store undid
  std::vector<Position> positions;
  bool caught_up = false;  // has reached, once, where its topics ended at the start
  std::optional<Error> trouble;
};

class Subscription {
 public:
  struct Parts {
    Bus& bus;
    Inbox& inbox;  // used in the writer's jobs alone
    store::Writer& writer;
    std::function<Result<std::unique_ptr<store::Connection>>()> open;  // read-only
    RandomSource& random;  // asked in the constructor alone
    CrashPoints crash_points;
    // Called on the subscription's thread; may be empty.
    std::function<void(const Error&)> on_trouble;  // once per new reason
    std::function<void()> on_caught_up;            // once
  };

  Subscription(Parts parts, SubscriptionOptions options);
  ~Subscription();
  Subscription(const Subscription&) = delete;
  Subscription& operator=(const Subscription&) = delete;

  void Start();
  // Lets the batch under way finish; what was read ahead is dropped. Before the writer stops.
  void Stop();

  // Reads these topics again from their beginning (empty = all): what was applied is recognised and
  // dropped, what was lost comes. Thread-safe; goes on in the background, and after a restart.
  void ReplayFromBeginning(std::vector<std::string> topics);

  // Queues may be able to move on (after a redrive or discard). Thread-safe.
  void Nudge();

  // One turn without the thread, which never waits: takes what was committed, hands on what was
  // read, reads. Tests and the simulation call it, and drain the writer.
  void Step();

  [[nodiscard]] SubscriptionStatus status() const;
  [[nodiscard]] bool caught_up() const;

 private:
  using Steady = std::chrono::steady_clock;
  enum class Kind { kBatch, kRetry, kReplay };
  // One job in the writer's queue.
  struct Flight {
    Kind kind = Kind::kBatch;
    std::vector<ReceivedRecord> records;
    std::vector<std::string> topics;  // kReplay
    std::vector<Position> revoked;    // taken away meanwhile
    InboxOutcome outcome;
    std::optional<Result<void>> ended;  // guarded by Signal::mutex
  };
  // Outlives the subscription where a job still holds it.
  struct Signal {
    std::mutex mutex;
    std::condition_variable changed;
    bool stopping = false;
    bool nudged = false;
    std::optional<std::vector<std::string>> replay;
  };

  void Loop();
  void Turn();
  bool Advance();
  [[nodiscard]] bool EnsureConsumer();
  [[nodiscard]] Result<void> LoadPositions();
  void PollConsumer(std::chrono::milliseconds wait);
  [[nodiscard]] bool IsDue() const;
  [[nodiscard]] std::chrono::milliseconds UntilDue() const;
  void TopUp();
  void DropRevoked();
  void Submit(std::shared_ptr<Flight> flight);
  void AwaitFlight();
  void Finish();
  void Landed(const Flight& flight);
  void Undone(Flight& flight, const Error& error);
  void SubmitWork();
  [[nodiscard]] std::shared_ptr<Flight> RetryIfDue();
  [[nodiscard]] std::shared_ptr<Flight> ReplayIfAsked();
  void CheckCaughtUp();
  void Trouble(const Error& error);
  void Publish();
  void Pause(std::chrono::milliseconds time);
  [[nodiscard]] bool Stopping() const;

  const Parts parts_;
  const SubscriptionOptions options_;
  Backoff backoff_;
  Backoff not_yet_;
  std::unique_ptr<store::Connection> connection_;
  std::unique_ptr<Consumer> consumer_;
  std::map<std::pair<std::string, std::int32_t>, std::int64_t> positions_;
  bool positions_loaded_ = false;
  std::optional<std::vector<Position>> goal_;
  bool caught_up_ = false;
  std::vector<ReceivedRecord> ready_;
  bool concerned_ = false;  // by something of it
  std::shared_ptr<Flight> flight_;
  std::size_t awaited_ = 1;  // so many records make a batch before its time
  Steady::time_point next_batch_{};
  Steady::time_point next_passing_{};
  Steady::time_point next_retry_{};
  Steady::time_point next_look_{};
  const std::shared_ptr<Signal> signal_ = std::make_shared<Signal>();

  mutable std::mutex status_mutex_;
  SubscriptionStatus status_;
  std::thread thread_;
};

}  // namespace parcours::bus
