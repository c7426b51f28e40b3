#pragma once

// Sends a journal's travelling facts to the bus (DELIVERY section 2): every one, in order, until
// its delivery is reported. What a crash or an error leaves open is sent again; subscribers
// recognise it by its topic_version.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "services/platform/bus/backoff.h"
#include "services/platform/bus/bus.h"
#include "services/platform/bus/relay_source.h"
#include "services/platform/bus/relay_window.h"
#include "services/platform/core/crash_points.h"
#include "services/platform/store/writer.h"

namespace parcours::bus {

struct RelayOptions {
  std::vector<std::string> topics;  // those that this context writes to
  std::size_t max_in_flight = 10'000;
  std::size_t max_kept =
      10'000;  // rows handed over and not sent yet; more are read back from the journal
  int rows_per_read = 512;
  std::chrono::milliseconds pace{2};  // between rounds under load; the first leaves at once
  std::chrono::milliseconds watermark_every{50};
  std::chrono::milliseconds drain_within{5'000};
  std::int64_t checked_tail = 50;  // records per partition that Verify reads
  BackoffOptions backoff;
};

struct RelayStatus {
  std::int64_t watermark = 0;  // every travelling row up to here was delivered
  std::int64_t in_flight = 0;  // sent, not reported
  std::int64_t delivered = 0;  // reports since the start
  std::int64_t restarts = 0;   // producers given up
  bool verified = false;
  std::vector<Position> heads;   // per topic and partition, the offset after the last one delivered
  std::optional<Error> trouble;  // why it does not get on, if it does not
};

class Relay {
 public:
  struct Parts {
    Bus& bus;
    const journal::Journal& journal;
    store::Writer& writer;                                             // writes the watermark
    std::function<Result<std::unique_ptr<store::Connection>>()> open;  // read-only
    RandomSource& random;  // asked in the constructor alone
    CrashPoints crash_points;
    // Called on the relay's thread when it meets trouble, once per new reason. May be empty.
    std::function<void(const Error&)> on_trouble;
  };

  Relay(Parts parts, RelayOptions options);
  ~Relay();
  Relay(const Relay&) = delete;
  Relay& operator=(const Relay&) = delete;

  // Compares the journal with the end of its topics. FAILED_PRECONDITION, JOURNAL_BEHIND_TOPIC when
  // it was restored from an older copy (DELIVERY section 5.26): the service must not serve. Before
  // Start(), which does it by itself, before it sends anything, where this could not be done.
  [[nodiscard]] Result<void> Verify();

  void Start();
  // Sends what there is, waits for the reports (bounded), writes the watermark, ends.
  void Stop();

  // Rows of one commit, after COMMIT returned. Thread-safe, never waits.
  void Offer(std::vector<journal::Row> rows);

  [[nodiscard]] RelayStatus status() const;

  // One turn without the thread: sends what there is, takes reports, waiting at most `wait` for
  // them, and hands the watermark to the writer. False when there was nothing to do. Tests and the
  // simulation call it.
  bool Step(std::chrono::milliseconds wait);

 private:
  using Steady = std::chrono::steady_clock;

  void Loop();
  void AwaitWork();
  [[nodiscard]] Result<void> Prepare();
  [[nodiscard]] Result<void> OpenJournal();
  [[nodiscard]] Result<void> SendRows();
  [[nodiscard]] Result<bool> SendOne(const journal::Row& row);
  [[nodiscard]] Result<bool> TakeReports(std::chrono::milliseconds wait);
  void SaveWatermark(bool now);
  void GiveUp(const Error& error);
  void Publish();
  [[nodiscard]] bool HasWork() const;
  [[nodiscard]] std::chrono::milliseconds ReportWait();

  const Parts parts_;
  const RelayOptions options_;
  RelaySource source_;
  Backoff backoff_;
  std::unique_ptr<store::Connection> connection_;
  std::unique_ptr<Producer> producer_;
  std::optional<RelayWindow> window_;  // once the tables were read
  std::deque<journal::Row> pending_;
  std::int64_t saved_ = 0;
  Steady::time_point next_save_{};
  Steady::time_point next_round_{};
  Steady::time_point next_try_{};
  int idle_polls_ = 0;
  bool heads_moved_ = true;  // since the status told them
  bool verified_ = false;
  bool refused_ = false;  // the journal is behind its topics: nothing is sent

  // Shared with Writer's thread; kept alive by its jobs when the relay is gone.
  struct Saving {
    std::mutex mutex;
    bool under_way = false;
  };
  const std::shared_ptr<Saving> saving_ = std::make_shared<Saving>();

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool news_ = false;
  bool stopping_ = false;
  RelayStatus status_;
  std::thread thread_;
};

// Travelling rows after the watermark.
[[nodiscard]] std::int64_t CountUnacknowledged(store::Connection& connection,
                                               std::int64_t watermark);

}  // namespace parcours::bus
